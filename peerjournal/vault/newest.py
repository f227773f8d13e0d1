"""The newest entries first, opening only the frames that hold them.

A compacted log keeps its documents packed in order of ``written``, so the first page of a list is exact once
the single frames and the last packed ones are open. Where that order can't be relied on, the whole is read.
"""

import contextlib
import heapq
import json
from collections.abc import Callable, Generator, Iterator, Mapping
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
Wanted = Callable[[bytes], bool]
"""Asked about the JSON of many documents at once: whether any of them may be wanted."""


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


def newest_first(log: LogFile, wanted: Wanted | None) -> Iterator[tuple[str, Document]] | None:
    """Yield (id, document) of the entries of the only log there is; None where it must be read whole.

    Raises:
        JournalDamaged: A frame that is needed does not open, or the log was rewritten (while iterating too).
        OSError: The disk would not read (while iterating too).
    """
    parts = _parts(log)
    if parts is None:
        return None
    later, packed = parts
    fresh = in_order(iter(later.documents.get(ENTRIES, {}).items()))
    both = heapq.merge(fresh, _packed(log, later, packed, wanted), key=lambda one: one[:2], reverse=True)
    return ((identifier, document) for _, identifier, document in both)


def _parts(log: LogFile) -> tuple[State, list[Frame]] | None:
    """Return what the single frames say, and the packed ones unopened; None where all must be read."""
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
    return later, packed


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

    def documents(self, table: str) -> Mapping[str, Document]:
        """Return a table, reading everything the first time."""


def entries(vault: Source, wanted: Wanted | None) -> Iterator[tuple[str, Document]]:
    """Yield (id, document) of the entries, the newest first, reading only what is needed and wanted."""
    shown: set[str] = set()
    if not (yield from _lazily(vault, shown, wanted)):
        for _, identifier, document in in_order(iter(vault.documents(ENTRIES).items())):
            if identifier not in shown:
                yield identifier, document


def _lazily(
    vault: Source, shown: set[str], wanted: Wanted | None
) -> Generator[tuple[str, Document], None, bool]:
    """Yield what can be had without reading everything, noting it in ``shown``; return whether it was all."""
    log = _only_log(vault)
    try:
        found = newest_first(log, wanted) if log is not None else None
        for identifier, document in found or ():
            shown.add(identifier)
            yield identifier, document
    except (JournalDamaged, OSError):
        # Damage, or another session has rewritten the log meanwhile: reading the whole tells which.
        vault.look_anew()
        return False
    return found is not None


def holds(vault: Source, table: str) -> bool:
    """Tell whether anything stands in a table other than the entries, reading only what is needed.

    Compaction packs the other tables first, so the single frames and the first packed ones tell.
    """
    log = _only_log(vault)
    try:
        parts = _parts(log) if log is not None else None
        if log is not None and parts is not None:
            return _holds(log, *parts, table)
    except (JournalDamaged, OSError):
        vault.look_anew()
    return bool(vault.documents(table))


def _holds(log: LogFile, later: State, packed: list[Frame], table: str) -> bool:
    if later.documents.get(table):
        return True
    for frame in packed:
        with log.opened() as window:
            put = _said(log, window, frame)["put"]
        if any(row[4] is not None and not later.current(table, row[0]) for row in put.get(table, ())):
            return True
        if ENTRIES in put:
            break
    return False


def _only_log(vault: Source) -> LogFile | None:
    """Return our own log where there is no other and it was not read whole yet."""
    if vault.is_changing or vault.logs.is_read:
        return None
    with contextlib.suppress(OSError):
        # A copy that a sync made of a log may know more than the log does.
        copied = any(copy.kind == "log" for copy in vault.home.copies())
        return vault.logs.own if vault.home.devices() == [vault.device] and not copied else None
    return None


def _skim(log: LogFile, window: Window) -> list[Frame]:
    chain: list[Frame] = []
    place = log.header.start
    while (frame := skim_frame(window, place)) is not None:
        chain.append(frame)
        place = frame.place
    return chain


def _said(log: LogFile, window: Window, frame: Frame) -> Payload:
    payload: Payload = json.loads(_written(log, window, frame))
    return payload


def _written(log: LogFile, window: Window, frame: Frame) -> bytes:
    try:
        return log.reveal(frame, sealed_bytes(window, frame))
    except CryptoError as error:
        raise JournalDamaged from error


def _packed(log: LogFile, later: State, packed: list[Frame], wanted: Wanted | None) -> Iterator[Found]:
    for frame in reversed(packed):
        with log.opened() as window:
            written = _written(log, window, frame)
        # Most of the time goes into reading JSON, so what cannot be wanted is not read as JSON.
        if wanted is not None and not wanted(written):
            continue
        rows = json.loads(written)["put"].get(ENTRIES, ())
        documents = ((row[0], row[4]) for row in rows if row[4] is not None)
        yield from in_order(one for one in documents if not later.current(ENTRIES, one[0]))
