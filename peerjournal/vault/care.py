"""Looking after a journal: checking every byte, making it small, going on after a copy was put back."""

import contextlib
import os
from dataclasses import dataclass

from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault import jot_box, jots
from peerjournal.vault.compaction import Compaction
from peerjournal.vault.drafts import Drafts
from peerjournal.vault.health import Health, Verdict
from peerjournal.vault.log import HEADER_SIZE, Header
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Revision
from peerjournal.vault.newest import SINGLES
from peerjournal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What was found of one device's log."""

    device: str
    letter: str
    """``""`` for this device."""
    health: Health
    saves: int
    changed_on_both: int = 0
    """How many documents stand in a version of this device beside another one; only for the others."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of every byte found."""

    devices: tuple[DeviceReport, ...]
    """This device first."""
    drafts_damaged: int
    key_file_put_back: bool
    """Whether a damaged or older key file was replaced by this computer's copy."""

    @property
    def whole(self) -> bool:
        """Whether nothing at all is wrong."""
        own, *_ = (*self.devices, None)
        return (own is None or own.health.verdict is Verdict.CLEAN) and not self.drafts_damaged


def check(vault: Vault, progress: Progress | None = None) -> Report:
    """Read and verify every byte of the journal, and put the newest key file that is known back in its place.

    Raises:
        NotSaved: The disk refused to take the key file back.
    """
    vault.logs.look()
    vault.state(progress)
    damaged = 0
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    for name in drafts.names():
        try:
            drafts.open(name)
        except JournalDamaged:
            damaged += 1
    return Report(devices(vault), damaged, _mend_key_file(vault))


def devices(vault: Vault) -> tuple[DeviceReport, ...]:
    """Return what is known of each device's log, this device first."""
    state = vault.state()
    both = [one for key in state.conflicts() for one in _versions(state.current(*key))]
    found = []
    own, health = vault.logs.own, vault.logs.health
    if own is not None or not health.writable:
        saves = own.place.seq if own is not None and health.writable else health.saves
        found.append(DeviceReport(vault.device, "", health, saves))
    for device, log in vault.logs.others.items():
        letter = vault.device_letter(device)
        found.append(DeviceReport(device, letter, log.health, log.health.saves, both.count(device)))
    return tuple(found)


def _versions(current: list[Revision]) -> set[str]:
    return {one.stamp.device for one in current}


def _mend_key_file(vault: Vault) -> bool:
    if vault.keys_current:
        return False
    try:
        vault.home.disk.replace(vault.home.key_file, vault.key_file.encode())
    except OSError as error:
        raise NotSaved("The disk refused, so the key file was not put back.") from error
    vault.keys_current = True
    return True


def is_due(vault: Vault) -> bool:
    """Tell whether the journal was read whole and rewriting is worth it: many single saves, or many dead."""
    own = vault.logs.own
    if own is None or not vault.logs.is_read or vault.logs.health.verdict is not Verdict.CLEAN:
        return False
    live = sum(len(documents) for documents in vault.state().documents.values())
    return own.place.seq - 1 - own.packed > SINGLES or vault.logs.rows > 2 * live + SINGLES


def compact(vault: Vault, progress: Progress | None = None) -> tuple[int, int]:
    """Rewrite this device's log small, and return its size in bytes before and after.

    Raises:
        JournalReadOnly: The log is not whole.
        NotSaved: The disk refused; the log stands as it was.
    """
    with vault.exclusive():
        own = vault.logs.own
        if own is None:
            return 0, 0
        before = own.size
        if own.health.verdict is Verdict.TORN:
            own.set_aside_tail(vault.home.state)
        vault.home.sweep()
        payload = vault.say(vault.tick(), vault.numbers(), {})
        header, frame = Compaction(own, vault.ring, vault.home.disk, progress).run(payload)
        vault.logs.memory.remember(header, frame, vault.logs.memory.recall(vault.device))
        vault.logs.look_again()
        return before, frame.end


def epochs_in_use(vault: Vault) -> set[int]:
    """Return the epochs whose data keys something in the folder still needs."""
    needed = {vault.ring.epoch}
    for device in vault.home.devices():
        with contextlib.suppress(OSError, JournalDamaged):
            head = vault.home.disk.read_file(vault.home.log(device), HEADER_SIZE)
            needed.add(Header.decode(head).epoch)
    if Drafts(vault.home, vault.ring, vault.key_file.vault_id).names() or jots.names(vault.home):
        needed.update(vault.ring.epochs)
    return needed


def go_on(vault: Vault) -> None:
    """Go on writing as a new device, leaving the log that can't be written to as it is.

    Raises:
        NotSaved: The disk refused.
    """
    before = vault.device
    try:
        vault.device = vault.home.become(os.urandom(16).hex())
    except OSError as error:
        raise NotSaved from error
    # What was remembered of the old log is settled by this decision; from now on it is another device's.
    vault.logs.memory.forget(before)
    vault.logs.device, vault.logs.health = vault.device, Health()
    vault.logs.look()
    with vault.transaction(empty=True):
        pass
    jot_box.pin(vault)
