"""What a story has besides its text, step by step: each answer is kept at once, and no word is lost."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from peerjournal.errors import JournalError, PeerjournalError
from peerjournal.journal import Changes, Story
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.steps import StepScreen

Change = Callable[[Story], Changes]
"""Makes of a story, as it is in the journal at that moment, what is to be changed in it."""
_GONE = "That story is no longer here."
_STAYS = "Your words stay among your drafts."
ONCE_MORE = "Back once more leaves it there."


class OfStoryScreen(StepScreen[None]):
    """Asks about one part of a story. Going back keeps what stands on the step, as going on does."""

    KIND: ClassVar[str] = ""
    """What its draft is called among drafts."""
    TITLE: ClassVar[str] = ""
    """What its draft is called for the writer."""

    def __init__(self, session: Session, story: Story) -> None:
        """Prepare.

        Args:
            session: The open journal.
            story: What it is about.
        """
        super().__init__()
        self.session, self.story = session, story
        self.begun = Begun(session, self.KIND, story.id)
        self._refused: Any = None

    # What each of them does in its own way.

    def unkept(self) -> Change | None:
        """Return what would keep what stands on the step; nothing where all of it is kept."""
        raise NotImplementedError

    def words(self) -> dict[str, Any]:
        """Return what a draft holds of it: what was typed, and what is needed to go on from there."""
        raise NotImplementedError

    # Keeping.

    def save(self, change: Change | None, then: Callable[[], object]) -> None:
        """Keep a change of the story, and then go on; without one go on at once."""
        if change is None:
            self.call_next(_going_on, then)
        else:
            self.do(partial(self._write, change), partial(self._saved, then))

    def _write(self, change: Change) -> Story:
        with self.session.vault.transaction():
            piece = self.session.journal.get(self.story.id)
            if not isinstance(piece, Story):
                raise JournalError(_GONE, hint=_STAYS)
            kept = self.session.journal.edit(piece.id, **change(piece))
        if not isinstance(kept, Story):
            raise JournalError(_GONE, hint=_STAYS)
        return kept

    async def _saved(self, then: Callable[[], object], story: Story) -> None:
        self.story, self._refused = story, None
        self.begun.forget()
        self.took()
        await _going_on(then)

    def took(self) -> None:
        """Take over what the story says now."""

    def refuse(self, error: PeerjournalError) -> None:
        """Say why it could not be kept; what was typed is sealed as a draft."""
        super().refuse(error)
        words = self.words()
        if not words or self.unkept() is None:
            return
        try:
            self.keep_draft()
        except PeerjournalError:
            # What the journal said is told already; the words stay on the screen.
            return
        self._refused = words
        if self.step is not None:
            self.step.refuse(f"{error} {self.begun.where} {ONCE_MORE}")

    # Going back.

    async def _go_back(self) -> None:
        if self._refused is not None and self._refused == self.words():
            self.leave()
            return
        self.save(self.unkept(), super()._go_back)

    def keep_draft(self) -> None:
        """Seal what was typed and is not kept yet."""
        if self.step is not None and self.unkept() is not None:
            self.begun.keep(title=self.TITLE, **self.words())

    @property
    def at(self) -> str:
        """The name of the step that is asked now."""
        return self.names[-1] if self.names else ""

    @property
    def typed(self) -> str:
        """What stands where one types."""
        return self.step.text if self.step is not None else ""


async def _going_on(then: Callable[[], object]) -> None:
    going = then()
    if inspect.isawaitable(going):
        await going
