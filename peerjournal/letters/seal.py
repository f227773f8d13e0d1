"""Sender certainty that only this peer can check, and the age file around it.

The mark is a MAC under a key that both people hold. The peer knows that the letter is from you; nobody else
can be shown a proof, because the peer could have made the mark too.
"""

from dataclasses import dataclass
from typing import Final

from peerjournal.crypto import Key, check_mac, mac
from peerjournal.crypto.age import Recipient, encrypt
from peerjournal.errors import CryptoError, LetterError
from peerjournal.letters.layout import Ends, Written, mark_line, write_above
from peerjournal.letters.letter import Letter

MARK_PURPOSE: Final = b"peerjournal/letter/v0/mark"
"""Begins the ``info`` of the mark's key; the digests of the sender's CARD and the recipient's follow."""


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where a letter goes: whom it is sealed to and, between two cards, what marks it."""

    recipient: Recipient
    ends: Ends | None = None
    key: Key | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A letter on its way."""

    plain: bytes
    """The letter's bytes, mark included."""
    data: bytes
    """The age file."""


def write(letter: Letter, address: Address) -> bytes:
    """Return the letter's bytes for this address, marked if it has a key."""
    above = write_above(letter, address.ends)
    return above if address.key is None else above + mark_line(mac(address.key, above))


def seal(letter: Letter, address: Address, *, armored: bool = False) -> Sealed:
    """Write, mark and seal a letter."""
    plain = write(letter, address)
    try:
        return Sealed(plain, encrypt(plain, [address.recipient], armored=armored))
    except CryptoError as error:
        raise LetterError(
            "This letter can't be sealed to the key that this person gave.",
            hint="Nothing was written. Ask them for a new card or key.",
        ) from error


def check_mark(written: Written, key: Key) -> None:
    """Return only when the letter's mark was made with ``key``; otherwise raise CryptoError."""
    check_mac(key, written.tag, written.above)
