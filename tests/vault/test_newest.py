"""The newest entries first: lazily the same as from the whole, and only what is needed is opened."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal import vault as vaults
from peerjournal.errors import JournalReadOnly
from peerjournal.vault import Vault, compaction, newest
from peerjournal.vault.logfile import LogFile
from tests.vault import scenes
from tests.vault.scenes import Place

ids = st.sampled_from([f"entry {number}" for number in range(9)])
times = st.integers(0, 5)
puts = st.tuples(st.just("put"), ids, times)
drops = st.tuples(st.just("drop"), ids, times)
others = st.tuples(st.just("other"), ids, times)
compactions = st.tuples(st.just("compact"), ids, times)
histories = st.lists(st.one_of(puts, puts, puts, drops, others, compactions), max_size=30)


def written(hours: int) -> str:
    """Return a time of writing; offsets differ, so that texts don't sort as instants do."""
    zone = timezone(timedelta(hours=hours))
    return (datetime(2026, 11, 21, 9, 0, tzinfo=zone) + timedelta(hours=hours // 2)).isoformat()


def do(vault: Vault, deed: str, identifier: str, hours: int) -> None:
    if deed == "compact":
        vaults.compact(vault)
        return
    with vault.transaction() as change:
        if deed == "drop":
            change.drop("entries", identifier)
        else:
            table = "entries" if deed == "put" else "peers"
            change.put(table, identifier, {"title": "x" * 40 * hours, "written": written(hours)})


def in_full(vault: Vault) -> list[tuple[str, Any]]:
    ordered = newest.in_order(iter(vault.documents("entries").items()))
    return [(identifier, document) for _, identifier, document in ordered]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Place:
    place = Place(tmp_path_factory.mktemp("empty") / "original")
    place.create()
    return place


@pytest.fixture
def few_to_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let compaction pack two or three entries to a frame, so that small histories have many frames."""
    monkeypatch.setattr(compaction, "PACKED", 1_024 + 400)


@pytest.mark.usefixtures("few_to_a_frame")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories)
def test_the_order_read_lazily_is_the_order_of_the_whole(empty: Place, history: list[Any]) -> None:
    place = empty.copy("played")
    vault = place.unlock()
    for deed in history:
        do(vault, *deed)
    lazy = place.unlock()
    found = list(lazy.newest_first())
    assert not lazy.logs.is_read
    assert found == in_full(place.unlock())
    assert lazy.holds("peers") == bool(place.unlock().documents("peers"))
    assert not lazy.logs.is_read


@pytest.mark.usefixtures("few_to_a_frame")
def test_the_first_few_open_only_the_frames_that_hold_them(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = empty.copy("large")
    vault = place.unlock()
    with vault.transaction() as change:
        for number in range(300):
            stamp = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
            change.put("entries", f"entry {number:03}", {"title": "x" * 120, "written": stamp.isoformat()})
    vaults.compact(vault)
    scenes.save(vault, "single", "newest of all")
    lazy = place.unlock()
    opened: list[int] = []
    reveal = LogFile.reveal

    def counting(log: LogFile, frame: Any, sealed: bytes) -> Any:
        opened.append(frame.seq)
        return reveal(log, frame, sealed)

    monkeypatch.setattr(LogFile, "reveal", counting)
    entries = lazy.newest_first()
    first = [identifier for identifier, _ in (next(entries) for _ in range(4))]
    assert first == ["single", "entry 299", "entry 298", "entry 297"]
    assert len(opened) <= 2 + 3
    assert [identifier for identifier, _ in entries] == [f"entry {n:03}" for n in range(296, -1, -1)]
    assert len(opened) == len(set(opened)) > 50


@pytest.mark.usefixtures("few_to_a_frame")
def test_a_compaction_elsewhere_while_a_list_is_read_neither_breaks_nor_repeats_it(empty: Place) -> None:
    place = empty.copy("elsewhere")
    vault = place.unlock()
    for number in range(20):
        do(vault, "put", f"entry {number}", number % 6)
    vaults.compact(vault)
    lazy = place.unlock()
    wanted = [identifier for identifier, _ in in_full(vault)]
    entries = lazy.newest_first()
    found = [next(entries)[0] for _ in range(3)]
    vaults.compact(vault)
    assert found + [identifier for identifier, _ in entries] == wanted
    scenes.save(lazy, "after", "written after the list")


@pytest.mark.usefixtures("few_to_a_frame")
def test_damage_found_while_a_list_is_read_makes_the_journal_read_only(empty: Place) -> None:
    place = empty.copy("damaged")
    vault = place.unlock()
    for number in range(20):
        do(vault, "put", f"entry {number}", number % 6)
    vaults.compact(vault)
    data = bytearray(place.log().read_bytes())
    data[len(data) // 2] ^= 1
    place.log().write_bytes(data)
    lazy = place.unlock()
    assert lazy.notices == []
    found = [identifier for identifier, _ in lazy.newest_first()]
    assert len(found) == len(set(found)) < 20
    assert any("damaged" in notice for notice in lazy.notices)
    before = place.log().read_bytes()
    with pytest.raises(JournalReadOnly):
        scenes.save(lazy, "after", "must not be written")
    with pytest.raises(JournalReadOnly):
        vaults.compact(place.unlock())
    assert place.log().read_bytes() == before
