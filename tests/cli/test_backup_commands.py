"""The commands `backup` and `restore`, and what `check` says of the backups that this computer keeps."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command, piped, run
from tests.cli.pseudo_terminal import at_terminal
from tests.conftest import PASSPHRASE


def kept(pj: Command, who: str = "journal") -> list[Path]:
    return sorted(pj.places(who).state.glob("*/backups/*.tar"))


def test_a_backup_brings_everything_back_on_another_computer(pj: Command, tmp_path: Path) -> None:
    pj("write", "I was walking.", "--title", "The lake")
    pj("jot", "A line for later.")
    made = pj("backup", tmp_path)
    assert made.code == 0
    assert Path(made.line).parent == tmp_path
    assert "opens" in made.err
    back = pj("restore", made.line, who="elsewhere", made=False)
    assert back.code == 0, back.err
    assert str(pj.places("elsewhere").journal) in back.err
    assert "as a new device" in back.err
    told = pj("list", who="elsewhere", made=False)
    assert "The lake" in told.out
    assert "A line for later." in told.out
    assert pj("check", who="elsewhere", made=False).code == 0


def test_a_backup_never_overwrites_and_a_folder_gets_another_name(pj: Command, tmp_path: Path) -> None:
    first, second = pj("backup", tmp_path).line, pj("backup", tmp_path).line
    assert first != second
    before = Path(first).read_bytes()
    again = pj("backup", first)
    assert again.code == 2
    assert "left as it is" in again.err
    assert Path(first).read_bytes() == before


def test_restoring_over_a_journal_is_refused_before_anything_is_asked(pj: Command, tmp_path: Path) -> None:
    source = pj("backup", tmp_path).line
    before = {path: path.read_bytes() for path in pj.places().journal.rglob("*") if path.is_file()}
    refused = pj("restore", source, passphrase="not even that one")
    assert refused.code == 1
    assert "left as it is" in refused.err
    assert before == {path: path.read_bytes() for path in pj.places().journal.rglob("*") if path.is_file()}


def test_beside_the_journal_it_gets_a_state_of_its_own_and_the_journal_goes_on(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj("write", "I was walking.")
    source = pj("backup", tmp_path).line
    pj("write", "written since")
    places, again = pj.places(), tmp_path / "journal-again"
    monkeypatch.setenv("PEERJOURNAL_HOME", str(places.journal))
    given = ("--journal", again, "--state", places.state, "--passphrase-fd")
    with piped(PASSPHRASE) as descriptor:
        back = run(*given, str(descriptor), "restore", source)
    assert back.code == 0, back.err
    told = f"--journal {again} --state {again}.state"
    assert told in back.err
    assert pj("write", "and it goes on").code == 0
    with piped(PASSPHRASE) as descriptor:
        copy = run(*told.split(), "--passphrase-fd", str(descriptor), "write", "so does the copy")
    assert copy.code == 0, copy.err
    assert "written since" in pj("list").out


def test_what_is_no_backup_is_said_to_be_none(pj: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.tar").write_text("not one")
    (tmp_path / "empty").mkdir()
    for source, code in (("letter.tar", 6), ("empty", 6), ("nothing", 2)):
        refused = pj("restore", tmp_path / source, who="elsewhere", made=False)
        assert refused.code == code
        assert "Traceback" not in refused.err
        assert not pj.places("elsewhere").journal.exists()


def test_the_wrong_passphrase_restores_nothing(pj: Command, tmp_path: Path) -> None:
    source = pj("backup", tmp_path).line
    refused = pj("restore", source, who="elsewhere", made=False, passphrase="not that one")
    assert refused.code == 4
    assert not pj.places("elsewhere").journal.exists()


def test_reading_the_whole_journal_makes_todays_backup_and_writing_does_not(pj: Command) -> None:
    pj("write", "I was walking.")
    pj("jot", "A line for later.")
    assert kept(pj) == []
    pj("check")
    (first,) = kept(pj)
    before = first.stat().st_mtime_ns
    pj("check")
    assert [path.stat().st_mtime_ns for path in kept(pj)] == [before]


def test_check_says_which_backups_there_are_and_whether_they_open(pj: Command) -> None:
    pj("write", "I was walking.")
    assert "no backup yet" in pj("check").err
    (path,) = kept(pj)
    told = pj("check")
    assert f"Backup of {path.stem}: whole." in told.out
    assert str(path.parent) in told.err
    path.write_bytes(path.read_bytes()[:-700])
    told = pj("check")
    assert f"Backup of {path.stem}: damaged." in told.out
    assert told.code == 0
    assert "Today's backup was made again, and is whole now." in told.err
    assert json.loads(pj("check", "--json").out)["backups"] == [
        {"day": path.stem, "made_again": False, "state": "whole"}
    ]


def test_a_folder_of_daily_backups_gives_the_newest_that_is_whole(pj: Command) -> None:
    pj("write", "I was walking.", "--title", "The lake")
    pj("check")
    (path,) = kept(pj)
    for day in ("2999-01-01", "2999-01-02"):
        path.with_name(f"{day}.tar").write_bytes(path.read_bytes()[:-700])
    shutil.rmtree(pj.places().journal)
    back = pj("restore", path.parent, made=False)
    assert back.code == 0
    assert "2 newer backups there could not be used" in back.err
    assert "The lake" in pj("list").out


def test_inspect_says_what_a_backup_opens_with(pj: Command, tmp_path: Path) -> None:
    source = Path(pj("backup", tmp_path).line)
    told = pj("inspect", source)
    assert told.out.startswith("A backup of a journal.")
    assert "It opens with a passphrase." in told.out
    assert json.loads(pj("inspect", source, "--json").out)["kind"] == "backup"
    source.write_bytes(source.read_bytes()[:1000])
    assert pj("inspect", source).code == 6


@pytest.mark.parametrize("words", [("backup",), ("restore",)])
def test_without_a_file_it_says_what_is_missing(pj: Command, words: tuple[str, ...]) -> None:
    told = pj(*words)
    assert told.code == 2
    assert "Something is missing" in told.err


def test_at_a_terminal_it_asks_for_the_passphrase_of_then(pj: Command, tmp_path: Path) -> None:
    source = pj("backup", tmp_path).line
    code, screen = at_terminal(
        pj.places("elsewhere"), "restore", source, typing=[("Passphrase of that backup", PASSPHRASE + "\n")]
    )
    assert code == 0
    assert "Your journal is back" in screen
