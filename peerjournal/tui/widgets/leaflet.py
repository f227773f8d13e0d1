"""A few short parts to read, each under its heading: the keys that scroll also go on at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.hanging import Hanging

_SIGN = "· "
"""Before each of several sentences, so that one can tell where the next begins."""
Part = tuple[str, tuple[str, ...]]
"""A heading, and what stands under it, a sentence each."""


class Leaflet(VerticalScroll, can_focus=True):
    """Shows the parts below one another."""

    DEFAULT_CSS = """
    Leaflet {
        height: 1fr;
        & > Static { width: 1fr; height: auto; }
        & > .part { text-style: bold; color: $primary; }
        & > .-last { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", "Read on", key_display="Space"),
        Binding("minus", "page_up", show=False),
        Binding("enter", "enter", show=False),
    ]

    @dataclass
    class Entered(Message):
        """Enter was pressed at the end."""

        leaflet: "Leaflet"

    def __init__(self, parts: Iterable[Part]) -> None:
        """Take the parts; one without a sentence is left out."""
        super().__init__()
        self._parts = [(heading, lines) for heading, lines in parts if lines]

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        for heading, lines in self._parts:
            yield Static(plain(heading), classes="part")
            for number, line in enumerate(lines, 1):
                sign = _SIGN if len(lines) > 1 else "  "
                yield Static(Hanging(plain(line), sign), classes="-last" if number == len(lines) else "")

    def action_enter(self) -> None:
        """Read on; at the end, go on."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.post_message(self.Entered(self))
        else:
            self.action_page_down()
