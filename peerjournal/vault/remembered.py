"""What this computer remembers of each log: the newest place it has seen, so that going back is noticed.

One small file for each log, ``<state>/<vault id>/<device>.seen``: two fixed slots, each with a MAC, written
in place by turns without an fsync of their own. Losing the newer one only makes us less strict. Behind them
stand the places of the frames before, so that a damaged frame hides none of those that follow it.
"""

import contextlib
import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from peerjournal.crypto import Key, check_mac, mac
from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalLocked
from peerjournal.vault.log import Frame, Header, Place

_BODY = struct.Struct("<Q16sIQ32sQQ32s")
_SLOT = _BODY.size + 32
_LABEL = b"peerjournal/seen/v0"
_PLACE = struct.Struct("<16sQQ32s")
_PLACES = 4_096
"""How many places are kept, each in the slot of its number: 256 KiB at the most."""
_ALL = 2 * _SLOT + _PLACES * _PLACE.size


class Mark(NamedTuple):
    """The newest frame of a log that this computer has verified."""

    turn: int
    """How often this file was written; the higher slot is the newer."""
    log_id: bytes
    generation: int
    seq: int
    chain: bytes
    end: int
    start: int
    """Where that frame begins."""
    before: bytes
    """H before it."""

    @property
    def place(self) -> Place:
        """Where the chain stood."""
        return Place(self.seq, self.chain, self.end)

    @property
    def previous(self) -> Place:
        """Where the chain stood one frame earlier."""
        return Place(self.seq - 1, self.before, self.start)


class Memory:
    """The marks of one journal's logs on this computer."""

    def __init__(self, folder: Path, disk: Disk, keys: Sequence[Key]) -> None:
        """Remember in ``folder``, under the first of ``keys``; the others are of earlier epochs."""
        self._folder, self._disk, self._keys = folder, disk, keys
        self._wiped = False

    def wipe(self) -> None:
        """Overwrite the keys; nothing is remembered any more."""
        self._wiped = True
        for key in self._keys:
            key.wipe()

    def recall(self, device: str) -> Mark | None:
        """Return the newest mark of a device's log, or None where none is known that is whole.

        Raises:
            JournalLocked: The keys were wiped.
        """
        if self._wiped:
            raise JournalLocked
        try:
            data = self._disk.read_file(self._path(device), 2 * _SLOT)
        except OSError:
            return None
        slots = (data[:_SLOT], data[_SLOT : 2 * _SLOT])
        marks = [mark for slot in slots if (mark := self._read(device, slot)) is not None]
        return max(marks, default=None, key=lambda mark: mark.turn)

    def remember(self, header: Header, frame: Frame, previous: Mark | None) -> Mark:
        """Write that ``frame`` is now the newest of its log; a disk that refuses makes us less strict."""
        turn = previous.turn + 1 if previous is not None else 1
        mark = Mark(turn, header.log_id, header.generation, frame.seq, frame.after, frame.end, frame.start,
                    frame.before)  # fmt: skip
        device = header.device_id.hex()
        body = _BODY.pack(*mark)
        try:
            slot = body + mac(self._keys[0], _LABEL, header.device_id, body)
        except CryptoError as error:
            # It was locked in the middle of this, by another thread.
            raise JournalLocked from error
        with contextlib.suppress(OSError):
            fd = self._disk.open(self._path(device), os.O_RDWR | os.O_CREAT)
            try:
                self._disk.write(fd, slot, (turn % 2) * _SLOT)
                place = _PLACE.pack(header.log_id, frame.seq, frame.end, frame.after)
                self._disk.write(fd, place, 2 * _SLOT + (frame.seq % _PLACES) * _PLACE.size)
            finally:
                self._disk.close(fd)
        return mark

    def places(self, device: str) -> dict[bytes, dict[int, Place]]:
        """Return, for each log id, where the chain stood after so many frames, as far as that was noted.

        There is no MAC over these: they only say where to look for a frame, which then opens or does not.
        """
        found: dict[bytes, dict[int, Place]] = {}
        with contextlib.suppress(OSError):
            noted = self._disk.read_file(self._path(device), _ALL)[2 * _SLOT :]
            whole = len(noted) - len(noted) % _PLACE.size
            for log_id, seq, end, chain in _PLACE.iter_unpack(noted[:whole]):
                found.setdefault(log_id, {})[seq] = Place(seq, chain, end)
        return found

    def forget(self, device: str) -> None:
        """Forget what was seen of a log: after this, anything whole that is there is taken as it is."""
        with contextlib.suppress(FileNotFoundError):
            self._disk.unlink(self._path(device))

    def _path(self, device: str) -> Path:
        return self._folder / f"{device}.seen"

    def _read(self, device: str, slot: bytes) -> Mark | None:
        if len(slot) < _SLOT:
            return None
        body, tag = slot[: _BODY.size], slot[_BODY.size :]
        for key in self._keys:
            with contextlib.suppress(CryptoError):
                check_mac(key, tag, _LABEL, bytes.fromhex(device), body)
                return Mark(*_BODY.unpack(body))
        return None
