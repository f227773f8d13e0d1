"""Histories in which two computers write as one device: whatever is carried where, no word goes under."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerjournal.vault.forks import place
from peerjournal.vault.log import Header
from peerjournal.vault.merge import Document, Revision, Row, State, to_row
from peerjournal.vault.strands import TRAIL, Strand

HISTORIES = int(os.environ.get("PEERJOURNAL_HISTORIES", "250"))
"""How many histories each test plays; ``make torture`` plays more."""
TABLE = "entries"
IDS = ("one", "two")
TWICE = "d" * 32
"""The device that two computers take themselves for."""
COMPUTERS = {"first": TWICE, "second": TWICE, "third": "e" * 32, "fourth": "f" * 32}


@dataclass
class Computer:
    """A computer, its own log, and what of the others lies in its folder: one under each name, and copies."""

    device: str
    own: Strand
    logs: dict[str, Strand] = field(default_factory=dict)
    copies: list[Strand] = field(default_factory=list)


class World:
    """Four computers, and what each revision says and has really replaced, kept apart from the stamps."""

    def __init__(self) -> None:
        self._count = 0
        self.computers = {
            name: Computer(device, self._begin(device, name)) for name, device in COMPUTERS.items()
        }
        # The second one is a copy of the first, with everything that was in it.
        self.computers["second"].own = copied(self.computers["first"].own)
        self.written: dict[str, set[str]] = {one: set() for one in IDS}
        self.replaced: set[str] = set()
        self.has_forked = False

    def _begin(self, device: str, name: str) -> Strand:
        header = Header(1, b"v" * 16, bytes.fromhex(device), name.encode().ljust(16), 0)
        return Strand(device, header, whole=True)

    def view(self, computer: Computer) -> State:
        return merged([computer.own, *computer.logs.values()], computer.copies)

    def write(self, name: str, identifier: str, *, removed: bool, settles: bool) -> None:
        computer = self.computers[name]
        state = self.view(computer)
        shown = texts(state, identifier)
        self._count += 1
        settles = settles or removed
        stamp = state.next_stamp(TABLE, identifier, computer.device, self._count, settles=settles)
        text = f"{name} {self._count}"
        self.replaced.update(shown if settles else shown[:1])
        if not removed:
            self.written[identifier].add(text)
        document: Document | None = None if removed else {"text": text}
        self.append(computer.own, [to_row(identifier, Revision(stamp, document), computer.device)])

    def append(self, strand: Strand, rows: Iterable[Row]) -> None:
        self._count += 1
        before = strand.links[-1] if strand.links else b""
        strand.links.append(hashlib.sha256(before + str(self._count).encode()).digest())
        strand.rows += [(len(strand.links), TABLE, row) for row in rows]

    def carry(self, source: str, target: str, share: float) -> None:
        """Bring some of a log to another folder; what it finds there under its name becomes a copy."""
        brought, computer = self.computers[source].own, self.computers[target]
        if not brought.links:
            return
        part = cut(brought, max(1, round(len(brought.links) * share)))
        if part.device == computer.device:
            computer.copies.append(part)
            return
        known = computer.logs.get(part.device)
        computer.logs[part.device] = part
        if known is not None:
            computer.copies.append(known)

    def compact(self, name: str) -> None:
        """Leave out what the log itself has replaced, and remember how its chain went."""
        old = self.computers[name].own
        state = State()
        state.fold(old.device, {TABLE: [row for _, _, row in old.rows]})
        self._count += 1
        log_id = hashlib.sha256(str(self._count).encode()).digest()[:16]
        header = replace(old.header, log_id=log_id, generation=old.header.generation + 1)
        trail = "".join(link.hex()[:TRAIL] for link in old.links)
        new = Strand(old.device, header, trails={**old.trails, old.header.log_id.hex(): trail}, whole=True)
        self.append(new, [])
        self.append(new, [row for _, row in state.rows(old.device)])
        self.computers[name].own = new

    def settle(self, name: str) -> None:
        """Write what only copies have into the computer's own log, and put the copies away."""
        computer = self.computers[name]
        known = merged([computer.own, *computer.logs.values()], [])
        state = self.view(computer)
        beyond = [
            to_row(one, revision, computer.device)
            for one in IDS
            for revision in state.current(TABLE, one)
            if revision not in known.current(TABLE, one)
        ]
        if beyond:
            self.append(computer.own, beyond)
        computer.copies.clear()

    def expected(self, identifier: str) -> set[str]:
        return self.written[identifier] - self.replaced


def copied(strand: Strand) -> Strand:
    return replace(strand, links=list(strand.links), rows=list(strand.rows), lines=())


def cut(strand: Strand, frames: int) -> Strand:
    part = copied(strand)
    del part.links[frames:]
    part.rows = [row for row in part.rows if row[0] <= frames]
    return part


def merged(logs: list[Strand], copies: list[Strand]) -> State:
    """Fold logs and copies as a vault does."""
    state = State()
    for log in logs:
        state.fold(log.device, {TABLE: [row for _, _, row in log.rows]})
    for device in sorted({one.device for one in copies}):
        known = [copied(one) for one in logs if one.device == device]
        mine = [copied(one) for one in copies if one.device == device]
        mine.sort(key=lambda one: (-one.header.generation, -len(one.links), one.links[-1:]))
        for strand in mine:
            for table, row in place(strand, known):
                state.fold(device, {table: [row]})
            known.append(strand)
    return state


def texts(state: State, identifier: str) -> list[str]:
    shown = state.documents.get(TABLE, {}).get(identifier)
    both = [shown, *state.others(TABLE, identifier)] if shown is not None else []
    return [one["text"] for one in both if one is not None]


def played(before: list[Any], history: list[Any]) -> World:
    world = World()
    for step in before:
        play(world, step)
    first = world.computers["first"].own
    world.computers["second"].own = copied(first)
    for step in history:
        play(world, step)
    return world


def play(world: World, step: tuple[Any, ...]) -> None:
    kind, *rest = step
    if kind == "write":
        name, identifier, removed, settles = rest
        world.write(name, identifier, removed=removed, settles=settles)
    elif kind == "carry":
        world.carry(*rest)
    elif kind == "compact":
        world.compact(*rest)
    else:
        world.settle(*rest)


everybody = st.sampled_from(tuple(COMPUTERS))
writes = st.tuples(st.just("write"), everybody, st.sampled_from(IDS), st.booleans(), st.booleans())
carries = st.tuples(st.just("carry"), everybody, everybody, st.sampled_from((0.5, 1.0)))
compactions = st.tuples(st.just("compact"), everybody)
settlings = st.tuples(st.just("settle"), everybody)
beginnings = st.lists(
    st.tuples(st.just("write"), st.just("first"), st.sampled_from(IDS), st.booleans(), st.booleans())
    | st.tuples(st.just("compact"), st.just("first")),
    max_size=4,
)
histories = st.lists(st.one_of(writes, writes, carries, carries, compactions, settlings), max_size=24)


@settings(max_examples=HISTORIES)
@given(beginnings, histories)
@example(
    [("write", "first", "one", False, False)],
    [
        ("write", "first", "one", False, False),
        ("write", "second", "one", False, False),
        ("carry", "first", "third", 1.0),
        ("write", "third", "one", False, False),
        ("carry", "second", "third", 1.0),
        ("settle", "third"),
    ],
)
def test_what_nobody_replaced_is_shown_whichever_of_two_logs_has_the_name(
    before: list[Any], history: list[Any]
) -> None:
    world = played(before, history)
    first, second, third, fourth = (one.own for one in world.computers.values())
    for identifier in IDS:
        for log, copy in ((first, second), (second, first)):
            if log.links or not copy.links:
                state = merged([log, third, fourth], [copy] if copy.links else [])
                assert world.expected(identifier) <= set(texts(state, identifier))


@settings(max_examples=HISTORIES)
@given(beginnings, histories, st.sampled_from(tuple(COMPUTERS)))
def test_what_is_in_a_folder_is_still_there_when_its_copies_have_gone(
    before: list[Any], history: list[Any], name: str
) -> None:
    world = played(before, history)
    computer = world.computers[name]
    seen = {identifier: set(texts(world.view(computer), identifier)) for identifier in IDS}
    world.settle(name)
    for identifier in IDS:
        assert set(texts(world.view(computer), identifier)) == seen[identifier]
    world.settle(name)
    world.compact(name)
    for identifier in IDS:
        assert set(texts(world.view(computer), identifier)) == seen[identifier]


@settings(max_examples=HISTORIES)
@given(beginnings, histories)
def test_copies_are_the_same_in_any_order_and_however_often(before: list[Any], history: list[Any]) -> None:
    world = played(before, history)
    first, second, third, fourth = (one.own for one in world.computers.values())
    copies = [one for one in (second, cut(second, 1), cut(second, 3)) if one.links]
    wanted = None
    for order in permutations([*copies, *copies[:1]]):
        state = merged([fourth, first, third], list(order))
        shown = [[*state.current(TABLE, one)] for one in IDS]
        assert wanted is None or shown == wanted
        wanted = shown


@settings(max_examples=HISTORIES)
@given(beginnings, histories)
def test_where_one_computer_writes_copies_of_its_log_bring_nothing_back(
    before: list[Any], history: list[Any]
) -> None:
    history = [step for step in history if step[1] != "second" and "second" not in step[1:]]
    world = played(before, history)
    for name in ("first", "third"):
        computer = world.computers[name]
        own = [one.own for one in world.computers.values() if one.device != computer.device]
        everything = merged([computer.own, *(one for one in own if one.links)], computer.copies)
        for identifier in IDS:
            assert set(texts(everything, identifier)) == world.expected(identifier)
