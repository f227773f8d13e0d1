"""Two X25519 keys become one secret that only their two holders can find (RFC 7748).

Stricter than the RFC about what is a public key: each has one spelling, and none of low order is taken, so
two people always end with a secret of both their makings.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from peerjournal.crypto.kdf import KEY_SIZE, Key
from peerjournal.errors import CryptoError

_FIELD: Final = 2**255 - 19
_LOW_ORDER: Final = frozenset(
    {
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723061780553021112529911719440698176882885853963445705823,
        _FIELD - 1,
    }
)
"""The points of low order on the curve and on its twist that are below the field's prime."""


def check_point(public: bytes) -> None:
    """Return only for the one spelling, 32 bytes, of a point of high order; raise CryptoError otherwise."""
    value = int.from_bytes(public, "little")
    if len(public) != KEY_SIZE or value >= _FIELD or value in _LOW_ORDER:
        raise CryptoError("This is not a public key that can be used.")


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """A secret X25519 key and the public one that goes with it."""

    raw: bytes
    """The 32 secret bytes."""

    def __repr__(self) -> str:
        return "Pair(...)"

    @classmethod
    def generate(cls) -> "Pair":
        """Make a fresh pair."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> bytes:
        """The 32 bytes that others may know."""
        return X25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw()

    def agree(self, public: bytes) -> Key:
        """Return the secret shared with the holder of ``public``, or raise CryptoError for an unfit key."""
        check_point(public)
        theirs = X25519PublicKey.from_public_bytes(public)
        try:
            return Key(X25519PrivateKey.from_private_bytes(self.raw).exchange(theirs))
        except ValueError:
            raise CryptoError("This is not a public key that can be used.") from None
