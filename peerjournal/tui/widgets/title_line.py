"""The line for a title: bold, one line whatever is pasted, and nothing in it that cannot be shown."""

from typing import Any

from textual import events

from peerjournal.text import clean
from peerjournal.tui.widgets.line import Line


class TitleLine(Line):
    """Takes a title."""

    DEFAULT_CSS = """
    TitleLine, TitleLine:focus {
        border: none; height: 1; padding: 0; background: transparent; text-style: bold;
        & > .input--placeholder { text-style: none; }
    }
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        """Take what ``Line`` takes."""
        super().__init__(_in_line(value), **options)

    def validate_value(self, value: str) -> str:
        """Return what may stand in the line, whichever way it came in."""
        return _in_line(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Put in all that is pasted; the library would drop all but its first line."""
        event.prevent_default()
        event.stop()
        self.replace(_in_line(event.text.strip()), *self.selection)


def _in_line(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")
