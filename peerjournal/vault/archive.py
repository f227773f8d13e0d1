"""One file that holds many sealed files as they are: a plain tar, written in one go and read like a folder.

Nothing is unsealed on its way in or out. ``docs/formats/backup.md`` is the specification.
"""

import contextlib
import errno
import hashlib
import os
import re
import tarfile
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged

KEY_FILE, SEAL = "journal.key", "backup.seal"
_NAMES = re.compile(
    r"journal\.key|backup\.seal|[0-9a-f]{32}\.log|drafts/[0-9a-f]{32}\.draft|jots/[0-9a-f]{32}\.age"
    r"|files/[0-9a-f]{32}"
)
_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)
_SPAN = 1 << 20
"""Bytes that are copied at a time, so that memory stays flat."""
_NOT_ONE = "This file is not a whole backup of a journal."

Read = Callable[[int, int], bytes]
Moved = Callable[[int], None]
"""Told how many bytes more were read or written; may raise to stop it."""


class Part(NamedTuple):
    """A file that goes into an archive."""

    name: str
    size: int
    """In bytes; of a file that grows, the first so many go in."""
    read: Read
    """Returns the bytes at an offset: ``read(offset, size)``."""


class Written(NamedTuple):
    """A file as it stands in an archive."""

    name: str
    size: int
    digest: str
    """SHA-256 of its bytes, in hex."""


def part_of(name: str, data: bytes) -> Part:
    """Return the part that holds ``data``."""
    return Part(name, len(data), lambda offset, size: data[offset : offset + size])


def takes(name: str) -> bool:
    """Tell whether a file of this name belongs into an archive."""
    return _NAMES.fullmatch(name) is not None


class Writer:
    """Writes an archive to an open file, one part after the other."""

    def __init__(self, disk: Disk, fd: int, moved: Moved) -> None:
        self._disk, self._fd, self._moved = disk, fd, moved
        self._at = 0

    def add(self, part: Part) -> Written:
        """Write a part.

        Raises:
            OSError: The disk refused, or the part is shorter than it said.
        """
        self._put(_head(part))
        digest = hashlib.sha256()
        for offset in range(0, part.size, _SPAN):
            wanted = min(_SPAN, part.size - offset)
            data = part.read(offset, wanted)
            if len(data) != wanted:
                raise OSError("a file became shorter while it was copied")
            digest.update(data)
            self._put(data)
            self._moved(len(data))
        self._put(bytes(-part.size % _BLOCK))
        return Written(part.name, part.size, digest.hexdigest())

    def finish(self) -> None:
        """Write the end mark; return once everything is on the medium."""
        self._put(_END)
        self._disk.fsync(self._fd)

    def _put(self, data: bytes) -> None:
        if data:
            self._disk.write(self._fd, data, self._at)
            self._at += len(data)


def _head(part: Part) -> bytes:
    try:
        return _head_of(part.name, part.size)
    except ValueError as error:
        raise OSError(errno.EFBIG, "a file is larger than 8 GiB") from error


def _head_of(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT)


class Archive(Disk):
    """The files of an archive, as a disk from which the vault's own readers read them; nothing is written."""

    def __init__(self, disk: Disk, path: Path) -> None:
        """Find the files in the archive at ``path``.

        Raises:
            JournalDamaged: It is not an archive, or not a whole one.
            OSError: The disk would not read it.
        """
        self.disk, self.root = disk, path
        self._spans: dict[int, tuple[int, int]] = {}
        fd = disk.open(path)
        try:
            self._members = dict(self._found(fd, disk.stat(fd)[2]))
        finally:
            disk.close(fd)
        if not {KEY_FILE, SEAL} <= self._members.keys():
            raise JournalDamaged(_NOT_ONE)

    def _found(self, fd: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
        at, names = 0, set()
        while (head := self.disk.read(fd, _BLOCK, at)) != bytes(_BLOCK):
            info = _member(head)
            if info.name in names or SEAL in names:
                raise JournalDamaged(_NOT_ONE)
            names.add(info.name)
            yield info.name, (at + _BLOCK, info.size)
            at, rest = at + _BLOCK + info.size, -info.size % _BLOCK
            if self.disk.read(fd, rest, at) != bytes(rest):
                raise JournalDamaged(_NOT_ONE)
            at += rest
        if end != at + len(_END) or self.disk.read(fd, len(_END), at) != _END:
            raise JournalDamaged(_NOT_ONE)

    @property
    def names(self) -> list[str]:
        """The names of all files but the seal, in their order."""
        return [name for name in self._members if name != SEAL]

    @property
    def size(self) -> int:
        """How many bytes the files have together."""
        return sum(size for _, size in self._members.values())

    def data(self, name: str, limit: int) -> bytes:
        """Return a whole file of at most ``limit`` bytes.

        Raises:
            JournalDamaged: It is longer.
        """
        data = self.read_file(self.root / name, limit + 1)
        if len(data) > limit:
            raise JournalDamaged(_NOT_ONE)
        return data

    def pieces(self, name: str) -> Generator[bytes, None, None]:
        """Yield a file's bytes, 1 MiB at a time."""
        fd = self.open(self.root / name)
        try:
            for offset in range(0, self._spans[fd][1], _SPAN):
                yield self.read(fd, _SPAN, offset)
        finally:
            self.close(fd)

    def check(self, written: Sequence[Written], moved: Moved) -> None:
        """Return only when every file is the one that was written.

        Raises:
            JournalDamaged: One is not, is missing, or there is one more.
            OSError: The disk would not read it.
        """
        if [one.name for one in written] != self.names:
            raise JournalDamaged(_NOT_ONE)
        for one in written:
            digest = hashlib.sha256()
            with contextlib.closing(self.pieces(one.name)) as pieces:
                for piece in pieces:
                    digest.update(piece)
                    moved(len(piece))
            if (self._members[one.name][1], digest.hexdigest()) != (one.size, one.digest):
                raise JournalDamaged("Part of this backup fails its check.")

    # The disk that it is.

    def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        """Open a file of the archive, for reading only."""
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            _refuse()
        name = path.relative_to(self.root).as_posix()
        if name not in self._members:
            raise FileNotFoundError(errno.ENOENT, "there is no such file in this backup")
        fd = self.disk.open(self.root)
        self._spans[fd] = self._members[name]
        return fd

    def read(self, fd: int, size: int, offset: int) -> bytes:
        """Read up to ``size`` bytes at ``offset`` of that file."""
        start, length = self._spans[fd]
        wanted = min(size, max(length - offset, 0))
        return self.disk.read(fd, wanted, start + offset) if wanted else b""

    def stat(self, fd: int) -> tuple[int, int, int]:
        """Return (device, inode, size in bytes): the size is that file's."""
        device, inode, _ = self.disk.stat(fd)
        return device, inode, self._spans[fd][1]

    def close(self, fd: int) -> None:
        """Close it."""
        self._spans.pop(fd, None)
        self.disk.close(fd)

    def list(self, folder: Path) -> list[str]:
        """Return the names in a folder of the archive."""
        places = [self.root / name for name in self._members]
        return sorted(place.name for place in places if place.parent == folder)

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """Refuse: an archive is never changed."""
        _refuse(fd, data, offset)

    def truncate(self, fd: int, size: int) -> None:
        """Refuse."""
        _refuse(fd, size)

    def rename(self, source: Path, target: Path) -> None:
        """Refuse."""
        _refuse(source, target)

    def unlink(self, path: Path) -> None:
        """Refuse."""
        _refuse(path)

    def mkdir(self, path: Path) -> None:
        """Refuse."""
        _refuse(path)

    def rmdir(self, path: Path) -> None:
        """Refuse."""
        _refuse(path)


def _member(head: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(head, "ascii", "strict")
    except (tarfile.HeaderError, ValueError) as error:
        raise JournalDamaged(_NOT_ONE) from error
    # There is one way to write each head, so nothing can hide in what tar would let pass.
    if not takes(info.name) or info.size < 0 or head != _head_of(info.name, info.size):
        raise JournalDamaged(_NOT_ONE)
    return info


def _refuse(*_: object) -> NoReturn:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
