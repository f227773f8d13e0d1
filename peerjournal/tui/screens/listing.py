"""A list with buttons below it: what can be done is about the one that the cursor stands on."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.errors import PeerjournalError
from peerjournal.session import Session
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.step import Way
from peerjournal.tui.widgets.top_bar import TopBar


class ListingScreen(WorkingScreen[None]):
    """Shows a list anew whenever one comes back to it."""

    DEFAULT_CSS = """
    ListingScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 84; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #rows { margin: 1 0; height: 1fr; }
        & #about { color: $quiet; margin-bottom: 1; display: none; }
        & #about.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 1; }
        &.-tiny > #middle { padding: 0 1; }
    }
    """
    AUTO_FOCUS = "#rows"
    WHERE = ""
    """What stands in the bar at the top, and above the list."""
    WAYS: ClassVar[tuple[Way, ...]] = ()
    """What can be done about a row: the name of the action, and what its button says."""
    ALWAYS: ClassVar[tuple[Way, ...]] = ()
    """What can be done even where there are no rows; it stands first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._is_empty = False

    def compose(self) -> ComposeResult:
        """Lay out the list and what can be done."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static(plain(self.WHERE), classes="heading")
            yield Static("", id="quiet", classes="quiet")
            yield Choices(id="rows")
            yield Static("", id="about")
            with Horizontal(classes="ways"):
                for key, says in self.ALWAYS:
                    yield Button(says, id=key, variant="primary")
                for key, says in self.WAYS:
                    yield Button(says, id=key)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(TopBar).say_where(self.WHERE)
        self.show()

    def on_screen_resume(self) -> None:
        """Show what there is now."""
        self.show()

    def choices(self) -> Iterable[Choice]:
        """Return the rows."""
        raise NotImplementedError

    def said(self, count: int) -> str:
        """Return what stands quietly above so many rows."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the rows as they are now."""
        rows = list(self.choices())
        self._rows.show(rows)
        quiet = self.query_one("#quiet", Static)
        quiet.update(plain(self.said(len(rows))))
        quiet.display = bool(self.said(len(rows)))
        for key, _ in self.WAYS:
            self.query_one(f"#{key}", Button).disabled = not rows
        if self.ALWAYS and self._is_empty != (not rows):
            # In a list with nothing in it no key would do anything.
            self.query_one("#rows" if rows else f"#{self.ALWAYS[0][0]}").focus()
        self._is_empty = not rows
        self.refresh_bindings()

    @property
    def _rows(self) -> Choices:
        return self.query_one("#rows", Choices)

    @property
    def key(self) -> str:
        """The key of the row the cursor stands on, or nothing."""
        return self._rows.key

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is about a row only where there is one."""
        if self.is_mounted and action in dict(self.WAYS):
            return bool(self.key)
        return super().check_action(action, parameters)

    def say(self, text: str) -> None:
        """Say something between the list and the buttons."""
        about = self.query_one("#about", Static)
        about.update(plain(text))
        about.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be done."""
        self.say(told(error))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))
