"""The last wall before the terminal: text becomes content without markup, and no control character passes."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from peerjournal.text import UNSAFE

# None of these takes a cell, so a line without them is as wide as it was laid out to be.
_COMMANDS = re.compile(f"[{UNSAFE}\n\t\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> Content:
    """Return what a person wrote as content that is shown as it stands: brackets are brackets.

    This is the only way for a person's words into a widget that would read markup in a ``str``.
    """
    return Content(text)


class Scrub(LineFilter):
    """Leaves out of every drawn line what could command the terminal, turn the reading order, or hide."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments as they may be written."""
        del background
        return [_scrubbed(segment) for segment in segments]


def _scrubbed(segment: Segment) -> Segment:
    text, style, control = segment
    if not text.isprintable():
        text = _SURROGATES.sub("\ufffd", _COMMANDS.sub("", text))
    if style is not None and style.link:
        # A terminal's own links would carry an address past the question that is asked before opening one.
        style = style.update_link(None)
    return Segment(text, style, control)
