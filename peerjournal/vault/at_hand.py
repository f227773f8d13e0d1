"""The backups that are at hand on this computer, found without opening anything."""

import contextlib
import re
from datetime import date
from pathlib import Path

from peerjournal.disk import DISK, Disk
from peerjournal.errors import JournalDamaged, VaultError
from peerjournal.vault import daily
from peerjournal.vault.home import read_key_file
from peerjournal.vault.keyhead import vault_id_of
from peerjournal.vault.log import HEADER_SIZE, Header

_ID = re.compile(r"[0-9a-f]{32}")


def kept_here(folder: Path, state: Path, disk: Disk = DISK) -> tuple[Path, ...]:
    """Return the daily backups that this computer keeps of the journal in a folder, the newest first.

    Where nothing in the folder tells any more which journal it is, or was, those of each that it knows.
    """
    with contextlib.suppress(OSError):
        known = _vault_ids(folder, disk) or {name for name in disk.list(state) if _ID.fullmatch(name)}
        kept = (state / name / "backups" for name in known)
        found = (path for place in kept for path in daily.in_order(place, disk.list(place)))
        return tuple(sorted(filter(_is_of_a_day, found), key=lambda path: path.name, reverse=True))
    return ()


def _is_of_a_day(path: Path) -> bool:
    with contextlib.suppress(ValueError):
        return bool(date.fromisoformat(path.stem))
    return False


def _vault_ids(folder: Path, disk: Disk) -> set[str]:
    with contextlib.suppress(OSError, VaultError):
        return {vault_id_of(read_key_file(folder, disk)).hex()}
    found = set()
    for name in disk.list(folder):
        with contextlib.suppress(OSError, JournalDamaged):
            if name.endswith(".log"):
                found.add(Header.decode(disk.read_file(folder / name, HEADER_SIZE)).vault_id.hex())
    return found
