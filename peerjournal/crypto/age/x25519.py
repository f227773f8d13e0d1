"""The X25519 recipient of age: what every age program knows, and no proof against a quantum computer."""

from dataclasses import dataclass, field
from os import urandom
from typing import ClassVar, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from peerjournal.crypto.age import bech32, filekey
from peerjournal.crypto.age.errors import HeaderFailure, KeyFailure
from peerjournal.crypto.age.header import Stanza, decode_base64, encode_base64

KEY_SIZE = 32

_KIND = "X25519"
_INFO = b"age-encryption.org/v1/X25519"
_RECIPIENT_PREFIX = "age"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-"
_ARGUMENTS = 2


def exchange(private: X25519PrivateKey, public: bytes) -> bytes:
    """Agree on a secret with a public key of 32 bytes.

    Raises:
        KeyFailure: The public key is of low order, so that the secret would be all zero and no secret.
    """
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise KeyFailure("This key is of low order.") from error


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """Somebody's X25519 public key; made only from a key that is not of low order."""

    label: ClassVar[str] = ""
    raw: bytes = field(repr=False)
    """32 bytes."""

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_SIZE:
            raise KeyFailure
        exchange(X25519PrivateKey.generate(), self.raw)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``age1…``, exactly as it stands, or raise KeyFailure."""
        return cls(bech32.decode_key(_RECIPIENT_PREFIX, text))

    def encode(self) -> str:
        """Write ``age1…``."""
        return bech32.encode(_RECIPIENT_PREFIX, self.raw)

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap a file key for this recipient, under a share made for this stanza alone."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        key = filekey.derive(exchange(ephemeral, self.raw), salt=share + self.raw, info=_INFO)
        return Stanza((_KIND, encode_base64(share)), filekey.wrap(key, file_key))


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """The secret half of an X25519 recipient."""

    kind: ClassVar[str] = _KIND
    raw: bytes = field(repr=False)
    """32 bytes."""

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_SIZE:
            raise KeyFailure

    @classmethod
    def generate(cls) -> Self:
        """Make a new identity."""
        return cls(urandom(KEY_SIZE))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``AGE-SECRET-KEY-1…``, exactly as it stands, or raise KeyFailure."""
        return cls(bech32.decode_key(_IDENTITY_PREFIX, text))

    def encode(self) -> str:
        """Write ``AGE-SECRET-KEY-1…``; whoever reads it can open everything sealed to the recipient."""
        return bech32.encode(_IDENTITY_PREFIX, self.raw)

    @property
    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(self._private().public_key().public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Find the file key, or None if it is for another identity; raise HeaderFailure for a bad stanza."""
        if len(stanza.arguments) != _ARGUMENTS:
            raise HeaderFailure
        share = decode_base64(stanza.arguments[1], KEY_SIZE)
        filekey.check_wrapped(stanza.body)
        private = self._private()
        try:
            secret = exchange(private, share)
        except KeyFailure as error:
            raise HeaderFailure("A share in the header is of low order.") from error
        salt = share + private.public_key().public_bytes_raw()
        return filekey.unwrap(filekey.derive(secret, salt=salt, info=_INFO), stanza.body)

    def _private(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.raw)
