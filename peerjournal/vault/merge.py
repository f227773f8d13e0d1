"""Several devices' logs into one state, losing neither side.

A *revision* of a document is named by (device, n), n counted for each document and device. It says which
revisions it replaces: for each device the highest n (``seen``), save those it was made beside and knowingly
left (``beside``). A revision is current unless another covers it. Of several the later by the hybrid clock
is shown, an edit before a removal; the others are *other versions* until somebody settles them.

The rule looks at revisions only, never at the order in which they were read: merging is commutative,
associative and idempotent.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

Document = dict[str, Any]
HIDDEN = "removed"
"""The member of a document that was removed and can be brought back."""


class Stamp(NamedTuple):
    """What a revision says of itself."""

    device: str
    """The device that made it, 32 hex digits; for a jot's first revision ``jot`` and its id."""
    n: int
    seen: Mapping[str, int]
    at: int
    """The hybrid clock: milliseconds since 1970 times 65,536, plus a counter."""
    beside: tuple[tuple[str, int], ...] = ()

    def covers(self, other: "Stamp") -> bool:
        """Tell whether this revision replaces ``other``."""
        return self.covers_named(other.device, other.n)

    def covers_named(self, device: str, n: int) -> bool:
        """The same, for a revision that may not have been read here yet."""
        return n <= self.seen.get(device, 0) and (device, n) not in self.beside


class Revision(NamedTuple):
    """One revision of one document; a document of None is a tombstone."""

    stamp: Stamp
    document: Document | None

    def __repr__(self) -> str:
        """Name the revision, not its words."""
        return f"Revision({self.stamp.device}, {self.stamp.n})"

    def rank(self) -> tuple[bool, bool, int, str, int, str]:
        """What decides which of several is shown: an edit before a removal, then the later one."""
        same = json.dumps(self.document, sort_keys=True) if self.document is not None else ""
        stays = HIDDEN not in (self.document or {})
        return self.document is not None, stays, self.stamp.at, self.stamp.device, self.stamp.n, same


Row = list[Any]
"""A revision as a frame holds it: [id, n or [device, n], seen, at, document or null, beside?]."""


_SHORT = 5
"""How many fields a row has that leaves nothing beside it."""


def to_row(identifier: str, revision: Revision, device: str) -> Row:
    """Write a revision for the log of ``device``."""
    stamp = revision.stamp
    name: Any = stamp.n if stamp.device == device else [stamp.device, stamp.n]
    row = [identifier, name, dict(stamp.seen), stamp.at, revision.document]
    return [*row, [list(one) for one in stamp.beside]] if stamp.beside else row


def stamp_of(row: Row, device: str) -> Stamp:
    """Read what a row of a log of ``device`` says of its revision."""
    name = row[1]
    who, n = (device, name) if isinstance(name, int) else (name[0], name[1])
    beside = tuple((str(d), int(k)) for d, k in row[5]) if len(row) > _SHORT else ()
    return Stamp(who, n, row[2], row[3], beside)


class State:
    """The documents as they stand once every revision that was read has been folded in."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Document]] = {}
        """For each table: id to the document that is shown."""
        self._stamps: dict[str, dict[str, Stamp]] = {}
        self._rivals: dict[tuple[str, str], list[Revision]] = {}

    def fold(self, device: str, put: Mapping[str, Iterable[Row]]) -> None:
        """Take in the rows of one frame of a device's log, by table."""
        for table, rows in put.items():
            documents = self.documents.setdefault(table, {})
            stamps = self._stamps.setdefault(table, {})
            first = Stamp(device, 1, {}, 0)
            for row in rows:
                identifier = row[0]
                if identifier in stamps:
                    self._meet(table, identifier, Revision(stamp_of(row, device), row[4]))
                    continue
                if row[1] == 1 and not row[2] and len(row) == _SHORT:
                    # What came in together, as most of a journal may have, shares one stamp.
                    if first.at != row[3]:
                        first = Stamp(device, 1, {}, row[3])
                    stamps[identifier] = first
                else:
                    stamps[identifier] = stamp_of(row, device)
                if row[4] is not None:
                    documents[identifier] = row[4]

    def current(self, table: str, identifier: str) -> list[Revision]:
        """Return every current revision, the one that is shown first."""
        stamp = self._stamps.get(table, {}).get(identifier)
        if stamp is None:
            return []
        shown = Revision(stamp, self.documents[table].get(identifier))
        return [shown, *self._rivals.get((table, identifier), ())]

    def others(self, table: str, identifier: str) -> list[Document]:
        """Return the other versions of a document: those that an edit elsewhere left standing beside it."""
        found: list[Document] = []
        for one in self._rivals.get((table, identifier), ()):
            known = (self.documents[table].get(identifier), *found)
            if one.document is not None and one.document not in known:
                found.append(one.document)
        return found

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """Yield (table, id) of each document that stands in several versions."""
        return (key for key in self._rivals if self.others(*key))

    def next_stamp(
        self, table: str, identifier: str, device: str, at: int, *, settles: bool = False
    ) -> Stamp:
        """Return the stamp for a new revision by ``device``.

        Args:
            table: The document's table.
            identifier: The document's id.
            device: Who makes it.
            at: The hybrid clock now.
            settles: Whether it replaces the other versions too; otherwise they stay beside it.
        """
        current = [one.stamp for one in self.current(table, identifier)]
        replaced = current if settles else [one.stamp for one in self._alike(table, identifier)]
        own = _highest(current).get(device, 0)
        seen = _highest(replaced) | ({device: own} if own else {})
        # Of several, the later by the clock is shown: what was just written must not stand behind.
        at = max((at, *(one.at + 1 for one in current)))
        return Stamp(device, own + 1, seen, at, _beside(current, replaced, seen))

    def _alike(self, table: str, identifier: str) -> list[Revision]:
        """Return the version that is shown, and those that say the same: who has read one has read all."""
        current = self.current(table, identifier)
        shown = current[0].document if current else None
        return [*current[:1], *(one for one in current[1:] if shown is not None and one.document == shown)]

    def _meet(self, table: str, identifier: str, new: Revision) -> None:
        kept: list[Revision] = []
        for old in self.current(table, identifier):
            if _same(old.stamp, new.stamp):
                new = max(old, new, key=_whole_rank)
            elif old.stamp.covers(new.stamp):
                return
            elif not new.stamp.covers(old.stamp):
                kept.append(old)
        shown, *rivals = sorted((*kept, new), key=Revision.rank, reverse=True)
        self._show(table, identifier, shown)
        if rivals:
            self._rivals[table, identifier] = rivals
        else:
            self._rivals.pop((table, identifier), None)

    def _show(self, table: str, identifier: str, shown: Revision) -> None:
        self._stamps[table][identifier] = shown.stamp
        if shown.document is None:
            self.documents[table].pop(identifier, None)
        else:
            self.documents[table][identifier] = shown.document

    def rows(self, device: str) -> Iterator[tuple[str, Row]]:
        """Yield (table, row) for every current revision, tombstones and other versions included."""
        for table, identifier, one in self.revisions():
            yield table, to_row(identifier, one, device)

    def revisions(self) -> Iterator[tuple[str, str, Revision]]:
        """Yield (table, id, revision) for each of the same."""
        for table, stamps in self._stamps.items():
            for identifier in stamps:
                for one in self.current(table, identifier):
                    yield table, identifier, one

    def removed(self, table: str) -> int:
        """Return of how many documents nothing is left but that they were removed."""
        return len(self._stamps.get(table, {})) - len(self.documents.get(table, {}))


def _highest(stamps: Iterable[Stamp]) -> dict[str, int]:
    """Return, for each device, the highest n that these revisions are or have replaced."""
    highest: dict[str, int] = {}
    for stamp in stamps:
        for device, n in (*stamp.seen.items(), (stamp.device, stamp.n)):
            highest[device] = max(highest.get(device, 0), n)
    return highest


def _beside(
    current: list[Stamp], replaced: list[Stamp], seen: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return what ``seen`` would cover although nobody has replaced it, as far as is known here.

    Those are the versions that stay, and those that a replaced one left standing: their rows may not have
    arrived here yet, and whoever has not seen a revision can't replace it.
    """
    names = {(one.device, one.n) for one in current if one not in replaced}
    names.update(name for one in replaced for name in one.beside)
    names.difference_update((one.device, one.n) for one in replaced)
    standing = (name for name in names if not any(one.covers_named(*name) for one in current))
    return tuple(sorted(name for name in standing if name[1] <= seen.get(name[0], 0)))


def _whole_rank(one: Revision) -> tuple[Any, ...]:
    """What decides between two that have one name: everything they say, so that their order does not."""
    return one.rank(), sorted(one.stamp.seen.items()), sorted(one.stamp.beside)


def _same(one: Stamp, other: Stamp) -> bool:
    return (one.device, one.n) == (other.device, other.n)
