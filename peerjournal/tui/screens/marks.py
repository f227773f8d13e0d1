"""How marks work, on one card over the page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

_WAYS = (
    (":mine\n…\n:end", "These lines stay with you. They never leave."),
    (":careful\n…\n:end", "You are asked about them each time you share. With no answer, they stay."),
    ("[[a few words]]", "These words stay with you too."),
    ("\\[[", "This is just two brackets."),
)
_MORE = (
    "F6 marks what you have selected as mine. F7 marks it as careful.",
    "Each mark stands alone on its line. Close one before the next.",
    "A mark that is not closed holds back all that comes after it.",
)


class MarksScreen(ModalScreen[None]):
    """Shows how to say what may leave and what stays."""

    DEFAULT_CSS = """
    MarksScreen {
        align: center middle;
        #ways { height: auto; max-height: 15; }
        &.-tall #ways { max-height: 24; }
        #ways Static { width: 1fr; margin-bottom: 1; }
        .way { height: auto; width: 1fr; }
        #ways .way > .sign { width: 18; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "back", "Back", key_display="Esc")]
    AUTO_FOCUS = "#ways"

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            with VerticalScroll(id="ways"):
                yield Static("How marks work", classes="heading")
                for sign, says in _WAYS:
                    with Horizontal(classes="way"):
                        yield Static(Content(sign).stylize("$secondary"), classes="sign")
                        yield Static(Content(says))
                for says in _MORE:
                    yield Static(Content(says))
            with Horizontal(classes="buttons"):
                yield Button("Back", id="back", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to the page."""
        self.dismiss(None)
