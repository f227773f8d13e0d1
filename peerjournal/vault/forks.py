"""One device's log and the copies of it: which goes on from which, and under what names a fork is read.

Two files of one device share their first frames, as the chain over them proves. What one of them has beyond
the other is that device's own history; where both have something of their own they *fork*, and each side has
used the same numbers for different words. So the fork's revisions get a device name of their own, made from
their first frame alone: every computer gives the same one, and neither side covers the other.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from peerjournal.vault.merge import Row
from peerjournal.vault.strands import TRAIL, Floor, Key, Line, Strand


class _Common(NamedTuple):
    """The log whose frames two strands have in common, as one of them holds it or remembers its trail."""

    shared: int
    """How many frames of it are alike in both."""
    generation: int
    mine: bool
    """Whether the strand itself is that log; otherwise it was made from it."""
    theirs: bool
    """Whether the other is."""


class _Meeting(NamedTuple):
    """How a strand stands to another one that is known already."""

    near: tuple[int, int, bool]
    """What the closest of several has highest: a fork from a strand before going on from a shorter one."""
    fork: tuple[Line, Line] | None = None
    """Where both have something of their own: the line that the strand begins, and the one that the other
    then is, for documents that both have changed."""


def place(strand: Strand, known: Sequence[Strand]) -> Iterator[tuple[str, Row]]:
    """Find out where a strand belongs among those that are known; yield (table, row) of all it adds.

    Rows come with full names. Where it forks, documents that both sides have changed come a second time,
    under the other side's fork name: who saw only one side may have replaced what the bare name means there.
    """
    meetings = [(_meet(strand, one), one) for one in known if one.links and strand.links]
    if not meetings:
        yield from _named(strand, strand.lines)
        return
    meeting, other = max(meetings, key=lambda each: each[0].near)
    if meeting.fork is None:
        strand.lines = other.lines
        yield from _named(strand, strand.lines)
        return
    line, rival = meeting.fork
    strand.lines = (*other.lines, line)
    yield from _named(strand, strand.lines)
    both = strand.beyond(line.floor) & other.beyond(line.floor)
    yield from _named(other, (*other.lines, rival), both)


def _meet(strand: Strand, other: Strand) -> _Meeting:
    common = _common(strand, other)
    first, second = strand.links[0], other.links[0]
    if common is None:
        return _Meeting((-1, 0, True), _lines(_alike(strand, other), first + second, second + first))
    shared, near = common.shared, (common.generation, common.shared)
    if common.mine and shared == len(strand.links):
        return _Meeting((*near, True))
    if common.theirs and shared == len(other.links):
        return _Meeting((*near, False))
    mine = strand.links[shared] if common.mine else first + other.links[shared]
    theirs = other.links[shared] if common.theirs else second + strand.links[shared]
    return _Meeting((*near, True), _lines((strand if common.mine else other).floor(shared), mine, theirs))


def _common(strand: Strand, other: Strand) -> _Common | None:
    if strand.header == other.header:
        shared = _shared(strand.links, other.links)
        return _Common(shared, strand.header.generation, mine=True, theirs=True)
    mine, theirs = strand.header.log_id.hex(), other.header.log_id.hex()
    if mine in other.trails:
        shared = _shared(_cut(strand.links), _pieces(other.trails[mine]))
        return _Common(shared, strand.header.generation, mine=True, theirs=False)
    if theirs in strand.trails:
        shared = _shared(_cut(other.links), _pieces(strand.trails[theirs]))
        return _Common(shared, other.header.generation, mine=False, theirs=True)
    return None


def _lines(floor: Floor, mine: bytes, theirs: bytes) -> tuple[Line, Line]:
    return Line(fork_name(mine), floor), Line(fork_name(theirs), floor)


def fork_name(links: bytes) -> str:
    """Return the device name of a fork that begins with a frame of this H, or of these two."""
    return hashlib.sha256(b"peerjournal/fork/v0" + links).hexdigest()[:32]


def _shared(one: Sequence[Any], other: Sequence[Any]) -> int:
    """Return with how many links two chains begin alike; once they part they never meet again."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _cut(links: Iterable[bytes]) -> list[str]:
    return [link.hex()[:TRAIL] for link in links]


def _pieces(trail: str) -> list[str]:
    return [trail[at : at + TRAIL] for at in range(0, len(trail), TRAIL)]


def _alike(strand: Strand, other: Strand) -> Floor:
    """Return a floor for two files of which nothing says where they part: what stands the same in both."""
    known = {(table, row[0], json.dumps(row[1:], sort_keys=True)) for _, table, row in other.rows}
    floor: dict[Key, int] = {}
    for _, table, row in strand.rows:
        if isinstance(row[1], int) and (table, row[0], json.dumps(row[1:], sort_keys=True)) in known:
            floor[table, row[0]] = max(floor.get((table, row[0]), 0), row[1])
    return floor


# Names.


def _named(
    strand: Strand, lines: Sequence[Line], wanted: set[Key] | None = None
) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of a strand with the names that ``lines`` give.

    Args:
        strand: The file.
        lines: The forks it went through.
        wanted: Of which documents only what lies beyond the last fork is asked for; all there is by default.
    """
    for _, table, row in strand.rows:
        key = table, row[0]
        if wanted is None or (key in wanted and _is_beyond(row, lines[-1].floor.get(key, 0))):
            yield table, _renamed(row, strand.device, lines, key)


def _is_beyond(row: Row, n: int) -> bool:
    return isinstance(row[1], int) and row[1] > n


def _renamed(row: Row, device: str, lines: Sequence[Line], key: Key) -> Row:
    if not isinstance(row[1], int):
        # Another device's, carried here by this one: it means what it meant where it was made.
        return row
    steps = _steps(device, lines, key)
    seen = {who: n for who, n in row[2].items() if who != device}
    for name, low, high in steps:
        top = min(row[2].get(device, 0), high)
        if top > low:
            seen[name] = top
    renamed: Row = [row[0], [_of(steps, row[1]), row[1]], seen, row[3], row[4]]
    if len(row) > 5:  # noqa: PLR2004 — the sixth field
        renamed.append([[_of(steps, n) if who == device else who, n] for who, n in row[5]])
    return renamed


Step = tuple[str, int, int]
"""A name, and between which numbers (above the first, up to the second) it is used."""


def _steps(device: str, lines: Sequence[Line], key: Key) -> list[Step]:
    steps: list[Step] = []
    name, low = device, 0
    for line in lines:
        high = max(low, line.floor.get(key, 0))
        steps.append((name, low, high))
        name, low = line.name, high
    return [*steps, (name, low, 1 << 62)]


def _of(steps: Sequence[Step], n: int) -> str:
    return next(name for name, low, high in steps if low < n <= high)
