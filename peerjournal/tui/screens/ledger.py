"""What I've shared: who was given what and when; looking at it once more, and taking it back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.errors import PeerjournalError
from peerjournal.letters import Kept, Row
from peerjournal.session import Session
from peerjournal.tui.messages import LedgerChanged
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.top_bar import TopBar

_GONE = "someone no longer in your circle"
_WAYS = (("read", "What they have"), ("take_back", "Take it back"), ("spoken", "We have talked"))


class LedgerScreen(WorkingScreen[None]):
    """Lists the rows, the newest first. It never leaves the journal, and is cleared in one step."""

    DEFAULT_CSS = """
    LedgerScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 84; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #rows { margin: 1 0; height: 1fr; }
        & #about { color: $quiet; margin-bottom: 1; display: none; }
        & #about.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 2; }
        &.-tiny .ways > Button { margin-right: 1; }
        &.-tiny > #middle { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_back", "Take it back", id="ledger.back"),
        Binding("b", "spoken", "We have talked", id="ledger.spoken"),
        Binding("o", "read", "What they have", show=False, id="ledger.read"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (("Forget all of it", "clear"),)
    AUTO_FOCUS = "#rows"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Lay out the rows and what can be done."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static("What you've shared", classes="heading")
            yield Static("", id="empty", classes="quiet")
            yield Choices(id="rows")
            yield Static("", id="about")
            with Horizontal(classes="ways"):
                for key, says in _WAYS:
                    yield Button(says, id=key)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one(TopBar).say_where("What you've shared")
        self._show()

    def on_screen_resume(self) -> None:
        """Show the rows as they are now."""
        self._show()

    def _show(self) -> None:
        rows = self.session.ledger.rows()
        self.query_one("#rows", Choices).show(self._choice(row) for row in rows)
        empty = self.query_one("#empty", Static)
        empty.update("It stays in your journal." if rows else "Nothing has left so far.")
        for key, _ in _WAYS:
            self.query_one(f"#{key}", Button).disabled = not rows

    def _choice(self, row: Row) -> Choice:
        peer = self.session.circle.by_id(row.peer)
        letter = self._letter(row)
        number = (
            f"letter {self.session.inbox.letters.reference(letter)}" if letter else "its letter was removed"
        )
        label = f"{peer.stand_in if peer else _GONE} · {row.state}"
        titles = letter.letter.texts("title") if letter and letter.letter else []
        parts = [", ".join(titles), number, row.shared_on]
        return Choice(row.id, label, " · ".join(part for part in parts if part))

    def _letter(self, row: Row) -> Kept | None:
        return self.session.inbox.letters.by_id(row.letter)

    @property
    def row(self) -> Row | None:
        """The row the cursor stands on."""
        key = self.query_one("#rows", Choices).key
        return next((row for row in self.session.ledger.rows() if row.id == key), None)

    def _say(self, text: str) -> None:
        about = self.query_one("#about", Static)
        about.update(plain(text))
        about.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be done."""
        self._say(told(error))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

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
            self._say("Its letter was removed from your journal.")

    def action_take_back(self) -> None:
        """Take it back: mark it, and write a note that asks for their copy to be deleted."""
        row = self.row
        if row is not None:
            reference = self.session.ledger.reference(row)
            self.do(lambda: (self.session.ledger.take_back(reference), row)[1], self._taken_back)

    def _taken_back(self, row: Row) -> None:
        self.app.post_message(LedgerChanged())
        self._show()
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
        self._show()

    def action_clear(self) -> None:
        """Forget who was given what; the letters and the people stay."""
        rows = len(self.session.ledger.rows())
        if not rows:
            self._say("There is nothing to forget: the ledger is empty.")
            return

        def clear(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(self.session.ledger.clear, self._cleared)

        detail = "Your copies of the letters and the people themselves stay."
        said = "1 row" if rows == 1 else f"{rows} rows"
        self.app.push_screen(
            Ask(f"Forget all of the ledger, {said}?", yes="Forget it", no="Keep it", detail=detail), clear
        )

    def _cleared(self, _count: int) -> None:
        self.app.post_message(LedgerChanged())
        self._show()
