"""Disks through the seam that count, die or refuse at the n-th call, for tests that pull every plug."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from peerjournal.disk import Disk

Result = TypeVar("Result")

REFUSALS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE, errno.EDQUOT)
CHANGING = frozenset({"write", "fsync", "truncate", "rename", "unlink", "mkdir", "rmdir", "create"})
"""The calls that a full or read-only disk goes on refusing; ``create`` is an ``open`` that makes a file."""


def nothing() -> None:
    """Carry out no part of a call."""


class Killed(BaseException):
    """What stands for SIGKILL: nothing in the program may catch it and go on."""


class RecordingDisk(Disk):
    """The real disk, with the name of every call kept; the ones below change what a call does."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._open: set[int] = set()

    def do(self, name: str, call: Callable[[], Result], half: Callable[[], None] | None = None) -> Result:
        """Carry out one call, unless it is struck; ``half`` carries out part of it."""
        self.calls.append(name)
        self.strike(name, half or nothing)
        return call()

    def strike(self, name: str, half: Callable[[], None]) -> None:
        """Raise something here to keep the newest call from happening."""

    def bury(self) -> None:
        """Close what was left open, as the system does for a dead process."""
        for fd in self._open:
            os.close(fd)
        self._open.clear()

    def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        name = "create" if flags & os.O_CREAT and not path.exists() else "open"
        fd = self.do(name, lambda: Disk.open(self, path, flags))
        self._open.add(fd)
        return fd

    def read(self, fd: int, size: int, offset: int) -> bytes:
        return self.do("read", lambda: Disk.read(self, fd, size, offset))

    def write(self, fd: int, data: bytes, offset: int) -> None:
        def half() -> None:
            Disk.write(self, fd, data[: len(data) // 2], offset)

        self.do("write", lambda: Disk.write(self, fd, data, offset), half)

    def fsync(self, fd: int) -> None:
        self.do("fsync", lambda: Disk.fsync(self, fd))

    def truncate(self, fd: int, size: int) -> None:
        self.do("truncate", lambda: Disk.truncate(self, fd, size))

    def close(self, fd: int) -> None:
        def really() -> None:
            self._open.discard(fd)
            Disk.close(self, fd)

        # A close that complains has closed the file all the same.
        self.do("close", really, really)

    def rename(self, source: Path, target: Path) -> None:
        self.do("rename", lambda: Disk.rename(self, source, target))

    def unlink(self, path: Path) -> None:
        self.do("unlink", lambda: Disk.unlink(self, path))

    def mkdir(self, path: Path) -> None:
        self.do("mkdir", lambda: Disk.mkdir(self, path))

    def rmdir(self, path: Path) -> None:
        self.do("rmdir", lambda: Disk.rmdir(self, path))

    def list(self, folder: Path) -> list[str]:
        return self.do("list", lambda: Disk.list(self, folder))

    def stat(self, fd: int) -> tuple[int, int, int]:
        return self.do("stat", lambda: Disk.stat(self, fd))

    def standing(self, path: Path) -> tuple[int, int]:
        return self.do("standing", lambda: Disk.standing(self, path))


class KillingDisk(RecordingDisk):
    """Dies at call ``at``, counted from 1; after that every call dies, for a dead process does nothing."""

    def __init__(self, at: int, *, halfway: bool = False) -> None:
        """With ``halfway`` a write that is hit has written its first half."""
        super().__init__()
        self._at, self._halfway = at, halfway

    def strike(self, name: str, half: Callable[[], None]) -> None:
        if len(self.calls) < self._at:
            return
        if len(self.calls) == self._at and self._halfway and name == "write":
            half()
        raise Killed


class RefusingDisk(RecordingDisk):
    """Refuses call ``at``, counted from 1, with an error number; heals when told to."""

    def __init__(self, at: int, code: int, *, halfway: bool = False, lasting: bool = False) -> None:
        """With ``halfway`` a refused write has written half; with ``lasting`` all later changes fail too."""
        super().__init__()
        self._at, self._code, self._halfway, self._lasting = at, code, halfway, lasting
        self.refused: list[str] = []

    def heal(self) -> None:
        """Refuse nothing more."""
        self._at, self._lasting = 0, False

    def refuse_from(self, at: int) -> None:
        """Refuse call ``at`` and every change after it."""
        self._at, self._lasting = at, True

    def strike(self, name: str, half: Callable[[], None]) -> None:
        now = len(self.calls)
        if now != self._at and not (self._lasting and now > self._at and name in CHANGING):
            return
        self.refused.append(name)
        if self._halfway or name == "close":
            half()
        raise OSError(self._code, os.strerror(self._code))
