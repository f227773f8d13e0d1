"""What is good to know before one hard thing is told: shown because it was picked, and once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from peerjournal.journal import HARD_CARD


class BeforeThisOne(ModalScreen[None]):
    """Says it on a card over the list, and asks nothing."""

    DEFAULT_CSS = """
    BeforeThisOne {
        align: center middle;
        .card { width: 66; }
        .card > Static { width: 1fr; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", key_display="Esc")]

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        heading, *lines = HARD_CARD
        with Vertical(classes="card"):
            yield Static(Content(heading), classes="heading")
            for line in lines:
                yield Static(Content(line))
            with Horizontal(classes="buttons"):
                yield Button("Go on", id="go", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go on."""
        event.stop()
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss(None)
