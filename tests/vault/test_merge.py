"""Several devices' histories: merging is the same in any order, and loses nothing that nobody replaced."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Vault, home
from peerjournal.vault.merge import Document, Revision, Row, Stamp, State, to_row
from tests.vault import scenes
from tests.vault.scenes import Place, documents
from tests.vault.stretched_once import remember_stretching

DEVICES = ("a" * 32, "b" * 32, "c" * 32)
TABLE, ID = "entries", "one"
Name = tuple[str, int]


@dataclass
class Device:
    """A device as it is in a folder that somebody carries: its log, and how much of the others' it has."""

    name: str
    log: list[Row] = field(default_factory=list)
    arrived: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    skew: int = 0


class World:
    """Three devices that write one document, and what they really replaced, kept apart from the stamps."""

    def __init__(self) -> None:
        self.devices = {name: Device(name) for name in DEVICES}
        self.written: dict[Name, Document | None] = {}
        self.replaced: set[Name] = set()
        self._clock = 0

    def view(self, device: Device) -> State:
        """Return what a device knows: its own log, and of the others' logs what has arrived."""
        state = State()
        for name, other in self.devices.items():
            count = len(other.log) if other is device else device.arrived[name]
            state.fold(name, {TABLE: self.full(name)[:count]})
        return state

    def full(self, name: str) -> list[Row]:
        return self.devices[name].log

    def write(self, name: str, *, removed: bool, settles: bool) -> None:
        state = self.view(device := self.devices[name])
        current = state.current(TABLE, ID)
        self._clock += 1
        hidden = {} if self._clock % 3 else {"removed": ""}
        settles = settles or removed or bool(hidden)  # removing takes all versions
        stamp = state.next_stamp(TABLE, ID, name, self._clock + device.skew, settles=settles)
        document = None if removed else {"text": f"{name[0]}{stamp.n}"} | hidden
        assert (name, stamp.n) not in self.written, "a name was given twice"
        self.written[name, stamp.n] = document
        # What is really replaced is what was on the screen, and nothing else.
        self.replaced.update(named(one) for one in (current if settles else current[:1]))
        device.log.append(to_row(ID, Revision(stamp, document), name))

    def carry(self, source: str, target: str, share: float) -> None:
        """Bring some more of a log to another device; never less than it had."""
        whole = len(self.devices[source].log)
        arrived = self.devices[target].arrived
        arrived[source] = max(arrived[source], round(whole * share))

    def expected(self) -> set[Name]:
        return self.written.keys() - self.replaced


def named(revision: Revision) -> Name:
    return revision.stamp.device, revision.stamp.n


def shown(state: State) -> list[tuple[Name, Document | None]]:
    return [(named(one), one.document) for one in state.current(TABLE, ID)]


def merged(logs: Iterator[tuple[str, list[Row]]]) -> State:
    state = State()
    for name, rows in logs:
        state.fold(name, {TABLE: rows})
    return state


def compacted(name: str, rows: list[Row]) -> list[Row]:
    """Leave out what the log itself has replaced, as compaction does."""
    return [row for _, row in merged(iter([(name, rows)])).rows(name)]


writes = st.tuples(st.just("write"), st.sampled_from(DEVICES), st.booleans(), st.booleans())
carries = st.tuples(
    st.just("carry"), st.sampled_from(DEVICES), st.sampled_from(DEVICES), st.sampled_from((0.5, 1.0))
)
histories = st.lists(st.one_of(writes, carries, carries), max_size=24)


def played(history: list[Any], skew: tuple[int, int, int] = (0, 0, 0)) -> World:
    world = World()
    for name, by in zip(DEVICES, skew, strict=True):
        world.devices[name].skew = by
    for kind, one, two, three in history:
        if kind == "write":
            world.write(one, removed=two, settles=three)
        else:
            world.carry(one, two, three)
    return world


A, B, C = DEVICES
UNSEEN_RIVAL = [
    ("write", C, False, False),
    ("write", B, False, False),
    ("carry", C, B, 1.0),
    ("write", B, False, False),
    ("carry", B, A, 1.0),
    ("write", A, False, True),
]
"""B leaves C's version standing beside its own; A settles B's without having C's log yet."""


@settings(max_examples=1500)
@given(histories, st.tuples(*[st.sampled_from((0, -50, 50))] * 3))
@example(UNSEEN_RIVAL, (0, 0, 0))
@example([*UNSEEN_RIVAL[:-1], ("write", A, True, True)], (0, 0, 0))
@example([*UNSEEN_RIVAL[:-1], ("write", A, False, False)], (0, 50, -50))
def test_what_nobody_replaced_is_shown_or_another_version_and_nothing_else_is(
    history: list[Any], skew: tuple[int, int, int]
) -> None:
    world = played(history, skew)
    everything = merged((name, world.full(name)) for name in DEVICES)
    assert {name for name, _ in shown(everything)} == world.expected()
    assert all(world.written[name] == document for name, document in shown(everything))


@settings(max_examples=600)
@given(histories, st.tuples(*[st.sampled_from((0, -50, 50))] * 3), st.randoms(use_true_random=False))
def test_merging_is_the_same_in_any_order_however_often_and_with_compacted_logs(
    history: list[Any], skew: tuple[int, int, int], random: Any
) -> None:
    world = played(history, skew)
    wanted = shown(merged((name, world.full(name)) for name in DEVICES))
    for order in permutations(DEVICES):
        assert shown(merged((name, world.full(name)) for name in order)) == wanted
    small = {name: compacted(name, world.full(name)) for name in DEVICES}
    assert shown(merged(iter(small.items()))) == wanted
    assert shown(merged(iter([*small.items(), *((name, world.full(name)) for name in DEVICES)]))) == wanted
    rows = [(name, [row]) for name in DEVICES for row in [*world.full(name), *small[name]]]
    random.shuffle(rows)
    assert shown(merged(iter(rows))) == wanted


@settings(max_examples=600)
@given(histories, st.tuples(*[st.sampled_from((0, -50, 50))] * 3), st.sampled_from(DEVICES))
def test_what_was_just_written_is_what_is_shown(
    history: list[Any], skew: tuple[int, int, int], name: str
) -> None:
    world = played(history, skew)
    world.write(name, removed=False, settles=False)
    newest = max(n for device, n in world.written if device == name)
    assert shown(world.view(world.devices[name]))[0][0] == (name, newest)


@settings(max_examples=600)
@given(histories, st.sampled_from(DEVICES))
def test_a_removal_removes_what_was_seen_and_nothing_else(history: list[Any], name: str) -> None:
    world = played(history)
    world.write(name, removed=True, settles=False)
    state = world.view(world.devices[name])
    assert ID not in state.documents[TABLE]
    assert state.others(TABLE, ID) == []


def test_a_name_that_was_read_twice_with_two_texts_is_one_revision_in_any_order() -> None:
    twice = [Revision(Stamp("jot", 1, {}, 5), {"text": text}) for text in "xy"]
    rows = [to_row(ID, one, A) for one in twice]
    assert shown(merged(iter([(A, rows)]))) == shown(merged(iter([(A, rows[::-1])]))) != []


# With real folders.


@dataclass
class Two:
    """Two computers with a folder each, and somebody who carries files between them."""

    here: Place
    there: Place
    patch: pytest.MonkeyPatch

    def on(self, place: Place, passphrase: str = scenes.OLD) -> Vault:
        self.patch.setattr(home, "_machine", lambda: place.root.name)
        return place.unlock(passphrase)

    def carry(self, source: Place, target: Place) -> None:
        """Bring every log but the target's own, and what waits as a jot."""
        (device,) = target.state.rglob(f"device-{target.root.name}")
        own = device.read_text().strip()
        for path in source.folder.glob("*.log"):
            if path.stem != own:
                (target.folder / path.name).write_bytes(path.read_bytes())

    def meet(self) -> None:
        self.carry(self.here, self.there)
        self.carry(self.there, self.here)


@pytest.fixture
def two(furnished: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    remember_stretching(monkeypatch)
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    for place in (here, there):
        copied = furnished.copy("carried")
        copied.root.rename(place.root)
    (vault_state,) = there.state.iterdir()
    for path in vault_state.iterdir():
        path.unlink()
    both = Two(here, there, monkeypatch)
    (old,) = here.state.rglob("device-*")
    old.rename(old.with_name("device-here"))
    scenes.save(both.on(there), "there", "first on the other one")
    both.meet()
    return both


def test_an_entry_changed_on_both_computers_keeps_both(two: Two) -> None:
    scenes.save(two.on(two.here), "first", "changed here")
    scenes.save(two.on(two.there), "first", "changed there")
    two.meet()
    for place in (two.here, two.there):
        vault = two.on(place)
        both = [vault.documents("entries")["first"], *vault.others("entries", "first")]
        assert {one["title"] for one in both} == {"changed here", "changed there"}
    assert documents(two.on(two.here)) == documents(two.on(two.there))
    with two.on(two.here).transaction() as change:
        change.put("entries", "first", scenes.entry("settled"), settles=True)
    two.meet()
    vault = two.on(two.there)
    assert vault.documents("entries")["first"]["title"] == "settled"
    assert vault.others("entries", "first") == []


def test_an_edit_beside_a_removal_wins(two: Two) -> None:
    scenes.drop(two.on(two.here), "first")
    scenes.save(two.on(two.there), "first", "changed there")
    vaults.compact(two.on(two.here))
    two.meet()
    for place in (two.here, two.there):
        assert two.on(place).documents("entries")["first"]["title"] == "changed there"


def test_compaction_in_between_changes_nothing(two: Two) -> None:
    for number in range(4):
        scenes.save(two.on(two.here), "first", f"here {number}")
        vaults.compact(two.on(two.here if number % 2 else two.there))
        scenes.save(two.on(two.there), "second", f"there {number}")
        before = documents(two.on(two.there))["entries"]["second"]
        two.meet()
        assert documents(two.on(two.here)) == documents(two.on(two.there))
        assert documents(two.on(two.here))["entries"]["second"] == before
    assert vaults.check(two.on(two.here)).whole


def test_the_same_jot_taken_in_on_both_computers_is_one_entry(two: Two) -> None:
    scenes.take_in(two.on(two.here))
    scenes.take_in(two.on(two.there))
    scenes.save(two.on(two.there), scenes.JOT, "the jot, edited there")
    two.meet()
    for place in (two.here, two.there):
        vault = two.on(place)
        assert vault.documents("entries")[scenes.JOT]["title"] == "the jot, edited there"
        assert vault.others("entries", scenes.JOT) == []


def test_keys_renewed_here_reach_the_other_computer_and_lose_nothing_there(two: Two) -> None:
    vault = two.on(two.here)
    vaults.renew(vault, scenes.NEW, cost=CHEAPEST)
    assert vault.ring.epochs == [2, 1], "the other computer's log still needs the older key"
    scenes.save(two.on(two.there), "late", "kept there before it heard of it")
    two.meet()
    (two.there.folder / "journal.key").write_bytes((two.here.folder / "journal.key").read_bytes())
    other = two.on(two.there, scenes.NEW)
    vaults.finish_renewal(other)
    assert other.ring.epochs == [2, 1], "a jot that waits still needs the older key"
    scenes.take_in(other)
    scenes.drafts_of(other).discard(scenes.DRAFT)
    vaults.finish_renewal(other)
    assert other.ring.epochs == [2]
    other = two.on(two.there, scenes.NEW)
    assert {"first", "late", "there"} <= documents(other)["entries"].keys()
