"""Copies that a sync made of a journal's files: found by what they begin with, whatever they are called.

A sync that finds a file changed on two sides keeps one of them under another name. Which name that is differs
from program to program, so the names are not asked; a name only tells what is not a copy.
"""

import contextlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, JournalTooNew
from peerjournal.vault import keyhead, log
from peerjournal.vault.log import HEADER_SIZE, Header

Kind = Literal["log", "key", "draft"]

DRAFT_MAGIC = b"peerjournal draft 0\n"
MOST = 100
"""How many are taken in at a time; what is more comes next time."""
_FEW = 4
"""How many copies of a key file are tried: each may cost a whole key derivation."""
_OWN = re.compile(r"journal\.key|[0-9a-f]{32}\.log|drafts|jots|files")
_OWN_DRAFT = re.compile(r"[0-9a-f]{32}\.draft")
_UNDER_WAY = re.compile(r"[.~].*|.*\.(tmp|part|partial|crdownload|download)", re.DOTALL)
"""What somebody is still writing or bringing, or keeps for himself: syncs name such files like this."""

OTHER_JOURNAL = "of another journal"
LATER_VERSION = "of a later version of the program"
DAMAGED_HEAD = "damaged at its beginning"
UNREADABLE = "not readable"
OTHER_KEYS = "sealed under keys that are not here"
NOT_WHOLE = "damaged, or still arriving"
ONE_OF_MANY = "one of very many, and comes later"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of one of the journal's files, as far as can be told from its beginning."""

    path: Path
    kind: Kind
    device: str = ""
    """Of a log: whose it is, 32 hex digits."""
    header: Header | None = None
    """Of a log that can be read."""
    trouble: str = ""
    """Why it can't be taken in, in words that end a sentence; empty where it can."""


def strays(folder: Path, drafts: Path, disk: Disk) -> dict[Path, int]:
    """Return what lies in the journal's folders under names that are not the journal's, with sizes in bytes.

    Only plain files; a link, a pipe or a folder is nobody's copy.
    """
    return _strays_in(folder, _OWN, disk) | _strays_in(drafts, _OWN_DRAFT, disk)


def _strays_in(place: Path, own: re.Pattern[str], disk: Disk) -> dict[Path, int]:
    found: dict[Path, int] = {}
    with contextlib.suppress(OSError):
        for name in disk.list(place):
            if not own.fullmatch(name) and not _UNDER_WAY.fullmatch(name):
                path = place / name
                with contextlib.suppress(OSError):
                    seen = path.lstat()
                    if stat.S_ISREG(seen.st_mode):
                        found[path] = seen.st_size
    return found


def find(folder: Path, drafts: Path, disk: Disk, vault_id: bytes) -> list[Copy]:
    """Return the copies that lie in a journal's folders, in the order of their names."""
    looked = (_look_at(path, disk, vault_id) for path in strays(folder, drafts, disk))
    return [one for one in looked if one is not None and (one.kind == "draft") == (one.path.parent == drafts)]


def _look_at(path: Path, disk: Disk, vault_id: bytes) -> Copy | None:
    try:
        head = disk.read_file(path, HEADER_SIZE)
    except OSError:
        kind = _by_name(path.name)
        return Copy(path, kind, trouble=UNREADABLE) if kind is not None else None
    if head.startswith(log.MAGIC):
        return _log(path, head, vault_id)
    if head.startswith(keyhead.MAGIC):
        return _key(path, disk, vault_id)
    return Copy(path, "draft") if head.startswith(DRAFT_MAGIC) else None


def _by_name(name: str) -> Kind | None:
    """Guess what a file is that can't be read, so that it can be told of at least."""
    kinds: tuple[tuple[str, Kind], ...] = ((".log", "log"), (".key", "key"), (".draft", "draft"))
    return next((kind for ending, kind in kinds if ending in name), None)


def _log(path: Path, head: bytes, vault_id: bytes) -> Copy:
    try:
        header = Header.decode(head)
    except JournalTooNew:
        return Copy(path, "log", trouble=LATER_VERSION)
    except JournalDamaged:
        return Copy(path, "log", trouble=DAMAGED_HEAD)
    if header.vault_id != vault_id:
        return Copy(path, "log", trouble=OTHER_JOURNAL)
    return Copy(path, "log", header.device_id.hex(), header)


def _key(path: Path, disk: Disk, vault_id: bytes) -> Copy:
    try:
        found = keyhead.vault_id_of(disk.read_file(path, keyhead.FILE_LIMIT + 1))
    except OSError:
        return Copy(path, "key", trouble=UNREADABLE)
    except JournalTooNew:
        return Copy(path, "key", trouble=LATER_VERSION)
    except JournalDamaged:
        return Copy(path, "key", trouble=DAMAGED_HEAD)
    return Copy(path, "key", trouble="" if found == vault_id else OTHER_JOURNAL)


def key_files(folder: Path, disk: Disk) -> Iterator[bytes]:
    """Yield the bytes of whole key files that lie beside the journal's own; a few at the most."""
    found = 0
    for path in _strays_in(folder, _OWN, disk):
        with contextlib.suppress(OSError, JournalDamaged, JournalTooNew):
            if found < _FEW and disk.read_file(path, HEADER_SIZE).startswith(keyhead.MAGIC):
                data = disk.read_file(path, keyhead.FILE_LIMIT + 1)
                keyhead.check_whole(data)
                found += 1
                yield data
