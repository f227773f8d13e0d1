"""One's own words about something that was shared; they stay in the ledger and leave in no letter."""

from typing import ClassVar

from peerjournal.letters import Row
from peerjournal.session import Session
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, Step


class RowNoteScreen(StepScreen[None]):
    """Keeps what is typed, whichever way one leaves."""

    WHERE = "What you've shared"
    FIRST = "note"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, row: Row) -> None:
        """Prepare.

        Args:
            session: The open journal.
            row: What the words are about.
        """
        super().__init__()
        self.session, self._row = session, row

    def ask_note(self) -> Step:
        """Ask for the words."""
        page = Page(self._row.note, placeholder="It can stay empty.", id="row-note")
        said = "For nobody else. They stay in your journal."
        return Step("Your own words about it", said, held=[page], ways=[BACK, ("keep", "Keep it")])

    async def hear_note(self, key: str) -> None:
        """Leave; leaving keeps it."""
        del key
        self.leave()

    def keep_draft(self) -> None:
        """Keep the words as they stand."""
        if self.step is not None and self.step.text.strip() != self._row.note:
            ledger = self.session.ledger
            self._row = ledger.note(ledger.reference(self._row), self.step.text)
