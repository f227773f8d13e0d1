"""The payload: its chunks, their borders, and every way of cutting or mixing them."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto.age import PayloadFailure, stream
from tests.crypto.age.damage import edits

KEY = bytes(range(32))
SEALED = stream.CHUNK + stream.TAG
BORDERS = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 196_608]


def text(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(251)) * (size // 251 + 1)


def opened(sealed: bytes, key: bytes = KEY) -> bytes:
    return b"".join(stream.open_chunks(key, memoryview(sealed)))


def released(sealed: bytes) -> bytes:
    """Return what comes out of a payload before it is refused, and insist that it is refused."""
    before = b""
    try:
        for chunk in stream.open_chunks(KEY, memoryview(sealed)):
            before += chunk
    except PayloadFailure:
        return before
    pytest.fail("The payload was not refused.")


@pytest.mark.parametrize("size", BORDERS)
def test_a_payload_comes_back_at_every_border(size: int) -> None:
    plaintext = text(size)[:size]
    sealed = stream.seal(KEY, plaintext)
    assert opened(sealed) == plaintext
    assert stream.plaintext_size(len(sealed)) == size


@given(border=st.sampled_from([0, 65_536, 131_072]), around=st.integers(-40, 40))
def test_a_payload_comes_back_around_the_borders(border: int, around: int) -> None:
    size = max(0, border + around)
    plaintext = text(size)[:size]
    sealed = stream.seal(KEY, plaintext)
    assert opened(sealed) == plaintext
    assert stream.plaintext_size(len(sealed)) == size


@pytest.mark.parametrize("size", [-1, 0, 15, SEALED + 1, SEALED + 16, 2 * SEALED + 3])
def test_no_payload_has_such_a_size(size: int) -> None:
    assert stream.plaintext_size(size) is None


@pytest.mark.parametrize("cut", [0, 1, 15, 16, SEALED - 1, SEALED, SEALED + 1, 2 * SEALED, 2 * SEALED + 15])
def test_a_payload_cut_anywhere_is_refused_after_its_whole_chunks(cut: int) -> None:
    plaintext = text(150_000)[:150_000]
    before = released(stream.seal(KEY, plaintext)[:cut])
    assert before == plaintext[: cut // SEALED * stream.CHUNK]


def test_chunks_do_not_change_places_and_are_not_repeated() -> None:
    plaintext = text(200_000)[:200_000]
    sealed = stream.seal(KEY, plaintext)
    first, second, third, last = (sealed[start : start + SEALED] for start in range(0, len(sealed), SEALED))
    assert released(second + first + third + last) == b""
    assert released(first + third + second + last) == plaintext[: stream.CHUNK]
    assert released(first + first + second + third + last) == plaintext[: stream.CHUNK]
    assert released(first + second + last) == plaintext[: 2 * stream.CHUNK]


@pytest.mark.parametrize("size", [0, 100, 65_536, 65_537])
def test_nothing_may_follow_the_last_chunk(size: int) -> None:
    plaintext = text(size)[:size]
    sealed = stream.seal(KEY, plaintext)
    for more in (b"\x00", b"\x00" * 16, sealed[-16:], stream.seal(KEY, b"")):
        assert plaintext.startswith(released(sealed + more))


def test_an_empty_chunk_after_others_is_refused_though_its_seal_is_good() -> None:
    aead = ChaCha20Poly1305(KEY)
    whole = bytes(stream.CHUNK)
    first = aead.encrypt(bytes(12), whole, None)
    assert opened(first + aead.encrypt(bytes(10) + b"\x01\x01", b"x", None)) == whole + b"x"
    assert released(first + aead.encrypt(bytes(10) + b"\x01\x01", b"", None)) == whole


def test_another_key_opens_nothing() -> None:
    with pytest.raises(PayloadFailure):
        opened(stream.seal(KEY, b"words"), bytes(32))


def test_anything_but_the_payload_is_refused() -> None:
    whole = stream.seal(KEY, b"a few words")
    for data in edits(whole):
        if data != whole:
            with pytest.raises(PayloadFailure):
                opened(data)
