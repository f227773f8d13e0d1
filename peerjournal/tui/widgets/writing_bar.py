"""The bar above the sheet: what it is, how far it is kept, and of which day."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from peerjournal.journal import Light, Moment
from peerjournal.tui.wall import plain
from peerjournal.tui.writing import STORY

_LIGHTS = {Light.MINE: "here: mine", Light.CAREFUL: "here: careful"}


class WritingBar(Horizontal):
    """Says how it stands with the piece on the sheet; a click on the day or the star changes it."""

    DEFAULT_CSS = """
    WritingBar {
        height: 1; width: 1fr; background: $bar; padding: 0 2;
        & > Static { width: auto; color: $quiet; margin-left: 2; }
        & > #status { width: 1fr; margin: 0; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #star { display: none; }
        & > #light { color: $secondary; }
        &.-starred > #star { display: block; }
        & > #star:hover, & > #day:hover { color: $foreground; }
    }
    """

    @dataclass
    class Clicked(Message):
        """Someone clicked on a part of the bar: ``day`` or ``star``."""

        part: str

    def __init__(self, what: str) -> None:
        """Name what is being written."""
        super().__init__()
        self._what, self._status = what, ""

    def compose(self) -> ComposeResult:
        """Lay out the bar."""
        yield Static(plain(self._what), id="status")
        yield Static("", id="light")
        yield Static("starred", id="star")
        yield Static("today", id="day")

    @property
    def status(self) -> str:
        """What is said about how far it is kept."""
        return self._status

    def claim(self, status: str, what: str = "") -> None:
        """Say how far it is kept; nothing where nothing can be said yet."""
        self._status, self._what = status, what or self._what
        shown = f"{self._what} · {status}" if status else self._what
        self.query_one("#status", Static).update(plain(shown))

    def say_light(self, light: Light) -> None:
        """Say in words what the place one is at is marked as, so that no colour has to tell."""
        self.query_one("#light", Static).update(plain(_LIGHTS.get(light, "")))

    def show(self, written: Moment | None, *, starred: bool) -> None:
        """Show the day it belongs to, and whether it is starred."""
        self.query_one("#day", Static).update(plain(day_of(written) if written else "today"))
        self.set_class(starred, "-starred")

    def on_click(self, event: events.Click) -> None:
        """Tell which part was meant."""
        part = event.widget.id if event.widget is not None else None
        if part in {"day", "star"}:
            self.post_message(self.Clicked(part))


def day_of(moment: Moment) -> str:
    """Return a day as one says it."""
    day = moment.day
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def name_of(kind: str, *, new: bool) -> str:
    """Return what a piece is called."""
    name = "story" if kind == STORY else "entry"
    return f"New {name}" if new else name.capitalize()
