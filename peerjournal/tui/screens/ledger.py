"""What I've shared: who was given what and when; looking at it once more, and taking it back."""

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.letters import Kept, Row
from peerjournal.tui.days import short_day
from peerjournal.tui.messages import LedgerChanged
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.listing import ListingScreen
from peerjournal.tui.screens.row_note import RowNoteScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import Way

_OFF = "The ledger is off: what leaves from now on is not written down."
_GONE = "someone no longer in your circle"


class LedgerScreen(ListingScreen):
    """Lists the rows, the newest first. It never leaves the journal, and is cleared in one step."""

    DEFAULT_CSS = """
    LedgerScreen {
        &.-tiny .ways { height: 2; layout: grid; grid-size: 2; grid-rows: 1; grid-gutter: 0 1; }
        &.-tiny .ways > Button { width: 100%; margin: 0; padding: 0; min-width: 4; }
    }
    """
    WHERE = "What you've shared"
    WAYS: ClassVar[tuple[Way, ...]] = (
        ("read", "What they have"),
        ("take_back", "Take it back"),
        ("spoken", "We have talked"),
        ("note", "Note"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_back", "Take it back", id="ledger.back"),
        Binding("b", "spoken", "We have talked", id="ledger.spoken"),
        Binding("n", "note", "Note", show=False, id="ledger.note"),
        Binding("d", "forget", "Forget this row", show=False, id="ledger.forget"),
        Binding("o", "read", "What they have", show=False, id="ledger.read"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Forget all of it", "clear"),
        ("Write down what leaves, or no longer", "switch"),
    )

    def choices(self) -> list[Choice]:
        """Return a line for each letter that was handed over."""
        return [self._choice(row) for row in self.session.ledger.rows()]

    def said(self, count: int) -> str:
        """Say where this stays, or that there is nothing."""
        here = "It stays in your journal." if count else "Nothing is written down here."
        return here if self.session.ledger.is_on else f"{here} {_OFF}"

    def _choice(self, row: Row) -> Choice:
        peer = self.session.circle.by_id(row.peer)
        letter = self._letter(row)
        number = (
            f"letter {self.session.inbox.letters.reference(letter)}" if letter else "its letter was removed"
        )
        label = f"{peer.called if peer else _GONE} · {row.state}"
        titles = letter.letter.texts("title") if letter and letter.letter else []
        parts = [", ".join(titles), number, _day(row.shared_on, self.session.vault.clock().date())]
        if row.note:
            parts.append(f"“{row.note}”")
        return Choice(row.id, label, " · ".join(part for part in parts if part))

    def _letter(self, row: Row) -> Kept | None:
        return self.session.inbox.letters.by_id(row.letter)

    @property
    def row(self) -> Row | None:
        """The row the cursor stands on."""
        return next((row for row in self.session.ledger.rows() if row.id == self.key), None)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Show what they have."""
        event.stop()
        self.action_read()

    def action_read(self) -> None:
        """Look at exactly what they were given."""
        row = self.row
        letter = self._letter(row) if row else None
        if letter is not None:
            self.app.push_screen(LetterScreen(self.session, letter))
        elif row is not None:
            self.say("Its letter was removed from your journal.")

    def action_take_back(self) -> None:
        """Take it back: mark it, and write a note that asks for their copy to be deleted."""
        row = self.row
        if row is not None:
            reference = self.session.ledger.reference(row)
            self.do(lambda: (self.session.ledger.take_back(reference), row)[1], self._taken_back)

    def _taken_back(self, row: Row) -> None:
        self.app.post_message(LedgerChanged())
        self.show()
        peer = self.session.circle.by_id(row.peer)
        self.app.push_screen(TakeBackScreen(self.session, self._letter(row), peer))

    def action_spoken(self) -> None:
        """Note that the two of you have talked about it."""
        row = self.row
        if row is not None:
            reference = self.session.ledger.reference(row)
            self.do(lambda: self.session.ledger.spoken_about(reference), self._noted)

    def _noted(self, _row: Row) -> None:
        self.app.post_message(LedgerChanged())
        self.show()

    def action_note(self) -> None:
        """Write something about it, for nobody but you."""
        if self.row is not None:
            self.app.push_screen(RowNoteScreen(self.session, self.row))

    def action_forget(self) -> None:
        """Forget this one row; their copy, yours and the person stay."""
        row = self.row
        if row is None:
            return
        reference = self.session.ledger.reference(row)

        def forget(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(lambda: self.session.ledger.forget(reference), self._noted)

        detail = "Their copy, your copy of the letter and the person stay."
        self.app.push_screen(
            Ask("Forget this row of the ledger?", yes="Forget it", no="Keep it", detail=detail), forget
        )

    def action_switch(self) -> None:
        """Write down what leaves from now on, or no longer; the rows that are here stay."""
        on = not self.session.ledger.is_on
        self.do(lambda: self.session.ledger.switch(on=on), self._cleared)

    def action_clear(self) -> None:
        """Forget who was given what; the letters and the people stay."""
        rows = len(self.session.ledger.rows())
        if not rows:
            self.say("There is nothing to forget: the ledger is empty.")
            return

        def clear(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(self.session.ledger.clear, self._cleared)

        detail = "Your copies of the letters and the people themselves stay."
        said = "1 row" if rows == 1 else f"{rows} rows"
        self.app.push_screen(
            Ask(f"Forget all of the ledger, {said}?", yes="Forget it", no="Keep it", detail=detail), clear
        )

    def _cleared(self, _done: object) -> None:
        self.app.post_message(LedgerChanged())
        self.show()


def _day(text: str, today: date) -> str:
    return short_day(date.fromisoformat(text), today) if text else ""
