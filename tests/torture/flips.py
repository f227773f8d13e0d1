"""R6: every bit of all that a journal keeps flipped, one at a time: never wrong words, and always said."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import DISK
from peerjournal.errors import JournalDamaged, VaultError
from peerjournal.vault import Verdict
from peerjournal.vault.archive import Archive
from peerjournal.vault.backup import verify
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import DRAFT, Place, documents
from tests.vault.small import SAVES, Small, made, put
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_flips import texts
from tests.vault.test_flips_beside_the_log import assert_refused_or_said

ALL = {f"text {number}" for number in range(SAVES)}


def parts(*, quick: bool) -> list[Part]:
    every = 211 if quick else 1
    logs = [partial(of_the_log, start=start, every=2 * every) for start in (0, every)]
    return [*logs, *(partial(one, every=every) for one in (of_the_rest, of_jots, of_backups))]


def bits(data: bytes, *, start: int = 0, every: int = 1) -> Iterator[tuple[int, bytearray]]:
    """Yield each bit and the bytes with that one flipped, always in the same buffer."""
    changed = bytearray(data)
    for bit in range(start, 8 * len(data), every):
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, changed
        changed[bit // 8] ^= 1 << bit % 8


def of_the_log(tally: Tally, room: Path, *, start: int, every: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        small = made(Place(room / "small"))
        for bit, data in bits(small.data, start=start, every=every):
            with tally.case("log", f"bit {bit}"):
                health, shown = small.read(bytes(data))
                assert health.verdict in (Verdict.DAMAGED, Verdict.TAMPERED)
                assert not health.writable
                assert texts(shown) <= ALL


def of_the_rest(tally: Tally, room: Path, *, every: int) -> None:
    """The key file, a draft, and what is remembered of the log."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        small = made(Place(room / "small"))
        place = small.place.copy("rest")
        key = place.folder / "journal.key"
        _each(tally, "key file", key, every, lambda: assert_refused_or_said(place, small.history[-1]))
        _remembered(tally, small, place, every)
        vault = place.unlock()
        drafts = scenes.drafts_of(vault)
        drafts.keep(DRAFT, {"text": "as it was"})

        def refused() -> None:
            with pytest.raises(JournalDamaged):
                drafts.open(DRAFT)

        _each(tally, "draft", vault.home.drafts / f"{DRAFT}.draft", every, refused)


def _each(tally: Tally, kind: str, path: Path, every: int, look: Callable[[], None]) -> None:
    whole = path.read_bytes()
    for bit, data in bits(whole, every=every):
        with tally.case(kind, f"bit {bit}"):
            put(path, bytes(data))
            look()
    put(path, whole)


def _remembered(tally: Tally, small: Small, place: Place, every: int) -> None:
    """What is remembered only makes stricter: all is there, whichever bit is wrong."""
    (mark,) = place.state.rglob("*.seen")
    whole, log = mark.read_bytes(), small.data

    def look() -> None:
        vault = place.unlock()
        assert documents(vault) == small.history[-1]
        assert vault.notices == []
        put(place.log(), log)

    _each(tally, "remembered state", mark, every, look)
    put(mark, whole)


def of_jots(tally: Tally, room: Path, *, every: int) -> None:
    """A jot with a wrong bit is no jot of ours: it is left where it is, and the journal opens."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        place = Place(room / "jots")
        scenes.furnish(place)
        vault = place.unlock()
        (path,) = place.folder.glob("jots/*.age")

        def look() -> None:
            assert [jot.text for jot in vaults.waiting(vault) if jot.ours] == []
            assert path.exists()

        _each(tally, "jot", path, every, look)
        assert scenes.take_in(vault) == 1


def of_backups(tally: Tally, room: Path, *, every: int) -> None:
    """A backup with a wrong bit is never taken for whole."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        place = Place(room / "backups")
        vault = place.create()
        scenes.save(vault, "first", "the first")
        vaults.back_up(vault, place.backup)

        def look() -> None:
            with pytest.raises(VaultError):
                verify(Archive(DISK, place.backup), vault.ring, lambda _: None)

        _each(tally, "backup", place.backup, every, look)
