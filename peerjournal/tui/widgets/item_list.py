"""The main list: a list of stories whose keys say what they do here, and whose words fit when it is empty."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from peerjournal.tui.widgets.lettering import wrap
from peerjournal.tui.widgets.story_list import StoryList

_BESIDE = 4
"""Cells that no word takes in an empty list."""


class ItemList(StoryList):
    """Everything on one shelf."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Read", key_display="Enter"),
        # On the shelf of letters it opens a file; everywhere else it reads, as in the list's own keys.
        Binding("o", "open_file", "Open a file", id="main.open"),
        Binding("o", "choose", "Read", show=False, id="list.read"),
    ]

    class FileAsked(Message):
        """Someone wants to open a file that they were given."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._paragraphs: tuple[str, ...] = ()
        self.opens_files = False
        """Whether the shelf is one to which files from others come."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read only where there is something to read, and to open a file where files come to."""
        del parameters
        if action == "open_file":
            return self.opens_files
        return action not in {"choose", "tick"} or self.row is not None

    def action_open_file(self) -> None:
        """Open a file that someone gave you."""
        self.post_message(self.FileAsked())

    def say(self, *paragraphs: str) -> None:
        """Say this where there are no rows, broken into lines that fit."""
        self._paragraphs = paragraphs
        self._break()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._break()

    def _break(self) -> None:
        width = self.size.width - _BESIDE
        if width > 0:
            lines = [text[span.start : span.end] for text in self._paragraphs for span in wrap(text, width)]
            self.say_when_empty(*lines)
