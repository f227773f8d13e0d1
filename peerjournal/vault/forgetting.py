"""Taking a journal off this computer: its own files and nothing else, so that no step leaves it half open."""

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault.files import is_name
from peerjournal.vault.log import HEADER_SIZE, Header
from peerjournal.vault.vault import Vault

_STOPPED = "The disk refused, so part of the journal is still here."
_AGAIN = "Look after the disk, then do it once more."


def others_here(vault: Vault) -> list[str]:
    """Return the letters of the other devices whose logs lie in the folder.

    Raises:
        JournalDamaged: The disk would not tell.
    """
    try:
        found = [device for device in _devices(vault) if device != vault.device]
    except OSError as error:
        raise JournalDamaged("The journal's folder can't be read, so nothing was removed.") from error
    return [vault.device_letter(device) for device in found]


def forget(vault: Vault) -> list[str]:
    """Lock the journal and remove it and what this computer keeps for it; return what is left in the folder.

    What it saved goes first, the key file last: after an interruption it opens, and can be forgotten again.

    Raises:
        NotSaved: The disk refused somewhere.
        JournalInUse: Another program held the lock for ten seconds.
    """
    home, disk = vault.home, vault.home.disk
    try:
        logs = [home.log(device) for device in _devices(vault)]
        logs += [copy.path for copy in home.copies() if copy.kind != "draft" and not copy.trouble]
        vault.lock()
        with home.locked():
            drafts, jots = _within(home.drafts, ".draft", disk), _within(home.jots, ".age", disk)
            for path in (*logs, *drafts, *jots, *_sealed_files(home.files, disk)):
                disk.unlink(path)
            for folder in (home.drafts, home.jots, home.files):
                _remove_empty(folder, disk)
            _remove_tree(home.state, disk)
            disk.unlink(home.key_file)
            disk.unlink(home.lock)
    except OSError as error:
        raise NotSaved(_STOPPED, hint=_AGAIN) from error
    _remove_empty(home.state.parent, disk)
    _remove_empty(home.folder, disk)
    with contextlib.suppress(OSError):
        return disk.list(home.folder)
    return []


def _devices(vault: Vault) -> list[str]:
    """Return the devices whose logs are of this journal; one that can't be told is taken for one of them."""
    return [device for device in vault.home.devices() if _is_ours(vault, vault.home.log(device))]


def _is_ours(vault: Vault, log: Path) -> bool:
    with contextlib.suppress(OSError, JournalDamaged):
        head = vault.home.disk.read_file(log, HEADER_SIZE)
        return Header.decode(head).vault_id == vault.key_file.vault_id
    return True


def _within(folder: Path, ending: str, disk: Disk) -> Iterator[Path]:
    for name in disk.list(folder):
        # A sync that makes a copy puts something before the ending, or behind it.
        if ending in name or name.startswith(".new-"):
            yield folder / name


def _sealed_files(folder: Path, disk: Disk) -> Iterator[Path]:
    for name in disk.list(folder):
        # A sync that makes a copy puts something behind the name.
        if is_name(name[:32]) or name.startswith(".new-"):
            yield folder / name


def _remove_tree(folder: Path, disk: Disk) -> None:
    """Remove a folder that holds nothing but ours; a link in it goes, and what it leads to stays."""
    for name in disk.list(folder):
        mode, _ = disk.standing(folder / name)
        if stat.S_ISDIR(mode):
            _remove_tree(folder / name, disk)
        else:
            disk.unlink(folder / name)
    disk.rmdir(folder)


def _remove_empty(folder: Path, disk: Disk) -> None:
    with contextlib.suppress(OSError):
        disk.rmdir(folder)
