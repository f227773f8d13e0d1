"""The post-quantum recipient of age 1.3, ``mlkem768x25519``: ML-KEM-768 with X25519 (X-Wing), through HPKE.

Breaking it takes breaking both. It never shares a file with a recipient that is not post-quantum: such a file
would be only as strong as the other.
"""

from dataclasses import dataclass, field
from hashlib import shake_256
from os import urandom
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from peerjournal.crypto.age import bech32, filekey, x25519
from peerjournal.crypto.age.errors import HeaderFailure, KeyFailure
from peerjournal.crypto.age.header import Stanza, decode_base64, encode_base64

SEED_SIZE = 32
RECIPIENT_SIZE = 1216
"""Bytes: ML-KEM's 1,184, then X25519's 32."""

_MLKEM_PUBLIC = 1184
_MLKEM_SEED = 64
_MLKEM_ENC = 1088
_ENC = 1120
"""Bytes of the encapsulated key: ML-KEM's 1,088, then X25519's 32."""
_KIND = "mlkem768x25519"
_INFO = b"age-encryption.org/mlkem768x25519"
_RECIPIENT_PREFIX = "age1pq"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-"
_ARGUMENTS = 2
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """Somebody's hybrid public key.

    Making one from bytes only measures them, so that it costs nothing; ``check`` looks closer, and ``wrap``
    refuses whatever ``check`` would.
    """

    label: ClassVar[str] = "postquantum"
    raw: bytes = field(repr=False)
    """1,216 bytes."""

    def __post_init__(self) -> None:
        if len(self.raw) != RECIPIENT_SIZE:
            raise KeyFailure

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``age1pq1…``, exactly as it stands, or raise KeyFailure."""
        recipient = cls(bech32.decode_key(_RECIPIENT_PREFIX, text))
        recipient.check()
        return recipient

    def encode(self) -> str:
        """Write ``age1pq1…``, 1,959 characters."""
        return bech32.encode(_RECIPIENT_PREFIX, self.raw)

    def check(self) -> None:
        """Raise KeyFailure unless both halves are keys that can be sealed to."""
        self._public()
        x25519.exchange(X25519PrivateKey.generate(), self.raw[_MLKEM_PUBLIC:])

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap a file key for this recipient."""
        public = self._public()
        try:
            sealed = _SUITE.encrypt(file_key, public, info=_INFO)
        except ValueError as error:
            raise KeyFailure("This key is of low order.") from error
        return Stanza((_KIND, encode_base64(sealed[:_ENC])), sealed[_ENC:])

    def _public(self) -> MLKEM768X25519PublicKey:
        try:
            mlkem = MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_PUBLIC])
        except ValueError as error:
            raise KeyFailure from error
        return MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(self.raw[_MLKEM_PUBLIC:]))


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """The secret half of a hybrid recipient: one seed, from which both private keys follow when needed."""

    kind: ClassVar[str] = _KIND
    seed: bytes = field(repr=False)
    """32 bytes."""

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_SIZE:
            raise KeyFailure

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity."""
        return cls(urandom(SEED_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``AGE-SECRET-KEY-PQ-1…``, exactly as it stands, or raise KeyFailure."""
        return cls(bech32.decode_key(_IDENTITY_PREFIX, text))

    def encode(self) -> str:
        """Write ``AGE-SECRET-KEY-PQ-1…``; whoever reads it can open everything sealed to the recipient."""
        return bech32.encode(_IDENTITY_PREFIX, self.seed)

    @property
    def recipient(self) -> HybridRecipient:
        """The public half, derived anew each time (about 0.1 ms)."""
        mlkem, curve = self._private()
        return HybridRecipient(mlkem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Find the file key, or None if it is for another identity; raise HeaderFailure for a bad stanza."""
        if len(stanza.arguments) != _ARGUMENTS:
            raise HeaderFailure
        enc = decode_base64(stanza.arguments[1], _ENC)
        filekey.check_wrapped(stanza.body)
        mlkem, curve = self._private()
        # HPKE answers a share of low order as it answers a wrong key; the format wants the two told apart.
        try:
            x25519.exchange(curve, enc[_MLKEM_ENC:])
        except KeyFailure as error:
            raise HeaderFailure("A share in the header is of low order.") from error
        try:
            return _SUITE.decrypt(enc + stanza.body, MLKEM768X25519PrivateKey(mlkem, curve), info=_INFO)
        except InvalidTag:
            return None

    def _private(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        expanded = shake_256(self.seed).digest(_MLKEM_SEED + x25519.KEY_SIZE)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED]),
            X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:]),
        )
