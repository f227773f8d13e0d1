"""The newest entries first, opening only the frames that hold them.

A compacted log keeps its documents packed in order of ``written``, so the first page of a list is exact once
the single frames and the last packed ones are open. Where that order can't be relied on, the whole is read.
"""

import heapq
from collections.abc import Generator, Iterator
from datetime import datetime
from typing import Protocol

from peerjournal.errors import CryptoError, JournalDamaged
from peerjournal.vault.home import Home
from peerjournal.vault.log import Frame, Window, sealed_bytes, skim_frame
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Logs
from peerjournal.vault.merge import Document, State

ENTRIES = "entries"
SINGLES = 1_000
"""With more single frames than this a log is read whole, and is due for compaction."""

Found = tuple[float, str, Document]


def instant(document: Document) -> float:
    """Return when an entry was written, in seconds since 1970; 0.0 where it does not say."""
    try:
        return datetime.fromisoformat(str(document.get("written", "")).partition("[")[0]).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def in_order(documents: Iterator[tuple[str, Document]]) -> list[Found]:
    """Return (instant, id, document), the newest first."""
    found = [(instant(document), identifier, document) for identifier, document in documents]
    return sorted(found, key=lambda one: one[:2], reverse=True)


def newest_first(log: LogFile) -> Iterator[tuple[str, Document]] | None:
    """Yield (id, document) of the entries of the only log there is; None where it must be read whole.

    Raises:
        JournalDamaged: A frame that is needed does not open, or the log was rewritten (while iterating too).
        OSError: The disk would not read (while iterating too).
    """
    with log.opened() as window:
        chain = _skim(log, window)
        if not chain or chain[-1].place != log.place:
            return None
        first = _said(log, window, chain[0])
        packed, singles = chain[1 : 1 + first.get("packed", 0)], chain[1 + first.get("packed", 0) :]
        if first.get("several") or len(singles) > SINGLES:
            return None
        later = State()
        for frame in singles:
            later.fold(log.device, _said(log, window, frame)["put"])
    return _merged(log, later, packed)


class Source(Protocol):
    """The vault, as far as reading lazily needs it."""

    home: Home
    logs: Logs
    device: str

    @property
    def is_changing(self) -> bool:
        """Whether a transaction is open."""

    def look_anew(self) -> None:
        """Read everything again, as it is now."""


def lazily(vault: Source, shown: set[str]) -> Generator[tuple[str, Document], None, bool]:
    """Yield what can be had without reading everything, noting it in ``shown``; return whether it was all."""
    own = vault.logs.own
    if own is None or vault.is_changing or vault.logs.is_read:
        return False
    try:
        found = newest_first(own) if vault.home.devices() == [vault.device] else None
        for identifier, document in found or ():
            shown.add(identifier)
            yield identifier, document
    except (JournalDamaged, OSError):
        # Damage, or another session has rewritten the log meanwhile: reading the whole tells which.
        vault.look_anew()
        return False
    return found is not None


def _skim(log: LogFile, window: Window) -> list[Frame]:
    chain: list[Frame] = []
    place = log.header.start
    while (frame := skim_frame(window, place)) is not None:
        chain.append(frame)
        place = frame.place
    return chain


def _said(log: LogFile, window: Window, frame: Frame) -> Payload:
    try:
        return log.unseal(frame, sealed_bytes(window, frame))
    except CryptoError as error:
        raise JournalDamaged from error


def _merged(log: LogFile, later: State, packed: list[Frame]) -> Iterator[tuple[str, Document]]:
    fresh = in_order(iter(later.documents.get(ENTRIES, {}).items()))
    both = heapq.merge(fresh, _packed(log, later, packed), key=lambda one: one[:2], reverse=True)
    return ((identifier, document) for _, identifier, document in both)


def _packed(log: LogFile, later: State, packed: list[Frame]) -> Iterator[Found]:
    for frame in reversed(packed):
        with log.opened() as window:
            rows = _said(log, window, frame)["put"].get(ENTRIES, ())
        documents = ((row[0], row[4]) for row in rows if row[4] is not None)
        yield from in_order(one for one in documents if not later.current(ENTRIES, one[0]))
