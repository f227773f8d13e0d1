"""The card that comes back: sealed to the card it answers, and marked with the key that it brings."""

from dataclasses import dataclass
from typing import Final

from peerjournal.crypto import check_mac, mac
from peerjournal.crypto.age import encrypt
from peerjournal.errors import BadCard, CryptoError
from peerjournal.peers.card import CARD_SIZE, ID_SIZE, Card
from peerjournal.peers.identity import Identity

LABEL: Final = b"peerjournal/answer/v0"
_PURPOSE: Final = b"peerjournal/answer/v0/mac"
_MAC_SIZE: Final = 32
_SIZE: Final = len(LABEL) + CARD_SIZE + ID_SIZE + _MAC_SIZE


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose mac fits; who wrote it, only the safety words show."""

    card: Card
    """The card of whoever answered."""
    answered: bytes
    """The id of our card that this answers."""


def plain_answer(ours: Identity, theirs: Card) -> bytes:
    """Return what an answer to ``theirs`` says, 1,352 bytes, or raise CryptoError for an unfit card."""
    said = LABEL + ours.card.raw + theirs.card_id
    return said + mac(ours.key_to(theirs, _PURPOSE), said)


def seal_answer(ours: Identity, theirs: Card) -> bytes:
    """Return the answer file."""
    try:
        return encrypt(plain_answer(ours, theirs), [theirs.recipient])
    except CryptoError as error:
        raise BadCard("This card holds a key that can't be used.") from error


def read_answer(plaintext: bytes, ours: Identity) -> Answer:
    """Read what an answer says, given the identity that opened it, or raise BadCard."""
    if len(plaintext) != _SIZE or not plaintext.startswith(LABEL):
        raise BadCard("This answer is of another length or version than answers are.")
    said, tag = plaintext[:-_MAC_SIZE], plaintext[-_MAC_SIZE:]
    card = Card.parse(said[len(LABEL) : -ID_SIZE])
    if said[-ID_SIZE:] != ours.card_id:
        raise BadCard("This answers another card than the one it was sealed to.")
    try:
        check_mac(ours.key_from(card, _PURPOSE), tag, said)
    except CryptoError as error:
        raise BadCard("This answer does not fit the card that it brings.") from error
    return Answer(card, ours.card_id)
