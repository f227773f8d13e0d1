"""What the marks do, with examples, and where they stand in what is being written: one card over the page."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices

_FIRST = "A mark says what may leave when you share. In your journal all of it stays."
_WAYS = (
    ("It hurt. [[The letter.]]\nI left.", "They get: It hurt. I left."),
    (":mine\n…\n:end", "These lines stay with you. They never leave."),
    (":careful\n…\n:end", "You are asked about them each time you share. With no answer, they stay."),
    ("\\[[", "This is just two brackets."),
)
_MORE = (
    "F6 marks what you have selected as mine. F7 marks it as careful.",
    "To share what is mine, take its mark away first.",
    "Each mark stands alone on its line. Close one before the next.",
    "A mark that is not closed holds back all that comes after it.",
)
_NONE = "There is no mark in it so far."
_MOST = 500
"""Passages that are listed; nobody looks through more."""
_BEGINNING = 40
"""Letters of a passage that stand beside its line."""


class MarksScreen(ModalScreen[int]):
    """Shows how to say what may leave and what stays. Ends with the line to go to, 0 for none."""

    DEFAULT_CSS = """
    MarksScreen {
        align: center middle;
        .card { width: 64; }
        #ways { height: auto; max-height: 15; }
        &.-marked #ways { max-height: 10; }
        &.-tall #ways { max-height: 22; }
        #ways Static { width: 1fr; margin-bottom: 1; }
        .way { height: auto; width: 1fr; }
        #ways .way > .sign { width: 27; }
        #here { margin-top: 1; width: 1fr; }
        Choices { max-height: 4; background: $surface; }
        &.-tall Choices { max-height: 8; }
        .buttons { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", key_display="Esc")]
    AUTO_FOCUS = "#ways"

    def __init__(self, body: str = "") -> None:
        """Tell of the marks in a text."""
        super().__init__()
        self._found = list(where(body))
        self.set_class(bool(self._found), "-marked")

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Static("What the marks do", classes="heading")
            with VerticalScroll(id="ways"):
                yield Static(Content(_FIRST))
                for sign, says in _WAYS:
                    with Horizontal(classes="way"):
                        yield Static(Content(sign).stylize("$secondary"), classes="sign")
                        yield Static(Content(says))
                for says in _MORE:
                    yield Static(Content(says))
            if self._found:
                yield Static("Where they stand here", id="here", classes="heading")
                yield Choices(self._found)
            else:
                yield Static(plain(_NONE), id="here", classes="quiet")
            with Horizontal(classes="buttons"):
                yield Button("Back", id="back", variant="primary")

    def on_mount(self) -> None:
        """Stand where one can go to; the rest is there to read."""
        for choices in self.query(Choices):
            choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Go to it."""
        event.stop()
        self.dismiss(int(event.key.partition(":")[0]))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.dismiss(0)

    def action_back(self) -> None:
        """Go back to the page."""
        self.dismiss(0)


def where(body: str) -> Iterator[Choice]:
    """Yield where the marks of a text stand, and which one can't be read; a key begins with the line."""
    said = ""
    try:
        found = passages.parse(body)
    except MarkNotClosed as broken:
        said, line = f"{broken} What comes after it stays with you.", broken.line
        found = _before(body, line)
    marked = [one for one in found if one.light is not Light.OPEN][:_MOST]
    for number, one in enumerate(marked):
        words = " ".join(one.text.split())
        begins = f"{words[:_BEGINNING]}…" if len(words) > _BEGINNING else words
        yield Choice(f"{one.line}:{number}", f"Line {one.line} · {one.light.value}", begins)
    if said:
        yield Choice(f"{line}:broken", f"Line {line} · can't be read", said)


def _before(body: str, line: int) -> tuple[passages.Passage, ...]:
    try:
        return passages.parse("\n".join(body.split("\n")[: line - 1]))
    except MarkNotClosed:
        return ()
