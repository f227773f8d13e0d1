"""The seam to the disk, and crash-safe replacement on it; nothing else opens a file to write it.

Every byte that Peerjournal keeps goes through one small object with one method for each thing a disk can
refuse. Tests put another object in its place: one that dies, lies or fills up at the n-th call.

Replacement follows what "All File Systems Are Not Created Equal" (OSDI 2014) found to be safe everywhere:
a new file in the same folder, written, flushed, read back, renamed over, and the folder flushed.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
"""A pipe put in the place of a file would otherwise be waited for for ever; a file takes no notice of it."""
_BINARY = getattr(os, "O_BINARY", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)

if sys.platform == "win32":
    import msvcrt

    def _take(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _let_go(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


class Disk:
    """The real disk. Every method raises OSError as the system does; none retries."""

    def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        """Open ``path`` with mode 0600, never through a symbolic link in its last part."""
        return os.open(path, flags | _NOFOLLOW | _NONBLOCK | _BINARY | _CLOEXEC, 0o600)

    def read(self, fd: int, size: int, offset: int) -> bytes:
        """Read up to ``size`` bytes at ``offset``; fewer only at the end of the file."""
        parts: list[bytes] = []
        os.lseek(fd, offset, os.SEEK_SET)
        while size > 0 and (part := os.read(fd, min(size, 1 << 28))):
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def write(self, fd: int, data: bytes, offset: int) -> None:
        """Write all of ``data`` at ``offset``."""
        os.lseek(fd, offset, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]

    def fsync(self, fd: int) -> None:
        """Return only when the file's bytes are on the medium, as far as the system knows."""
        if sys.platform == "darwin":
            # Apple's fsync leaves bytes in the drive's cache; F_FULLFSYNC does not.
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to ``size`` bytes."""
        os.ftruncate(fd, size)

    def close(self, fd: int) -> None:
        """Close the file."""
        os.close(fd)

    def rename(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target``, at once."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def mkdir(self, path: Path) -> None:
        """Make a folder, and those above it, that only its owner can enter; return once they last.

        Without the flushes a journal's first words, flushed themselves, may be in a folder that is not there.
        """
        made = [one for one in (path, *path.parents) if not one.exists()]
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in made:
            # A folder that may be passed through but not read can't be flushed; the system does, in time.
            with contextlib.suppress(PermissionError):
                self.sync_folder(one.parent)

    def list(self, folder: Path) -> list[str]:
        """Return the names in a folder, in order; a folder that is not there has none."""
        with contextlib.suppress(FileNotFoundError):
            return sorted(path.name for path in folder.iterdir())
        return []

    def sync_folder(self, folder: Path) -> None:
        """Make renames and new names in ``folder`` last. Windows has no such call and needs none.

        A folder may be a link: whoever named it chose what it leads to.
        """
        if sys.platform == "win32":
            return
        fd = self.open(folder.resolve())
        try:
            self.fsync(fd)
        finally:
            self.close(fd)

    def stat(self, fd: int) -> tuple[int, int, int]:
        """Return (device, inode, size in bytes) of an open file."""
        seen = os.fstat(fd)
        return seen.st_dev, seen.st_ino, seen.st_size

    def standing(self, path: Path) -> tuple[int, int]:
        """Return (mode, owner's number) of what lies at ``path`` itself, without following a link."""
        seen = path.lstat()
        return seen.st_mode, seen.st_uid

    @contextlib.contextmanager
    def locked(self, path: Path, patience: float = 10.0) -> Iterator[None]:
        """Hold the lock file at ``path``; the file itself is never removed.

        Args:
            path: The lock file, made when it is not there.
            patience: Seconds to wait for another holder.

        Raises:
            TimeoutError: Another program held it all that time.
        """
        fd = self.open(path, os.O_RDWR | os.O_CREAT)
        try:
            _wait_for(fd, patience)
            try:
                yield
            finally:
                _let_go(fd)
        finally:
            self.close(fd)

    def hold(self, path: Path) -> int:
        """Make a lock file, hold it, and return its descriptor: a program that is given it holds it too.

        Raises:
            FileExistsError: It is there already.
        """
        fd = self.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        _take(fd)
        return fd

    # What follows is made of the calls above, so a test that fails one of them fails these too.

    def read_file(self, path: Path, limit: int | None = None) -> bytes:
        """Return a whole file, or its first ``limit`` bytes."""
        fd = self.open(path)
        try:
            size = self.stat(fd)[2]
            return self.read(fd, size if limit is None else min(size, limit), 0)
        finally:
            self.close(fd)

    def create(self, path: Path, data: bytes) -> None:
        """Write a new file that lasts; whole, or not there.

        Raises:
            FileExistsError: Something has that name already; it is left as it is.
        """
        fd = self.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        try:
            self._fill(fd, data)
        except OSError:
            with contextlib.suppress(OSError):
                self.unlink(path)
            raise
        finally:
            self.close(fd)
        self.sync_folder(path.parent)

    def replace(self, path: Path, data: bytes) -> None:
        """Put ``data`` in the place of the file at ``path``: the old bytes or the new, never a mixture."""
        temporary = path.parent / f".new-{os.urandom(8).hex()}"
        self.create(temporary, data)
        try:
            self.rename(temporary, path)
        except OSError:
            with contextlib.suppress(OSError):
                self.unlink(temporary)
            raise
        self.sync_folder(path.parent)

    def _fill(self, fd: int, data: bytes) -> None:
        self.write(fd, data, 0)
        self.fsync(fd)
        if self.read(fd, len(data) + 1, 0) != data:
            raise OSError("the file does not read back as it was written")


def _wait_for(fd: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            return _take(fd)
        except OSError:
            if time.monotonic() >= deadline:
                raise TimeoutError("the lock is held by another program") from None
        time.sleep(0.005)


DISK = Disk()
"""The disk of this computer."""
