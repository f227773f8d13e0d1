"""M: three devices write, remove, settle, make their logs small and carry them: any order ends the same.

Whatever nobody replaced is shown or stands beside it as another version; what was removed stays removed; and
nothing is lost. First what merging works on, by hypothesis; then real journals in real folders.
"""

import random
from collections.abc import Iterator
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Vault
from peerjournal.vault.merge import Row, State
from tests.conftest import StandingClock
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import OLD
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_merge import DEVICES, TABLE, Device, World, compacted, merged, shown

writes = st.tuples(st.just("write"), st.sampled_from(DEVICES), st.booleans(), st.booleans())
carries = st.tuples(
    st.just("carry"), st.sampled_from(DEVICES), st.sampled_from(DEVICES), st.sampled_from((0.5, 1.0))
)
shrinks = st.tuples(st.just("compact"), st.sampled_from(DEVICES), st.none(), st.none())
histories = st.lists(st.one_of(writes, writes, carries, carries, shrinks), max_size=30)
skews = st.tuples(*[st.sampled_from((0, -50, 50))] * 3)


def parts(*, quick: bool) -> list[Part]:
    count, folders = (30, 3) if quick else (1_000, 60)
    return [
        *(partial(drawn, count=count, number=number) for number in range(2)),
        *(partial(in_folders, count=folders, number=number) for number in range(2)),
    ]


class Shrinking(World):
    """The same world, in which logs are made small: a device may have an older log of another."""

    def __init__(self) -> None:
        super().__init__()
        self.brought: dict[tuple[str, str], list[Row]] = {}

    def view(self, device: Device) -> State:
        state = State()
        for name in self.devices:
            rows = self.full(name) if name == device.name else self.brought.get((device.name, name), [])
            state.fold(name, {TABLE: rows})
        return state

    def carry(self, source: str, target: str, share: float) -> None:
        # Whole, or its beginning only, which may be less of it than had been there before.
        whole = self.full(source)
        self.brought[target, source] = whole[: round(len(whole) * share)]

    def compact(self, name: str) -> None:
        self.devices[name].log = compacted(name, self.full(name))


def played(history: list[Any], skew: tuple[int, ...]) -> Shrinking:
    world = Shrinking()
    for name, by in zip(DEVICES, skew, strict=True):
        world.devices[name].skew = by
    for kind, one, two, three in history:
        if kind == "write":
            world.write(one, removed=two, settles=three)
        elif kind == "carry":
            world.carry(one, two, three)
        else:
            world.compact(one)
    return world


def drawn(tally: Tally, room: Path, *, count: int, number: int) -> None:
    """So many histories; each is brought together in every order, twice, by halves, row by row."""
    del room

    @seed(number)
    @settings(
        max_examples=count, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(histories, skews, st.randoms(use_true_random=False))
    def is_the_same(history: list[Any], skew: tuple[int, ...], chance: Any) -> None:
        with tally.case("histories of three devices", history):
            world = played(history, skew)
            logs = {name: world.full(name) for name in DEVICES}
            everything = merged(iter(logs.items()))
            wanted = shown(everything)
            # Nothing is lost, nothing is resurrected, and no words are another's.
            assert {name for name, _ in wanted} == world.expected()
            assert all(world.written[name] == document for name, document in wanted)
            for state in _other_ways(logs, chance):
                assert shown(state) == wanted

    is_the_same()


def _other_ways(logs: dict[str, list[Row]], chance: Any) -> Iterator[State]:
    """Yield what comes of every order, of everything twice, of small logs, and of single rows."""
    for order in permutations(DEVICES):
        yield merged((name, logs[name]) for name in order)
        yield merged((name, rows) for name in order for rows in (logs[name][::2], logs[name]))
    yield merged(iter([*logs.items(), *logs.items()]))
    yield merged((name, compacted(name, rows)) for name, rows in logs.items())
    rows = [(name, [row]) for name in DEVICES for row in logs[name]]
    chance.shuffle(rows)
    yield merged(iter(rows))


# With real folders.


class Folders:
    """Three computers, each with a folder of its own, and somebody who carries logs between them."""

    def __init__(self, room: Path, chance: random.Random) -> None:
        self.room, self.chance, self.clock = room, chance, StandingClock()
        first = Vault.create(
            room / "0" / "journal", room / "0" / "state", passphrase=OLD, clock=self.clock, cost=CHEAPEST
        )
        scenes.save(first, "entry", "begun")
        key = (room / "0" / "journal" / "journal.key").read_bytes()
        for number in (1, 2):
            folder = room / str(number) / "journal"
            folder.mkdir(parents=True)
            (folder / "journal.key").write_bytes(key)
        self.devices = [self.unlock(number).device for number in range(3)]
        self.written: set[str] = {"begun"}
        self.replaced: set[str] = set()

    def unlock(self, number: int) -> Vault:
        place = self.room / str(number)
        return Vault.unlock(place / "journal", place / "state", passphrase=OLD, clock=self.clock)

    def carry(self, source: int, target: int) -> None:
        name = f"{self.devices[source]}.log"
        found = self.room / str(source) / "journal" / name
        if found.exists():
            (self.room / str(target) / "journal" / name).write_bytes(found.read_bytes())

    def step(self, turn: int) -> None:
        """Do one thing on one of them."""
        number = self.chance.randrange(3)
        vault = self.unlock(number)
        deed = self.chance.choice(("save", "save", "save", "settle", "drop", "compact", "carry", "carry"))
        if deed == "carry":
            self.carry(number, self.chance.choice([one for one in range(3) if one != number]))
        elif deed == "compact":
            vaults.compact(vault)
        else:
            self._write(vault, deed, f"{number} {turn}")

    def _write(self, vault: Vault, deed: str, text: str) -> None:
        table = vault.documents("entries")
        versions = [table["entry"], *vault.others("entries", "entry")] if "entry" in table else []
        if deed == "drop" and versions:
            self.replaced.update(one["title"] for one in versions)
            scenes.drop(vault, "entry")
            return
        seen = versions if deed == "settle" else versions[:1]
        self.replaced.update(one["title"] for one in seen)
        with vault.transaction() as change:
            change.put("entries", "entry", scenes.entry(text), settles=deed == "settle")
        self.written.add(text)

    def meet(self) -> list[list[str]]:
        """Carry everything everywhere; return what each of them shows."""
        for source, target in permutations(range(3), 2):
            self.carry(source, target)
        found = []
        for number in range(3):
            vault = self.unlock(number)
            table = vault.documents("entries")
            versions = [table["entry"], *vault.others("entries", "entry")] if "entry" in table else []
            found.append([one["title"] for one in versions])
            assert vaults.check(vault).whole
        return found


def in_folders(tally: Tally, room: Path, *, count: int, number: int) -> None:
    """So many histories of forty steps, with real logs that are sealed, carried and made small."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        for run in range(count):
            with tally.case("histories in real folders", (number, run)):
                folders = Folders(room / str(run), random.Random(f"{number} {run}"))  # noqa: S311 - the same each time
                for turn in range(40):
                    folders.step(turn)
                one, two, three = folders.meet()
                assert one == two == three
                assert set(one) == folders.written - folders.replaced
                assert folders.meet() == [one, two, three]
