"""What other programs sealed with Fernet opens with its key and with no other."""

import base64

import pytest
from cryptography.fernet import Fernet

from peerjournal.crypto import Key, open_fernet
from peerjournal.errors import CryptoError

KEY = Key(bytes(range(32)))
TOKEN = Fernet(base64.urlsafe_b64encode(bytes(range(32)))).encrypt(b"made-up text")


def test_the_specifications_own_token_opens() -> None:
    # github.com/fernet/spec, verify.json.
    secret = Key(base64.urlsafe_b64decode("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="))
    token = b"gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhu"
    token += b"VUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
    assert open_fernet(secret, token) == b"hello"


def test_a_token_opens_with_its_key() -> None:
    assert open_fernet(KEY, TOKEN) == b"made-up text"


ELSE = {
    "nothing": b"",
    "only its beginning": b"gAAAAA",
    "cut": TOKEN[:-5],
    "one letter changed": TOKEN[:60] + (b"B" if TOKEN[60:61] == b"A" else b"A") + TOKEN[61:],
    "no letters": b"\xff" * 200,
}


@pytest.mark.parametrize("token", ELSE.values(), ids=ELSE)  # the names, for each process makes its own token
def test_anything_else_does_not_open(token: bytes) -> None:
    with pytest.raises(CryptoError):
        open_fernet(KEY, token)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CryptoError):
        open_fernet(Key(bytes(32)), TOKEN)
