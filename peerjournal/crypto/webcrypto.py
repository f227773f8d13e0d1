"""What a browser can do by itself, too: PBKDF2-HMAC-SHA256 (RFC 8018) and AES-256-GCM (SP 800-38D).

For what must open in a web page, and for nothing else: everything else is sealed with XAES or age.
"""

from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from peerjournal.crypto.kdf import KEY_SIZE, Key
from peerjournal.errors import CryptoError

GCM_NONCE_SIZE: Final = 12


def pbkdf2(words: bytes, salt: bytes, rounds: int) -> Key:
    """Turn words into a key, slowly; no browser has Argon2id."""
    return Key(PBKDF2HMAC(algorithm=SHA256(), length=KEY_SIZE, salt=salt, iterations=rounds).derive(words))


def seal_gcm(key: Key, plaintext: bytes, aad: bytes) -> bytes:
    """Return a random nonce of 12 bytes, then the ciphertext with its tag of 16.

    A key is used for a handful of messages at most, so that no nonce comes twice.
    """
    nonce = urandom(GCM_NONCE_SIZE)
    return nonce + AESGCM(key.held()).encrypt(nonce, plaintext, aad)


def open_gcm(key: Key, sealed: bytes, aad: bytes) -> bytes:
    """Return the plaintext of what ``seal_gcm`` made, or raise CryptoError when any bit is not the same."""
    try:
        return AESGCM(key.held()).decrypt(sealed[:GCM_NONCE_SIZE], sealed[GCM_NONCE_SIZE:], aad)
    except (InvalidTag, ValueError):
        raise CryptoError("A seal did not open.") from None
