"""`forget-journal`: all of it goes, nothing else does, and nobody loses a journal to a mistyped command."""

import contextlib
from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.config import Places, Settings, keep_settings
from peerjournal.errors import NoJournal, NotSaved
from peerjournal.session import Session
from tests.cli.conftest import Command, run
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE, MakeVault
from tests.vault.failing_disk import REFUSALS, Killed, KillingDisk, RefusingDisk


def snapshot(places: Places) -> dict[Path, bytes]:
    roots = (places.journal, places.state)
    # What is only remembered changes with each look.
    return {
        path: path.read_bytes()
        for root in roots
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".seen"
    }


@pytest.fixture
def written(pj: Command) -> Command:
    """A journal with an entry, a jot and what a computer keeps of them."""
    assert pj("write", "I was walking.").code == 0
    assert pj("jot", "Still here.").code == 0
    return pj


def test_all_of_it_goes(written: Command) -> None:
    gone = written("forget-journal", "--yes")
    assert gone.code == 0, gone.err
    assert "The journal is gone from this computer." in gone.err
    assert not written.places().journal.exists()
    assert not written.places().state.exists()
    assert written("list", made=False).code == 3


def test_what_stays_elsewhere_is_said_before_the_question(written: Command) -> None:
    typing = [UNLOCKS, ("[y/N] ", "y\n")]
    code, screen = at_terminal(written.places(), "forget-journal", typing=typing, columns=400)
    assert code == 0
    asked = screen.index("Forget this journal?")
    for said in (str(written.places().journal), "other computers", "backups", "cloud", "Letters"):
        assert screen.index(said) < asked
    assert screen.count("[y/N]") == 1
    assert not written.places().journal.exists()


@pytest.mark.parametrize("answer", ["\n", "n\n", "forget\n"])
def test_anything_but_yes_removes_nothing(written: Command, answer: str) -> None:
    written("list")
    before = snapshot(written.places())
    typing = [UNLOCKS, ("[y/N] ", answer)]
    code, screen = at_terminal(written.places(), "forget-journal", typing=typing)
    assert code == 0
    assert "Nothing was removed." in screen
    assert snapshot(written.places()) == before


def test_it_takes_the_passphrase_and_without_a_terminal_a_yes(written: Command) -> None:
    written("list")
    before = snapshot(written.places())
    assert written("forget-journal", "--yes", passphrase="not that one").code == 4
    assert written("forget-journal").code == 2
    places = written.places()
    assert run("--journal", places.journal, "--state", places.state, "forget-journal", "--yes").code == 2
    assert snapshot(written.places()) == before


def test_the_settings_passphrase_command_does_not_count(
    written: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path / "settings"))
    keep_settings(Settings(passphrase_command=f"echo '{PASSPHRASE}'"))
    places = written.places()
    assert run("--journal", places.journal, "--state", places.state, "forget-journal", "--yes").code == 2
    assert places.journal.exists()


def test_another_devices_log_is_not_lost_unless_that_is_said(
    written: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = written.places()
    monkeypatch.setattr("peerjournal.vault.home._machine", lambda: "0" * 16)
    other = Places(places.journal, places.state.parent / "other.state")
    Session.unlock(other, PASSPHRASE).lock()
    session = Session.unlock(other, PASSPHRASE)
    with session.vault.transaction(empty=True):
        pass
    session.lock()
    monkeypatch.undo()
    written("list")
    before = snapshot(places)
    refused = written("forget-journal", "--yes")
    assert refused.code == 1
    assert "Other devices write to this folder too: b." in refused.err
    assert "--other-devices" in refused.err
    assert snapshot(places) == before
    assert written("forget-journal", "--yes", "--other-devices").code == 0
    assert not places.journal.exists()


def test_what_is_not_the_journals_stays(written: Command, pj: Command) -> None:
    pj.make("robin")
    other = pj.places("robin")
    places = written.places()
    (places.journal / "letter for Robin.age").write_text("sealed")
    (strange,) = other.journal.glob("*.log")
    (places.journal / strange.name).write_bytes(strange.read_bytes())
    (places.state / "another journal").mkdir()
    gone = written("forget-journal", "--yes")
    assert gone.code == 0, gone.err
    assert "2 there" in gone.err
    assert sorted(path.name for path in places.journal.iterdir()) == sorted(
        [strange.name, "letter for Robin.age"]
    )
    assert "another journal" in {path.name for path in places.state.iterdir()}
    assert not [*places.state.glob("*/journal.key")]
    assert pj("list", who="robin").code == 0


def test_the_settings_go_only_where_that_is_said(
    written: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path / "settings"))
    keep_settings(Settings(look="paper"))
    (tmp_path / "settings" / "ways-in").mkdir()
    assert written("forget-journal", "--yes").code == 0
    assert (tmp_path / "settings" / "settings.toml").exists()
    written.make()
    gone = written("forget-journal", "--yes", "--settings")
    assert gone.code == 0
    assert not (tmp_path / "settings" / "settings.toml").exists()
    assert "still there" in gone.err


def test_a_kill_at_any_call_leaves_what_opens_and_can_be_forgotten(make_vault: MakeVault) -> None:
    """A journal is there, or it is not: never logs without what opens them."""
    at = done = 0
    while not done:
        at += 1
        name = f"killed-{at}"
        make_vault(name).lock()
        disk = KillingDisk(10**9)
        opened = make_vault(name, disk=disk)
        disk._at = len(disk.calls) + at
        try:
            vault.forget(opened)
            done = at
        except Killed:
            disk.bury()
        folder = opened.home.folder
        if (folder / "journal.key").exists():
            again = make_vault(name)
            assert vault.forget(again) == []
        assert not list(folder.glob("*.log"))
        assert not folder.exists() or {path.name for path in folder.iterdir()} <= {".lock"}
    assert done > 20


@pytest.mark.parametrize("code", REFUSALS[:2])
def test_a_disk_that_refuses_is_said_and_it_can_be_done_again(make_vault: MakeVault, code: int) -> None:
    at, refused = 0, 1
    while refused:
        at += 1
        name = f"refused-{at}"
        make_vault(name).lock()
        disk = RefusingDisk(0, code)
        opened = make_vault(name, disk=disk)
        disk._at = len(disk.calls) + at
        with contextlib.suppress(NotSaved):
            vault.forget(opened)
        refused = len(disk.refused)
        if (opened.home.folder / "journal.key").exists():
            vault.forget(make_vault(name))
        with pytest.raises(NoJournal):
            vault.find(opened.home.folder, opened.home.state.parent, disk)
