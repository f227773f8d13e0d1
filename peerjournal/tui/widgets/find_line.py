"""The search line over the list: it waits for a pause in the typing, then tells what is looked for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from peerjournal.tui.widgets.line import Line

if TYPE_CHECKING:
    from textual.timer import Timer

PAUSE = 0.08
"""Seconds without a key after which the list narrows."""


class FindLine(Line):
    """A line in which one types what to look for."""

    DEFAULT_CSS = """
    FindLine, FindLine:focus { height: 1; border: none; padding: 0 1; background: $field; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "List", key_display="Enter"),
        Binding("down", "leave", "List", show=False),
        Binding("escape", "clear", "Clear", key_display="Esc"),
    ]

    @dataclass
    class Sought(Message):
        """Something is looked for, or nothing any more."""

        line: "FindLine"
        text: str = field(repr=False)

    @dataclass
    class Left(Message):
        """Someone is done with the line and wants to go to the list."""

        line: "FindLine"

    def __init__(self, **options: Any) -> None:
        super().__init__(placeholder="/ Search your journal", select_on_focus=True, **options)
        self._waiting: Timer | None = None
        self._told = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell it after a pause."""
        event.stop()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._tell)

    def _tell(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if self.value != self._told:
            self._told = self.value
            self.post_message(self.Sought(self, self.value))

    def clear_now(self) -> bool:
        """Empty the line, and tell whether there was anything in it."""
        had = bool(self.value)
        self.value = ""
        self._tell()
        return had

    def action_leave(self) -> None:
        """Go to the list with what was found."""
        self._tell()
        self.post_message(self.Left(self))

    def action_clear(self) -> None:
        """Show everything again; from an empty line, go to the list."""
        if not self.clear_now():
            self.post_message(self.Left(self))
