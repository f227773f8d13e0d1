"""Copies of drafts and jots, and copies of anything while the disk dies: their words turn up, and once."""

import errno
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.session import Session
from peerjournal.vault import settle_copies
from tests.vault import changes
from tests.vault.copied import NAMES, name_of, own_log, put_copy, set_aside, settled, titles
from tests.vault.failing_disk import Killed, KillingDisk, RecordingDisk
from tests.vault.scenes import DRAFT, Place, drafts_of


@pytest.fixture
def here(furnished: Place) -> Place:
    return furnished.copy("here")


def draft_copy(place: Place, text: str, form: str = NAMES[0]) -> Path:
    """Put a copy of the draft into the folder that says something."""
    there = place.copy("there")
    drafts_of(there.unlock()).keep(DRAFT, {"text": text})
    path = there.folder / "drafts" / f"{DRAFT}.draft"
    target = place.folder / "drafts" / name_of(path, form)
    target.write_bytes(path.read_bytes())
    return target


def words_begun(place: Place) -> list[str]:
    return sorted(draft.fields["text"] for draft in drafts_of(place.unlock()).all())


@pytest.mark.parametrize("form", NAMES)
def test_a_copy_of_a_draft_that_says_something_else_is_a_draft_of_its_own(here: Place, form: str) -> None:
    path = draft_copy(here, "as it was elsewhere", form)
    vault = settled(here)
    assert words_begun(here) == ["as it was", "as it was elsewhere"]
    assert not path.exists()
    assert len(set_aside(here)) == 1
    assert any("something you were writing" in said for said in vault.notices)
    assert vaults.check(vault).whole
    settled(here)
    assert words_begun(here) == ["as it was", "as it was elsewhere"]


def test_a_copy_of_a_draft_that_says_the_same_just_goes_aside(here: Place) -> None:
    path = draft_copy(here, "as it was")
    vault = settled(here)
    assert words_begun(here) == ["as it was"]
    assert not path.exists()
    assert vault.notices == []


def test_the_same_copy_coming_again_leaves_alone_what_was_written_on_since(here: Place) -> None:
    data = draft_copy(here, "as it was elsewhere").read_bytes()
    vault = settled(here)
    (name,) = set(drafts_of(vault).names()) - {DRAFT}
    drafts_of(vault).keep(name, {"text": "written on since"})
    (here.folder / "drafts" / f"{DRAFT} (2).draft").write_bytes(data)
    settled(here)
    assert words_begun(here) == ["as it was", "written on since"]


def test_a_copy_of_a_draft_that_does_not_open_is_told_of_and_left(here: Place) -> None:
    path = draft_copy(here, "as it was elsewhere")
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)
    vault = settled(here)
    assert path.exists()
    assert vaults.left(vault) == [(path.name, "damaged, or still arriving")]


@pytest.mark.parametrize("form", NAMES[:-1])
def test_two_files_of_one_jot_are_one_entry(here: Place, form: str) -> None:
    (jot,) = (here.folder / "jots").iterdir()
    jot.with_name(name_of(jot, form)).write_bytes(jot.read_bytes())
    session = Session(here.unlock())
    session._settle_in()
    assert session.taken_in == 1
    assert session.unmarked == 0
    assert list((here.folder / "jots").iterdir()) == []
    bodies = [document.get("body") for document in session.vault.documents("entries").values()]
    assert bodies.count("a jot") == 1


def everything_is_there(place: Place) -> None:
    vault = settled(place)
    assert titles(vault) == {"changed elsewhere"}
    assert titles(vault, "only there") == {"written elsewhere"}
    assert words_begun(place) == ["as it was", "as it was elsewhere"]
    assert vault.home.copies() == []
    assert len(set_aside(place)) == 2
    assert vaults.check(vault).whole


def test_killed_at_any_call_nothing_of_a_copy_is_lost_or_there_twice(here: Place) -> None:
    changes.leave_copies(here)
    disk = RecordingDisk()
    settled(here.copy("counting"), disk=disk)
    for at in range(1, len(disk.calls) + 1):
        place = here.copy("killed")
        dying = KillingDisk(at, halfway=bool(at % 2))
        with pytest.raises(Killed):
            settled(place, disk=dying)
        dying.bury()
        everything_is_there(place)


class TwoDisks(Disk):
    """The state lies on another disk than the journal, so nothing can be renamed from one to the other."""

    def rename(self, source: Path, target: Path) -> None:
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "another disk")
        super().rename(source, target)


class TwoDisksOneLying(TwoDisks):
    """The same, and what is written to the other one does not read back."""

    def read(self, fd: int, size: int, offset: int) -> bytes:
        data = super().read(fd, size, offset)
        return data[::-1] if Path(f"/proc/self/fd/{fd}").readlink().name.startswith(".new-") else data


def test_a_copy_goes_aside_to_another_disk(here: Place) -> None:
    path = put_copy(here, own_log(here).read_bytes())
    data = path.read_bytes()
    settled(here, disk=TwoDisks())
    assert not path.exists()
    (kept,) = set_aside(here)
    assert kept.read_bytes() == data


def test_a_copy_stays_where_the_other_disk_does_not_read_back_as_written(here: Place) -> None:
    path = put_copy(here, own_log(here).read_bytes())
    vault = here.unlock(disk=TwoDisksOneLying())
    with pytest.raises(NotSaved):
        settle_copies(vault)
    assert path.exists()
    assert set_aside(here) == []
