"""The append-only run of sealed frames: its bytes, its chain, and how one is written and read.

``docs/formats/log.md`` is the specification. This file knows bytes and keys; what a bad byte *means* is
judged in ``health.py``, and what a frame says is read in ``merge.py``.
"""

import contextlib
import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from peerjournal.crypto import Key, Xaes, hedged_nonce
from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalDamaged, JournalTooNew, NotSaved

MAGIC = b"\x89PJL\r\n\x1a\n"
VERSION = 0
_HEADER = struct.Struct("<8sHH16s16s16sI")
_CRC = struct.Struct("<I")
HEADER_SIZE = _HEADER.size + _CRC.size
"""68 bytes: the header and its checksum."""

SYNC = b"\xf5PJ\n"
_HEAD = struct.Struct("<4sI24s")
_TAG_SIZE = 16
OVERHEAD = _HEAD.size + _CRC.size
"""36 bytes of a frame that are neither ciphertext nor tag."""
FRAME_LIMIT = 1 << 28
"""No frame's ciphertext and tag are longer than 256 MiB."""
_SMALLEST = 256
_LARGE = 64 * 1024


class Place(NamedTuple):
    """Where a chain stands after one of its frames."""

    seq: int
    """How many frames there are up to here."""
    chain: bytes
    """H after that frame: 32 bytes."""
    end: int
    """The offset of the first byte after it."""


class Frame(NamedTuple):
    """Where one frame lies, and what its seal is bound to."""

    seq: int
    """Counted from 1."""
    start: int
    """The offset of its sync bytes."""
    length: int
    """The size in bytes of ciphertext and tag."""
    nonce: bytes
    before: bytes
    """H before this frame."""
    after: bytes
    """H after it."""

    @property
    def end(self) -> int:
        """The offset of the first byte after it."""
        return self.start + OVERHEAD + self.length

    @property
    def place(self) -> Place:
        """Where the chain stands after it."""
        return Place(self.seq, self.after, self.end)


@dataclass(frozen=True, slots=True)
class Header:
    """The first 68 bytes of a log."""

    epoch: int
    vault_id: bytes
    device_id: bytes
    log_id: bytes
    generation: int

    def encode(self) -> bytes:
        """Return the header's bytes, checksum included."""
        head = _HEADER.pack(
            MAGIC, VERSION, self.epoch, self.vault_id, self.device_id, self.log_id, self.generation
        )
        return head + _CRC.pack(zlib.crc32(head))

    @classmethod
    def decode(cls, data: bytes) -> "Header":
        """Read a header.

        Raises:
            JournalDamaged: It is short, is not a log's, or fails its checksum.
            JournalTooNew: Its version is not ours.
        """
        if len(data) < HEADER_SIZE or data[:8] != MAGIC:
            raise JournalDamaged("A log of this journal does not begin as a log does.")
        if zlib.crc32(data[: _HEADER.size]) != _CRC.unpack_from(data, _HEADER.size)[0]:
            raise JournalDamaged("The first bytes of a log fail their check.")
        _, version, epoch, vault_id, device_id, log_id, generation = _HEADER.unpack_from(data)
        if version != VERSION:
            raise JournalTooNew
        return cls(epoch, vault_id, device_id, log_id, generation)

    @property
    def start(self) -> Place:
        """Where the chain stands before the first frame."""
        return Place(0, hashlib.sha256(b"peerjournal/chain/v0" + self.encode()).digest(), HEADER_SIZE)


class Seal:
    """The keys of one epoch, bound to one log: opens its frames and makes new ones."""

    def __init__(self, header: Header, encryption: Key, nonce: Key) -> None:
        self._bound = b"peerjournal/frame/v0" + header.vault_id + header.log_id
        self._xaes = Xaes(encryption)
        self._nonce = nonce

    def _aad(self, seq: int, before: bytes) -> bytes:
        return self._bound + seq.to_bytes(8, "little") + before

    def open(self, frame: Frame, ciphertext: bytes) -> bytes:
        """Return a frame's padded plaintext.

        Raises:
            CryptoError: The tag does not hold.
        """
        return self._xaes.open(frame.nonce, ciphertext, self._aad(frame.seq, frame.before))

    def make(self, place: Place, plaintext: bytes) -> tuple[Frame, bytes]:
        """Seal ``plaintext``, padded, as the frame after ``place``; return it and its bytes.

        Raises:
            NotSaved: It is longer than a frame may be, so no reader would take it.
        """
        padded = pad(plaintext)
        if len(padded) + _TAG_SIZE > FRAME_LIMIT:
            raise NotSaved("This is more than one save can hold, so it was not saved.")
        seq = place.seq + 1
        nonce = hedged_nonce(self._nonce, seq.to_bytes(8, "little") + place.chain, padded)
        sealed = self._xaes.seal(nonce, padded, self._aad(seq, place.chain))
        head = _HEAD.pack(SYNC, len(sealed), nonce)
        checked = zlib.crc32(sealed, zlib.crc32(head[4:]))
        frame = Frame(seq, place.end, len(sealed), nonce, place.chain, _link(place.chain, head, sealed))
        return frame, b"".join((head, sealed, _CRC.pack(checked)))


def _link(chain: bytes, head: bytes, sealed: bytes) -> bytes:
    return hashlib.sha256(chain + head[4:] + sealed[-_TAG_SIZE:]).digest()


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(payload: dict[str, Any]) -> bytes:
    """Return a payload's JSON: UTF-8, no spaces."""
    return _to_json(payload).encode("utf-8", "replace")


def pad(plaintext: bytes) -> bytes:
    """Fill up with spaces: to a power of two from 256 bytes to 64 KiB, then to multiples of 64 KiB."""
    size = len(plaintext)
    if size > _LARGE:
        return plaintext.ljust(-(-size // _LARGE) * _LARGE)
    return plaintext.ljust(max(_SMALLEST, 1 << (size - 1).bit_length()))


class Window:
    """Reads an open file through the seam, 1 MiB at a time, so that memory stays flat however long it is."""

    _SPAN = 1 << 20

    def __init__(self, disk: Disk, fd: int) -> None:
        device, inode, self.size = disk.stat(fd)
        self.identity = (device, inode)
        """Which file this is: another one under the same name has another identity."""
        self.fd = fd
        self._disk = disk
        self._at, self._held = 0, b""

    def take(self, offset: int, size: int) -> bytes:
        """Return ``size`` bytes at ``offset``; fewer at the end of the file."""
        start = offset - self._at
        if start < 0 or start + size > len(self._held):
            wanted = min(max(size, self._SPAN), max(self.size - offset, 0))
            self._at, self._held, start = offset, self._disk.read(self.fd, wanted, offset), 0
        return self._held[start : start + size]

    def peek(self, offset: int, size: int) -> bytes:
        """Return ``size`` bytes at ``offset`` without reading what surrounds them."""
        return self._disk.read(self.fd, size, offset)


@contextlib.contextmanager
def opened(disk: Disk, path: Path, flags: int = os.O_RDONLY) -> Iterator[Window]:
    """Open a log, to read it or with ``os.O_RDWR`` to append, and close it again whatever happens."""
    fd = disk.open(path, flags)
    try:
        yield Window(disk, fd)
    finally:
        # What was flushed is flushed: a complaint on closing must not turn a save into a refusal.
        with contextlib.suppress(OSError):
            disk.close(fd)


def frames(window: Window, place: Place) -> Iterator[tuple[Frame, bytes]]:
    """Yield each frame after ``place``, with its ciphertext, up to the first that fails its checksum.

    The caller tells a clean end (the last frame's end is the file's size) from a bad one.
    """
    while (found := read_frame(window, place)) is not None:
        yield found
        place = found[0].place


def read_frame(window: Window, place: Place) -> tuple[Frame, bytes] | None:
    """Return the frame after ``place`` and its ciphertext, or None where none passes its checksum."""
    head = window.take(place.end, _HEAD.size)
    length = _length(head)
    if length is None or place.end + OVERHEAD + length > window.size:
        return None
    body = window.take(place.end + _HEAD.size, length + _CRC.size)
    sealed = body[:length]
    if len(body) < length + _CRC.size or not _passes(head, sealed, body[length:]):
        return None
    after = _link(place.chain, head, sealed)
    return Frame(place.seq + 1, place.end, length, head[8:], place.chain, after), sealed


def skim_frame(window: Window, place: Place) -> Frame | None:
    """Return the frame after ``place`` from its head and tag alone, without reading what it seals."""
    head = window.peek(place.end, _HEAD.size)
    length = _length(head)
    if length is None or place.end + OVERHEAD + length > window.size:
        return None
    tag = window.peek(place.end + _HEAD.size + length - _TAG_SIZE, _TAG_SIZE)
    after = _link(place.chain, head, tag)
    return Frame(place.seq + 1, place.end, length, head[8:], place.chain, after)


def sealed_bytes(window: Window, frame: Frame) -> bytes:
    """Return the ciphertext of a skimmed frame.

    Raises:
        CryptoError: The file is shorter than it was.
    """
    sealed = window.peek(frame.start + _HEAD.size, frame.length)
    if len(sealed) < frame.length:
        raise CryptoError("a frame is cut short")
    return sealed


def another_follows(window: Window, offset: int) -> bool:
    """Tell whether a frame that passes its checksum begins after ``offset``: then the end is not torn."""
    while offset < window.size:
        part = window.take(offset, min(window.size - offset, 1 << 20))
        at = part.find(SYNC)
        while at >= 0:
            start = Place(0, b"", offset + at)
            if read_frame(window, start) is not None:
                return True
            at = part.find(SYNC, at + 1)
        if len(part) <= len(SYNC):
            break
        offset += len(part) - len(SYNC) + 1
    return False


def _length(head: bytes) -> int | None:
    if len(head) < _HEAD.size:
        return None
    sync, length, _ = _HEAD.unpack(head)
    return length if sync == SYNC and _TAG_SIZE + _SMALLEST <= length <= FRAME_LIMIT else None


def _passes(head: bytes, sealed: bytes, crc: bytes) -> bool:
    return _CRC.pack(zlib.crc32(sealed, zlib.crc32(head[4:]))) == crc
