"""What you write: entries, the stories made of them, the marks inside, and finding them again."""

from typing import TYPE_CHECKING

from peerjournal.late import late

if TYPE_CHECKING:
    from peerjournal.journal import beside, moving_words, passages, tag_words, when, zones
    from peerjournal.journal.batch import Batch, MovedIn, MovedOut
    from peerjournal.journal.content_note import (
        ENDS,
        HARD_CARD,
        HARD_TOPIC,
        HELP_LINE,
        HOW,
        NONE_NEEDED,
        PICKER,
        TOPICS,
        ContentNote,
    )
    from peerjournal.journal.entry import Draft, Entry, first_sentence, tidy_tags
    from peerjournal.journal.files import Attached
    from peerjournal.journal.files_kept import KeptFile, in_words, safe_name
    from peerjournal.journal.files_links import file_links
    from peerjournal.journal.guide import BUILT_IN, SMALL_GOOD_THING, Guide, Guides, Offer, Prompt, guides
    from peerjournal.journal.history import PieceVersion
    from peerjournal.journal.journal import Changes, Journal
    from peerjournal.journal.moment import Moment
    from peerjournal.journal.moving import Arriving, SortedOut
    from peerjournal.journal.others import (
        CANT_SAY,
        HONEST_LINE,
        Asked,
        Leftover,
        Names,
        People,
        Person,
        Why,
        left_out,
        made_vaguer,
    )
    from peerjournal.journal.passages import Light, Passage
    from peerjournal.journal.query import narrowed, read_query
    from peerjournal.journal.redating import knows_its_moment, zone_is_assumed
    from peerjournal.journal.search import Page, Query, page_of, tag_key
    from peerjournal.journal.shelf import EMPTY, Line, Shelf
    from peerjournal.journal.steady import SAVED, STEADY
    from peerjournal.journal.story import STANDS, Piece, Story, piece_from_doc
    from peerjournal.journal.tagging import near_duplicates
    from peerjournal.journal.tags import TagPlan, TagsRenamed
    from peerjournal.journal.toolbox import Outcome, Tool

_ROOMS = {
    "BUILT_IN": "guide",
    "CANT_SAY": "others",
    "EMPTY": "shelf",
    "ENDS": "content_note",
    "HARD_CARD": "content_note",
    "HARD_TOPIC": "content_note",
    "HELP_LINE": "content_note",
    "HONEST_LINE": "others",
    "HOW": "content_note",
    "NONE_NEEDED": "content_note",
    "PICKER": "content_note",
    "SAVED": "steady",
    "SMALL_GOOD_THING": "guide",
    "STANDS": "story",
    "STEADY": "steady",
    "TOPICS": "content_note",
    "Arriving": "moving",
    "Asked": "others",
    "Attached": "files",
    "Batch": "batch",
    "Changes": "journal",
    "ContentNote": "content_note",
    "Draft": "entry",
    "Entry": "entry",
    "Guide": "guide",
    "Guides": "guide",
    "Journal": "journal",
    "KeptFile": "files_kept",
    "Leftover": "others",
    "Light": "passages",
    "Line": "shelf",
    "Moment": "moment",
    "MovedIn": "batch",
    "MovedOut": "batch",
    "Names": "others",
    "Offer": "guide",
    "Outcome": "toolbox",
    "Page": "search",
    "Passage": "passages",
    "People": "others",
    "Person": "others",
    "Piece": "story",
    "PieceVersion": "history",
    "Prompt": "guide",
    "Query": "search",
    "Shelf": "shelf",
    "SortedOut": "moving",
    "Story": "story",
    "TagPlan": "tags",
    "TagsRenamed": "tags",
    "Tool": "toolbox",
    "Why": "others",
    "beside": "",
    "file_links": "files_links",
    "first_sentence": "entry",
    "guides": "guide",
    "in_words": "files_kept",
    "knows_its_moment": "redating",
    "left_out": "others",
    "made_vaguer": "others",
    "moving_words": "",
    "narrowed": "query",
    "near_duplicates": "tagging",
    "page_of": "search",
    "passages": "",
    "piece_from_doc": "story",
    "read_query": "query",
    "safe_name": "files_kept",
    "tag_key": "search",
    "tag_words": "",
    "tidy_tags": "entry",
    "when": "",
    "zone_is_assumed": "redating",
    "zones": "",
}
"""Which room each name is in."""

__all__ = [
    "BUILT_IN",
    "CANT_SAY",
    "EMPTY",
    "ENDS",
    "HARD_CARD",
    "HARD_TOPIC",
    "HELP_LINE",
    "HONEST_LINE",
    "HOW",
    "NONE_NEEDED",
    "PICKER",
    "SAVED",
    "SMALL_GOOD_THING",
    "STANDS",
    "STEADY",
    "TOPICS",
    "Arriving",
    "Asked",
    "Attached",
    "Batch",
    "Changes",
    "ContentNote",
    "Draft",
    "Entry",
    "Guide",
    "Guides",
    "Journal",
    "KeptFile",
    "Leftover",
    "Light",
    "Line",
    "Moment",
    "MovedIn",
    "MovedOut",
    "Names",
    "Offer",
    "Outcome",
    "Page",
    "Passage",
    "People",
    "Person",
    "Piece",
    "PieceVersion",
    "Prompt",
    "Query",
    "Shelf",
    "SortedOut",
    "Story",
    "TagPlan",
    "TagsRenamed",
    "Tool",
    "Why",
    "beside",
    "file_links",
    "first_sentence",
    "guides",
    "in_words",
    "knows_its_moment",
    "left_out",
    "made_vaguer",
    "moving_words",
    "narrowed",
    "near_duplicates",
    "page_of",
    "passages",
    "piece_from_doc",
    "read_query",
    "safe_name",
    "tag_key",
    "tag_words",
    "tidy_tags",
    "when",
    "zone_is_assumed",
    "zones",
]

__getattr__ = late(__name__, _ROOMS)
