"""A disk that refuses at any call: never called saved, nothing lost, and all is well once the disk is."""

import errno
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import Disk
from peerjournal.errors import JournalReadOnly, NotSaved, VaultError, WrongPassphrase
from peerjournal.vault import Vault
from peerjournal.vault.log import SYNC
from tests.sampling import sampled, some
from tests.vault import changes, scenes
from tests.vault.changes import Change, undisturbed
from tests.vault.failing_disk import REFUSALS, RecordingDisk, RefusingDisk
from tests.vault.scenes import DRAFT, JOT, NEW, OLD, WORDS, Place, documents

CODES = REFUSALS
SECOND_JOT = JOT.replace("0001", "0002")


class Outcome:
    """What became of a change on a disk that refuses."""

    def __init__(self, place: Place, change: Change, disk: RefusingDisk) -> None:
        self.steps, self._change = 0, change
        self.error: VaultError | None = None
        self.vault: Vault | None = None
        try:
            for vault in change(place, disk):
                self.steps += 1
                self.vault = vault
        except VaultError as error:
            self.error = error

    def check_the_words(self) -> None:
        """What could not be done has one of these names; a disk that would not even read is called so."""
        if self.error is not None and "The disk would not" not in str(self.error):
            assert isinstance(self.error, (NotSaved, JournalReadOnly))

    def may_show(self, shown: list[scenes.Documents]) -> list[scenes.Documents]:
        """Return what may be there now: what was refused is not, unless the disk left that open.

        What was missing may be there again before the mending is done.
        """
        more = isinstance(self.error, JournalReadOnly) or self._change is changes.repairing
        return shown[self.steps : self.steps + 1 + more]


def opened_again(place: Place) -> Vault:
    for secret in (OLD, NEW, WORDS):
        try:
            return place.unlock(secret)
        except WrongPassphrase:
            continue
    pytest.fail("nothing opens it any more")


def all_is_well(place: Place) -> None:
    vault = changes.made_good(opened_again(place))
    vaults.finish_renewal(vault)
    scenes.save(vault, "after", "written after the refusal")
    scenes.take_in(vault)
    shown = documents(vault)
    assert {"after", JOT} <= shown["entries"].keys()
    assert scenes.backups_are_whole(place, vault)
    assert scenes.draft_text(vault) == "as it was"
    assert vaults.check(vault).whole
    assert documents(vault) == shown


TORN = (changes.saving, changes.compacting, changes.taking_in_jots)
"""What is tried from a torn start too; changing the keys does to the end of the log what saving does."""


@sampled
@pytest.mark.parametrize(
    ("change", "torn"), [*((one, False) for one in changes.CHANGES), *((one, True) for one in TORN)]
)
def test_a_refusal_at_any_call_is_said_and_changes_nothing(
    furnished: Place, change: Change, *, torn: bool
) -> None:
    start = furnished.copy("start")
    if torn:
        scenes.tear(start)
    shown, calls, opening = undisturbed(start, change)
    first = 1 if change is changes.saving else opening + 1
    for at in some(range(first, len(calls) + 1), f"{change.__name__} {torn}"):
        place = start.copy("refused")
        disk = RefusingDisk(at, CODES[at % len(CODES)], halfway=at % 2 == 0)
        outcome = Outcome(place, change, disk)
        outcome.check_the_words()
        vault = opened_again(place)
        if change is changes.repairing and outcome.error is None:
            # A backup that could not be read just then is found by the next run.
            vault = changes.made_good(vault)
        assert documents(vault) in outcome.may_show(shown), at
        if outcome.vault is not None and outcome.error is not None:
            goes_on_in_the_same_session(outcome, disk)
        all_is_well(place)


def goes_on_in_the_same_session(outcome: Outcome, disk: RefusingDisk) -> None:
    """Once the disk is well a save works again, unless the disk has left open what is on it."""
    disk.heal()
    assert outcome.vault is not None
    if isinstance(outcome.error, JournalReadOnly):
        with pytest.raises(JournalReadOnly):
            scenes.save(outcome.vault, "retried", "written in the same session")
    else:
        changes.made_good(outcome.vault)
        scenes.save(outcome.vault, "retried", "written in the same session")
        assert "retried" in documents(outcome.vault)["entries"]


@sampled
@pytest.mark.parametrize("change", changes.CHANGES)
def test_a_disk_that_is_full_from_some_call_on_is_said_and_loses_nothing(
    furnished: Place, change: Change
) -> None:
    shown, calls, opening = undisturbed(furnished, change)
    for at in some(range(opening + 1, len(calls) + 1, 2), change.__name__):
        place = furnished.copy("refused")
        disk = RefusingDisk(at, CODES[at % len(CODES)], halfway=True, lasting=True)
        outcome = Outcome(place, change, disk)
        outcome.check_the_words()
        assert documents(opened_again(place)) in outcome.may_show(shown), at
        all_is_well(place)


def test_the_refusals_are_many(furnished: Place) -> None:
    calls = {change: undisturbed(furnished, change)[1:] for change in changes.CHANGES}
    once = sum(len(made) - opening for made, opening in calls.values())
    torn = sum(len(made) - opening for made, opening in (calls[change] for change in TORN))
    assert once + torn + once // 2 >= 400


def test_a_save_whose_flush_failed_is_never_tried_again(furnished: Place) -> None:
    place = furnished.copy("refused")
    counting = RecordingDisk()
    steps = changes.saving(furnished.copy("counting"), counting)
    next(steps)
    next(steps)
    disk = RefusingDisk(counting.calls.index("fsync") + 1, errno.EIO)
    vault = place.unlock(disk=disk)
    with pytest.raises(JournalReadOnly, match="did not confirm"):
        scenes.save(vault, "new", "a new entry")
    before = disk.calls.count("fsync")
    for _ in range(3):
        documents(vault)
        vaults.check(vault)
        with pytest.raises(JournalReadOnly, match="did not confirm"):
            scenes.save(vault, "new", "a new entry")
        with pytest.raises(JournalReadOnly):
            vaults.compact(vault)
    assert disk.calls.count("fsync") == before
    assert any("did not confirm" in notice for notice in vault.notices)


@pytest.mark.usefixtures("_stretched_once")
def test_a_refusal_during_creation_leaves_room_for_a_journal(tmp_path: Path) -> None:
    counting = RecordingDisk()
    Place(tmp_path / "counting").create(counting)
    for at in range(1, len(counting.calls) + 1):
        place = Place(tmp_path / f"refused-{at}")
        try:
            place.create(RefusingDisk(at, CODES[at % len(CODES)], halfway=True))
        except NotSaved:
            vault = place.create()
        else:
            vault = place.unlock()
        scenes.save(vault, "after", "written after the refusal")
        assert vaults.check(vault).whole


def refused(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except NotSaved:
        return True
    return False


def test_a_refusal_while_a_jot_or_a_draft_is_kept_leaves_what_was_there(furnished: Place) -> None:
    hits = 0
    for at in range(1, 40):
        place = furnished.copy("refused")
        vault = place.unlock()
        vault.home.disk = RefusingDisk(at, CODES[at % len(CODES)], halfway=True)
        clock, home, drafts = vault.clock(), vault.home, scenes.drafts_of(vault)
        no_jot = refused(partial(vaults.keep, home, "another", identifier=SECOND_JOT, written=clock))
        no_draft = refused(partial(drafts.keep, DRAFT, {"text": "as it is"}))
        hits += no_jot + no_draft
        vault = place.unlock()
        assert {jot.text for jot in vaults.waiting(vault)} >= ({"a jot"} if no_jot else {"a jot", "another"})
        assert scenes.draft_text(vault) in (("as it was", "as it is") if no_draft else ("as it is",))
    assert hits >= 20


class ForgingDisk(Disk):
    """Changes a byte of what each frame seals, and its checksum with it."""

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if data.startswith(SYNC):
            changed = bytearray(data)
            changed[40] ^= 1
            changed[-4:] = zlib.crc32(changed[4:-4]).to_bytes(4, "little")
            data = bytes(changed)
        super().write(fd, data, offset)


def test_a_smaller_log_that_does_not_open_never_takes_the_place_of_the_old_one(furnished: Place) -> None:
    place = furnished.copy("forged")
    vault = place.unlock()
    shown, before = documents(vault), place.log().read_bytes()
    vault.home.disk = ForgingDisk()
    with pytest.raises(NotSaved, match="not made smaller"):
        vaults.compact(vault)
    assert place.log().read_bytes() == before
    assert documents(place.unlock()) == shown
