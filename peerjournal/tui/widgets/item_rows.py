"""The rows of the main list, each made of what it stands for when it is first drawn."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import overload

from peerjournal.journal import Entry, Moment, passages
from peerjournal.letters import Kept
from peerjournal.tui.days import short_day
from peerjournal.tui.draft_rows import draft_text
from peerjournal.tui.library import Item, Kind, Library, day_of
from peerjournal.tui.widgets.story_row import Mark, StoryRow

_LOOKED_AT = 1_000
"""Characters of a text from which its row is made."""
_SIGNS = re.compile(r"(?m)^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_NEVER = Moment.decode("1970-01-01T00:00:00+00:00")
APART = "Changed in two places."
NO_WORDS = "Nothing in it yet"
NOT_OPENED = "Not opened yet"


class ItemRows(Sequence[StoryRow]):
    """As many rows as there are items; a row is made once somebody looks at it."""

    def __init__(self, items: Sequence[Item], library: Library, now: datetime) -> None:
        self._items, self._library, self._now = items, library, now
        self._made: dict[int, StoryRow] = {}
        self._behind: dict[str, Item] = {}

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, number: int) -> StoryRow: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[StoryRow]: ...
    def __getitem__(self, number: int | slice) -> StoryRow | Sequence[StoryRow]:
        """Return the row with a number."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number not in self._made:
            item = self._items[number]
            self._made[number] = row_of(item, self._library, self._now)
            self._behind[item.id] = item
        return self._made[number]

    def item(self, row: StoryRow | None) -> Item | None:
        """Return what a row stands for."""
        return self._behind.get(row.key) if row else None


def row_of(item: Item, library: Library, now: datetime) -> StoryRow:
    """Return the row for something."""
    day = day_of(item, now)
    date = short_day(day, now.date()) if day else ""
    if item.kind is Kind.LETTER:
        return _letter(item, library, date)
    if item.kind is Kind.DRAFT:
        title, body = draft_text(item.held)
        shown = _shown_title(title, body) or "Untitled draft"
        return StoryRow(item.id, shown, date, excerpt(title, body))
    piece = item.piece
    said = excerpt(piece.title, piece.body)
    return StoryRow(
        item.id,
        piece.shown_title or NO_WORDS,
        f"story · {date}" if item.kind is Kind.STORY else date,
        f"{APART} {said}" if library.versions.get(item.id) else said,
        frozenset({Mark.STARRED} if piece.starred else ()),
        piece.tags[0] if piece.tags else "",
    )


def _shown_title(title: str, body: str) -> str:
    """Return what an entry with these words is called in a list."""
    return Entry("", title, body[:_LOOKED_AT], (), _NEVER).shown_title


def _letter(item: Item, library: Library, date: str) -> StoryRow:
    kept: Kept = item.held
    sent = kept.direction == "sent"
    marks = {Mark.SHARED if sent else Mark.RECEIVED} | ({Mark.NEW} if item.is_new else set())
    said = NOT_OPENED if item.is_new else _inside(kept)
    return StoryRow(item.id, letter_title(kept, library), date, said, frozenset(marks))


def _inside(kept: Kept) -> str:
    """Return what a letter holds: the titles of its stories, or how it begins."""
    letter = kept.letter
    titles = " · ".join(letter.texts("title")) if letter else ""
    return titles or excerpt("", passages.escape(kept.text[:_LOOKED_AT]))


def letter_title(kept: Kept, library: Library) -> str:
    """Return whom a letter is from or for, as far as that is known."""
    name = library.name_of(kept)
    if kept.direction == "sent":
        return f"To {name or 'someone no longer here'}"
    if name:
        return f"From {name}"
    return "A sealed text" if kept.sure == "unknown" else "From someone not confirmed"


def excerpt(title: str, body: str) -> str:
    """Return how a text goes on after its title, as one line and without Markdown's signs."""
    text = " ".join(_SIGNS.sub("", passages.preview(body[:_LOOKED_AT])).split())
    if title:
        return text
    # Without a title the first words stand above already.
    bare = " ".join(_SIGNS.sub("", _shown_title("", body)).split())
    rest = text.removeprefix(bare).strip()
    return rest if text.startswith(bare) else text
