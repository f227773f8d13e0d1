"""What is said of a version: when and where it was kept, from which backup, and what differs from now."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from peerjournal.journal import Piece, PieceVersion, Story
from peerjournal.letters import difference, note_in_a_line
from peerjournal.tui.days import short_day, whole_day
from peerjournal.tui.widgets.story_parts import tool_parts

HERE = "on this device"
NOW_SHOWN = "shown now"
REMOVED = "as it was when it was removed"
SAME = "Nothing is different."
BREAKS_ONLY = "The words are the same. Only breaks between lines are different."
_SENTENCE_ENDS = re.compile(r"(?<=[.\x21?\u2026\u3002])[ \t]+")


def when_of(at: datetime, now: datetime) -> str:
    """Return when a version was kept, as short as in a list: ``today, 9:05``."""
    here = at.astimezone(now.tzinfo)
    return f"{short_day(here.date(), now.date())}, {here.hour}:{here:%M}"


def capital(text: str) -> str:
    """Return a text as it begins a line."""
    return text[:1].upper() + text[1:]


def where_of(version: PieceVersion) -> str:
    """Return on which of one's devices a version was kept."""
    return f"on device {version.device_letter}" if version.device_letter else HERE


def backup_of(day: date, today: date) -> str:
    """Return which backup a version is from."""
    said = f"{day.day} {whole_day(day, today).split(' ', 2)[2]}"
    return f"from the backup of {said}"


def about(version: PieceVersion, now: datetime) -> str:
    """Return what stands quietly below a version in a list."""
    parts = [where_of(version)]
    if version.backup is not None:
        parts.append(backup_of(version.backup, now.date()))
    if version.shown:
        parts.append(REMOVED if version.piece.removed else NOW_SHOWN)
    return " · ".join(parts)


def differing(old: Piece, new: Piece) -> str:
    """Return what differs, sentence by sentence: ``- `` before what ``old`` says, ``+ `` before ``new``."""
    was, now = _sentences(old), _sentences(new)
    if was == now:
        return SAME if [*_words(old)] == [*_words(new)] else BREAKS_ONLY
    return "\n".join(difference(was, now))


def _tags(piece: Piece) -> str:
    return "  ".join(f"#{tag}" for tag in piece.tags)


def _sentences(piece: Piece) -> str:
    """Return all words of a piece, a sentence on each line: a changed word then shows one sentence twice."""
    lines = "\n".join(_SENTENCE_ENDS.sub("\n", part) for part in _words(piece)).split("\n")
    return "\n".join(line for line in lines if line.strip())


def _words(piece: Piece) -> Iterator[str]:
    yield piece.title
    yield _tags(piece)
    if isinstance(piece, Story):
        yield piece.stands
        yield note_in_a_line(piece.content_note) if piece.content_note else ""
    yield piece.body
    if isinstance(piece, Story):
        yield from (text for _, text in tool_parts(piece))
