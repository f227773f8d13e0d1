"""A text to be read to its end before it leaves: every character of it, with nothing folded or left out."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from peerjournal.tui.widgets.page import Page


class ExactPage(Page):
    """Shows a text as it is, signs included: what a link hides is part of what leaves."""

    DEFAULT_CSS = """
    ExactPage, ExactPage:focus { background: $surface; padding: 0 1; }
    ExactPage {
        height: 1fr; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
        & > .page--mine, & > .page--careful, & > .page--mark { color: $foreground; text-style: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup,minus", "page_up", show=False),
        Binding("pagedown,space", "page_down", "Read on", key_display="Space"),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
        Binding("enter", "enter", show=False),
        Binding("f6,f7", "nothing", show=False),
    ]

    @dataclass
    class ReadToTheEnd(Message):
        """The last line was on the screen."""

        page: "ExactPage"

    @dataclass
    class Entered(Message):
        """Enter was pressed, the end having been reached."""

        page: "ExactPage"

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 — the library's own name for it
        super().__init__(text, id=id)
        self.read_only = True
        self.show_cursor = False
        self.was_read = False
        """Whether its last line was on the screen."""

    def on_mount(self) -> None:
        """Look whether all of it is on the screen at once."""
        self.call_after_refresh(self._look)

    def on_resize(self) -> None:
        """Look again."""
        self.call_after_refresh(self._look)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Look whether this is the end."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        laid_out = self.size.height > 0 and self.wrapped_document.height > 0
        if not self.was_read and laid_out and self.scroll_offset.y >= self.max_scroll_y:
            self.was_read = True
            self.post_message(self.ReadToTheEnd(self))

    def action_page_up(self) -> None:
        """Go up by a page."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Read on."""
        self.scroll_page_down(animate=False)

    def action_enter(self) -> None:
        """Read on, or go on once the end was reached."""
        if self.was_read:
            self.post_message(self.Entered(self))
        else:
            self.action_page_down()

    def action_nothing(self) -> None:
        """Mark nothing: this is not written on."""
