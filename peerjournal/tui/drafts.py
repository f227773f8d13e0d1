"""What is being written, between the keys and the log: sealed every moment, and found again after anything.

A draft goes only once its words are in the log, or once there is nothing left of them.
"""

import threading
from dataclasses import dataclass, field, replace
from datetime import datetime

from peerjournal.errors import JournalDamaged, JournalError, NotSaved
from peerjournal.journal import Entry, Moment, Piece
from peerjournal.session import Session
from peerjournal.tui.sealed import Sealed, drafts_of
from peerjournal.tui.writing import Begun, Writing, read

_LOOKED_THROUGH = 50
"""How many of the newest entries a draft without one of its own is compared with."""
GONE_ON = "Here is what you had begun."
_SOME_TIME = Moment.decode("1970-01-01T00:00:00+00:00")


def open_draft(session: Session, name: str) -> Begun:
    """Return what a draft holds.

    Raises:
        JournalDamaged: It can't be opened, or is not of an entry or a story.
    """
    begun = read(name, drafts_of(session).open(name).fields)
    if begun is None:
        raise JournalDamaged("That draft is of something else.")
    return begun


def draft_of(session: Session, piece: Piece) -> Begun | None:
    """Return the newest draft in which an entry or a story is being changed, if there is one."""
    found = [each for each in _all(session) if each.piece == piece.id]
    return max(found, key=_kept_at, default=None)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the editor begins with."""

    begun: Begun
    piece: Piece | None = None
    """What is being changed, where it is still there."""
    said: str = ""
    """A sentence for the writer."""


def begin(session: Session, piece: Piece | None = None, draft: str | None = None) -> Beginning:
    """Return what stands on the page at first: a draft where there is one, or else what was kept.

    Args:
        session: The open journal.
        piece: What is to be changed; nothing for a blank page.
        draft: The name of a draft to go on with.
    """
    said = ""
    try:
        begun = open_draft(session, draft) if draft else draft_of(session, piece) if piece else None
    except JournalDamaged as error:
        begun, said = None, f"{error} {error.hint}"
    if begun is not None:
        return Beginning(begun, _as_it_is(session, begun.piece) or piece, GONE_ON)
    if piece is None:
        return Beginning(Begun("", Writing()), said=said)
    # It may have been changed since it was listed.
    piece = _as_it_is(session, piece.id) or piece
    now = Writing.of(piece)
    return Beginning(Begun("", now, piece.id, now), piece, said)


def begin_of_both(session: Session, piece: Piece, other: Piece) -> str:
    """Put two versions on one page, one below the other, and return the name of the draft that holds it.

    Raises:
        NotSaved: The disk refused.
    """
    base, beside = Writing.of(piece), Writing.of(other)
    bodies = dict.fromkeys(one.body.strip("\n") for one in (base, beside) if one.body.strip())
    both = replace(
        base,
        title=base.title or beside.title,
        body="\n\n---\n\n".join(bodies),
        tags=(*base.tags, *(tag for tag in beside.tags if tag not in base.tags)),
    )
    sealed = drafts_of(session)
    name = sealed.new()
    begun = Begun(name, both, piece.id, base, kept=session.vault.clock())
    sealed.keep(name, begun.encode())
    return name


def _as_it_is(session: Session, identifier: str) -> Piece | None:
    try:
        return session.journal.get(identifier) if identifier else None
    except JournalError:
        # It was removed meanwhile; keeping what is on the page will say so.
        return None


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A draft that nobody has finished, for a list."""

    name: str
    """What to open the editor with."""
    title: str = field(repr=False)
    """Its title, or how it begins: only for the writer's own eyes."""
    kind: str
    """``entry`` or ``story``."""
    piece: str
    """The id of what is being changed; nothing for a new one."""
    kept: datetime | None
    """When it was last sealed."""


def left_behind(session: Session) -> list[LeftBehind]:
    """Return the drafts whose words are not in the journal, the newest first; the others are let go."""
    found = []
    for begun in sorted(_all(session), key=_kept_at, reverse=True):
        if _is_in_journal(session, begun):
            _let_go(session, begun.name)
        else:
            found.append(_listed(begun))
    return found


def _listed(begun: Begun) -> LeftBehind:
    moment = begun.writing.written or _SOME_TIME
    shown = Entry("", begun.writing.title, begun.writing.body, begun.writing.tags, moment).shown_title
    return LeftBehind(begun.name, shown, begun.writing.kind, begun.piece, begun.kept)


def _all(session: Session) -> list[Begun]:
    try:
        drafts = drafts_of(session).all()
    except JournalDamaged:
        # What can't be listed is still there when it can be again.
        return []
    return [begun for each in drafts if (begun := read(each.name, each.fields))]


def _kept_at(begun: Begun) -> float:
    try:
        return begun.kept.timestamp() if begun.kept else 0.0
    except (OverflowError, ValueError, OSError):
        return 0.0


def _is_in_journal(session: Session, begun: Begun) -> bool:
    """Tell whether a draft was kept, and only the moment to remove it was lacking."""
    if begun.writing.is_blank:
        return True
    pieces: list[Piece]
    try:
        pieces = [session.journal.get(begun.piece)] if begun.piece else session.journal.list(_LOOKED_THROUGH)
    except JournalError:
        return False
    here = [Writing.of(piece) for piece in pieces]
    if begun.piece:
        return begun.writing in here
    # A new piece is told the moment it was begun in its draft already, so two alike on one day stay two.
    return any(each.words == begun.writing.words and each.written == begun.writing.written for each in here)


def _let_go(session: Session, name: str) -> None:
    try:
        drafts_of(session).discard(name)
    except NotSaved:
        # It will be let go another time.
        return


def _tags(writing: Writing) -> str:
    return " ".join(f"#{tag}" for tag in writing.tags)


class OwnDraft:
    """The draft of the piece on the screen. Several threads may keep it; an older state never wins."""

    def __init__(self, session: Session, name: str = "") -> None:
        """Prepare the draft.

        Args:
            session: The open journal.
            name: Of a draft that is there already.
        """
        self._sealed = Sealed(session, name)
        self._guard = threading.Lock()
        self._newest = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self._sealed.name

    @property
    def newest(self) -> int:
        """The newest state of the page that was sealed here, or that needs no draft."""
        return self._newest

    @property
    def is_there(self) -> bool:
        """Whether there is something in it."""
        return self._sealed.is_there

    @property
    def is_apart(self) -> bool:
        """Whether its words are a jot instead, since another window has renewed the keys."""
        return self._sealed.is_apart

    def keep(self, state: int, begun: Begun) -> None:
        """Seal a state of the page, unless it or a newer one is kept already.

        Raises:
            NotSaved: The disk refused; what the draft held before is still there.
        """
        with self._guard:
            if state > self._newest:
                writing = begun.writing
                parts = (writing.title, writing.body, _tags(writing))
                self._sealed.keep(begun.encode(), "\n\n".join(part for part in parts if part.strip()))
                self._newest = state

    def let_go(self, state: int) -> None:
        """Remove the draft, now that a state is in the log or holds nothing, unless it has a newer one."""
        with self._guard:
            newer, self._newest = state < self._newest, state
            # A newer state stays in the draft, and is sealed once more: what it changes has changed.
            if self.is_there and not newer:
                self._sealed.discard()
