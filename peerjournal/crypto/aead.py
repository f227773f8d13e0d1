"""Seal and open bytes under a key and a stated context: XAES-256-GCM as the C2SP page of that name says.

The nonce is 24 bytes, so it may be random for as many messages as anyone will ever write: half of it makes
a key for AES-256-GCM, the other half is that cipher's nonce.
"""

from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import ECB

from peerjournal.crypto.kdf import Key, mac
from peerjournal.errors import CryptoError

NONCE_SIZE: Final = 24
TAG_SIZE: Final = 16
_BLOCK: Final = 16
_BOTH: Final = 1 << 128 | 1  # multiplying by it puts a number into each of two blocks
_COUNTERS: Final = 0x0001_5800 << 224 | 0x0002_5800 << 96  # SP 800-108 in counter mode: 1 and 2, label "X"


class Xaes:
    """One key, ready for many messages.

    What depends only on the key is done once: AES's key schedule and CMAC's subkey. A message then costs two
    AES blocks more than AES-256-GCM does.
    """

    __slots__ = ("_blocks", "_mask")

    def __init__(self, key: Key) -> None:
        # ECB of single blocks is the bare AES that CMAC is made of; no message is ever sealed with it.
        self._blocks = Cipher(AES256(key.held()), ECB()).encryptor()  # noqa: S305 -- see above
        last = int.from_bytes(self._blocks.update(bytes(_BLOCK)))
        subkey = (last << 1) & (1 << 128) - 1 ^ (0x87 if last >> 127 else 0)
        self._mask = _COUNTERS ^ subkey * _BOTH

    def seal(self, nonce: bytes, plaintext: bytes, aad: bytes) -> bytes:
        """Return the ciphertext with its 16-byte tag; ``nonce`` is 24 bytes, used for one message only."""
        return self._cipher(nonce).encrypt(nonce[12:], plaintext, aad)

    def open(self, nonce: bytes, ciphertext: bytes, aad: bytes) -> bytes:
        """Return the plaintext, or raise CryptoError when key, nonce, context or any bit is not the same."""
        try:
            return self._cipher(nonce).decrypt(nonce[12:], ciphertext, aad)
        except InvalidTag:
            raise CryptoError("A seal did not open.") from None

    def _cipher(self, nonce: bytes) -> AESGCM:
        if len(nonce) != NONCE_SIZE:
            raise CryptoError("A nonce is 24 bytes.")
        blocks = self._mask ^ int.from_bytes(nonce[:12]) * _BOTH
        return AESGCM(self._blocks.update(blocks.to_bytes(2 * _BLOCK)))

    def __repr__(self) -> str:
        return "Xaes(...)"


def hedged_nonce(key: Key, position: bytes, plaintext: bytes) -> bytes:
    """Return a nonce that stays unique even where the random source repeats: in a cloned or restored machine.

    Args:
        key: A key for nonces only.
        position: Of fixed length: what is different for each message under the same key.
        plaintext: What will be sealed; two messages at one position still get two nonces.
    """
    return mac(key, urandom(32), position, plaintext)[:NONCE_SIZE]
