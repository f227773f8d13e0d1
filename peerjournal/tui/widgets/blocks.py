"""The parts a text is laid out of, once its Markdown is read."""

from dataclasses import dataclass, field

from peerjournal.tui.widgets.runs import Run

Prefix = tuple[Run, ...]
"""What stands before a row: bullets, numbers, the bars of quotes, the word of a passage."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands to the left of a block, row by row."""

    first: Prefix = ()
    rest: Prefix = ()
    gap: Prefix | None = None
    """Before the empty row above the block; without it there is no empty row."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that are wrapped; a newline in them is a break that the writer made."""

    runs: tuple[Run, ...] = field(repr=False)
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines whose spaces count, such as code."""

    runs: tuple[Run, ...] = field(repr=False)
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...] = field(repr=False)
    beside: Beside = Beside()


@dataclass(frozen=True, slots=True)
class Across:
    """A line from side to side."""

    beside: Beside = Beside()


Block = Paragraph | Verbatim | Table | Across


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text, to be shown before anything is done with it."""

    number: int
    """As it stands in the text, counted from 1."""
    text: str = field(repr=False)
    url: str = field(repr=False)
