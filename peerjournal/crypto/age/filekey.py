"""The 16 bytes at the heart of an age file: wrapped for each recipient, they key its header and payload."""

import hmac
from hashlib import sha256
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerjournal.crypto.age.errors import HeaderFailure, HmacFailure

SIZE = 16
NONCE_SIZE = 16
"""Bytes. The random nonce with which a payload begins, and which makes its key its own."""
WRAPPED_SIZE = 32
"""Bytes. The file key and a tag."""
_ONE_NONCE = bytes(12)


def generate() -> bytes:
    """Make a file key, for one file only."""
    return urandom(SIZE)


def derive(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Derive 32 bytes with HKDF-SHA-256 (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def payload_key(file_key: bytes, nonce: bytes) -> bytes:
    """Derive the key of the payload that begins with ``nonce``."""
    return derive(file_key, salt=nonce, info=b"payload")


def mac(file_key: bytes, signed: bytes) -> bytes:
    """Compute the MAC over a header up to and with its ``---``."""
    return hmac.digest(derive(file_key, salt=b"", info=b"header"), signed, sha256)


def check_mac(file_key: bytes, signed: bytes, tag: bytes) -> None:
    """Raise HmacFailure unless ``tag`` is the header's MAC."""
    if not hmac.compare_digest(mac(file_key, signed), tag):
        raise HmacFailure


def wrap(key: bytes, file_key: bytes) -> bytes:
    """Wrap a file key under a key made for this one use, which is why the nonce may be fixed."""
    return ChaCha20Poly1305(key).encrypt(_ONE_NONCE, file_key, None)


def unwrap(key: bytes, body: bytes) -> bytes | None:
    """Unwrap a stanza's body, or return None where the key is not the one; ``check_wrapped`` comes first."""
    try:
        return ChaCha20Poly1305(key).decrypt(_ONE_NONCE, body, None)
    except InvalidTag:
        return None


def check_wrapped(body: bytes) -> None:
    """Refuse a body that does not hold 16 bytes, before any key touches it.

    A longer one could be made to open under several keys at once, and so tell from our answer which of them
    we hold.
    """
    if len(body) != WRAPPED_SIZE:
        raise HeaderFailure
