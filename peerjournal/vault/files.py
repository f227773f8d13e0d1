"""Files that belong to documents: each sealed by itself, under a key that stands in nothing but its document.

They are never read when the journal is opened, and never written again once they are there.
``docs/formats/files.md`` is the specification.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault.home import Home

MAGIC: Final = b"peerjournal file 0\n"
LARGEST_FILE: Final = 512 * 1024 * 1024
"""The most bytes that a file may have."""
_NAME = re.compile(r"[0-9a-f]{32}")
SPAN = 1 << 20
"""Bytes that are read or written at a time, so that memory stays flat."""
DAMAGED: Final = "That file is not as it was sealed, so nothing of it was opened."
DAMAGED_HINT: Final = (
    "The entry is whole without it. `peerjournal check` says more, and a backup may have it whole."
)

Moved = Callable[[int], None]
"""Told how many bytes more were read or written; may raise to stop it."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What a document says of a file of its own. The repr shows neither its name nor its key."""

    file: str
    """The name under which it is sealed: 32 hex digits."""
    key: bytes
    """What opens it; 32 bytes."""
    digest: bytes
    """SHA-256 of it as it lies there, sealed."""
    size: int
    """How many bytes it has, opened."""

    def __repr__(self) -> str:
        return "SealedFile()"

    @classmethod
    def from_doc(cls, doc: dict[str, Any]) -> "SealedFile":
        """Read what ``to_doc`` wrote.

        Raises:
            JournalDamaged: It makes no sense.
        """
        try:
            found = cls(doc["file"], bytes.fromhex(doc["key"]), bytes.fromhex(doc["sha256"]), doc["size"])
            good = bool(_NAME.fullmatch(found.file)) and len(found.key) == len(found.digest) == 32  # noqa: PLR2004 — bytes
            good = good and isinstance(found.size, int) and 0 <= found.size <= LARGEST_FILE
        except (KeyError, TypeError, ValueError) as error:
            raise JournalDamaged(DAMAGED, hint=DAMAGED_HINT) from error
        if not good:
            raise JournalDamaged(DAMAGED, hint=DAMAGED_HINT)
        return found

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for its document."""
        return {"file": self.file, "key": self.key.hex(), "sha256": self.digest.hex(), "size": self.size}


# Sealing.


def seal_file(home: Home, pieces: Iterable[bytes], moved: Moved) -> SealedFile:
    """Seal a file into the journal's folder, and return only when it lasts there.

    What is raised by ``pieces`` or ``moved`` goes through, and nothing is left of the file.

    Raises:
        NotSaved: The disk refused.
    """
    from peerjournal.crypto import age  # noqa: PLC0415 — only files, jots and letters need it

    disk, key = home.disk, os.urandom(32)
    name, temporary = os.urandom(16).hex(), home.files / f".new-{os.urandom(8).hex()}"
    plain = _Padded(pieces)
    try:
        home.make(home.files)
        fd = disk.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    except OSError as error:
        raise NotSaved from error
    try:
        try:
            digest = _write(disk, fd, _spans(MAGIC, age.seal_chunks(key, plain.chunks(age.CHUNK))), moved)
        finally:
            disk.close(fd)
        disk.rename(temporary, home.files / name)
    except BaseException as error:
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        if isinstance(error, OSError):
            raise NotSaved from error
        raise
    return SealedFile(name, key, digest, plain.size)


def _write(disk: Disk, fd: int, spans: Iterator[bytes], moved: Moved) -> bytes:
    """Write a new file, and read it back before it counts; return its SHA-256."""
    digest, at = hashlib.sha256(), 0
    for span in spans:
        disk.write(fd, span, at)
        digest.update(span)
        at += len(span)
        moved(len(span))
    disk.fsync(fd)
    again = hashlib.sha256()
    for span in read(disk, fd, at + 1):
        again.update(span)
    if again.digest() != digest.digest():
        raise OSError("a file does not read back as it was written")
    return digest.digest()


def read(disk: Disk, fd: int, size: int) -> Iterator[bytes]:
    """Yield the bytes of an open file in spans."""
    for offset in range(0, size, SPAN):
        if span := disk.read(fd, min(SPAN, size - offset), offset):
            yield span


def settle_files(home: Home) -> None:
    """Return once the names of all that was sealed last.

    Raises:
        NotSaved: The disk refused.
    """
    try:
        home.disk.sync_folder(home.files)
    except OSError as error:
        raise NotSaved from error


class _Padded:
    """A file cut into chunks, and filled up so that its length tells little of it."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.size = 0

    def chunks(self, size: int) -> Iterator[bytes]:
        held, count = bytearray(), 0
        for piece in self._pieces:
            self.size += len(piece)
            held += piece
            whole = len(held) - len(held) % size
            for start in range(0, whole, size):
                yield bytes(held[start : start + size])
                count += 1
            del held[:whole]
        if held or not count:
            yield bytes(held.ljust(size, b"\0"))
            count += 1
        for _ in range(padded(count) - count):
            yield bytes(size)


def padded(chunks: int) -> int:
    """Return how many chunks are written where there are so many.

    As in "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (PETS 2019): of the
    bits of the length only so many stay as it takes to write down how many there are.
    """
    exponent = chunks.bit_length() - 1
    rough = max(exponent - exponent.bit_length(), 0)
    return -(-chunks >> rough) << rough


def _spans(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what is to be written in spans worth a call."""
    held = bytearray(head)
    for chunk in chunks:
        held += chunk
        if len(held) >= SPAN:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


# What lies there.


def is_name(name: str) -> bool:
    """Tell whether a sealed file may be called so."""
    return _NAME.fullmatch(name) is not None


def names(home: Home) -> list[str]:
    """Return the names of the sealed files that are here.

    Raises:
        OSError: The disk would not list them.
    """
    return [name for name in home.disk.list(home.files) if is_name(name)]


def drop_files(home: Home, gone: Iterable[str]) -> None:
    """Remove sealed files; one that is not here is no matter.

    Raises:
        OSError: The disk refused.
    """
    for name in filter(is_name, gone):
        with contextlib.suppress(FileNotFoundError):
            home.disk.unlink(home.files / name)
