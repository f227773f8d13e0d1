"""What the reader shows for each thing in the main list."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from peerjournal.journal import Light, Piece, Story
from peerjournal.letters import note_in_a_line
from peerjournal.tui.days import whole_day
from peerjournal.tui.draft_rows import draft_text, is_counted
from peerjournal.tui.library import Item, Kind, Library, day_of
from peerjournal.tui.widgets.item_rows import APART, letter_title
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_parts import tool_parts

if TYPE_CHECKING:
    from peerjournal.letters import Kept

_GOES_ON = "A draft. Enter goes on with it."
_WAITS = "Enter shows it again."
_COMES_BACK = "Removed. u brings it back."
_COVER = "Not opened yet. Enter shows its cover first.\n\nIf today is a heavy day, this can wait."
_NAMED = 5
"""Files that are named below a text; the list has all of them."""
_THEY = "f shows them."
_BOTH = f"{APART} v shows both."


def reading_of(item: Item, library: Library, now: datetime, *, sure: str = "") -> Reading:
    """Return the reading for something.

    Args:
        item: What it is.
        library: Where it is from.
        now: The time, for saying the day.
        sure: For a letter: who it is from and how sure that is, in a sentence.
    """
    day = day_of(item, now)
    said = whole_day(day, now.date()) if day else ""
    if item.kind is Kind.LETTER:
        return _letter(item, library, said, sure)
    if item.kind is Kind.DRAFT:
        title, body = draft_text(item.held)
        return Reading(title, (_GOES_ON if is_counted(item.held) else _WAITS,), body=body, marks=True)
    more = [_COMES_BACK] if item.kind is Kind.REMOVED else []
    if library.versions.get(item.id):
        more.append(_BOTH)
    reading = reading_of_piece(item.piece, said, *more)
    return replace(reading, below=(*reading.below, _THEY)) if reading.below else reading


def reading_of_piece(piece: Piece, day: str, *more: str) -> Reading:
    """Return the reading for an entry or a story.

    Args:
        piece: What it is.
        day: What stands first under its title.
        more: Further quiet lines under its title.
    """
    details: list[str] = [day]
    after: tuple[tuple[Light, str], ...] = ()
    if isinstance(piece, Story):
        details = [" · ".join(part for part in (day, "a story", piece.stands) if part)]
        details.append(note_in_a_line(piece.content_note) if piece.content_note else "")
        after = tool_parts(piece)
    tags = "  ".join(f"#{tag}" for tag in piece.tags)
    below = [f"With it: {file.summary}" for file in piece.files[:_NAMED]]
    if len(piece.files) > _NAMED:
        below.append(f"and {len(piece.files) - _NAMED:,} more")
    return Reading(
        piece.title, (*details, *more), tags, piece.body, marks=True, after=after, below=tuple(below)
    )


def _letter(item: Item, library: Library, day: str, sure: str) -> Reading:
    kept: Kept = item.held
    title = letter_title(kept, library)
    if item.is_new:
        return Reading(title, (day, sure), body=_COVER)
    return Reading(title, (day, sure), body=kept.text)
