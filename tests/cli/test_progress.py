"""Work that takes over a second moves a bar, at a terminal only, and takes it away again."""

from pathlib import Path

import pytest

from peerjournal.cli import terminal
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE

LONG = (
    ("import old.txt --yes --timezone UTC", ("Moving in",)),
    ("export out --format json --yes", ("Moving out",)),
    ("check", ("Checking",)),
    ("compact", ("Making the journal's file smaller",)),
    ("backup kept.tar", ("Making a backup",)),
    ("restore earlier.tar", ("Restoring",)),
    ("keys renew --no-recovery --yes", ("Sealing under the new keys",)),
    ("erase 1 --no-recovery --yes", ("Erasing",)),
    ("versions 1", ("Looking for versions",)),
)


@pytest.fixture
def filled(pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    entries = "\n".join(f"[2020-05-{day:02} 15:00] The lake.\nIt rained.\n" for day in range(1, 29))
    Path("old.txt").write_text(entries, encoding="utf-8")
    for number in range(3):
        pj("write", stdin=f"The lake, {number}.")
    pj("backup", "earlier.tar")
    pj("check")
    return pj


@pytest.mark.parametrize(("arguments", "moves"), LONG)
def test_long_work_shows_how_far_it_is(filled: Command, arguments: str, moves: tuple[str, ...]) -> None:
    who = "new" if arguments.startswith("restore") else "journal"
    asked = "of that backup: " if who == "new" else UNLOCKS[0]
    if arguments.startswith(("keys", "erase")):
        asked = "it stays the same): "
    code, screen = at_terminal(
        filled.places(who), *arguments.split(), typing=[(asked, f"{PASSPHRASE}\n")], module="tests.cli.slow"
    )
    assert code == 0, screen
    for work in moves:
        assert f"\r{work} [" in screen
        # What is said next does not stand behind a bar.
        assert screen.rindex(f"{work} [") < screen.rindex("\r")


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in LONG if "restore" not in arguments])
def test_in_a_pipe_nothing_moves(filled: Command, monkeypatch: pytest.MonkeyPatch, arguments: str) -> None:
    monkeypatch.setattr(terminal, "_PATIENCE", -1.0)
    run = filled(*arguments.split())
    assert run.code == 0, run.err
    assert "\r" not in run.out + run.err
    assert "%" not in run.out + run.err
