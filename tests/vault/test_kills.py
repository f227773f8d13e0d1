"""Killed at any call to the disk, whatever it was doing: what was acknowledged is there, and it goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NoJournal, WrongPassphrase
from peerjournal.vault import Vault
from tests.conftest import StandingClock
from tests.sampling import sampled, some
from tests.vault import changes, scenes
from tests.vault.changes import Change, undisturbed
from tests.vault.failing_disk import Killed, KillingDisk, RecordingDisk
from tests.vault.scenes import DRAFT, JOT, NEW, OLD, WORDS, Place, documents

LEAST_POINTS = 20
"""Every change makes at least so many calls; fewer would mean that the seam is gone around."""


def points(calls: list[str], opening: int, change: Change, *, halfway: bool) -> list[int]:
    """Return where to kill: at every call, or halfway through every write."""
    first = 1 if change is changes.saving else opening + 1
    return [at for at in range(first, len(calls) + 1) if not halfway or calls[at - 1] == "write"]


def every_kill(calls: list[str], *, after: int = 0) -> Iterator[tuple[int, bool]]:
    """Yield each call to die at, and whether halfway through it, which only a write can be."""
    for at, name in enumerate(calls, start=1):
        if at > after:
            yield from ((at, halfway) for halfway in (False, True)[: 1 + (name == "write")])


def killed(place: Place, change: Change, disk: KillingDisk) -> int:
    """Make a change until it is killed; return how many of its steps were acknowledged."""
    steps = 0
    try:
        for _ in change(place, disk):
            steps += 1
    except Killed:
        pass
    else:
        pytest.fail("the change was over before the kill")
    finally:
        disk.bury()
    return steps


def opened_again(place: Place, acknowledged: int, change: Change) -> Vault:
    """Unlock with what must open it by now, and mend what the change was about to mend."""
    if change is changes.repairing:
        return changes.made_good(place.unlock())
    done = acknowledged > 1
    if change is changes.changing_the_passphrase or change is changes.renewing_the_keys:
        if done:
            return place.unlock(NEW)
        try:
            return place.unlock(OLD)
        except WrongPassphrase:
            return place.unlock(NEW)
    return place.unlock(WORDS if change is changes.keeping_recovery_words and done else OLD)


def goes_on(vault: Vault) -> None:
    """Save, check, and find it all again."""
    vaults.finish_renewal(vault)
    scenes.save(vault, "after", "written after the kill")
    scenes.take_in(vault)
    shown = documents(vault)
    assert shown["entries"]["after"]["title"] == "written after the kill"
    assert JOT in shown["entries"]
    assert scenes.draft_text(vault) == "as it was"
    report = vaults.check(vault)
    assert report.whole
    assert documents(vault) == shown
    assert vaults.waiting(vault) == []


@sampled
@pytest.mark.parametrize("torn", [False, True], ids=["from a clean start", "from a torn start"])
@pytest.mark.parametrize("halfway", [False, True], ids=["between writes", "in the middle of a write"])
@pytest.mark.parametrize("change", changes.CHANGES)
def test_a_kill_at_any_call_loses_nothing_that_was_acknowledged(
    furnished: Place, change: Change, *, halfway: bool, torn: bool
) -> None:
    start = furnished.copy("torn" if torn else "clean")
    if torn:
        scenes.tear(start)
    shown, calls, opening = undisturbed(start, change)
    assert len(calls) >= LEAST_POINTS
    which = f"{change.__name__} {halfway} {torn}"
    for at in some(points(calls, opening, change, halfway=halfway), which):
        place = start.copy("killed")
        steps = killed(place, change, KillingDisk(at, halfway=halfway))
        vault = opened_again(place, steps, change)
        assert documents(vault) in shown[steps : steps + 2], at
        assert scenes.backups_are_whole(place, vault)
        goes_on(vault)


def test_the_kills_are_many(furnished: Place) -> None:
    calls = {change: undisturbed(furnished, change) for change in changes.CHANGES}
    assert sum(len(points(*calls[one][1:], one, halfway=False)) for one in calls) >= 200


def test_a_kill_while_a_torn_end_is_set_aside_keeps_the_torn_bytes(furnished: Place) -> None:
    start = furnished.copy("torn")
    scenes.tear(start)
    torn = start.log().read_bytes()[furnished.log().stat().st_size :]
    _, calls, opening = undisturbed(start, changes.saving)
    for at in range(opening + 1, len(calls) + 1):
        place = start.copy("killed")
        killed(place, changes.saving, KillingDisk(at))
        scenes.save(place.unlock(), "after", "written after the kill")
        kept = [path.read_bytes() for path in place.state.rglob("torn-*")]
        assert torn in kept


@pytest.mark.usefixtures("_stretched_once")
def test_a_kill_during_creation_leaves_a_journal_or_room_for_one(tmp_path: Path) -> None:
    disk = RecordingDisk()
    Place(tmp_path / "counting").create(disk)
    for at, halfway in every_kill(disk.calls):
        place = Place(tmp_path / f"killed-{at}-{halfway}")
        dying = KillingDisk(at, halfway=halfway)
        with pytest.raises(Killed):
            place.create(dying)
        dying.bury()
        try:
            vault = place.unlock()
        except NoJournal:
            vault = place.create()
        scenes.save(vault, "after", "written after the kill")
        assert vaults.check(vault).whole
        assert documents(place.unlock()) == {"entries": {"after": scenes.entry("written after the kill")}}


def keeping_a_jot(place: Place, disk: RecordingDisk) -> Iterator[None]:
    home = vaults.find(place.folder, place.state, disk)
    yield
    clock = StandingClock()
    vaults.keep(home, "another jot", identifier=JOT.replace("0001", "0002"), written=clock())
    yield


def test_a_kill_while_a_jot_is_kept_leaves_it_whole_or_not_there(furnished: Place) -> None:
    disk = RecordingDisk()
    list(keeping_a_jot(furnished.copy("counting"), disk))
    for at, halfway in every_kill(disk.calls):
        place = furnished.copy("killed")
        dying = KillingDisk(at, halfway=halfway)
        with pytest.raises(Killed):
            list(keeping_a_jot(place, dying))
        dying.bury()
        vault = place.unlock()
        assert {jot.text for jot in vaults.waiting(vault)} in ({"a jot"}, {"a jot", "another jot"})
        goes_on(vault)


def test_a_kill_while_a_draft_is_kept_leaves_the_one_before_or_the_one_after(furnished: Place) -> None:
    disk = RecordingDisk()
    vault = furnished.copy("counting").unlock(disk=disk)
    opening = len(disk.calls)
    scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
    texts = set()
    for at, halfway in every_kill(disk.calls, after=opening):
        place = furnished.copy("killed")
        dying = KillingDisk(at, halfway=halfway)
        vault = place.unlock(disk=dying)
        with pytest.raises(Killed):
            scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
        dying.bury()
        vault = place.unlock()
        texts.add(scenes.draft_text(vault))
        assert vaults.check(vault).whole
        scenes.drafts_of(vault).keep(DRAFT, {"text": "as it was"})
        goes_on(vault)
    assert texts == {"as it was", "as it is"}
