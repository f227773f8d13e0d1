"""The quiet lines under the sheet: what there is to tell, a mark that is not closed, a count if asked for."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import passages
from peerjournal.tui.wall import plain

HOLDS_BACK = "You can keep it so. What comes after it stays with you."


class WritingNotes(Vertical):
    """Says little, and only what helps; it takes no room while there is nothing to say."""

    DEFAULT_CSS = """
    WritingNotes {
        height: auto; width: 1fr; padding: 0 2;
        & > Static { width: 1fr; height: auto; color: $quiet; display: none; }
        & > Static.-said { display: block; }
        & > #broken { height: auto; width: 1fr; display: none; }
        & > #broken.-said { display: block; }
        #broken Static { width: 1fr; height: auto; color: $quiet; }
        #broken Button { margin-left: 2; }
        & > #told { color: $foreground; }
        & > #offer { height: auto; width: 1fr; display: none; }
        & > #offer.-open { display: block; }
        #offer Static { width: 1fr; color: $quiet; }
        #offer Button { margin-right: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._counting = False
        self._body = ""
        self.broken = 0
        """The line on which a mark can't be read, counted from 1; 0 is none."""

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with Vertical(id="offer"):
            yield Static("", id="offered")
            with Horizontal(classes="buttons"):
                yield Button("Break them", id="break")
                yield Button("Leave them", id="leave")
        yield Static("", id="told")
        with Horizontal(id="broken"):
            yield Static("", id="mark")
            yield Button("Go to it", id="go")
        yield Static("", id="count")

    def tell(self, text: str) -> None:
        """Show a sentence, or none."""
        self._put("told", text)

    def look(self, body: str) -> None:
        """Say on which line a mark can't be read, and how many words there are if that was asked for."""
        self._body, self.broken = body, 0
        try:
            passages.parse(body)
        except MarkNotClosed as error:
            self.broken = error.line
            self._put("mark", f"{error} {HOLDS_BACK}")
        else:
            self._put("mark", "")
        self.query_one("#broken").set_class(bool(self.broken), "-said")
        self._put("count", counted(body) if self._counting else "")

    def count(self) -> None:
        """Count the words from now on, or no longer."""
        self._counting = not self._counting
        self.look(self._body)

    def offer_breaks(self, lines: int) -> None:
        """Offer to break long lines."""
        what = "One line is" if lines == 1 else f"{lines} lines are"
        self.query_one("#offered", Static).update(plain(f"{what} very long, which makes typing slow."))
        self.query_one("#offer").add_class("-open")

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Have the screen go to a mark, or break the lines, or leave them."""
        event.stop()
        if event.button.id == "go":
            await self.run_action("screen.go_to_mark")
            return
        self.query_one("#offer").remove_class("-open")
        if event.button.id == "break":
            await self.run_action("screen.break_lines")

    def _put(self, name: str, text: str) -> None:
        line = self.query_one(f"#{name}", Static)
        line.update(plain(text))
        line.set_class(bool(text), "-said")


def counted(body: str) -> str:
    """Return how many words a text has, without a goal."""
    words = len(body.split())
    return "0 words · there is no minimum" if not words else "1 word" if words == 1 else f"{words} words"
