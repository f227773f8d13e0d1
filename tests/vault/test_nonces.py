"""A nonce is never given to two texts, even where the system's randomness stands still."""

import pytest

from peerjournal.crypto import Key, aead
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import Header, Place, Seal

FRAMES = 20_000


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system give zeros for ever."""
    monkeypatch.setattr(aead, "urandom", bytes)


def seal() -> Seal:
    header = Header(1, bytes(16), bytes(16), bytes(16), 0)
    return KeyRing({1: Key(bytes(range(32)))}).seal(header)


@pytest.mark.usefixtures("stuck")
def test_a_long_log_has_no_nonce_twice_although_randomness_is_stuck() -> None:
    sealing, place = seal(), Place(0, bytes(32), 68)
    nonces = set()
    for _ in range(FRAMES):
        frame, _ = sealing.make(place, b"the same every time")
        nonces.add(frame.nonce)
        place = frame.place
    assert len(nonces) == FRAMES


@pytest.mark.usefixtures("stuck")
def test_two_branches_from_one_place_have_no_nonce_in_common_unless_the_text_is_one() -> None:
    sealing, place = seal(), Place(7, bytes(32), 1_000)
    nonces = [sealing.make(place, f"text {number}".encode())[0].nonce for number in range(1_000)]
    assert len(set(nonces)) == 1_000
    assert sealing.make(place, b"text 0")[0].nonce == nonces[0]


def test_the_system_s_randomness_is_in_every_nonce() -> None:
    sealing, place = seal(), Place(7, bytes(32), 1_000)
    assert sealing.make(place, b"the same")[0].nonce != sealing.make(place, b"the same")[0].nonce
