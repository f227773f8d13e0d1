"""The desk behind the sheet: what was kept, what is in the draft, and what is still only on the screen.

It knows no screen. The states of a sheet are counted, so that whichever thread comes late does no harm.
"""

import contextlib
from dataclasses import dataclass, replace

from peerjournal.errors import JournalError, NotSaved, PeerjournalError
from peerjournal.journal import Moment, Piece, Story
from peerjournal.letters import preview
from peerjournal.session import Session
from peerjournal.tui import keeping
from peerjournal.tui.drafts import Beginning, OwnDraft
from peerjournal.tui.writing import Begun, Place, Writing

NOTHING_WRITTEN = "Nothing was written, so nothing was kept."
LEFT_AS_IT_IS = "The page is empty, so what was kept stays as it is."


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is being changed, and what it said."""

    piece: Piece | None
    identifier: str
    base: Writing | None


@dataclass(frozen=True, slots=True)
class Settled:
    """How a state of the sheet was kept."""

    state: int
    piece: Piece | None = None
    """As it is in the journal now; nothing where there was nothing to keep."""
    said: str = ""
    """A sentence for the writer."""


class Desk:
    """One piece, from opening it to being done with it."""

    def __init__(self, session: Session, beginning: Beginning) -> None:
        begun = beginning.begun
        self._session = session
        self._ground = _Ground(beginning.piece, begun.piece, begun.base)
        self._draft = OwnDraft(session, begun.name)
        self._cursor = begun.cursor
        self.writing = begun.writing
        """What stood on the sheet when it was last looked at."""
        self.state = 0
        """The number of that state; 0 is the first."""
        self.kept: Piece | None = None
        """What was kept from here last."""

    @property
    def piece(self) -> Piece | None:
        """What is being changed."""
        return self._ground.piece

    @property
    def base(self) -> Writing | None:
        """What was kept last."""
        return self._ground.base

    @property
    def is_in_draft(self) -> bool:
        """Whether the state looked at last is in the draft."""
        return self._draft.is_there and self._draft.newest >= self.state

    @property
    def is_apart(self) -> bool:
        """Whether what was written is kept as a jot, since another window has renewed the keys."""
        return self._draft.is_apart

    @property
    def is_settled(self) -> bool:
        """Whether the state looked at last is in the draft already, or needs none."""
        return self._draft.newest >= self.state

    @property
    def is_kept(self) -> bool:
        """Whether all that was looked at last is in the journal already."""
        return self.writing == self._ground.base

    def look(self, writing: Writing, cursor: Place) -> None:
        """Take note of what stands on the sheet."""
        self._cursor = cursor
        if writing != self.writing:
            self.state, self.writing = self.state + 1, writing

    def begun(self) -> Begun:
        """Return what a draft of the state looked at last holds."""
        ground = self._ground
        return Begun(
            self._draft.name,
            self.writing,
            piece=ground.identifier,
            base=ground.base,
            cursor=self._cursor,
            kept=self._session.vault.clock(),
        )

    def seal(self, state: int, begun: Begun) -> None:
        """Seal a state as the draft, or remove the draft where there is nothing to seal.

        Raises:
            NotSaved: The disk refused.
        """
        if begun.writing.is_blank or begun.writing == begun.base:
            self._draft.let_go(state)
        else:
            self._draft.keep(state, begun)

    def keep(self, state: int, begun: Begun) -> Settled:
        """Keep a state in the journal, then remove its draft.

        Raises:
            PeerjournalError: It could not be kept.
        """
        ground, writing = self._ground, begun.writing
        settled = Settled(state)
        if writing.is_blank:
            settled = Settled(state, said=LEFT_AS_IT_IS if ground.identifier else NOTHING_WRITTEN)
        elif writing != ground.base:
            kept = keeping.keep(self._session, writing, ground.piece or ground.identifier, ground.base)
            # From here on only what the writer changes on this sheet counts as changed here.
            self._ground = _Ground(kept.piece, kept.piece.id, writing)
            self.kept = kept.piece
            settled = Settled(state, kept.piece, kept.said)
        with contextlib.suppress(NotSaved):
            # A draft that stays although it is kept is let go when drafts are listed.
            self._draft.let_go(state)
        return settled


def would_leave(session: Session, writing: Writing, piece: Piece | None) -> str:
    """Return what would leave of a story as it stands on the sheet, with what it has besides its text."""
    written = writing.written or Moment.of(session.vault.clock())
    story = Story("", "", "", (), written)
    if isinstance(piece, Story):
        story = piece
        # What it has besides its text may have been changed since it was opened.
        with contextlib.suppress(JournalError):
            now = session.journal.get(piece.id)
            story = now if isinstance(now, Story) else story
    story = replace(story, title=writing.title, body=writing.body, tags=writing.tags)
    try:
        return preview(story, session.people.all())
    except PeerjournalError as error:
        return f"{error} {error.hint}".strip()


def origin_of(session: Session, piece: Piece | None) -> str:
    """Return where a story came from, in one line."""
    if not isinstance(piece, Story):
        return ""
    if not piece.from_entry:
        return "A story. It is private until you seal it in a letter."
    try:
        entry = session.journal.get(piece.from_entry)
    except JournalError:
        return "Made from an entry that was removed."
    return f"Made from \u201c{entry.shown_title}\u201d, which stays as it is."
