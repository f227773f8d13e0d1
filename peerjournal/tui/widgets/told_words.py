"""The words that open a file, large enough to be read aloud from, and never broken inside a word."""

from textual import events
from textual.widgets import Static

from peerjournal.tui.wall import plain

_HALF = 3
"""Words in a line, where not all of them fit."""


class ToldWords(Static):
    """Shows six words: with room around them where a space stands between two, and exactly so otherwise."""

    DEFAULT_CSS = """
    ToldWords { width: 1fr; height: auto; color: $primary; text-style: bold; margin: 1 0 1 4; }
    """

    def __init__(self, words: str) -> None:
        """Take the words as they are told: joined by a space, or by a hyphen that is typed, too."""
        super().__init__(plain(in_lines(words, len(words))), id="told-words")
        self._words = words

    def on_resize(self, event: events.Resize) -> None:
        """Break them for the new width."""
        self.update(plain(in_lines(self._words, event.size.width)))


def in_lines(words: str, width: int) -> str:
    """Return the words as they are told, in two lines where they need it.

    A hyphen at the end of the first line is one of those to be typed.
    """
    if " " in words:
        parts = words.split()
        return "\n".join("   ".join(half) for half in (parts[:_HALF], parts[_HALF:]))
    parts = words.split("-")
    return words if len(words) <= width else f"{'-'.join(parts[:_HALF])}-\n{'-'.join(parts[_HALF:])}"
