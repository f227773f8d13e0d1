"""What was erased on one device goes from the others too; what was written beside it there stays."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.session import Session
from peerjournal.vault import Target, Thing, Vault, erased
from peerjournal.vault.erased import ERASED, marker_of
from peerjournal.vault.merge import Revision, Row, State, to_row
from peerjournal.vault.versions import versions
from tests.conftest import StandingClock
from tests.sampling import part, sampled
from tests.vault import canary, scenes
from tests.vault.scenes import OLD, Place, save
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_merge import DEVICES, TABLE, Two, World, histories, merged, shown

BIRD = "a wren sang in the hedge"
BESIDE = "the robin in the garden"


@pytest.fixture
def two(furnished: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    """Return two computers that both know the words, and wrote some of them each."""
    remember_stretching(monkeypatch)
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    for place in (here, there):
        furnished.copy("carried").root.rename(place.root)
    (state,) = there.state.iterdir()
    for path in state.iterdir():
        path.unlink()
    both = Two(here, there, monkeypatch)
    (old,) = here.state.rglob("device-*")
    old.rename(old.with_name("device-here"))
    save(both.on(here), "gone", f"{BIRD}, written here")
    both.on(there).look_anew()
    with both.on(there).transaction(empty=True):
        pass
    both.meet()
    save(both.on(there), "gone", f"{BIRD}, changed there")
    both.meet()
    for place in (here, there):
        vault = both.on(place)
        vault.state()
        vaults.keep_daily(vault)
    return both


def erase(vault: Vault) -> None:
    assert vaults.erase(vault, [Thing("entries", "gone")], OLD, cost=CHEAPEST) == ()


def carry_keys(two: Two) -> None:
    (two.there.folder / "journal.key").write_bytes((two.here.folder / "journal.key").read_bytes())


def opened(two: Two, place: Place) -> Vault:
    """Unlock as a session does, and end it as one that has read everything."""
    vault = two.on(place)
    vaults.finish_renewal(vault)
    vaults.finish_erasing(vault)
    return vault


def held(place: Place) -> list[str]:
    return canary.found(place.root, BIRD, OLD)


def test_the_other_device_drops_the_words_when_it_is_opened_next(two: Two) -> None:
    erase(two.on(two.here))
    assert vaults.waiting_for(two.on(two.here)) == [two.on(two.there).device]
    two.meet()
    carry_keys(two)
    other = opened(two, two.there)
    assert "gone" not in other.documents("entries")
    assert not any(name.startswith(f"journal/{other.device}") for name in held(two.there))
    assert held(two.there) == []
    assert vaults.check(other).whole
    two.meet()
    here = opened(two, two.here)
    assert vaults.waiting_for(here) == []
    assert held(two.here) == [], "the backup here was made while the other log still had the words"
    assert {"first", "second"} <= here.documents("entries").keys()


def test_opening_and_locking_is_all_that_it_takes(two: Two) -> None:
    erase(two.on(two.here))
    two.meet()
    carry_keys(two)
    two.on(two.there)  # Which computer this is.
    places = Places(two.there.folder, two.there.state)
    session = Session.unlock(places, OLD, clock=StandingClock())
    assert session.erasing_left == ()
    assert held(two.there) == []
    session.lock()
    assert held(two.there) == []


def test_it_does_not_matter_whether_the_keys_or_the_log_arrive_first(two: Two) -> None:
    erase(two.on(two.here))
    carry_keys(two)
    opened(two, two.there)
    assert "gone" in two.on(two.there).documents("entries"), "the log is not here yet"
    assert held(two.there) != []
    two.meet()
    opened(two, two.there)
    assert held(two.there) == []


def test_an_edit_made_beside_it_stays_and_only_what_it_knew_goes(two: Two) -> None:
    erase(two.on(two.here))
    save(two.on(two.there), "gone", BESIDE)
    two.meet()
    carry_keys(two)
    for place in (two.there, two.here, two.there):
        vault = opened(two, place)
        assert vault.documents("entries")["gone"]["title"] == BESIDE
        assert [one.document["title"] for one in versions(vault, "entries", "gone")] == [BESIDE]
        vaults.compact(vault)
        two.meet()
    assert held(two.there) == held(two.here) == []
    save(two.on(two.here), "gone", "and gone on with here")
    two.meet()
    assert two.on(two.there).documents("entries")["gone"]["title"] == "and gone on with here"
    assert two.on(two.there).others("entries", "gone") == []


def test_a_draft_on_the_other_device_is_words_beside_it_and_stays(two: Two) -> None:
    other = two.on(two.there)
    scenes.drafts_of(other).keep("cd" * 16, {"piece": "gone", "text": BESIDE})
    erase(two.on(two.here))
    two.meet()
    carry_keys(two)
    other = opened(two, two.there)
    assert scenes.drafts_of(other).open("cd" * 16).fields["text"] == BESIDE


def test_an_old_log_of_the_other_device_does_not_bring_it_back(two: Two) -> None:
    device = two.on(two.there).device
    old = (two.there.folder / f"{device}.log").read_bytes()
    erase(two.on(two.here))
    two.meet()
    carry_keys(two)
    opened(two, two.there)
    two.meet()
    opened(two, two.here)
    (two.here.folder / f"{device}.log").write_bytes(old)
    vault = opened(two, two.here)
    assert "gone" not in vault.documents("entries")
    assert versions(vault, "entries", "gone") == ()


def test_a_backup_from_before_that_is_carried_in_does_not_bring_it_back(two: Two, tmp_path: Path) -> None:
    vault = two.on(two.here)
    (backup,) = vault.home.backups.iterdir()
    kept = backup.rename(tmp_path / "kept.tar")
    erase(two.on(two.here))
    target = Target(tmp_path / "again", tmp_path / "again.state")
    again = vaults.restore(kept, target, secret=OLD, clock=StandingClock()).vault
    assert "gone" in again.documents("entries")
    save(again, "new", "written there since")
    (two.here.folder / again.home.log(again.device).name).write_bytes(
        again.home.log(again.device).read_bytes()
    )
    vault = opened(two, two.here)
    assert "gone" not in vault.documents("entries")
    assert vault.documents("entries")["new"]["title"] == "written there since"


# Any history of three devices.


class Erasing(World):
    """Three devices, each of which may also erase."""

    def __init__(self) -> None:
        super().__init__()
        self.markers: dict[str, list[Row]] = {name: [] for name in DEVICES}
        self.gone: set[tuple[str, int]] = set()

    def erase(self, name: str) -> None:
        """Drop everything that the device knows, as `vault.erase` does, and mark it."""
        before = {*self.written}
        self.write(name, removed=True, settles=True)
        ((_, n),) = {*self.written} - before
        row = self.devices[name].log[-1]
        marker = Revision(
            merged(iter(())).next_stamp(ERASED, f"{name[0]}{n}", name, n), marker_of(TABLE, row, name)
        )
        self.markers[name].append(to_row(f"{name[0]}{n}", marker, name))

    def all_rows(self, name: str) -> list[tuple[str, Row]]:
        rows = [(TABLE, row) for row in self.full(name)]
        return [*rows, *((ERASED, row) for row in self.markers[name])]


def folded(logs: list[tuple[str, list[tuple[str, Row]]]]) -> State:
    state = State()
    for name, rows in logs:
        for table, row in rows:
            state.fold(name, {table: [row]})
    return state


def rewritten(name: str, rows: list[tuple[str, Row]], known: State) -> list[tuple[str, Row]]:
    """Rewrite a log as compaction does on a device that knows of every erasure."""
    state = folded([(name, rows)])
    erased.leaving_out(erased.markers(known), name)(state)
    return [*state.rows(name)]


@sampled
@settings(max_examples=part(1000))
@given(
    st.lists(st.tuples(histories, st.sampled_from(DEVICES)), min_size=1, max_size=3),
    st.lists(st.sampled_from(DEVICES), max_size=6),
    st.randoms(use_true_random=False),
)
def test_erasing_commutes_with_merging_and_loses_nothing_that_was_beside_it(
    rounds: list[Any], order: list[str], random: Any
) -> None:
    world = Erasing()
    for history, name in rounds:
        for kind, one, two, three in history:
            if kind == "write":
                world.write(one, removed=two, settles=three)
            else:
                world.carry(one, two, three)
        world.erase(name)
    logs = {name: world.all_rows(name) for name in DEVICES}
    everything = folded([*logs.items()])
    wanted = shown(everything)
    assert {name for name, _ in wanted} == world.expected()
    small = dict(logs)
    for name in order:
        small[name] = rewritten(name, small[name], everything)
        mixed = [*small.items()]
        random.shuffle(mixed)
        assert shown(folded(mixed)) == wanted
        assert shown(folded([*mixed, *logs.items()])) == wanted
    for name in {*order}:
        for marker in erased.markers(everything):
            assert not any(marker.takes(row, name) for table, row in small[name] if table == TABLE)
