"""`check --repair`: what is damaged is said, what a backup has comes back, and the damaged file stays."""

import json
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from peerjournal import session as session_room
from peerjournal.cli import given
from peerjournal.cli import jot as jot_room
from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.vault import backup, repairing
from tests.cli.conftest import Command, Run
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal

NO_BACKUP = "This computer has made no backup for a week or more."
SYNC = b"\xf5PJ\n"
TITLES = ("The lake", "The heron", "The weir", "The reeds")


def log(pj: Command) -> Path:
    (path,) = pj.places().journal.glob("*.log")
    return path


def filled(pj: Command) -> None:
    for title in TITLES:
        pj("write", "I was walking.", "--title", title)
    assert pj("check").code == 0


def damage(pj: Command, *frames: int) -> bytes:
    """Spoil the body of some frames, counted from the end, and return the whole file."""
    path = log(pj)
    data = bytearray(path.read_bytes())
    starts = [at for at in range(len(data)) if data.startswith(SYNC, at)]
    for number in frames:
        data[starts[-number] + 60] ^= 1
    path.write_bytes(data)
    return bytes(data)


def titles(pj: Command) -> set[str]:
    return {item["title"] for item in json.loads(pj("list", "--json").out)["items"]}


def test_what_a_backup_has_is_said_and_brought_back_after_one_question(pj: Command) -> None:
    filled(pj)
    damaged, old = damage(pj, 2, 3), log(pj)
    said = pj("check")
    assert said.code == 6
    assert "2 saves can't be opened." in said.err
    assert "Missing or older here, and whole in a backup: 2 entries." in said.err
    assert "In the backup of" in said.out
    assert "The weir" in said.out
    assert "`peerjournal check --repair` brings back what can be" in said.err
    assert titles(pj) == {"The lake", "The reeds"}
    asked = pj("check", "--repair")
    assert asked.code == 2
    assert "--yes" in asked.err
    assert titles(pj) == {"The lake", "The reeds"}
    done = pj("check", "--repair", "--yes")
    assert done.code == 0
    assert "Mended." in done.err
    assert "12 is 12b" in done.err
    assert titles(pj) == set(TITLES)
    assert old.read_bytes() == damaged
    after = pj("check")
    assert after.code == 0
    assert "This device: 4 saves, whole." in after.out
    assert "Device b:" in after.out
    assert "The file of device b is left as it is." in after.err
    assert pj("write", "One more.").code == 0
    again = pj("check", "--repair", "--yes")
    assert (again.code, "There is nothing to mend." in again.err) == (0, True)


def test_with_nothing_to_mend_it_says_so(pj: Command) -> None:
    pj("write", "I was walking.")
    said = pj("check", "--repair")
    assert said.code == 0
    assert "There is nothing to mend." in said.err


def test_saying_no_changes_nothing(pj: Command) -> None:
    filled(pj)
    damaged = damage(pj, 2)
    typing = (UNLOCKS, ("Mend it?", "n\n"))
    code, screen = at_terminal(pj.places(), "check", "--repair", typing=typing)
    assert code == 6
    assert "Nothing was done." in screen
    assert log(pj).read_bytes() == damaged


def test_a_program_is_told_all_of_it_and_no_titles(pj: Command) -> None:
    filled(pj)
    damage(pj, 1, 3)
    answer = pj("check", "--json")
    assert answer.code == 6
    told = json.loads(answer.out)["repair"]
    assert {one["number"] for one in told["found"]} == {"2", "4"}
    assert {one["table"] for one in told["found"]} == {"entries"}
    assert (told["unreadable"], told["needed"], told["done"], told["lost"]) == (2, True, False, 0)
    assert not any(title in answer.out for title in TITLES)
    mended = json.loads(pj("check", "--repair", "--yes", "--json").out)
    assert (mended["repair"]["done"], mended["whole"]) == (True, True)


def test_what_no_backup_has_is_counted_by_the_numbers_that_were_given(pj: Command) -> None:
    filled(pj)
    pj("write", "After the backup.", "--title", "The gate")
    pj("write", "After the backup.", "--title", "The path")
    damage(pj, 2)
    said = pj("check")
    assert "1 save can't be opened." in said.err
    assert "By the numbers that were given, 1 thing more stood there" in said.err
    assert pj("check", "--repair", "--yes").code == 0
    assert titles(pj) == {*TITLES, "The path"}


def test_a_damaged_journal_is_said_to_be_so_by_whatever_reads_it(pj: Command) -> None:
    filled(pj)
    damage(pj, 3)
    said = pj("list")
    assert said.code == 0
    assert said.err.count("Part of this journal is damaged.") == 1


def test_damaged_drafts_are_set_aside_and_never_thrown_away(pj: Command) -> None:
    pj("write", "I was walking.")
    drafts = pj.places().journal / "drafts"
    drafts.mkdir(exist_ok=True)
    (drafts / f"{'ab' * 16}.draft").write_bytes(b"not a draft")
    assert pj("check").code == 6
    done = pj("check", "--repair", "--yes")
    assert done.code == 0
    assert "1 damaged draft was set aside" in done.err
    assert [path.read_bytes() for path in pj.places().state.rglob("draft-*")] == [b"not a draft"]
    after = pj("check")
    assert after.code == 0
    assert "Set aside earlier, not thrown away: 1 damaged draft." in after.err


def test_what_lies_among_the_jots_is_looked_at_too(pj: Command) -> None:
    pj("write", "I was walking.")
    pj("jot", "A line for later.")
    (jot,) = (pj.places().journal / "jots").iterdir()
    jot.write_bytes(jot.read_bytes()[:-3])
    said = pj("check")
    assert said.code == 0
    assert "1 file among the jots doesn't open. It was left where it is." in said.err
    assert json.loads(pj("check", "--json").out)["jots"] == {"unread": 1, "waiting": 0}


def test_a_disk_that_refuses_leaves_the_journal_as_it_was(
    pj: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(pj)
    damaged = damage(pj, 2)
    before = sorted(path.name for path in pj.places().journal.iterdir())

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Disk, "rename", refuse)
        refused = pj("check", "--repair", "--yes")
        assert refused.code == NotSaved.exit_code
    assert log(pj).read_bytes() == damaged
    assert sorted(path.name for path in pj.places().journal.iterdir()) == before
    assert pj("check", "--repair", "--yes").code == 0
    assert titles(pj) == set(TITLES)


@pytest.mark.parametrize("where", ["plan_repair", "repair"])
def test_ctrl_c_stops_it_and_nothing_is_half_done(
    pj: Command, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    filled(pj)
    damaged = damage(pj, 2)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        target = "reread" if where == "plan_repair" else "Compaction"
        patch.setattr(repairing, target, stopped)
        assert pj("check", "--repair", "--yes").code == 130
    assert log(pj).read_bytes() == damaged
    assert titles(pj) == set(TITLES) - {"The weir"}
    assert pj("check", "--repair", "--yes").code == 0
    assert titles(pj) == set(TITLES)


def test_go_on_and_repair_are_one_or_the_other(pj: Command) -> None:
    pj("write", "I was walking.")
    assert pj("check", "--repair", "--go-on").code == 2


# What is said of backups at the end of a command


def no_backup(pj: Command, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Run:
    pj("write", "I was walking.", "--title", "The lake")

    def refuse(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(backup, "back_up", refuse)
        return pj("check")


def test_a_backup_that_could_not_be_made_is_said_once_and_hides_nothing(
    pj: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = NotSaved()
    full.__cause__ = OSError(28, "No space left on device")
    said = no_backup(pj, monkeypatch, full)
    assert said.code == 0
    assert "This device: 3 saves, whole." in said.out
    assert said.err.count("Today's backup was not made: the disk is full.") == 1
    assert "There is none here yet." in said.err
    assert "Today's backup" not in pj("check").err


def test_a_damaged_journal_says_why_it_makes_no_backup(pj: Command) -> None:
    filled(pj)
    for path in pj.places().state.glob("*/backups/*.tar"):
        path.rename(path.with_name("2020-01-01.tar"))
    damage(pj, 2)
    said = pj("check")
    assert said.code == 6
    assert "Today's backup was not made: the journal opens for reading only" in said.err
    assert "The newest one here is of 2020-01-01." in said.err


# The weekly word to those who only write


def write_at(pj: Command, monkeypatch: pytest.MonkeyPatch, days: int, *command: str) -> str:
    """Run a command so many days from now, and return what it says."""
    later = datetime.now().astimezone() + timedelta(days=days)

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Then":
            return cls.fromtimestamp(later.timestamp(), tz)

    with monkeypatch.context() as patch:
        patch.setattr(jot_room, "datetime", Then)
        patch.setattr(session_room, "datetime", Then)
        run = pj(*command)
    assert run.code == 0, run.err
    return run.err


@pytest.mark.parametrize("command", ["write", "jot"])
def test_who_only_writes_is_told_once_a_week_that_there_is_no_backup(
    pj: Command, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    told = {}
    for days in (0, 3, 6, 7, 8, 13, 14, 20, 22):
        told[days] = NO_BACKUP in write_at(pj, monkeypatch, days, command, "A line.")
    assert [days for days, said in told.items() if said] == [7, 14, 22]
    assert pj("check").code == 0
    assert NO_BACKUP not in write_at(pj, monkeypatch, 6, command, "A line.")
    assert NO_BACKUP in write_at(pj, monkeypatch, 36, command, "A line.")


def test_a_backup_of_this_week_says_nothing_whatever_else_lies_there(
    pj: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj("write", "A line.")
    pj("check")
    (backup_of_today,) = pj.places().state.glob("*/backups/*.tar")
    for name in ("2999-01-01.tar", "notes.txt"):
        backup_of_today.with_name(name).write_bytes(b"")
    assert NO_BACKUP not in write_at(pj, monkeypatch, 6, "jot", "A line.")
    assert NO_BACKUP in write_at(pj, monkeypatch, 7, "jot", "A line.")


def test_where_it_cannot_be_noted_nothing_is_said_and_nothing_fails(
    pj: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj("write", "A line.")
    replace = Disk.replace

    def refuse(disk: Disk, path: Path, data: bytes) -> None:
        if path.name == given._NO_BACKUP_SAID:
            raise OSError(30, "Read-only file system")
        replace(disk, path, data)

    monkeypatch.setattr(Disk, "replace", refuse)
    assert NO_BACKUP not in write_at(pj, monkeypatch, 8, "jot", "A line.")
