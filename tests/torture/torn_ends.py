"""R4: an end that was cut off or lost: what was saved before it is there, and it is told from damage."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from peerjournal.vault import Verdict
from peerjournal.vault.log import HEADER_SIZE
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import Place
from tests.vault.small import Small, made
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_flips import texts

SAVES = 14
"""How many saves the journal has whose end is cut: 4 to 5 KB."""
LONGEST = 70_000


def parts(*, quick: bool) -> list[Part]:
    every = 97 if quick else 1
    halves = [partial(cut, start=start, every=2 * every) for start in (0, every)]
    spoiled = [partial(rewritten, tail=tail, every=every) for tail in ("zeros", "noise", "ones")]
    return [*halves, *spoiled, partial(sectors, every=every), partial(grown, every=20 if quick else 1)]


def _small(room: Path, patch: pytest.MonkeyPatch, saves: int = SAVES) -> Small:
    remember_stretching(patch)
    return made(Place(room / "small"), saves)


def _tail(kind: str, length: int) -> bytes:
    if kind == "noise":
        return hashlib.shake_128(b"noise").digest(length)
    return (b"\xff" if kind == "ones" else b"\0") * length


def cut(tally: Tally, room: Path, *, start: int, every: int) -> None:
    """Cut the log at every byte, known on this computer and not."""
    with pytest.MonkeyPatch.context() as patch:
        small = _small(room, patch)
        ends = {frame.end for frame in small.frames}
        for size in range(start, len(small.data), every):
            whole = sum(end <= size for end in ends)
            for remembered in (True, False):
                with tally.case("cut off at a byte", f"{size}, remembered {remembered}"):
                    health, shown = small.read(small.data[:size], remembered=remembered)
                    assert shown == (small.history[whole] if size >= HEADER_SIZE else {})
                    if remembered or not whole:
                        assert health.verdict in (Verdict.DAMAGED, Verdict.ROLLED_BACK)
                    else:
                        assert health.verdict is (Verdict.CLEAN if size in ends else Verdict.TORN)


def rewritten(tally: Tally, room: Path, *, tail: str, every: int) -> None:
    """Put zeros, noise or ones in the place of the last saves, from every byte on."""
    with pytest.MonkeyPatch.context() as patch:
        small = _small(room, patch)
        first, last = small.frames[-3], small.frames[-1]
        for start in range(first.start, last.end, every):
            whole = sum(frame.end <= start for frame in small.frames)
            with tally.case(f"from a byte on: {tail}", start):
                data = small.data[:start] + _tail(tail, last.end - start)
                if data == small.data:
                    continue
                health, shown = small.read(data)
                assert not health.writable
                assert shown == small.history[whole]
                health, shown = small.read(data, remembered=False)
                assert health.verdict is Verdict.TORN
                assert shown == small.history[whole]


def sectors(tally: Tally, room: Path, *, every: int) -> None:
    """Lose each sector, of either size; no words are wrong, and it is noticed."""
    with pytest.MonkeyPatch.context() as patch:
        small = _small(room, patch, 40)
        known = {f"text {number}" for number in range(40)}
        for size, step in ((512, 64), (4_096, 128)):
            for start in range(0, len(small.data), step * min(every, 8)):
                for kind in ("zeros", "noise"):
                    with tally.case(f"a lost sector of {size}", start):
                        lost = len(small.data[start : start + size])
                        data = small.data[:start] + _tail(kind, lost) + small.data[start + lost :]
                        health, shown = small.read(data)
                        assert not health.writable
                        assert texts(shown) <= known


def _lengths() -> Iterator[int]:
    """Yield every length of a tail up to a save and more, and then in growing steps up to the longest."""
    yield from range(1, 600)
    length = 600
    while length < LONGEST:
        yield length
        length += length // 60
    yield LONGEST


def grown(tally: Tally, room: Path, *, every: int) -> None:
    """Put something behind the end: a torn end, all is there, and it is kept when the next save comes."""
    with pytest.MonkeyPatch.context() as patch:
        small = _small(room, patch)
        for number, length in enumerate(list(_lengths())[::every]):
            for kind in ("zeros", "noise", "ones"):
                with tally.case("something behind the end", f"{length} {kind}"):
                    tail = _tail(kind, length)
                    health, shown = small.read(small.data + tail)
                    assert (health.verdict, health.tail) == (Verdict.TORN, length)
                    assert shown == small.history[-1]
            if number % 12 == 0:
                with tally.case("the next save after it", length):
                    _goes_on(small, tail)


def _goes_on(small: Small, tail: bytes) -> None:
    place = small.place.copy("torn")
    place.log().write_bytes(small.data + tail)
    vault = place.unlock()
    scenes.save(vault, "after", "written after the tear")
    assert [path.read_bytes() for path in place.state.rglob("torn-*")] == [tail]
    again = place.unlock()
    assert again.notices == []
    assert texts(scenes.documents(again)) == texts(small.history[-1]) | {"written after the tear"}
