"""Markdown set for a terminal: every word of it stays, and nothing in it can command the terminal."""

from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console
from rich.markdown import Markdown
from rich.segment import Segment, Segments

from peerjournal.text import clean


def show(markdown: str, *, to: TextIO, color: bool) -> None:
    """Write ``markdown`` to a terminal, typeset. Links are written out, pictures are only named."""
    console = Console(file=to, no_color=not color, highlight=False, emoji=False, markup=False)
    page = Markdown(clean(markdown), hyperlinks=False)
    _keep_tags(page.parsed)
    # Cleaned once more: an entity such as `&#8238;` becomes a character only while it is set.
    set_text = (
        part if part.control else Segment(clean(part.text), part.style) for part in console.render(page)
    )
    console.print(Segments(set_text))


def _keep_tags(tokens: Iterable[Any]) -> None:
    """Have what looks like HTML shown as it was written; rich would leave it out, and words with it."""
    for token in tokens:
        token.type = {"html_inline": "text", "html_block": "code_block"}.get(token.type, token.type)
        _keep_tags(token.children or ())
