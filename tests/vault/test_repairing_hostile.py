"""What is put in a repair's way: forged backups, older keys, later versions, spoiled files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalReadOnly
from peerjournal.vault import Verdict
from peerjournal.vault.log import HEADER_SIZE, SYNC
from tests.vault import changes, scenes
from tests.vault.scenes import NEW, Place, documents


@pytest.fixture
def place(furnished: Place) -> Place:
    """Return a journal with today's backup, whose log is damaged."""
    place = furnished.copy("damaged")
    changes.harm(place)
    return place


def only_backup(place: Place) -> Path:
    (path,) = place.state.rglob("*.tar")
    return path


def forged(place: Place) -> None:
    """Change the seal as somebody without the keys would have to."""
    path = only_backup(place)
    data = bytearray(path.read_bytes())
    data[data.index(b'"made":"') + 8] ^= 1
    path.write_bytes(data)


def later(place: Place) -> None:
    path = only_backup(place)
    path.write_bytes(path.read_bytes().replace(b"peerjournal backup 0\n", b"peerjournal backup 1\n"))


def cut_short(place: Place) -> None:
    path = only_backup(place)
    path.write_bytes(path.read_bytes()[:-600])


def anothers(place: Place) -> None:
    other = Place(place.root.parent / f"another than {place.root.name}")
    vault = other.create()
    scenes.save(vault, "second", "somebody else's")
    path = vaults.keep_daily(vault)
    assert path is not None
    only_backup(place).write_bytes(path.read_bytes())


def emptied(place: Place) -> None:
    only_backup(place).write_bytes(b"")


def a_pipe(place: Place) -> None:
    path = only_backup(place)
    path.unlink()
    path.symlink_to(place.log())


SPOILED = (forged, later, cut_short, emptied, a_pipe)


@pytest.mark.parametrize("spoil", [*SPOILED, anothers])
def test_nothing_is_taken_from_a_backup_that_does_not_hold(
    place: Place, spoil: Callable[[Place], None]
) -> None:
    spoil(place)
    vault = place.unlock()
    plan = vaults.plan_repair(vault)
    assert (plan.backups_read, plan.found, plan.unreadable) == (0, (), 2)
    vaults.repair(vault, plan)
    assert documents(vault) == {"entries": {"first": scenes.entry("the first again")}}
    assert vaults.check(vault).whole


def test_an_earlier_whole_backup_helps_where_todays_does_not(place: Place) -> None:
    path = only_backup(place)
    whole = path.read_bytes()
    cut_short(place)
    path.with_name("2026-11-20.tar").write_bytes(whole)
    vault = place.unlock()
    plan = vaults.plan_repair(vault)
    found = {one.identifier: one.day.isoformat() for one in plan.found}
    assert found == {"first": "2026-11-20", "second": "2026-11-20"}
    assert "the second" not in repr(plan)
    vaults.repair(vault, plan)
    assert documents(vault) == documents(place.unlock())
    assert documents(vault)["entries"]["second"] == scenes.entry("the second")


def test_what_was_erased_does_not_come_back_from_a_backup_of_older_keys(furnished: Place) -> None:
    """The old key is still held, because a draft needs it; and the tombstone itself is what was damaged."""
    place = furnished.copy("renewed")
    vault = place.unlock()
    vaults.keep_daily(vault)
    older = only_backup(place)
    scenes.drop(vault, "second")
    vaults.renew(vault, NEW, cost=CHEAPEST)
    assert len(vault.ring.epochs) == 2
    data = bytearray(place.log().read_bytes())
    at = [at for at in range(len(data)) if data.startswith(SYNC, at)][1]
    data[at + 60] ^= 1
    place.log().write_bytes(data)
    assert older.exists()
    again = place.unlock(NEW)
    plan = vaults.plan_repair(again)
    assert (plan.needed, plan.backups_read, plan.found) == (True, 0, ())
    vaults.repair(again, plan)
    assert "second" not in documents(again).get("entries", {})
    assert vaults.check(again).whole


# The log itself, spoiled in every rough way.


def zeroed(place: Place) -> None:
    data = bytearray(place.log().read_bytes())
    data[HEADER_SIZE + 400 : HEADER_SIZE + 1_000] = bytes(600)
    place.log().write_bytes(data)


def without_header(place: Place) -> None:
    data = place.log().read_bytes()
    place.log().write_bytes(bytes(HEADER_SIZE) + data[HEADER_SIZE:])


def all_zeros(place: Place) -> None:
    place.log().write_bytes(bytes(place.log().stat().st_size))


def gone(place: Place) -> None:
    place.log().unlink()


def half(place: Place) -> None:
    data = place.log().read_bytes()
    place.log().write_bytes(data[: len(data) // 2])


def another_journals(place: Place) -> None:
    other = Place(place.root.parent / "yet another")
    other.create()
    place.log().write_bytes(other.log().read_bytes())


@pytest.mark.parametrize("spoil", [zeroed, without_header, all_zeros, gone, half, another_journals])
def test_a_log_that_is_spoiled_altogether_comes_back_from_the_backup(
    furnished: Place, spoil: Callable[[Place], None]
) -> None:
    place = furnished.copy("spoiled")
    before = documents(place.unlock())
    vaults.keep_daily(place.unlock())
    path = place.log()
    spoil(place)
    left = path.read_bytes() if path.exists() else None
    vault = place.unlock()
    assert not vault.logs.health.writable or not vaults.check(vault).whole
    plan = vaults.plan_repair(vault)
    vaults.repair(vault, plan)
    assert documents(vault) == before
    assert (path.read_bytes() if path.exists() else None) == left
    assert vaults.check(vault).whole
    assert scenes.take_in(vault) == 1
    assert documents(place.unlock()) == documents(vault)


def test_without_its_header_a_log_is_read_with_what_is_remembered_of_it(furnished: Place) -> None:
    place = furnished.copy("headless")
    before = documents(place.unlock())
    without_header(place)
    vault = place.unlock()
    plan = vaults.plan_repair(vault)
    assert (plan.unreadable, plan.found, plan.reread > 0, plan.lost) == (0, (), True, 0)
    vaults.repair(vault, plan)
    assert documents(vault) == before


def test_an_older_copy_that_was_put_back_gets_the_newer_writing_from_a_backup(furnished: Place) -> None:
    place = furnished.copy("put back")
    older = place.log().read_bytes()
    vault = place.unlock()
    scenes.save(vault, "new", "a new entry")
    scenes.drop(vault, "second")
    vaults.keep_daily(vault)
    wanted = documents(vault)
    place.log().write_bytes(older)
    again = place.unlock()
    assert again.logs.health.verdict is Verdict.ROLLED_BACK
    plan = vaults.plan_repair(again)
    assert ([one.identifier for one in plan.found], plan.unreadable) == (["new"], 2)
    vaults.repair(again, plan)
    assert documents(again) == wanted


def test_a_journal_whose_keys_were_renewed_meanwhile_is_left_to_the_next_opening(furnished: Place) -> None:
    place = furnished.copy("renewed meanwhile")
    vault, other = place.unlock(), place.unlock()
    vaults.renew(other, NEW, cost=CHEAPEST)
    vault.look_anew()
    plan = vaults.plan_repair(vault)
    if vault.logs.stopped:
        assert not plan.needed
        with pytest.raises(JournalReadOnly):
            vaults.repair(vault, plan)
    assert vaults.check(place.unlock(NEW)).whole


# Today's backup.


@pytest.mark.parametrize("spoil", [forged, cut_short, emptied])
def test_todays_is_made_again_where_a_look_shows_that_it_is_damaged(
    furnished: Place, spoil: Callable[[Place], None]
) -> None:
    place = furnished.copy("spoiled")
    vaults.keep_daily(place.unlock())
    spoil(place)
    assert vaults.keep_daily(place.unlock()) == only_backup(place)
    assert scenes.backups_are_whole(place, place.unlock())


def test_todays_is_read_whole_where_that_is_asked(furnished: Place) -> None:
    place = furnished.copy("flipped")
    vaults.keep_daily(place.unlock())
    path = only_backup(place)
    data = bytearray(path.read_bytes())
    data[data.index(SYNC) + 60] ^= 1
    path.write_bytes(data)
    assert vaults.keep_daily(place.unlock()) is None
    assert vaults.keep_daily(place.unlock(), whole=True) == path
    assert scenes.backups_are_whole(place, place.unlock())
    assert vaults.keep_daily(place.unlock(), whole=True) is None


def test_what_a_later_version_made_today_is_left_and_another_journals_is_set_aside(furnished: Place) -> None:
    place = furnished.copy("others")
    vaults.keep_daily(place.unlock())
    later(place)
    before = only_backup(place).read_bytes()
    assert vaults.keep_daily(place.unlock(), whole=True) is None
    assert only_backup(place).read_bytes() == before
    anothers(place)
    theirs = only_backup(place).read_bytes()
    path = vaults.keep_daily(place.unlock())
    assert path is not None
    assert [one.read_bytes() for one in place.state.rglob("aside-*")] == [theirs]
    assert scenes.backups_are_whole(place, place.unlock())
