"""What you write: entries, the stories made of them, the marks inside, and finding them again."""

from peerjournal.journal import passages, when
from peerjournal.journal.entry import Draft, Entry, tidy_tags
from peerjournal.journal.journal import Changes, Journal
from peerjournal.journal.moment import Moment
from peerjournal.journal.passages import Light, Passage
from peerjournal.journal.query import narrowed, read_query
from peerjournal.journal.search import Page, Query, page_of, tag_key
from peerjournal.journal.story import Piece, Story, piece_from_doc
from peerjournal.journal.tagging import near_duplicates

__all__ = [
    "Changes",
    "Draft",
    "Entry",
    "Journal",
    "Light",
    "Moment",
    "Page",
    "Passage",
    "Piece",
    "Query",
    "Story",
    "narrowed",
    "near_duplicates",
    "page_of",
    "passages",
    "piece_from_doc",
    "read_query",
    "tag_key",
    "tidy_tags",
    "when",
]
