"""Who you share with: cards, answers, safety words, and the circle."""

from peerjournal.peers.answer import LABEL as ANSWER_LABEL
from peerjournal.peers.answer import Answer
from peerjournal.peers.card import BEGIN as CARD_BEGIN
from peerjournal.peers.card import Card
from peerjournal.peers.circle import TABLE, Circle
from peerjournal.peers.identity import Identity
from peerjournal.peers.peer import AnswerTaken, Opener, Peer, card_text
from peerjournal.peers.safety import SAFETY_COST

__all__ = [
    "ANSWER_LABEL",
    "CARD_BEGIN",
    "SAFETY_COST",
    "TABLE",
    "Answer",
    "AnswerTaken",
    "Card",
    "Circle",
    "Identity",
    "Opener",
    "Peer",
    "card_text",
]
