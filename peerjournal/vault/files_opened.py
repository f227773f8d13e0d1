"""Reading a file that belongs to a document: none of it before all was seen to be as it was sealed."""

import contextlib
import hashlib
import io
import os
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalDamaged, JournalError
from peerjournal.vault import files
from peerjournal.vault.files import DAMAGED, DAMAGED_HINT, Moved, SealedFile
from peerjournal.vault.home import Home

_MISSING = "That file is not here. It may still be on its way from another device."
_MISSING_HINT = "The entry is whole without it. `peerjournal check` says which files are not here."


class FileStanding(Enum):
    """How a sealed file was found."""

    WHOLE = "whole"
    MISSING = "not here"
    DAMAGED = "damaged"


def open_sealed(home: Home, sealed: SealedFile) -> BinaryIO:
    """Open a file for reading, once all of it was seen to be as it was sealed.

    Raises:
        JournalError: It is not here.
        JournalDamaged: It is not as it was sealed.
    """
    found = file_standing(home, sealed)
    if found is FileStanding.MISSING:
        raise JournalError(_MISSING, hint=_MISSING_HINT)
    if found is FileStanding.DAMAGED:
        raise JournalDamaged(DAMAGED, hint=DAMAGED_HINT)
    try:
        return io.BufferedReader(_Opened(home.disk, home.files / sealed.file, sealed), files.SPAN)
    except OSError as error:
        raise JournalDamaged(DAMAGED, hint=DAMAGED_HINT) from error


def file_standing(home: Home, sealed: SealedFile, moved: Moved | None = None) -> FileStanding:
    """Read a sealed file to its last byte, and say how it was found."""
    return at_place(home.disk, home.files / sealed.file, sealed, moved)


def at_place(disk: Disk, path: Path, sealed: SealedFile, moved: Moved | None = None) -> FileStanding:
    """The same for what lies at some place."""
    digest = hashlib.sha256()
    try:
        fd = disk.open(path)
    except FileNotFoundError:
        return FileStanding.MISSING
    except OSError:
        return FileStanding.DAMAGED
    try:
        for span in files.read(disk, fd, disk.stat(fd)[2]):
            digest.update(span)
            if moved is not None:
                moved(len(span))
    except OSError:
        return FileStanding.DAMAGED
    finally:
        with contextlib.suppress(OSError):
            disk.close(fd)
    return FileStanding.WHOLE if digest.digest() == sealed.digest else FileStanding.DAMAGED


class _Opened(io.RawIOBase):
    """A sealed file, read chunk by chunk."""

    def __init__(self, disk: Disk, path: Path, sealed: SealedFile) -> None:
        super().__init__()
        self._disk, self._sealed, self._at = disk, sealed, 0
        self._fd = disk.open(path)
        self._end = disk.stat(self._fd)[2]
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._sealed.size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._sealed.size - self._at)
        if wanted <= 0:
            return 0
        part = self._from_here()[:wanted]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _from_here(self) -> bytes:
        """Return what the chunk holds in which the reader stands, from there on."""
        from peerjournal.crypto import age  # noqa: PLC0415 — only files, jots and letters need it

        number, skipped = divmod(self._at, age.CHUNK)
        if self._held[0] != number:
            whole = age.CHUNK + age.TAG
            start = len(files.MAGIC) + number * whole
            try:
                data = self._disk.read(self._fd, whole, start)
                last = start + whole >= self._end
                self._held = number, age.open_chunk(self._sealed.key, number, data, last=last)
            except (OSError, CryptoError) as error:
                raise JournalDamaged(DAMAGED, hint=DAMAGED_HINT) from error
        return self._held[1][skipped:]

    def close(self) -> None:
        if not self.closed:
            self._held = (-1, b"")
            self._disk.close(self._fd)
        super().close()


def is_here(home: Home, sealed: SealedFile | None) -> bool:
    """Tell whether a file is in its place, without reading it."""
    return sealed is not None and (home.files / sealed.file).is_file()
