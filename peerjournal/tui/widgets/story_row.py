"""One row of the list of stories: what it holds, and how its two lines share the width."""

from dataclasses import dataclass, field
from enum import StrEnum

from rich.cells import cell_len

from peerjournal.text import clean_line
from peerjournal.tui.widgets.lettering import fit
from peerjournal.tui.widgets.runs import Run, cells_of, run
from peerjournal.tui.widgets.symbols import Symbols

WIDE = 50
"""From this many cells on, a row also shows a tag."""
_LOOKED_AT = 400
"""Characters of a text that can matter for one line of a list."""
_EMOJI_STYLE = "\ufe0f"
"""Terminals disagree about how wide this makes a sign."""


class Mark(StrEnum):
    """What a row says about itself with one sign."""

    NEW = "new"
    STARRED = "starred"
    SHELF = "shelf"
    SHARED = "shared"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One row: an entry, a story or a letter."""

    key: str
    """Tells it from every other row; never shown."""
    title: str = field(repr=False)
    date: str = ""
    """As it is to be shown: ``today``, ``16 Mar``."""
    excerpt: str = field(default="", repr=False)
    marks: frozenset[Mark] = frozenset()
    tag: str = field(default="", repr=False)
    """Shown where there is room."""


def title_line(row: StoryRow, *, width: int, symbols: Symbols, ticked: bool | None = None) -> list[Run]:
    """Return the runs of the first line, exactly ``width`` cells; ``ticked`` is None where nothing is."""
    before = [] if ticked is None else [run("[x] " if ticked else "[ ] ", "tick")]
    if Mark.NEW in row.marks:
        before.append(run(f"{symbols.new} ", "mark"))
    others = [each for each in Mark if each in row.marks and each is not Mark.NEW]
    after = [run(f"{getattr(symbols, each)} ", "mark") for each in others]
    after.append(run(_line(row.date), "date"))
    return _spread(before, run(_line(row.title), "title"), after, width, symbols)


def excerpt_line(row: StoryRow, *, width: int, symbols: Symbols) -> list[Run]:
    """Return the runs of the second line, exactly ``width`` cells."""
    after = [run(f"#{_line(row.tag)}", "tag")] if row.tag and width >= WIDE else []
    return _spread([], run(_line(row.excerpt), "excerpt"), after, width, symbols)


def _spread(before: list[Run], text: Run, after: list[Run], width: int, symbols: Symbols) -> list[Run]:
    """Return the runs with ``text`` cut to the room there is, and what comes after it at the right."""
    gap = 1 if cells_of(after) else 0
    room = width - cells_of(before) - cells_of(after) - gap
    if room < width // 3 and after:
        # A narrow row keeps its words and lets the date go.
        return _spread(before, text, after[:-1], width, symbols)
    shown = fit(text.text, max(0, room), more=symbols.more)
    space = " " * max(0, room - cell_len(shown) + gap)
    return [*before, text._replace(text=shown), run(space), *after]


def _line(text: str) -> str:
    return clean_line(text[:_LOOKED_AT]).replace(_EMOJI_STYLE, "")
