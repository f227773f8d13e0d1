"""Where a text can lie that must never reach a disk: a folder of one's own on storage that is memory.

Such storage is found in the table of what is mounted, not by its name. A folder's name says nothing of whose
it is; its last part is a check of the rest, so that another program's folder is never taken for one of ours.
"""

import contextlib
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from peerjournal.disk import DISK

MOUNTS = Path("/proc/self/mountinfo")
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_NAME = re.compile(r"tmp\.([0-9a-f]{24})([0-9a-f]{8})")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def places() -> list[Path]:
    """Return the folders that lie in memory and where this account can make its own, private ones first."""
    if sys.platform == "win32":
        return []
    try:
        table = os.fsdecode(MOUNTS.read_bytes())
    except OSError:
        return []
    found = dict.fromkeys(_mounted(table))
    ranked = [(_rank(path, device), path) for path, device in found]
    return [path for rank, path in sorted(ranked, key=lambda one: one[0] or 0) if rank]


def _mounted(table: str) -> Iterator[tuple[Path, str]]:
    """Yield where something in memory is mounted, and as which device."""
    for line in table.splitlines():
        place, _, what = line.partition(" - ")
        fields = place.split(" ")
        if what.split(" ")[0] in _IN_MEMORY and len(fields) > 4:  # noqa: PLR2004 — as proc(5) counts them
            yield Path(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[4])), fields[2]


def _rank(path: Path, device: str) -> int:
    """Return 1 for a folder of this account alone, 2 for one that all share safely, 0 for any other."""
    try:
        seen = path.stat()
    except OSError:
        return 0
    # Something else may be mounted over it.
    if f"{os.major(seen.st_dev)}:{os.minor(seen.st_dev)}" != device or not os.access(path, os.W_OK | os.X_OK):
        return 0
    if seen.st_uid == os.geteuid() and not seen.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return 1
    return 2 if seen.st_mode & stat.S_ISVTX and seen.st_mode & stat.S_IWOTH else 0


def make(place: Path) -> Path:
    """Make a new folder there that only this account can open.

    Raises:
        OSError: It can't be made.
    """
    drawn = os.urandom(12)
    folder = place / f"tmp.{drawn.hex()}{_check(drawn)}"
    DISK.mkdir(folder)
    if not is_ours(folder):
        raise OSError("the folder is not as it was made")
    return folder


def ours() -> Iterator[Path]:
    """Yield the folders of this account that were made here, whether in use or left over."""
    for place in places():
        with contextlib.suppress(OSError):
            yield from (place / name for name in DISK.list(place) if is_ours(place / name))


def is_ours(folder: Path) -> bool:
    """Whether a folder was made here, by this account, and is open to no other."""
    named = _NAME.fullmatch(folder.name)
    if not named or _check(bytes.fromhex(named[1])) != named[2]:
        return False
    try:
        mode, owner = DISK.standing(folder)
    except OSError:
        return False
    return stat.S_ISDIR(mode) and stat.S_IMODE(mode) == stat.S_IRWXU and owner == os.geteuid()


def clear(folder: Path) -> None:
    """Remove a folder and all in it, following no link.

    Raises:
        OSError: Something in it can't be removed.
    """
    for name in DISK.list(folder):
        path = folder / name
        if stat.S_ISDIR(DISK.standing(path)[0]):
            clear(path)
        else:
            DISK.unlink(path)
    DISK.rmdir(folder)


def _check(drawn: bytes) -> str:
    return hashlib.sha256(b"peerjournal" + drawn).hexdigest()[:8]
