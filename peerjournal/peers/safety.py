"""The words that two people read aloud, to be sure that nobody swapped their cards on the way.

One set for each card, never one for both: whoever stands in the middle controls one card on each side, and
could search for a pair that fits. A second card for given words takes about 2**77 tries at the price below.
"""

import hashlib
from typing import Final

from peerjournal.crypto import KdfCost, TooLittleMemory, argon2id, normalise, to_digits, to_words
from peerjournal.errors import PeerError
from peerjournal.peers.card import Card

SAFETY_COST: Final = KdfCost(64 * 1024, 3, 1)
"""64 MiB and three passes, about a fifth of a second: paid once by a reader, for each try by a forger."""
WORDS: Final = 6
DIGITS: Final = 30

_SALT: Final = hashlib.sha256(b"peerjournal/safety/v0").digest()[:16]
_SIZE: Final = 16


def fingerprint(card: Card, cost: KdfCost = SAFETY_COST) -> int:
    """Return the number that the words and the digits of a card are made of.

    Raises:
        PeerError: The computer has too little memory.
    """
    try:
        return int.from_bytes(argon2id(card.raw, _SALT, cost, length=_SIZE), "little")
    except TooLittleMemory as error:
        raise PeerError(
            "This computer has too little free memory to work out safety words.",
            hint="Nothing was changed. Close other programs and try again.",
        ) from error


def words(card: Card, cost: KdfCost = SAFETY_COST) -> str:
    """Return six words."""
    return " ".join(to_words(fingerprint(card, cost), WORDS))


def digits(card: Card, cost: KdfCost = SAFETY_COST) -> str:
    """Return thirty digits, for screen readers and for other languages, in groups of five."""
    number = to_digits(fingerprint(card, cost), DIGITS)
    return " ".join(number[start : start + 5] for start in range(0, DIGITS, 5))


def fits(heard: str, card: Card, cost: KdfCost = SAFETY_COST) -> bool:
    """Whether what was heard are this card's words, or its digits."""
    said = normalise(heard)
    bare = said.replace(" ", "")
    number = fingerprint(card, cost)
    return said == " ".join(to_words(number, WORDS)) or bare == to_digits(number, DIGITS)
