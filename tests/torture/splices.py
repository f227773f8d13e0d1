"""R7: saves swapped, doubled, taken out, or put in from elsewhere: reported, and never wrong words."""

from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.vault import Verdict
from peerjournal.vault.log import HEADER_SIZE
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import Place
from tests.vault.small import Small, made
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_flips import texts

BOTH = (Verdict.TAMPERED, Verdict.DAMAGED)


def parts(*, quick: bool) -> list[Part]:
    saves = 3 if quick else 14
    return [partial(moved, saves=saves), partial(spliced, saves=saves)]


def _small(room: Path, saves: int) -> tuple[Small, list[bytes], set[str]]:
    small = made(Place(room / "small"), saves)
    return small, [small.cut(n) for n in range(len(small.frames))], {f"text {n}" for n in range(saves)}


def moved(tally: Tally, room: Path, *, saves: int) -> None:
    """Swap and insert every pair, and double, take out, and cut off each."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        small, pieces, known = _small(room, saves)
        head = small.data[:HEADER_SIZE]

        def look(kind: str, changed: list[bytes], wanted: tuple[Verdict, ...] = (Verdict.TAMPERED,)) -> None:
            with tally.case(kind, f"{len(changed)} of {len(pieces)}"):
                health, shown = small.read(head + b"".join(changed))
                assert health.verdict in wanted
                assert not health.writable
                assert texts(shown) <= known

        for one, other in permutations(range(len(pieces)), 2):
            swapped = list(pieces)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            look("swapped", swapped)
            look("put in", [*pieces[:one], pieces[other], *pieces[one:]])
        for number in range(len(pieces)):
            look("doubled", [*pieces[: number + 1], *pieces[number:]])
            without = pieces[:number] + pieces[number + 1 :]
            last = number == len(pieces) - 1
            look("taken out", without, (Verdict.ROLLED_BACK,) if last else (Verdict.TAMPERED,))
            look("cut off", pieces[:number], (Verdict.ROLLED_BACK, *BOTH))


def spliced(tally: Tally, room: Path, *, saves: int) -> None:
    """Put in saves of another journal, of a log of this device, and of an older copy with another end."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        small, _, known = _small(room, saves)
        for name, source in _sources(small, room, saves).items():
            for frame in small.frames:
                for data in (
                    small.data[: frame.start] + source[HEADER_SIZE:],
                    small.data[: frame.start] + source[HEADER_SIZE:] + small.data[frame.start :],
                    source[:HEADER_SIZE] + small.data[HEADER_SIZE : frame.end],
                    source[: frame.start] + small.data[frame.start :],
                ):
                    with tally.case(f"spliced: {name}", frame.seq):
                        health, shown = small.read(data)
                        assert data == small.data or not health.writable
                        assert texts(shown) <= known | {"another end"}


def _sources(small: Small, room: Path, saves: int) -> dict[str, bytes]:
    compacted, branch = small.place.copy("compacted"), small.place.copy("branch")
    vaults.compact(compacted.unlock())
    scenes.save(compacted.unlock(), "later", "text 1")
    older = small.data[: small.frames[len(small.frames) // 2].end]
    branch.log().write_bytes(older)
    for mark in branch.state.rglob("*.seen"):
        mark.unlink()
    scenes.save(branch.unlock(), "later", "another end")
    return {
        "another journal": made(Place(room / "another"), saves).data,
        "another log of this device": compacted.log().read_bytes(),
        "an older copy that went on": branch.log().read_bytes(),
    }
