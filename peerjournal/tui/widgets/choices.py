"""A list of which one thing is chosen: each says in a line what it is, and quietly below what it means."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from peerjournal.tui.widgets.hanging import Above, Hanging
from peerjournal.tui.widgets.lettering import drawable


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    key: str
    label: str = field(repr=False)
    detail: str = field(default="", repr=False)
    """What it means; quiet, on a line of its own."""


class Choices(OptionList):
    """Enter, Space and a click choose."""

    DEFAULT_CSS = """
    Choices, Choices:focus { border: none; padding: 0; background: transparent; background-tint: 0%; }
    Choices {
        height: auto; max-height: 1fr; scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", key_display="Enter"),
        Binding("space", "select", "Choose", show=False),
        Binding("j", "cursor_down", "Next", show=False),
        Binding("k", "cursor_up", "Previous", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Something was chosen."""

        choices: "Choices"
        key: str

    @dataclass
    class Pointed(Message):
        """The cursor stands on something."""

        choices: "Choices"
        key: str

    def __init__(
        self,
        choices: Iterable[Choice] = (),
        *,
        at: str = "",
        id: str | None = None,  # noqa: A002 — the library's own name for it
    ) -> None:
        """Show a list.

        Args:
            choices: What can be chosen; each key is there once.
            at: The key of where the cursor stands at first; the first one when it is not there.
            id: The widget's id.
        """
        self._choices = list(choices)
        self._bright: int | None = None
        super().__init__(*map(_option, self._choices), id=id, markup=False)
        self._at = at

    def on_mount(self) -> None:
        """Stand where one is to begin."""
        self._stand_at(self._at)

    @property
    def key(self) -> str:
        """The key of where the cursor stands, or nothing."""
        at = self.highlighted
        return self._choices[at].key if at is not None and at < len(self._choices) else ""

    def show(self, choices: Iterable[Choice]) -> None:
        """Show other things, and stand on the same one if it is still there."""
        key = self.key
        self._choices, self._bright = list(choices), None
        self.set_options(map(_option, self._choices))
        self._stand_at(key)

    def _stand_at(self, key: str) -> None:
        keys = [each.key for each in self._choices]
        self.highlighted = keys.index(key) if key in keys else 0 if keys else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Draw the highlighted one in one color: a quiet one may not be readable there."""
        super().watch_highlighted(highlighted)
        old, self._bright = self._bright, highlighted
        for at in {old, highlighted} - {None}:
            if at is not None and at < len(self._choices):
                prompt = _prompt(self._choices[at], quiet=at != self._bright)
                self.replace_option_prompt_at_index(at, prompt)
        if self.key and old != highlighted:
            self.post_message(self.Pointed(self, self.key))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell what was chosen."""
        event.stop()
        self.post_message(self.Chosen(self, self._choices[event.option_index].key))


def _option(choice: Choice) -> Option:
    return Option(_prompt(choice, quiet=True))


def _prompt(choice: Choice, *, quiet: bool) -> Visual:
    label = Content(_line(choice.label))
    if not choice.detail:
        return label
    detail = Content(_line(choice.detail))
    return Above(label, Hanging(detail.stylize("$quiet") if quiet else detail, "  "))


def _line(text: str) -> str:
    return drawable(text).replace("\n", " ")
