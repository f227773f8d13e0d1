"""The key files that are known of a journal: in its folder, beside it there, and on this computer."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, VaultError
from peerjournal.vault.copies import key_files
from peerjournal.vault.home import Home, read_key_file
from peerjournal.vault.keyfile import KeyFile, Unlocked
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.log import HEADER_SIZE, Header

_ASIDE = "other-keys-"
"""How the name of a key file begins that was set aside because its data key is in no other one here."""


def in_the_folder(folder: Path, disk: Disk) -> KeyFile | None:
    """Return the key file in the folder, where it is whole."""
    with contextlib.suppress(JournalDamaged):
        return KeyFile.decode(read_key_file(folder, disk))
    return None


def copies_of(state: Path, disk: Disk) -> Iterator[KeyFile]:
    """Yield this computer's copies, of every journal."""
    for name in disk.list(state):
        with contextlib.suppress(OSError, VaultError):
            yield KeyFile.decode(disk.read_file(state / name / "journal.key", FILE_LIMIT + 1))


def beside_it(folder: Path, disk: Disk) -> Iterator[KeyFile]:
    """Yield what a sync may have put beside the key file when it had two of them."""
    for data in key_files(folder, disk):
        with contextlib.suppress(VaultError):
            yield KeyFile.decode(data)


def set_aside(state: Path, disk: Disk) -> Iterator[KeyFile]:
    """Yield what was set aside here because it has a data key of its own."""
    for vault_id in disk.list(state):
        with contextlib.suppress(OSError):
            for name in disk.list(state / vault_id):
                with contextlib.suppress(OSError, VaultError):
                    if name.startswith(_ASIDE):
                        yield KeyFile.decode(disk.read_file(state / vault_id / name, FILE_LIMIT + 1))


def belongs(copy: KeyFile, here: KeyFile | None, folder: Path, disk: Disk) -> bool:
    """Tell whether a copy is of this journal: the key file says so, or a log does.

    The key file may be another journal's, begun on a computer that a sync had not brought this one to yet.
    """
    if here is not None and copy.vault_id == here.vault_id:
        return True
    for name in disk.list(folder):
        with contextlib.suppress(OSError, JournalDamaged):
            if name.endswith(".log"):
                header = Header.decode(disk.read_file(folder / name, HEADER_SIZE))
                if header.vault_id == copy.vault_id:
                    return True
    return False


def newest_epoch(folder: Path, disk: Disk, vault_id: bytes) -> int:
    """Return the newest epoch that a log of this journal in the folder is sealed under."""
    epochs = [0]
    for name in disk.list(folder):
        with contextlib.suppress(OSError, JournalDamaged):
            if name.endswith(".log"):
                header = Header.decode(disk.read_file(folder / name, HEADER_SIZE))
                epochs += [header.epoch] * (header.vault_id == vault_id)
    return max(epochs)


def keep_copy(home: Home, key_file: KeyFile, unlocked: Unlocked) -> None:
    """Keep a copy of a key file; one whose data key it does not hold is set aside first.

    Two computers that renew the keys while they can't reach each other have one data key each, and each is
    all that opens a log.
    """
    data, before = key_file.encode(), b""
    with contextlib.suppress(OSError):
        before = home.disk.read_file(home.key_copy)
    if before == data:
        return
    with contextlib.suppress(OSError):
        if before and not _is_held(before, unlocked):
            with contextlib.suppress(FileExistsError):
                name = f"{_ASIDE}{hashlib.sha256(before).hexdigest()[:16]}"
                home.disk.create(home.state / name, before)
        home.disk.replace(home.key_copy, data)


def _is_held(data: bytes, unlocked: Unlocked) -> bool:
    """Tell whether the data key of a key file is one that was unlocked."""
    try:
        key_file = KeyFile.decode(data)
        key_file.verify(unlocked.keys[key_file.epoch])
    except (VaultError, KeyError):
        return False
    return True
