"""Look it over: phrases in a reply that may sound like fixing, when its writer asks. It blocks nothing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from peerjournal.letters import NOTHING_FOUND, Reply, look_over
from peerjournal.tui.wall import plain


class LookOverScreen(ModalScreen[None]):
    """Shows what there is to say; nothing of it is kept, and the words stay as they are."""

    DEFAULT_CSS = """
    LookOverScreen {
        align: center middle;
        .card { max-height: 90%; }
        #said { height: auto; max-height: 14; margin: 1 0; }
        #said > Static { width: 1fr; }
        #said > .quiet { margin: 0 0 1 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back to your words", key_display="Esc")
    ]
    AUTO_FOCUS = "#back"

    def __init__(self, reply: Reply, theirs: str) -> None:
        """Look a reply over.

        Args:
            reply: As far as it is written.
            theirs: The letter that it answers: what is quoted of it is not looked at.
        """
        super().__init__()
        self._found = look_over(reply, theirs)

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Static("Looked over", classes="heading")
            with VerticalScroll(id="said", can_focus=False):
                if not self._found:
                    yield Static(NOTHING_FOUND)
                for phrase, sentence in self._found:
                    yield Static(plain(f"“{phrase}”"))
                    yield Static(plain(sentence), classes="quiet")
            with Horizontal(classes="buttons"):
                yield Button("Back to your words", id="back", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to your words."""
        self.dismiss(None)
