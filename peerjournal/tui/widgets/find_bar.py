"""A line for looking for words on the page one is writing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.page import Page

NOT_HERE = "Not on this page."


class FindBar(Horizontal):
    """Asks for words as they are typed; Enter and Down go on to the next place, Up to the one before."""

    DEFAULT_CSS = """
    FindBar {
        height: 1; width: 1fr; background: $bar; padding: 0 2; display: none;
        &.-open { display: block; }
        & > Static { width: auto; color: $quiet; margin-right: 1; }
        & > Line { width: 1fr; max-width: 40; margin-right: 1; }
        & > Button { margin-right: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "find(1)", "Next place", show=False),
        Binding("up", "find(-1)", "Place before", show=False),
    ]

    def __init__(self, page: Page) -> None:
        """Look for words on a page."""
        super().__init__()
        self._page, self._began = page, (0, 0)

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(plain("Find"))
        yield Line(placeholder="words on this page", id="find-line")
        yield Button("Next", id="find-next")
        yield Button("Close", id="find-close")
        yield Static("", id="find-said")

    @property
    def is_open(self) -> bool:
        """Whether it can be seen."""
        return self.has_class("-open")

    @property
    def line(self) -> Line:
        """Where the words are typed."""
        return self.query_one(Line)

    def open(self) -> None:
        """Show the line, with what was looked for last, ready to be typed over."""
        self._began = self._page.cursor_location
        self.add_class("-open")
        self.line.focus()
        self.line.select_all()

    def close(self) -> None:
        """Hide the line, and go back to the page where the words were found."""
        self.remove_class("-open")
        self._page.stop_finding()
        self._page.focus()

    def action_find(self, way: int) -> None:
        """Go on to the next place for a way above 0, to the one before for a way below."""
        words = self.line.value
        if not words:
            self._page.stop_finding()
        found = not words or self._page.find([words], backwards=way < 0)
        self.query_one("#find-said", Static).update(plain("" if found else NOT_HERE))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look while somebody types, always from where one was on the page."""
        event.stop()
        if self.is_open:
            self._page.move_cursor(self._began)
            self.action_find(1)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next place."""
        event.stop()
        self.action_find(1)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "find-next":
            self.action_find(1)
        else:
            self.close()
