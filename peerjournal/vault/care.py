"""Looking after a journal: checking every byte, making it small, going on after a copy was put back."""

import contextlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from peerjournal.errors import JournalDamaged, NoJournal, NotSaved, VaultError
from peerjournal.vault import compaction, jot_box, jots
from peerjournal.vault.drafts import Drafts
from peerjournal.vault.health import Health, Verdict
from peerjournal.vault.home import read_key_file
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.log import HEADER_SIZE, Header
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Revision
from peerjournal.vault.newest import SINGLES
from peerjournal.vault.vault import Vault

_ASIDE = re.compile(r"(torn|key|draft|aside)-")
"""Begins the name of each file that was set aside: the cut-off end of a log, a key file, a draft, another."""


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
    jots_waiting: int = 0
    """How many jots open and are not in the journal yet."""
    jots_unread: int = 0
    """How many files among the jots don't open."""
    aside: Mapping[str, int] = field(default_factory=dict)
    """How many files were set aside on this computer, by what they are: words may still lie in them."""

    @property
    def whole(self) -> bool:
        """Whether nothing at all is wrong."""
        own, *_ = (*self.devices, None)
        return (own is None or own.health.verdict is Verdict.CLEAN) and not self.drafts_damaged


def check(vault: Vault, progress: Progress | None = None) -> Report:
    """Read and verify every byte of the journal, and put the newest key file that is known back in its place.

    Raises:
        JournalDamaged: The disk would not read the journal.
        NotSaved: The disk refused to take the key file back.
    """
    vault.look_anew(progress)
    put_back = mend_key_file(vault)
    waiting, unread = _jots(vault)
    return Report(devices(vault), len(damaged_drafts(vault)), put_back, waiting, unread, _aside(vault))


def _jots(vault: Vault) -> tuple[int, int]:
    """Return how many jots open, and how many files beside them don't."""
    with contextlib.suppress(OSError):
        waiting = len(jot_box.waiting(vault))
        return waiting, max(len(jots.names(vault.home)) - waiting, 0)
    return 0, 0


def _aside(vault: Vault) -> dict[str, int]:
    with contextlib.suppress(OSError):
        found = (_ASIDE.match(name) for name in vault.home.disk.list(vault.home.state))
        return dict(sorted(Counter(one[1] for one in found if one).items()))
    return {}


def damaged_drafts(vault: Vault) -> tuple[str, ...]:
    """Return the names of the drafts that don't open, or that the disk would not read."""
    drafts, found = _drafts(vault), []
    for name in drafts.names():
        try:
            if _is_damaged(drafts, name, vault.home.disk.read_file(vault.home.draft(name))):
                found.append(name)
        except FileNotFoundError:
            continue
        except OSError:
            found.append(name)
    return tuple(found)


def _drafts(vault: Vault) -> Drafts:
    return Drafts(vault.home, vault.ring, vault.key_file.vault_id)


def _is_damaged(drafts: Drafts, name: str, data: bytes) -> bool:
    with contextlib.suppress(JournalDamaged):
        return drafts.read(data).name != name
    return not drafts.waits_for_a_key(data)


def set_drafts_aside(vault: Vault, names: Iterable[str]) -> None:
    """Move drafts that don't open beside what this computer keeps; nothing of them is lost.

    Raises:
        NotSaved: The disk refused; what was not moved is where it was.
    """
    home, drafts = vault.home, _drafts(vault)
    try:
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                data = home.disk.read_file(home.draft(name))
                # What the disk would not read a moment ago may be whole.
                if _is_damaged(drafts, name, data):
                    home.disk.create(home.state / f"draft-{os.urandom(8).hex()}", data)
                    home.disk.unlink(home.draft(name))
    except OSError as error:
        raise NotSaved("The disk refused, so a damaged draft is still where it was.") from error


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


def mend_key_file(vault: Vault) -> bool:
    """Put the newest key file that is known back in its place, and tell whether that was needed.

    Raises:
        NotSaved: The disk refused to take it.
    """
    newest = vault.newest_key_file
    if vault.keys_current:
        return False
    try:
        with vault.home.locked():
            found = _key_file_found(vault)
            if found is not None and found.epoch > newest.epoch:
                return False
            _set_aside(vault, found)
            vault.home.disk.replace(vault.home.key_file, newest.encode())
    except OSError as error:
        raise NotSaved("The disk refused, so the key file was not put back.") from error
    if newest.epoch == vault.ring.epoch:
        vault.use(newest, vault.ring)
    return True


def _key_file_found(vault: Vault) -> KeyFile | None:
    with contextlib.suppress(JournalDamaged, NoJournal):
        return KeyFile.decode(read_key_file(vault.home.folder, vault.home.disk))
    return None


def _set_aside(vault: Vault, found: KeyFile | None) -> None:
    """Keep a key file that is not simply an older one of ours: it may tell what happened."""
    if found is not None and found.epoch < vault.ring.epoch:
        return
    with contextlib.suppress(JournalDamaged):
        if found is not None:
            found.verify(vault.ring.data_key())
            return
    with contextlib.suppress(FileNotFoundError):
        mode, _ = vault.home.disk.standing(vault.home.key_file)
        if not stat.S_ISREG(mode):
            # A link or a pipe tells nothing; what a link leads to stays where it is.
            return
        data = vault.home.disk.read_file(vault.home.key_file)
        vault.home.disk.create(vault.home.state / f"key-{os.urandom(8).hex()}", data)


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
    return compaction.rewrite(vault, progress)


def epochs_in_use(vault: Vault) -> set[int]:
    """Return the epochs whose data keys something in the folder still needs."""
    home = vault.home
    try:
        if jots.names(home) or home.copies():
            # Nothing outside of its seal tells which key it is for.
            return set(vault.ring.epochs)
        drafts = Drafts(home, vault.ring, vault.key_file.vault_id).epochs()
        devices = {*home.devices(), *home.remembered()}
        heads = [home.disk.read_file(home.log(device), HEADER_SIZE) for device in devices]
        return {vault.ring.epoch, *drafts, *(Header.decode(head).epoch for head in heads)}
    except (OSError, VaultError):
        # A log that can't be read just now, or has gone missing, may need any of them.
        return set(vault.ring.epochs)


def go_on(vault: Vault, device: str = "") -> None:
    """Go on writing as a new device, leaving the log that can't be written to as it is.

    Args:
        vault: The journal.
        device: The new device, 32 hex digits, where it has a log already; made up when not given.

    Raises:
        NotSaved: The disk refused.
    """
    before = vault.device
    try:
        vault.device = vault.home.become(device or os.urandom(16).hex())
    except OSError as error:
        raise NotSaved from error
    # What was remembered of the old log is settled by this decision; from now on it is another device's.
    vault.logs.become(vault.device)
    try:
        vault.logs.memory.forget(before)
        vault.logs.look()
    except OSError as error:
        raise NotSaved from error
    with vault.transaction(empty=True):
        pass
    jot_box.pin(vault)
