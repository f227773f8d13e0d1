"""Finding the key file and opening it: what stands between a folder and an unlocked vault."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peerjournal.crypto import KdfCost, normalise
from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, JournalExists, NoJournal, WrongPassphrase
from peerjournal.vault.home import Home
from peerjournal.vault.keyfile import FILE_LIMIT, KeyFile, Unlocked
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, Header
from peerjournal.vault.slot import chosen_cost

_RECOVERY_WORDS = 11


@dataclass(frozen=True, slots=True)
class Opened:
    """A key file that was opened."""

    ring: KeyRing
    key_file: KeyFile
    slot_id: bytes
    """Which slot opened it."""
    current: bool
    """Whether it is the newest key file that this computer knows."""
    notices: tuple[str, ...] = ()


_FROM_COPY = (
    "The key file in the journal's folder can't be read, so this computer's copy of it was used."
    " `peerjournal check` puts the copy back."
)
_OLDER = (
    "An older key file is in the journal's folder than this computer has used: the newer one has not arrived"
    " yet, or an older one was put back. You can read and write; the ways in can't be changed until the newer"
    " one is there."
)


def create(
    folder: Path, state: Path, *, passphrase: str, cost: KdfCost | None, disk: Disk
) -> tuple[Home, Opened]:
    """Write the key file of a new journal.

    Raises:
        JournalExists: The folder holds one, or what is left of one.
        VaultError: The text can't be a passphrase, or there is too little memory.
        OSError: The disk refused.
    """
    if any(name == "journal.key" or name.endswith(".log") for name in disk.list(folder)):
        raise JournalExists
    key_file, key = KeyFile.create(passphrase, cost if cost is not None else chosen_cost())
    home = Home(folder, state, key_file.vault_id, disk)
    disk.mkdir(folder)
    disk.mkdir(home.state)
    disk.create(home.key_file, key_file.encode())
    disk.replace(home.key_copy, key_file.encode())
    ring = KeyRing({key_file.epoch: key})
    return home, Opened(ring, key_file, key_file.slots[0].slot_id, current=True)


def unlock(folder: Path, state: Path, *, secret: str, disk: Disk) -> tuple[Home, Opened]:
    """Open the newest key file there is with a passphrase or with the recovery words.

    Raises:
        NoJournal: There is no journal here.
        WrongPassphrase: Nothing opens with that.
        JournalDamaged: No key file could be used.
    """
    here = _here(folder, disk)
    copies = [copy for copy in _copies(state, disk) if _belongs(copy, here, folder, disk)]
    candidates = sorted(
        {one.standing: one for one in (here, *copies) if one is not None}.items(), reverse=True
    )
    if not candidates:
        raise JournalDamaged("The key file is damaged, and this computer has no copy of it.")
    for _, key_file in candidates:
        with contextlib.suppress(WrongPassphrase):
            unlocked = _open(key_file, secret)
            break
    else:
        # Said once more, so that a slip in recovery words is named.
        unlocked = _open(candidates[0][1], secret)
    home = Home(folder, state, key_file.vault_id, disk)
    disk.mkdir(home.state)
    newest = candidates[0][1]
    current = here is not None and here.standing == newest.standing
    if here is not None and current:
        _keep_copy(home, here)
    notice = () if current else (_FROM_COPY if here is None else _OLDER,)
    opened = Opened(
        KeyRing(unlocked.keys), key_file, unlocked.slot.slot_id, current and key_file == newest, notice
    )
    return home, opened


def find(folder: Path, state: Path, disk: Disk) -> Home:
    """Return the places of a journal that stays locked.

    Raises:
        NoJournal: There is no journal here.
        JournalDamaged: Its key file can't be read.
    """
    here = _here(folder, disk)
    if here is None:
        raise JournalDamaged("The key file is damaged.")
    return Home(folder, state, here.vault_id, disk)


def _here(folder: Path, disk: Disk) -> KeyFile | None:
    try:
        data = Home(folder, folder, b"", disk).read_key_file()
    except FileNotFoundError:
        if not any(name.endswith(".log") for name in disk.list(folder)):
            raise NoJournal from None
        return None
    with contextlib.suppress(JournalDamaged):
        return KeyFile.decode(data)
    return None


def _copies(state: Path, disk: Disk) -> Iterator[KeyFile]:
    for name in disk.list(state):
        with contextlib.suppress(OSError, JournalDamaged):
            yield KeyFile.decode(disk.read_file(state / name / "journal.key", FILE_LIMIT + 1))


def _belongs(copy: KeyFile, here: KeyFile | None, folder: Path, disk: Disk) -> bool:
    """Tell whether a copy is of this journal: the key file says so, or where it can't, a log does."""
    if here is not None:
        return copy.vault_id == here.vault_id
    for name in disk.list(folder):
        with contextlib.suppress(OSError, JournalDamaged):
            if name.endswith(".log"):
                return Header.decode(disk.read_file(folder / name, HEADER_SIZE)).vault_id == copy.vault_id
    return False


def _open(key_file: KeyFile, secret: str) -> Unlocked:
    """Open with a passphrase; eleven words are tried as recovery words first, which costs nothing."""
    slip: WrongPassphrase | None = None
    if len(normalise(secret).split()) == _RECOVERY_WORDS:
        try:
            return key_file.recover(secret)
        except WrongPassphrase as error:
            slip = error
    try:
        return key_file.unlock(secret)
    except WrongPassphrase:
        if slip is not None:
            raise slip from None
        raise


def _keep_copy(home: Home, key_file: KeyFile) -> None:
    data = key_file.encode()
    with contextlib.suppress(OSError):
        if home.disk.read_file(home.key_copy) == data:
            return
    with contextlib.suppress(OSError):
        home.disk.replace(home.key_copy, data)
