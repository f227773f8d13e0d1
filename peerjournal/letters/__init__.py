"""How a story leaves, and how one arrives."""

from peerjournal.letters.arrival import Arrival
from peerjournal.letters.compose import Around, Composition, compose, compose_take_back
from peerjournal.letters.forms import FORMS
from peerjournal.letters.inbox import MOST_FILE, Inbox
from peerjournal.letters.kept import Kept, Letters
from peerjournal.letters.ledger import TAKE_BACK_NOTE, TAKEN_BACK, Ledger, Row
from peerjournal.letters.letter import HOLDS, WISHES, Letter, Part, new_letter_id
from peerjournal.letters.outbox import Outbox, Prepared
from peerjournal.letters.reply import OFFER, STEPS, Reply, asks_for_ideas, compose_reply
from peerjournal.letters.sender import Sender
from peerjournal.letters.withhold import CarefulPassage

__all__ = [
    "FORMS",
    "HOLDS",
    "MOST_FILE",
    "OFFER",
    "STEPS",
    "TAKEN_BACK",
    "TAKE_BACK_NOTE",
    "WISHES",
    "Around",
    "Arrival",
    "CarefulPassage",
    "Composition",
    "Inbox",
    "Kept",
    "Ledger",
    "Letter",
    "Letters",
    "Outbox",
    "Part",
    "Prepared",
    "Reply",
    "Row",
    "Sender",
    "asks_for_ideas",
    "compose",
    "compose_reply",
    "compose_take_back",
    "new_letter_id",
]
