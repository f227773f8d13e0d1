"""C6: a million nonces while the system's randomness stands still, and branches from one place."""

from functools import partial
from pathlib import Path

import pytest

from peerjournal.crypto import aead
from peerjournal.vault.log import Place
from tests.torture.tally import Part, Tally
from tests.vault.test_nonces import seal

FRAMES, BRANCHES = 1_000_000, 1_000


def parts(*, quick: bool) -> list[Part]:
    return [partial(in_a_row, frames=2_000 if quick else FRAMES), partial(branches, count=BRANCHES)]


def in_a_row(tally: Tally, room: Path, *, frames: int) -> None:
    """Seal the same text again and again."""
    del room
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aead, "urandom", bytes)
        sealing, place = seal(), Place(0, bytes(32), 68)
        nonces: set[bytes] = set()
        for number in range(frames):
            frame, _ = sealing.make(place, b"the same every time")
            nonces.add(frame.nonce)
            place = frame.place
            if number % 1_000 == 999:
                tally.count("frames in a row", 1_000)
        with tally.case("sets of nonces"):
            assert len(nonces) == frames


def branches(tally: Tally, room: Path, *, count: int) -> None:
    """Two branches from one place share a nonce only where they say the same."""
    del room
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aead, "urandom", bytes)
        sealing, place = seal(), Place(7, bytes(32), 1_000)
        seen: set[bytes] = set()
        for number in range(count):
            with tally.case("branches with another text", number):
                one, _ = sealing.make(place, f"text {number}".encode())
                again, _ = sealing.make(place, f"text {number}".encode())
                assert one.nonce == again.nonce
                assert one.nonce not in seen
                seen.add(one.nonce)
