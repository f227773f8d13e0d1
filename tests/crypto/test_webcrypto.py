"""What browsers have too: known answers of the RFC and of NIST, and nothing opens that was changed."""

import pytest

from peerjournal.crypto import GCM_NONCE_SIZE, TAG_SIZE, Key, open_gcm, pbkdf2, seal_gcm
from peerjournal.errors import CryptoError

ZEROS = Key(bytes(32))


@pytest.mark.parametrize(
    ("words", "salt", "rounds", "known"),
    [
        (b"passwd", b"salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
        (b"Password", b"NaCl", 80_000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"),
    ],
)
def test_the_known_answers_of_rfc_7914(words: bytes, salt: bytes, rounds: int, known: str) -> None:
    assert pbkdf2(words, salt, rounds) == Key(bytes.fromhex(known))


def test_the_known_answer_of_nist() -> None:
    sealed = bytes(12) + bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    assert open_gcm(ZEROS, sealed, b"") == bytes(16)


def test_what_was_sealed_opens_and_is_never_the_same_twice() -> None:
    one, other = (seal_gcm(ZEROS, b"two lines", b"for this") for _ in range(2))
    assert one != other
    assert len(one) == GCM_NONCE_SIZE + len(b"two lines") + TAG_SIZE
    assert open_gcm(ZEROS, one, b"for this") == b"two lines"


def test_nothing_opens_that_is_not_whole_or_meant_for_something_else() -> None:
    sealed = seal_gcm(ZEROS, b"two lines", b"for this")
    changed = [
        sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :] for place in range(len(sealed))
    ]
    shorter = [sealed[:size] for size in range(len(sealed))]
    for data in (*changed, *shorter):
        with pytest.raises(CryptoError):
            open_gcm(ZEROS, data, b"for this")
    with pytest.raises(CryptoError):
        open_gcm(ZEROS, sealed, b"for that")
    with pytest.raises(CryptoError):
        open_gcm(Key(b"k" * 32), sealed, b"for this")
