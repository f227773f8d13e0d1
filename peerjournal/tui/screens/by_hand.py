"""Keeping a reply that came by phone or on paper beside the letter that it answers."""

from peerjournal.errors import JournalError
from peerjournal.letters import Kept
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.messages import LetterKept
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, Step


class ByHandScreen(StepScreen[None]):
    """Takes what they said, in your words or theirs."""

    WHERE = "A reply that came another way"
    FIRST = "words"

    def __init__(self, session: Session, answered: Kept) -> None:
        """Prepare.

        Args:
            session: The open journal.
            answered: The letter of yours that they answered.
        """
        super().__init__()
        self.session, self._answered = session, answered
        self.begun = Begun(session, "by hand", answered.id)
        self._text = str(self.begun.fields.get("body", ""))

    def ask_words(self) -> Step:
        """Ask what they said."""
        page = Page(self._text, id="words")
        return Step(
            "What did they say?", "In your words or theirs.", held=[page], ways=[BACK, ("keep", "Keep it")]
        )

    async def hear_words(self, key: str) -> None:
        """Keep it beside the letter."""
        del key
        text = self.step.text if self.step else ""
        if not text.strip():
            raise JournalError("There was no text. Nothing was kept or changed.")
        inbox = self.session.inbox
        reference = inbox.letters.reference(self._answered)
        self.do(lambda: inbox.keep_by_hand(reference, text), self._kept)

    def _kept(self, number: int) -> None:
        self.begun.forget()
        self.app.post_message(LetterKept())
        self.app.notify(f"Kept beside the letter, as letter {number}.")
        self.step = None
        self.leave()

    def keep_draft(self) -> None:
        """Seal the words as they stand."""
        if self.step is not None and self.step.text.strip():
            self.begun.keep(title="A reply that came another way", body=self.step.text)
