"""The bar at the top: what this is, where one is, and that the journal is unlocked."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from peerjournal.tui.wall import plain

_UNLOCKED, _LOCKS = "unlocked", " · Ctrl+L locks"
_NARROW = 60


class TopBar(Horizontal):
    """One row; each of its parts can be clicked."""

    DEFAULT_CSS = """
    TopBar {
        height: 1; background: $bar; padding: 0 2;
        & > Static { width: auto; height: 1; }
        & > #brand { color: $primary; text-style: bold; margin-right: 2; }
        & > #where { width: 1fr; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #lock, & > #locks { color: $quiet; }
        & > #lock { margin-left: 2; }
        &.-tiny > #locks { display: none; }
        & > #where:hover, & > #lock:hover { color: $foreground; }
    }
    """

    @dataclass
    class Clicked(Message):
        """Someone clicked on a part of the bar: ``where`` or ``lock``."""

        part: str

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Static("Peerjournal", id="brand")
        yield Static(id="where")
        yield Static(_UNLOCKED, id="lock")
        yield Static(_LOCKS, id="locks")

    def on_mount(self) -> None:
        """Say less where there is little room, from the first frame on."""
        self.set_class(self.app.size.width < _NARROW, "-tiny")

    def on_resize(self) -> None:
        """Say less where there is little room."""
        self.set_class(self.size.width < _NARROW, "-tiny")

    def say_no_lock(self) -> None:
        """Say nothing of a lock: no journal is open."""
        for part in self.query("#lock, #locks"):
            part.display = False

    def say_where(self, text: str) -> None:
        """Say where one is."""
        self.query_one("#where", Static).update(plain(text))

    def on_click(self, event: object) -> None:
        """Tell which part was meant."""
        widget = getattr(event, "widget", None)
        part = widget.id if widget is not None else None
        self.post_message(self.Clicked("lock" if part in {"lock", "locks"} else "where"))
