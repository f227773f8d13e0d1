"""What you hand a peer so that they can write to you: two public keys and an id; encode, decode, refuse.

The bytes are those of docs/formats/card.md. A card names nobody: whose it is, whoever takes it in decides.
"""

import binascii
import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Final

from peerjournal.crypto import check_point
from peerjournal.crypto.age import HybridRecipient, inspect
from peerjournal.errors import BadCard, CryptoError

LABEL: Final = b"peerjournal/card/v0"
AGE_SIZE: Final = 1216
POINT_SIZE: Final = 32
ID_SIZE: Final = 16
CARD_SIZE: Final = len(LABEL) + AGE_SIZE + POINT_SIZE + ID_SIZE
MOST_BYTES: Final = 64 * 1024
"""How large a file with a card in it may be: room for the message it was pasted into."""

BEGIN: Final = b"-----BEGIN PEERJOURNAL CARD-----"
_END: Final = b"-----END PEERJOURNAL CARD-----"
_COLUMNS: Final = 64
_COEFFICIENTS_SIZE: Final = 1152
_MODULUS: Final = 3329


@dataclass(frozen=True, slots=True)
class Card:
    """Two public keys and an id. Others' come by ``parse`` or ``decode``, which refuse what can't be used."""

    age_public: bytes
    """The age recipient: ML-KEM-768's 1,184 bytes, then X25519's 32."""
    mark_public: bytes
    """The X25519 key that letters are marked with and for."""
    card_id: bytes
    """16 random bytes."""

    def __repr__(self) -> str:
        return f"Card({self.card_id.hex()[:8]})"

    @property
    def raw(self) -> bytes:
        """CARD as the format page has it, 1,283 bytes."""
        return LABEL + self.age_public + self.mark_public + self.card_id

    @property
    def digest(self) -> bytes:
        """SHA-256 of CARD, 32 bytes: what keys are bound to, as some HKDFs refuse a long ``info``."""
        return hashlib.sha256(self.raw).digest()

    @property
    def recipient(self) -> HybridRecipient:
        """Whom to seal to."""
        return HybridRecipient(self.age_public)

    @property
    def points(self) -> tuple[bytes, bytes]:
        """Both X25519 keys: the one for marks, and the one inside the age recipient."""
        return self.mark_public, self.age_public[-POINT_SIZE:]

    def shares_with(self, other: "Card") -> bool:
        """Whether the two have a key or their id in common."""
        return (
            bool(set(self.points) & set(other.points))
            or self.age_public[:-POINT_SIZE] == other.age_public[:-POINT_SIZE]
            or self.card_id == other.card_id
        )

    def encode(self) -> bytes:
        """Return the card as a file: one armored block."""
        return b"\n".join(_block(self.raw)) + b"\n"

    @classmethod
    def split(cls, raw: bytes) -> "Card":
        """Take apart the bytes of a card that was parsed before."""
        keys = raw[len(LABEL) :]
        return cls(keys[:AGE_SIZE], keys[AGE_SIZE : AGE_SIZE + POINT_SIZE], keys[AGE_SIZE + POINT_SIZE :])

    @classmethod
    def parse(cls, raw: bytes) -> "Card":
        """Read CARD from someone else, or raise BadCard."""
        if len(raw) != CARD_SIZE or not raw.startswith(LABEL):
            raise BadCard("This card is of another length or version than cards are.")
        card = cls.split(raw)
        try:
            for point in card.points:
                check_point(point)
            _check_lattice(card.age_public)
        except CryptoError as error:
            raise BadCard("This card holds a key that can't be used.") from error
        return card

    @classmethod
    def decode(cls, data: bytes) -> "Card":
        """Read the one card in a file, whatever text stands around it, or raise BadCard."""
        if BEGIN not in data and _is_sealed(data):
            raise BadCard(
                "This file is sealed, so it is a letter or an answer, and no card.",
                hint="Nothing was kept. `peerjournal open FILE` opens it.",
            )
        if len(data) > MOST_BYTES:
            raise BadCard("This file is too large for a card.")
        block = _only_block(data)
        try:
            raw = b64decode(b"".join(block[1:-2]), validate=True)
        except binascii.Error as error:
            raise BadCard("This card is not whole.") from error
        if block[-2] != _checksum(raw):
            raise BadCard("This card is not whole: its last line does not fit the rest.")
        # Writing it again and comparing settles line lengths, padding and unused bits at once.
        if block != _block(raw):
            raise BadCard("This card is not written as cards are.")
        return cls.parse(raw)


def _block(raw: bytes) -> list[bytes]:
    text = b64encode(raw)
    lines = [text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS)]
    return [BEGIN, *lines, _checksum(raw), _END]


def _checksum(raw: bytes) -> bytes:
    return b"=" + hashlib.sha256(raw).hexdigest()[:8].encode()


def _is_sealed(data: bytes) -> bool:
    try:
        inspect(data)
    except CryptoError:
        return False
    return True


def _only_block(data: bytes) -> list[bytes]:
    lines = [line.rstrip(b" \t\r") for line in data.split(b"\n")]
    if BEGIN not in lines:
        raise BadCard("There is no card in this file.")
    if lines.count(BEGIN) != 1 or lines.count(_END) != 1:
        raise BadCard("There is not exactly one whole card in this file.")
    block = lines[lines.index(BEGIN) : lines.index(_END) + 1]
    if len(block) < len(_block(b"")):
        raise BadCard("This card is not whole.")
    return block


def _check_lattice(age_public: bytes) -> None:
    """Refuse coefficients that have another spelling (FIPS 203, 7.2)."""
    packed = age_public[:_COEFFICIENTS_SIZE]
    for low, middle, high in zip(packed[::3], packed[1::3], packed[2::3], strict=True):
        if low | (middle & 15) << 8 >= _MODULUS or middle >> 4 | high << 4 >= _MODULUS:
            raise CryptoError("This is not a public key that can be used.")
