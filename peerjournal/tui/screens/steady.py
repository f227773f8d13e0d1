"""The steady card: a few lines to hold on to, and where one could go from here; from every screen."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from peerjournal.journal import SAVED, STEADY
from peerjournal.session import Session
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.widgets.key_footer import KeyFooter


class SteadyScreen(ShapedScreen[None]):
    """The card. Nothing is noted, and what lies under it stays as it is."""

    DEFAULT_CSS = """
    SteadyScreen {
        background: $background;
        & > VerticalScroll { width: 1fr; height: 1fr; align: center middle; }
        & #card { width: 94%; max-width: 64; height: auto; background: $surface; padding: 2 4; }
        & #card > Static { width: 1fr; margin-bottom: 1; }
        & #ways { height: auto; width: 1fr; margin-top: 1; }
        & #ways > Button { margin-right: 2; }
        &.-tiny #card { padding: 1 2; }
        &.-tiny #ways { layout: grid; grid-size: 1; grid-rows: 1; }
        &.-tiny #ways > Button { margin: 0; width: 100%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("s", "small_thing", "Something small"),
        Binding("h", "hope_shelf", "Hope shelf"),
        Binding("question_mark", "app.help", "Help", key_display="?", system=True),
        Binding("q", "app.quit", "Close for now"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, session: Session | None = None, *, saved: bool = True) -> None:
        """Show the card.

        Args:
            session: The open journal; without one only the lines and help are here.
            saved: Whether what is being written could be saved; otherwise nothing is said of that.
        """
        super().__init__()
        self._session = session
        self._lines = [line for line in STEADY if saved or line != SAVED]

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with VerticalScroll(), Vertical(id="card"):
            for line in self._lines:
                yield Static(line)
            with Horizontal(id="ways"):
                if self._session is not None:
                    yield Button("Something small", id="small_thing")
                    yield Button("Hope shelf", id="hope_shelf")
                yield Button("Back", id="back", variant="primary")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs an open journal only where there is one."""
        del parameters
        return self._session is not None or action not in {"small_thing", "hope_shelf"}

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_small_thing(self) -> None:
        """Write about a small good thing; every prompt can be skipped."""
        from peerjournal.journal import SMALL_GOOD_THING  # noqa: PLC0415 — the card itself is up at once
        from peerjournal.tui.screens.way_in import WayInScreen  # noqa: PLC0415 — as above

        if self._session is not None:
            self._go_on_to(WayInScreen(self._session, SMALL_GOOD_THING))

    def action_hope_shelf(self) -> None:
        """Look at a line that you put on your hope shelf."""
        from peerjournal.tui.screens.shelf import ShelfScreen  # noqa: PLC0415 — as above

        if self._session is not None:
            self._go_on_to(ShelfScreen(self._session))

    def _go_on_to(self, screen: Screen[Any]) -> None:
        # The card makes room: going back from there leads to where one was.
        self.app.switch_screen(screen)

    def action_back(self) -> None:
        """Go back to where you were; nothing there has changed."""
        self.dismiss(None)
