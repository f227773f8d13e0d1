"""What the reader shows for each thing in the main list."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from peerjournal.journal import Light, Piece, Story
from peerjournal.letters import note_in_a_line
from peerjournal.tui.days import whole_day
from peerjournal.tui.draft_rows import draft_text, is_counted
from peerjournal.tui.library import Item, Kind, Library, day_of
from peerjournal.tui.widgets.item_rows import letter_title
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_parts import tool_parts

if TYPE_CHECKING:
    from peerjournal.letters import Kept

_GOES_ON = "A draft. Enter goes on with it."
_WAITS = "Enter shows it again."
_COMES_BACK = "Removed. u brings it back."
_COVER = "Not opened yet. Enter shows its cover first.\n\nIf today is a heavy day, this can wait."
_APART = "Changed on two devices. v shows the other version."


def reading_of(item: Item, library: Library, now: datetime, *, sure: str = "", version: int = 0) -> Reading:
    """Return the reading for something.

    Args:
        item: What it is.
        library: Where it is from.
        now: The time, for saying the day.
        sure: For a letter: who it is from and how sure that is, in a sentence.
        version: Which of several versions: 0 is the one that is shown everywhere.
    """
    day = day_of(item, now)
    said = whole_day(day, now.date()) if day else ""
    if item.kind is Kind.LETTER:
        return _letter(item, library, said, sure)
    if item.kind is Kind.DRAFT:
        title, body = draft_text(item.held)
        return Reading(title, (_GOES_ON if is_counted(item.held) else _WAITS,), body=body, marks=True)
    versions = (item.piece, *library.versions.get(item.id, ()))
    return _piece(item, versions, said, version % len(versions))


def _piece(item: Item, versions: Sequence[Piece], day: str, version: int) -> Reading:
    piece = versions[version]
    details: list[str] = [day]
    after: tuple[tuple[Light, str], ...] = ()
    if isinstance(piece, Story):
        details = [" · ".join(part for part in (day, "a story", piece.stands) if part)]
        details.append(note_in_a_line(piece.content_note) if piece.content_note else "")
        after = tool_parts(piece)
    if item.kind is Kind.REMOVED:
        details.append(_COMES_BACK)
    if len(versions) > 1:
        details.append(
            f"{_APART}" if not version else f"The other version, {version} of {len(versions) - 1}."
        )
    tags = "  ".join(f"#{tag}" for tag in piece.tags)
    return Reading(piece.title, tuple(details), tags, piece.body, marks=True, after=after)


def _letter(item: Item, library: Library, day: str, sure: str) -> Reading:
    kept: Kept = item.held
    title = letter_title(kept, library)
    if item.is_new:
        return Reading(title, (day, sure), body=_COVER)
    return Reading(title, (day, sure), body=kept.text)
