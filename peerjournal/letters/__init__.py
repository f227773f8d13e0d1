"""How a story leaves, and how one arrives."""

from peerjournal.letters.arrival import Arrival
from peerjournal.letters.before import BEGINS_ON, GO_ON, KEEP, PAUSE, SEVEN, WAYS, stays_mine
from peerjournal.letters.compose import (
    Around,
    Composition,
    StoodIn,
    compose,
    compose_take_back,
    note_in_a_line,
    preview,
)
from peerjournal.letters.cover import (
    HEAVY_DAY,
    IT_WAITS,
    JUST_READ,
    OPENING,
    cover_lines,
    how_long,
    said_at_the_end,
    wish_of,
)
from peerjournal.letters.erasure import Erased, Erasure
from peerjournal.letters.fixing import FIXING, MOST_ROOM, NOTHING_FOUND, look_over
from peerjournal.letters.forms import FORM_NAMES, FORMS, Pdf, pdf_is_here
from peerjournal.letters.handing_over import TOGETHER, USES, HandingOver, Use, handing_over
from peerjournal.letters.inbox import MOST_FILE, Inbox
from peerjournal.letters.kept import Kept, Letters
from peerjournal.letters.leaving import (
    HERE_IS_THE_FILE,
    LAST_WORDS,
    NOT_NOTED,
    STAYS,
    TRAVELS,
    also_in_the_file,
    not_sure_yet,
    written_down,
)
from peerjournal.letters.ledger import NOT_WRITTEN_DOWN, TAKE_BACK_NOTE, TAKEN_BACK, Ledger, Row
from peerjournal.letters.letter import HOLDS, WISHES, Letter, Part, new_letter_id
from peerjournal.letters.outbox import Outbox, Prepared
from peerjournal.letters.pause import Pauses
from peerjournal.letters.reply import OFFER, STEPS, Reply, asks_for_ideas, compose_reply
from peerjournal.letters.sender import Sender
from peerjournal.letters.set_aside import Pause
from peerjournal.letters.threads import Threads
from peerjournal.letters.until import (
    AN_HOUR,
    NO_PAUSE,
    ON_RETURN,
    PAUSES,
    THREE_DAYS,
    TOMORROW,
    read_until,
    set_aside_on,
)
from peerjournal.letters.versions import Earlier, difference, earlier
from peerjournal.letters.withhold import CarefulPassage, Found
from peerjournal.letters.witness import (
    BEFORE,
    ENOUGH,
    GAP,
    PROMPTS,
    SHORT_ONES,
    STILL_A_GAP,
    WITH_GAPS,
    has_gap,
)

__all__ = [
    "AN_HOUR",
    "BEFORE",
    "BEGINS_ON",
    "ENOUGH",
    "FIXING",
    "FORMS",
    "FORM_NAMES",
    "GAP",
    "GO_ON",
    "HEAVY_DAY",
    "HERE_IS_THE_FILE",
    "HOLDS",
    "IT_WAITS",
    "JUST_READ",
    "KEEP",
    "LAST_WORDS",
    "MOST_FILE",
    "MOST_ROOM",
    "NOTHING_FOUND",
    "NOT_NOTED",
    "NOT_WRITTEN_DOWN",
    "NO_PAUSE",
    "OFFER",
    "ON_RETURN",
    "OPENING",
    "PAUSE",
    "PAUSES",
    "PROMPTS",
    "SEVEN",
    "SHORT_ONES",
    "STAYS",
    "STEPS",
    "STILL_A_GAP",
    "TAKEN_BACK",
    "TAKE_BACK_NOTE",
    "THREE_DAYS",
    "TOGETHER",
    "TOMORROW",
    "TRAVELS",
    "USES",
    "WAYS",
    "WISHES",
    "WITH_GAPS",
    "Around",
    "Arrival",
    "CarefulPassage",
    "Composition",
    "Earlier",
    "Erased",
    "Erasure",
    "Found",
    "HandingOver",
    "Inbox",
    "Kept",
    "Ledger",
    "Letter",
    "Letters",
    "Outbox",
    "Part",
    "Pause",
    "Pauses",
    "Pdf",
    "Prepared",
    "Reply",
    "Row",
    "Sender",
    "StoodIn",
    "Threads",
    "Use",
    "also_in_the_file",
    "asks_for_ideas",
    "compose",
    "compose_reply",
    "compose_take_back",
    "cover_lines",
    "difference",
    "earlier",
    "handing_over",
    "has_gap",
    "how_long",
    "look_over",
    "new_letter_id",
    "not_sure_yet",
    "note_in_a_line",
    "pdf_is_here",
    "preview",
    "read_until",
    "said_at_the_end",
    "set_aside_on",
    "stays_mine",
    "wish_of",
    "written_down",
]
