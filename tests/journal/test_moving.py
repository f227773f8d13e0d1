"""Moving in: each once, frame by frame, and undone again without a word of somebody's own work."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from peerjournal.disk import Disk
from peerjournal.errors import JournalError, NotSaved
from peerjournal.journal import Attached, Draft, Journal, Moment
from peerjournal.vault import Vault, compact
from tests.conftest import PASSPHRASE, MakeVault, StandingClock

WRITTEN = Moment.decode("2020-05-01T15:00:00+02:00[Europe/Berlin]")


@dataclass(frozen=True)
class Came:
    """As little as an importer may say."""

    draft: Draft
    key: str
    digest: str = "as it was"
    where: str = "line 1"
    attachments: tuple[Attached, ...] = ()


def came(*names: str, size: int = 10) -> list[Came]:
    return [
        Came(
            Draft(name, name * size, written=WRITTEN, origin={"from": "jrnl", "other": {"mood": name}}),
            key=f"key of {name}",
            where=f"line {line}",
        )
        for line, name in enumerate(names, start=1)
    ]


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def titles(journal: Journal) -> list[str]:
    return sorted(piece.title for piece in journal.list())


def frames(vault: Vault) -> int:
    assert vault.logs.own is not None
    return vault.logs.own.place.seq


def test_what_was_found_is_kept_with_where_it_is_from(journal: Journal, vault: Vault) -> None:
    moved = journal.move_in(came("one", "two"), source="old.txt")
    assert (moved.added, moved.known, moved.changed) == (2, 0, ())
    assert titles(journal) == ["one", "two"]
    piece = journal.get("1")
    assert piece.written == WRITTEN
    assert moved.batch is not None
    assert piece.extra["origin"] == {
        "from": "jrnl",
        "other": {"mood": "one"},
        "key": "key of one",
        "digest": "as it was",
        "where": "line 1",
        "batch": moved.batch.id,
    }
    assert vault.documents("batches")[moved.batch.id] == {
        "source": "old.txt",
        "moved": Moment.of(vault.clock()).encode(),
        "added": 2,
        "whole": True,
        "number": 1,
        "by": vault.device,
    }


def test_a_second_import_adds_nothing_and_writes_nothing(journal: Journal, vault: Vault) -> None:
    journal.move_in(came("one", "two"), source="old.txt")
    before = frames(vault)
    again = journal.move_in(came("one", "two"), source="old.txt")
    assert (again.batch, again.added, again.known) == (None, 0, 2)
    assert frames(vault) == before
    assert len(journal.list()) == 2


def test_only_what_is_new_in_a_source_comes_in(journal: Journal) -> None:
    journal.move_in(came("one"), source="old.txt")
    again = journal.move_in(came("one", "two"), source="old.txt")
    assert (again.added, again.known) == (1, 1)
    assert [batch.added for batch in journal.batches()] == [1, 1]


def test_two_that_are_alike_in_one_source_are_one(journal: Journal) -> None:
    moved = journal.move_in(came("one", "one"), source="old.txt")
    assert (moved.added, moved.known) == (1, 1)


def test_what_changed_at_its_source_is_told_and_what_is_here_stays(journal: Journal) -> None:
    journal.move_in(came("one", "two"), source="old.txt")
    journal.edit("2", body="my own words")
    one, two = came("one", "two")
    again = journal.move_in([one, replace(two, draft=Draft("other"), digest="new")], source="old.txt")
    assert again.changed == ("line 2",)
    assert (again.added, again.known) == (0, 2)
    assert journal.get("2").body == "my own words"


def test_what_somebody_removed_does_not_come_back_by_itself(journal: Journal) -> None:
    journal.move_in(came("one"), source="old.txt")
    journal.remove("1")
    assert journal.move_in(came("one"), source="old.txt").added == 0
    assert journal.list() == []


def test_undone_nothing_is_left_and_it_can_come_in_again(journal: Journal) -> None:
    journal.add(Draft("mine"))
    moved = journal.move_in(came("one", "two"), source="old.txt")
    assert moved.batch is not None
    assert journal.moved_in(moved.batch) == (2, ())
    out = journal.undo_move_in(moved.batch)
    assert (out.gone, out.kept) == (2, ())
    assert titles(journal) == ["mine"]
    assert journal.batches()[0].undone is not None
    assert journal.move_in(came("one", "two"), source="old.txt").added == 2


def test_undoing_keeps_whatever_was_touched_since(journal: Journal) -> None:
    journal.move_in(came("before"), source="older.txt")
    moved = journal.move_in(came("edited", "starred", "removed", "as it came"), source="old.txt")
    by_title = {piece.title: piece.id for piece in journal.list()}
    journal.edit(by_title["edited"], body="more")
    journal.star(by_title["starred"])
    journal.remove(by_title["removed"])
    assert moved.batch is not None
    out = journal.undo_move_in(moved.batch)
    assert out.gone == 1
    assert set(out.kept) == {by_title[name] for name in ("edited", "starred", "removed")}
    assert titles(journal) == ["before", "edited", "starred"]
    assert [piece.title for piece in journal.removed()] == ["removed"]


def test_undoing_is_as_exact_after_the_log_was_rewritten(make_vault: MakeVault) -> None:
    journal = Journal(make_vault())
    journal.move_in(came("one", "two"), source="old.txt")
    journal.edit("1", body="more")
    vault = make_vault()
    vault.state()
    compact(vault)
    again = Journal(make_vault())
    out = again.undo_move_in(again.batch("1"))
    assert out.gone == 1
    assert titles(again) == ["one"]


def test_the_latest_that_stands_is_undone_first(journal: Journal, clock: StandingClock) -> None:
    journal.move_in(came("one"), source="first")
    clock.move(minutes=1)
    journal.move_in(came("two"), source="second")
    for source in ("second", "first"):
        batch = journal.batch("")
        assert batch.source == source
        journal.undo_move_in(batch)
    with pytest.raises(JournalError, match="Nothing was moved in"):
        journal.batch("")
    with pytest.raises(JournalError, match="under that number"):
        journal.batch("2")


def test_frames_are_bounded_however_much_comes_in(journal: Journal, vault: Vault) -> None:
    before, kept = frames(vault), vault.home.log(vault.device).stat().st_size
    many = came(*(f"name {n}" for n in range(40)), size=16_000)
    told: list[tuple[int, int]] = []
    moved = journal.move_in(many, source="old.txt", progress=lambda *at: told.append(at))
    assert moved.added == 40
    written = frames(vault) - before
    assert written >= 5
    assert (vault.home.log(vault.device).stat().st_size - kept) / written < 1_200_000
    assert told == sorted(told)
    assert told[-1] == (40, 40)


def test_one_piece_longer_than_a_frame_is_kept_whole(journal: Journal) -> None:
    moved = journal.move_in(came("short", "long", "last", size=100_000), source="old.txt")
    assert moved.added == 3
    assert len(journal.find("long")[0].body) == 400_000


def test_stopped_midway_it_leaves_whole_entries_and_a_batch_to_undo(make_vault: MakeVault) -> None:
    vault = make_vault()
    journal = Journal(vault)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    many = came(*(f"name {n}" for n in range(40)), size=16_000)
    with pytest.raises(KeyboardInterrupt):
        journal.move_in(many, source="old.txt", progress=stop)
    again = Journal(make_vault())
    batch = again.batch("")
    assert 0 < batch.added < 40
    assert len(again.list()) == batch.added
    assert not batch.whole
    assert again.move_in(many, source="old.txt").added == 40 - batch.added
    for _ in range(2):
        again.undo_move_in(again.batch(""))
    assert again.list() == []


def test_a_source_that_breaks_off_leaves_what_came_before(journal: Journal) -> None:
    def broken() -> Iterator[Came]:
        yield from came(*(f"name {n}" for n in range(40)), size=4_000)
        raise OSError("the source ended early")

    with pytest.raises(OSError, match="ended early"):
        journal.move_in(broken(), source="old.txt")
    assert 0 < journal.batch("").added < 40


class Full(Disk):
    """A disk that takes so many writes and no more."""

    left = 10_000

    def write(self, fd: int, data: bytes, offset: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        super().write(fd, data, offset)


def test_a_disk_that_fills_up_midway_leaves_whole_frames(make_vault: MakeVault) -> None:
    disk = Full()
    journal = Journal(make_vault(disk=disk))
    disk.left = 3
    many = came(*(f"name {n}" for n in range(40)), size=16_000)
    with pytest.raises(NotSaved):
        journal.move_in(many, source="old.txt")
    disk.left = 10_000
    again = Journal(make_vault())
    assert 0 < len(again.list()) == again.batch("").added < 40


def test_undoing_on_another_device_takes_out_what_came_in_here(
    make_vault: MakeVault, tmp_path: Path, clock: StandingClock
) -> None:
    Journal(make_vault()).move_in(came("one", "two"), source="old.txt")
    other = Vault.unlock(tmp_path / "journal", tmp_path / "other", passphrase=PASSPHRASE, clock=clock)
    elsewhere = Journal(other)
    assert elsewhere.move_in(came("one", "two"), source="old.txt").added == 0
    elsewhere.edit("1b", body="more")
    out = elsewhere.undo_move_in(elsewhere.batch("1b"))
    assert out.gone == 1
    assert titles(Journal(make_vault())) == ["one"]


def test_the_same_source_moved_in_from_two_windows_comes_in_once(make_vault: MakeVault) -> None:
    here, there = Journal(make_vault()), Journal(make_vault())
    many = came(*(f"name {n}" for n in range(40)), size=16_000)

    def meanwhile() -> Iterator[Came]:
        yield from many[:30]
        there.move_in(many[20:], source="old.txt")
        yield from many[30:]

    moved = here.move_in(meanwhile(), source="old.txt")
    assert titles(Journal(make_vault())) == sorted(one.draft.title for one in many)
    assert (moved.added + moved.known, sum(batch.added for batch in here.batches())) == (40, 40)
    assert 0 < moved.known < 20
    assert all(batch.whole for batch in here.batches())


def test_where_another_window_was_faster_with_all_of_it_nothing_is_written(make_vault: MakeVault) -> None:
    here, there = Journal(make_vault()), Journal(make_vault())

    def meanwhile() -> Iterator[Came]:
        there.move_in(came("one"), source="old.txt")
        yield from came("one")

    assert here.move_in(meanwhile(), source="old.txt").batch is None
    assert len(here.batches()) == len(here.list()) == 1
