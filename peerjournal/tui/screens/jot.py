"""A line kept without unlocking: typed over the lock screen, sealed at once, found at the next unlock."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from peerjournal.errors import PeerjournalError
from peerjournal.text import clean
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import Line


class JotScreen(ModalScreen[None]):
    """Takes one line."""

    DEFAULT_CSS = """
    JotScreen {
        align: center middle;
        #why { margin-bottom: 1; width: 1fr; }
        .buttons { margin-top: 1; }
        #refusal { color: $quiet; display: none; margin-top: 1; width: 1fr; }
        #refusal.-said { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", key_display="Esc")]
    AUTO_FOCUS = "Line"

    class Kept(Message):
        """Somebody wants this line to be kept."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, seal: Callable[[str], None]) -> None:
        """Take a line.

        Args:
            seal: Keeps a line in this very thread, for when everything ends.
        """
        super().__init__()
        self._seal = seal
        self._keeping = False

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Static("Jot a line", classes="heading")
            yield Static("It is sealed at once. You find it when you unlock.", id="why", classes="quiet")
            yield Line(id="jot-line")
            yield Static("", id="refusal")
            with Horizontal(classes="buttons"):
                yield Button("Keep it", id="keep", variant="primary")
                yield Button("Not now", id="back")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line."""
        event.stop()
        self._keep()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "keep":
            self._keep()
        else:
            self.dismiss(None)

    def _keep(self) -> None:
        text = self._text
        if not text:
            self.dismiss(None)
        elif not self._keeping:
            self._keeping = True
            self.post_message(self.Kept(text))

    @property
    def _text(self) -> str:
        return clean(self.query_one(Line).value).strip()

    def action_back(self) -> None:
        """Go back to the lock; a line that was begun is kept as it stands."""
        if self._text:
            self._keep()
        else:
            self.dismiss(None)

    def done(self) -> None:
        """Close, now that the line is kept."""
        self.dismiss(None)

    def refused(self, error: PeerjournalError) -> None:
        """Say why it could not be kept; the line stays where it is."""
        self._keeping = False
        refusal = self.query_one("#refusal", Static)
        refusal.update(plain(f"{error} {error.hint}".strip()))
        refusal.add_class("-said")

    def keep_draft(self) -> None:
        """Seal the line as it stands."""
        # Should a thread be sealing it at this moment, it is there twice, which is better than not at all.
        if self._text:
            self._seal(self._text)
