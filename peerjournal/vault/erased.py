"""What erasing leaves of a document: which revisions it took, so that each device drops them from its log.

A tombstone hides what it covers, but a log keeps what another device replaced. Beside the tombstone of an
erased document stands a marker; what it names is left out wherever a log is rewritten. An edit that was made
beside the erasure is not covered, and stays. ``docs/formats/documents.md`` has the table.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from peerjournal.vault.merge import Document, Revision, Row, Stamp, State, stamp_of, to_row
from peerjournal.vault.strands import Strand

ERASED = "erased"
"""The table of the markers."""


class Marker(NamedTuple):
    """One erasure of one document."""

    table: str
    identifier: str
    stamp: Stamp
    """Of the tombstone: it covers what was erased."""
    kept_as: str
    """The marker's own id."""
    revision: Revision
    """The marker's own revision."""

    def takes(self, row: Row, device: str) -> bool:
        """Tell whether a row of a device's log holds words that were erased."""
        return row[0] == self.identifier and row[4] is not None and self.stamp.covers(stamp_of(row, device))


def marker_of(table: str, tombstone: Row, device: str) -> Document:
    """Return the marker for a tombstone that ``device`` is about to write."""
    name = tombstone[1] if isinstance(tombstone[1], list) else [device, tombstone[1]]
    return {"table": table, "tombstone": [tombstone[0], name, *tombstone[2:]]}


def markers(state: State) -> list[Marker]:
    """Return every erasure that is known; what cannot be read as one erases nothing."""
    found = []
    for kept_as in state.documents.get(ERASED, {}):
        revision = state.current(ERASED, kept_as)[0]
        marker = _read(kept_as, revision)
        if marker is not None:
            found.append(marker)
    return found


def _read(kept_as: str, revision: Revision) -> Marker | None:
    document = revision.document or {}
    try:
        row = document["tombstone"]
        stamp = stamp_of(row, "")
        whole = row[4] is None and stamp.device and isinstance(stamp.n, int) and isinstance(stamp.seen, dict)
        return Marker(str(document["table"]), row[0], stamp, kept_as, revision) if whole else None
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def by_table(found: Iterable[Marker]) -> dict[str, list[Marker]]:
    """Return the markers of each table."""
    sorted_out: dict[str, list[Marker]] = {}
    for marker in found:
        sorted_out.setdefault(marker.table, []).append(marker)
    return sorted_out


def stands_in(strand: Strand | None, found: Iterable[Marker]) -> bool:
    """Tell whether a copy of a log holds words that were erased, replaced or not."""
    return strand is not None and any(
        table == one.table and one.takes(row, strand.device) for one in found for _, table, row in strand.rows
    )


def leaving_out(found: Iterable[Marker], device: str) -> Callable[[State], None]:
    """Return what makes the state of one log be without the words that were erased.

    The tombstone and its marker take their place: whoever has only this log still knows what was replaced, so
    no name is ever given to two revisions.
    """

    def leave_out(state: State) -> None:
        for marker in found:
            current = state.current(marker.table, marker.identifier)
            if any(one.document is not None and marker.stamp.covers(one.stamp) for one in current):
                tombstone = to_row(marker.identifier, Revision(marker.stamp, None), device)
                state.fold(device, {marker.table: [tombstone]})
                state.fold(device, {ERASED: [to_row(marker.kept_as, marker.revision, device)]})

    return leave_out
