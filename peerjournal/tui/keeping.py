"""From the page into the journal: what was changed goes in, and nothing that came from elsewhere is lost."""

from dataclasses import dataclass
from typing import Any

from peerjournal.errors import NoSuchEntry
from peerjournal.journal import Changes, Piece, Story
from peerjournal.session import Session
from peerjournal.tui.writing import Writing

CHANGED_ELSEWHERE = "It was changed elsewhere meanwhile. Both are kept: yours is beside it, as a new one."
REMOVED_ELSEWHERE = "It was removed elsewhere meanwhile. What you wrote is kept as a new one."

_FIELDS = ("title", "body", "tags", "written", "starred")
_OF_A_STORY = ("stands", "content_note", "tools", "kept", "looked")


@dataclass(frozen=True, slots=True)
class Kept:
    """How the journal took it."""

    piece: Piece
    said: str = ""
    """A sentence for the writer, where it did not simply go in its place."""


def keep(session: Session, writing: Writing, piece: Piece | str = "", base: Writing | None = None) -> Kept:
    """Keep what stands on the page; return only once it lasts.

    Args:
        session: The open journal.
        writing: What is to be kept.
        piece: What is being changed, or its id; nothing for something new.
        base: What that one said when the change began.

    Raises:
        NotSaved: The disk refused.
        JournalReadOnly: Nothing can be written just now.
        JournalInUse: Another program held the journal for too long.
    """
    identifier = piece if isinstance(piece, str) else piece.id
    with session.vault.transaction():
        if not identifier or base is None:
            return Kept(session.journal.add(writing.to_draft()))
        try:
            now = session.journal.get(identifier)
        except NoSuchEntry:
            return Kept(_beside(session, writing, piece), REMOVED_ELSEWHERE)
        changes = _changes(writing, base)
        if _clash(changes, Writing.of(now), base):
            return Kept(_beside(session, writing, now), CHANGED_ELSEWHERE)
        return Kept(session.journal.edit(identifier, **changes))


def _changes(writing: Writing, base: Writing) -> Changes:
    """Return what the writer changed; what was left alone may have changed elsewhere and stays so."""
    changed: Any = {
        name: getattr(writing, name) for name in _FIELDS if getattr(writing, name) != getattr(base, name)
    }
    changes: Changes = changed
    return changes


def _clash(changes: Changes, now: Writing, base: Writing) -> bool:
    """Tell whether the same thing was changed here and elsewhere, in different ways."""
    return any(getattr(now, name) not in {getattr(base, name), mine} for name, mine in changes.items())


def _beside(session: Session, writing: Writing, piece: Piece | str) -> Piece:
    """Keep it as something new, with what a story has besides its text."""
    if not isinstance(piece, Story):
        return session.journal.add(writing.to_draft())
    new = session.journal.add(writing.to_draft(piece.from_entry))
    more: Any = {name: getattr(piece, name) for name in _OF_A_STORY if getattr(piece, name)}
    return session.journal.edit(new.id, **more) if more else new
