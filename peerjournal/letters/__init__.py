"""How a story leaves, and how one arrives."""

from peerjournal.letters.arrival import Arrival
from peerjournal.letters.compose import Around, Composition, compose, compose_take_back
from peerjournal.letters.forms import FORMS
from peerjournal.letters.inbox import MOST_FILE, Inbox
from peerjournal.letters.kept import Kept, Letters
from peerjournal.letters.leaving import (
    HERE_IS_THE_FILE,
    LAST_WORDS,
    STAYS,
    TRAVELS,
    also_in_the_file,
    not_sure_yet,
    written_down,
)
from peerjournal.letters.ledger import TAKE_BACK_NOTE, TAKEN_BACK, Ledger, Row
from peerjournal.letters.letter import HOLDS, WISHES, Letter, Part, new_letter_id
from peerjournal.letters.outbox import Outbox, Prepared
from peerjournal.letters.reply import OFFER, STEPS, Reply, asks_for_ideas, compose_reply
from peerjournal.letters.sender import Sender
from peerjournal.letters.withhold import CarefulPassage
from peerjournal.letters.witness import BEFORE, ENOUGH, PROMPTS, SHORT_ONES, WITH_GAPS

__all__ = [
    "BEFORE",
    "ENOUGH",
    "FORMS",
    "HERE_IS_THE_FILE",
    "HOLDS",
    "LAST_WORDS",
    "MOST_FILE",
    "OFFER",
    "PROMPTS",
    "SHORT_ONES",
    "STAYS",
    "STEPS",
    "TAKEN_BACK",
    "TAKE_BACK_NOTE",
    "TRAVELS",
    "WISHES",
    "WITH_GAPS",
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
    "also_in_the_file",
    "asks_for_ideas",
    "compose",
    "compose_reply",
    "compose_take_back",
    "new_letter_id",
    "not_sure_yet",
    "written_down",
]
