"""One file of a device's log, read whole without judging it: the log itself, or a copy that a sync made."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from peerjournal.disk import Disk
from peerjournal.errors import CryptoError
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import Frame, Header, Seal, Window, opened, read_frame, skim_frame
from peerjournal.vault.merge import Row

TRAIL = 6
"""How many hex digits of each H a compacted log keeps of the log it was made from."""
Key = tuple[str, str]
"""A table and an id."""
Floor = Mapping[Key, int]
"""The highest n that the device had given each document where the two sides part."""


class Line(NamedTuple):
    """The name under which a fork's revisions are read, and beyond which of the device's numbers."""

    name: str
    floor: Floor


@dataclass(slots=True)
class Strand:
    """One file of a device's log, read whole."""

    device: str
    header: Header
    links: list[bytes] = field(default_factory=list)
    """H after each frame."""
    rows: list[tuple[int, str, Row]] = field(default_factory=list)
    """(number of the frame, table, row), of the frames that open."""
    trails: dict[str, str] = field(default_factory=dict)
    """Of each log that this one replaced, and remembers: its id, and the beginnings of its H in hex."""
    said: dict[str, Any] = field(default_factory=dict)
    """What the newest frame says."""
    identity: tuple[int, int] = (-1, -1)
    size: int = 0
    whole: bool = False
    """Whether every byte of it opens."""
    lines: tuple[Line, ...] = ()
    """The forks it went through, once that was found out."""

    @classmethod
    def read(cls, path: Path, header: Header, ring: KeyRing, disk: Disk) -> "Strand":
        """Read a file; a frame that opens at its place in the chain is as it was written.

        Raises:
            JournalDamaged: There is no key for it.
            OSError: The disk would not read it.
        """
        strand = cls(header.device_id.hex(), header)
        seal = ring.seal(header)
        with opened(disk, path) as window:
            strand._follow(window, seal)
            strand.identity, strand.size = window.identity, window.size
        return strand

    def _follow(self, window: Window, seal: Seal) -> None:
        place, good, last = self.header.start, True, 0
        while (frame := skim_frame(window, place)) is not None:
            found = read_frame(window, place)
            said = _opened(seal, *found) if found is not None else None
            good = good and said is not None
            self.links.append(frame.after)
            if said is not None:
                last = frame.seq
                self._take(frame.seq, said)
            place = frame.place
        # A frame that does not open proves no place in the chain, unless a later one rests on it.
        del self.links[last:]
        self.whole = good and bool(self.links) and place.end == window.size

    def _take(self, seq: int, said: dict[str, Any]) -> None:
        self.said = said
        if seq == 1:
            self.trails = dict(said.get("trails", {}))
        self.rows += [(seq, table, row) for table, rows in said["put"].items() for row in rows]

    def floor(self, frames: int) -> dict[Key, int]:
        """Return the highest n of the device for each document in the first so many frames."""
        highest: dict[Key, int] = {}
        for seq, table, row in self.rows:
            if seq <= frames:
                own = row[1] if isinstance(row[1], int) else 0
                key = table, row[0]
                highest[key] = max(highest.get(key, 0), own, row[2].get(self.device, 0))
        return highest

    def beyond(self, floor: Floor) -> set[Key]:
        """Return the documents of which the device made a revision above a floor."""
        return {
            (table, row[0])
            for _, table, row in self.rows
            if isinstance(row[1], int) and row[1] > floor.get((table, row[0]), 0)
        }


def _opened(seal: Seal, frame: Frame, sealed: bytes) -> dict[str, Any] | None:
    with contextlib.suppress(CryptoError, ValueError):
        said: dict[str, Any] = json.loads(seal.open(frame, sealed))
        return said
    return None
