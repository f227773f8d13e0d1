"""A list of which one thing holds: it is marked in writing, and what is pointed at can be tried on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class OneOf(OptionList):
    """Shows ``(x)`` before what holds and ``( )`` before the rest; Enter, Space and a click choose."""

    DEFAULT_CSS = """
    OneOf, OneOf:focus { border: none; padding: 0; background: transparent; background-tint: 0%; }
    OneOf { height: auto; & > .option-list--option { padding: 0 1; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Choose", show=False)]

    @dataclass
    class Pointed(Message):
        """Something is pointed at; nothing when the list is left without choosing."""

        one_of: "OneOf"
        key: str

    @dataclass
    class Chosen(Message):
        """Something was chosen."""

        one_of: "OneOf"
        key: str

    def __init__(
        self,
        things: Iterable[tuple[str, str]],
        *,
        chosen: str,
        id: str | None = None,  # noqa: A002 -- the library's own name for it
    ) -> None:
        """Show a list.

        Args:
            things: The key of each, and what it is called.
            chosen: The key of what holds.
            id: The widget's id.
        """
        self._things, self.chosen = dict(things), chosen
        super().__init__(*(Option(self._prompt(key), key) for key in self._things), id=id, markup=False)

    def _prompt(self, key: str) -> Content:
        return Content(f"({'x' if key == self.chosen else ' '}) {self._things[key]}")

    def on_focus(self) -> None:
        """Begin at what holds."""
        if self.chosen in self._things:
            self.highlighted = list(self._things).index(self.chosen)

    def on_blur(self) -> None:
        """Point at what holds again."""
        self.post_message(self.Pointed(self, self.chosen))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what is pointed at."""
        event.stop()
        if self.has_focus:
            self.post_message(self.Pointed(self, event.option_id or self.chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Let it hold."""
        event.stop()
        self.chosen = event.option_id or self.chosen
        for key in self._things:
            self.replace_option_prompt(key, self._prompt(key))
        self.post_message(self.Chosen(self, self.chosen))
