"""Reading a damaged log once more, with the help of what is known of it from elsewhere.

A frame's seal is bound to the chain before it, and the chain runs through the bytes of each frame: one bad
nonce or tag hides every frame behind it. Whoever knows where the chain stood there, from a backup of the same
log or from what this computer remembers, goes on behind it. Nothing is believed that does not open.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from peerjournal.errors import CryptoError, JournalDamaged
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, Frame, Header, Place, Window, opened, read_frame, skim_frame
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.remembered import Mark
from peerjournal.vault.vault import Vault

Told = Callable[[Frame, Payload], None]


@dataclass(slots=True)
class Known:
    """What is known of one device's log from elsewhere."""

    mark: Mark | None
    """The newest place of it that this computer remembers."""
    headers: dict[bytes, Header] = field(default_factory=dict)
    """For each log id the header that a backup has."""
    places: dict[bytes, dict[int, Place]] = field(default_factory=dict)
    """For each log id and number of frames, where its chain stood: noted here, or in a backup."""

    def learn(self, log: LogFile, frame: Frame) -> None:
        """Take note of a frame of the same device's log that opened in a whole backup."""
        self.headers[log.header.log_id] = log.header
        self.places.setdefault(log.header.log_id, {})[frame.seq] = frame.place

    def of(self, log_id: bytes) -> dict[int, Place]:
        """Return where the chain of a log stood, by the number of frames."""
        places = dict(self.places.get(log_id, {}))
        if self.mark is not None and self.mark.log_id == log_id:
            places |= {one.seq: one for one in (self.mark.previous, self.mark.place) if one.seq}
        return places

    def saves(self, log_id: bytes) -> int:
        """Return how many frames a log is known to have had."""
        return max(self.of(log_id), default=0)


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading a log once more."""

    good: int
    """How many of its frames open."""
    unreadable: int | None
    """How many do not; None where that can't be told."""


def reread(vault: Vault, known: Known, told: Told) -> Reread:
    """Open every frame of this device's log that can be opened in any way, and tell of each.

    Raises:
        OSError: The disk would not read it.
    """
    path = vault.home.log(vault.device)
    try:
        with opened(vault.home.disk, path) as window:
            header = _header(window, vault, known)
            if header is not None:
                return _read(window, header, vault.ring, known, told)
    except FileNotFoundError:
        pass
    return Reread(0, known.mark.seq if known.mark is not None else None)


def _header(window: Window, vault: Vault, known: Known) -> Header | None:
    """Return the log's header; where its bytes are bad, the one under which something opens."""
    ours = vault.key_file.vault_id, bytes.fromhex(vault.device)
    try:
        header = Header.decode(window.take(0, HEADER_SIZE))
    except JournalDamaged:
        likely = _likely(*ours, vault.ring, known)
        return next((one for one in likely if _opens_anything(window, one, vault.ring, known)), None)
    return header if (header.vault_id, header.device_id) == ours else None


def _likely(vault_id: bytes, device_id: bytes, ring: KeyRing, known: Known) -> Iterator[Header]:
    yield from known.headers.values()
    if known.mark is not None:
        for epoch in ring.epochs:
            yield Header(epoch, vault_id, device_id, known.mark.log_id, known.mark.generation)


def _opens_anything(window: Window, header: Header, ring: KeyRing, known: Known) -> bool:
    walk = _Walk(window, header, ring, known)
    return any(True for _ in walk)


def _read(window: Window, header: Header, ring: KeyRing, known: Known, told: Told) -> Reread:
    walk, good = _Walk(window, header, ring, known), 0
    for frame, said in walk:
        good += 1
        told(frame, said)
    there = walk.place.seq if walk.place.end == window.size else 0
    total = max(there, known.saves(header.log_id))
    return Reread(good, max(total - good, 0) if total else None)


class _Walk:
    """Goes along a log from frame to frame, over what is bad, and back on the chain wherever it is known."""

    def __init__(self, window: Window, header: Header, ring: KeyRing, known: Known) -> None:
        self._window, self._seal = window, ring.seal(header)
        self._known = known.of(header.log_id)
        self.place = header.start
        """Where it stands."""

    def __iter__(self) -> Iterator[tuple[Frame, Payload]]:
        while True:
            found = self._opened()
            if found is not None:
                self.place = found[0].place
                yield found
            elif not self._step_over():
                return

    def _opened(self) -> tuple[Frame, Payload] | None:
        found = read_frame(self._window, self.place)
        with contextlib.suppress(CryptoError):
            if found is not None:
                return found[0], json.loads(self._seal.open(*found))
        return None

    def _step_over(self) -> bool:
        """Go behind a frame that does not open; tell whether there is anywhere to go."""
        seq = self.place.seq + 1
        frame = skim_frame(self._window, self.place)
        # Its own bytes may still say where the next one stands in the chain.
        ways = [self._known.get(seq), frame.place if frame is not None else None]
        likely = [way for way in ways if way is not None]
        if not likely:
            self.place = min((one for one in self._known.values() if one.seq > seq), default=self.place)
            return self.place.seq > seq
        for self.place in likely:
            if self._opened() is not None:
                return True
        self.place = likely[0]
        return True
