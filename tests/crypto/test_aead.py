"""XAES-256-GCM against C2SP's own vectors, and nonces that survive a random source that repeats."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto import NONCE_SIZE, TAG_SIZE, Key, Xaes, aead, hedged_nonce
from peerjournal.errors import CryptoError

NONCE = b"ABCDEFGHIJKLMNOPQRSTUVWX"


@pytest.mark.parametrize(
    ("key_byte", "aad", "expected"),
    [
        (0x01, b"", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"),
        (0x03, b"c2sp.org/XAES-256-GCM", "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"),
    ],
    ids=["top bit of L clear", "top bit of L set"],
)
def test_matches_the_single_vectors_of_c2sp(key_byte: int, aad: bytes, expected: str) -> None:
    xaes = Xaes(Key(bytes([key_byte]) * 32))
    sealed = xaes.seal(NONCE, b"XAES-256-GCM", aad)
    assert sealed.hex() == expected
    assert xaes.open(NONCE, sealed, aad) == b"XAES-256-GCM"


def test_matches_the_accumulated_hash_of_ten_thousand_messages() -> None:
    rounds = 10_000
    stream = hashlib.shake_128(b"").digest(rounds * (32 + 24 + 2 * 256))
    assert stream[:16].hex() == "7f9c2ba4e88f827d616045507605853e"
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        at += size
        return stream[at - size : at]

    seen = hashlib.shake_128()
    for _ in range(rounds):
        xaes, nonce = Xaes(Key(take(32))), take(24)
        plaintext = take(take(1)[0])
        aad = take(take(1)[0])
        sealed = xaes.seal(nonce, plaintext, aad)
        assert xaes.open(nonce, sealed, aad) == plaintext
        seen.update(sealed)
    assert seen.hexdigest(32) == "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"


@given(
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=24, max_size=24),
    st.binary(max_size=300),
    st.binary(max_size=100),
)
def test_what_was_sealed_opens_to_the_same_bytes(
    key: bytes, nonce: bytes, plaintext: bytes, aad: bytes
) -> None:
    sealed = Xaes(Key(key)).seal(nonce, plaintext, aad)
    assert len(sealed) == len(plaintext) + TAG_SIZE
    assert Xaes(Key(key)).open(nonce, sealed, aad) == plaintext


def test_no_single_bit_of_ciphertext_nonce_key_or_context_can_change() -> None:
    key, nonce, aad = bytes(range(32)), bytes(range(24)), b"where it stands"
    sealed = Xaes(Key(key)).seal(nonce, b"a line of writing", aad)
    whole = key + nonce + aad + sealed
    for bit in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        parts = bytes(changed)
        with pytest.raises(CryptoError):
            Xaes(Key(parts[:32])).open(parts[32:56], parts[56 + len(aad) :], parts[56 : 56 + len(aad)])


@pytest.mark.parametrize("size", [0, 12, 23, 25])
def test_a_nonce_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(CryptoError):
        Xaes(Key(bytes(32))).seal(bytes(size), b"", b"")


@pytest.mark.parametrize("size", [0, 1, 15])
def test_a_ciphertext_shorter_than_its_tag_is_refused(size: int) -> None:
    with pytest.raises(CryptoError):
        Xaes(Key(bytes(32))).open(NONCE, bytes(size), b"")


def test_one_key_serves_several_threads() -> None:
    xaes = Xaes(Key(bytes(32)))

    def work(number: int) -> bool:
        nonce = number.to_bytes(NONCE_SIZE)
        return xaes.open(nonce, xaes.seal(nonce, nonce, b""), b"") == nonce

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(4_000)))


def test_nonces_stay_distinct_when_the_random_source_repeats_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aead, "urandom", bytes)
    key = Key(bytes(32))
    positions = {hedged_nonce(key, place.to_bytes(8), b"the same text") for place in range(5_000)}
    forks = {hedged_nonce(key, bytes(8), b"another text %d" % fork) for fork in range(1_000)}
    assert len(positions | forks) == 6_000
    assert {len(nonce) for nonce in positions} == {NONCE_SIZE}


def test_nonces_stay_distinct_when_one_message_is_sealed_twice() -> None:
    key = Key(bytes(32))
    assert hedged_nonce(key, b"", b"again") != hedged_nonce(key, b"", b"again")


def test_a_seal_shows_nothing_of_its_key() -> None:
    assert repr(Xaes(Key(bytes(32)))) == "Xaes(...)"
