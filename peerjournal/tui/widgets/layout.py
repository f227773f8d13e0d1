"""Blocks to rows of a given width: wrapping, tables, and the side a script is read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, chop_cells

from peerjournal.tui.widgets.blocks import Across, Beside, Block, Paragraph, Prefix, Table, Verbatim
from peerjournal.tui.widgets.lettering import find_words, reads_from_the_right, wrap
from peerjournal.tui.widgets.runs import Run, cells_of, cut, run, text_of, with_look
from peerjournal.tui.widgets.symbols import SYMBOLS, Symbols

NARROWEST = 8
"""No row is laid out for less; a narrower pane cuts it."""
_LEAST = NARROWEST // 2
"""Cells for words beside what takes the other half, and for a column of a table."""
_BETWEEN_COLUMNS = "  "


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen."""

    runs: tuple[Run, ...] = field(repr=False)
    lead: int = 0
    """How many of its characters stand beside the text: bullets, bars, words of passages."""
    follows: str | None = field(default=None, repr=False)
    """For a row that goes on from the one above: what the break between them took away."""
    from_right: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide things may be, what is looked for, and the signs to draw with."""

    measure: int
    """Cells for a paragraph."""
    full: int
    """Cells for what is read from the right, which takes all there are."""
    hits: tuple[str, ...] = field(default=(), repr=False)
    symbols: Symbols = SYMBOLS

    def rows(self, blocks: Sequence[Block]) -> list[Row]:
        """Return all rows of the blocks."""
        return [row for block in blocks for row in self._block(block)]

    def _block(self, block: Block) -> Iterator[Row]:
        if block.beside.gap is not None:
            yield Row(self._narrow(block.beside.gap), lead=len(text_of(self._narrow(block.beside.gap))))
        if isinstance(block, Paragraph):
            yield from self._paragraph(block)
        elif isinstance(block, Verbatim):
            yield from self._verbatim(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        else:
            yield from self._across(block)

    def _paragraph(self, block: Paragraph) -> Iterator[Row]:
        runs, text = block.runs, text_of(block.runs)
        from_right = not text.isascii() and reads_from_the_right(text)
        if from_right:
            # The terminal may turn the order round as it draws, and styles would stay where they were.
            runs = (run(text),)
        elif self.hits:
            runs = with_look(runs, find_words(text, self.hits), "hit")
        first, rest = self._narrow(block.beside.first), self._narrow(block.beside.rest)
        width = max(_LEAST, (self.full if from_right else self.measure) - cells_of(rest))
        spans, follows = _wrapped(text, width)
        for number, (part, gone) in enumerate(zip(cut(runs, spans), follows, strict=True)):
            prefix = rest if number else first
            yield Row((*prefix, *part), len(text_of(prefix)), gone, from_right)

    def _verbatim(self, block: Verbatim) -> Iterator[Row]:
        text = text_of(block.runs)
        runs = with_look(block.runs, find_words(text, self.hits), "hit") if self.hits else block.runs
        indent = run("  ")
        rest = self._narrow((*block.beside.rest, indent))
        first = self._narrow((*block.beside.first, indent))
        width = max(_LEAST, self.measure - cells_of(rest))
        spans, follows, at = [], [], 0
        for line in text.split("\n"):
            for number, part in enumerate(chop_cells(line, width) or [""]):
                spans.append((at, at + len(part)))
                follows.append("" if number else None)
                at += len(part)
            at += 1
        for number, (part_runs, gone) in enumerate(zip(cut(runs, spans), follows, strict=True)):
            prefix = rest if number else first
            yield Row((*prefix, *part_runs), len(text_of(prefix)), gone)

    def _across(self, block: Across) -> Iterator[Row]:
        first = self._narrow(block.beside.first)
        width = max(_LEAST, self.measure - cells_of(first))
        yield Row((*first, run(self.symbols.rule * width, "rule")), len(text_of(first)))

    def _table(self, block: Table) -> Iterator[Row]:
        rest = self._narrow(block.beside.rest)
        width = max(_LEAST, self.measure - cells_of(rest))
        columns = max((len(row) for row in block.rows), default=0)
        widths = _column_widths(block, columns, width)
        prefix = self._narrow(block.beside.first)
        for number, given in enumerate(block.rows):
            row = given if number else [_with(cell, "strong") for cell in given]
            cells = self._row_of(row, widths) if widths else self._row_in_line(row, width)
            for line in cells:
                yield Row((*prefix, *line), len(text_of(prefix)))
                prefix = rest
            if number == 0:
                across = sum(widths) + len(_BETWEEN_COLUMNS) * (columns - 1) if widths else width
                yield Row((*prefix, run(self.symbols.rule * across, "rule")), len(text_of(prefix)))

    def _row_of(self, row: Sequence[tuple[Run, ...]], widths: Sequence[int]) -> Iterator[tuple[Run, ...]]:
        columns = [self._cell(cell, width) for cell, width in zip(row, widths, strict=False)]
        for at in range(max(len(column) for column in columns)):
            line: list[Run] = []
            for column, width in zip(columns, widths, strict=False):
                part = column[at] if at < len(column) else ()
                line += [*part, run(" " * (width - cells_of(part)) + _BETWEEN_COLUMNS)]
            # After the last column there is nothing to stand apart from.
            yield tuple(line[:-1])

    def _row_in_line(self, row: Sequence[tuple[Run, ...]], width: int) -> list[tuple[Run, ...]]:
        """Return a row whose columns have no room beside one another."""
        runs = [each for cell in row for each in (*cell, run(" | ", "rule"))][:-1]
        return self._cell(tuple(runs), width)

    def _cell(self, cell: tuple[Run, ...], width: int) -> list[tuple[Run, ...]]:
        text = text_of(cell)
        runs = with_look(cell, find_words(text, self.hits), "hit") if self.hits else cell
        return list(cut(runs, _wrapped(text, width)[0]))

    def _narrow(self, prefix: Prefix) -> Prefix:
        """Return a prefix that leaves at least half the width to the words."""
        if cells_of(prefix) <= self.measure // 2:
            return prefix
        # All that stands beside a text is one cell wide, character by character.
        return next(cut(prefix, [(0, self.measure // 2)]))


def _with(cell: tuple[Run, ...], look: str) -> tuple[Run, ...]:
    return tuple(each._replace(looks=each.looks | {look}) for each in cell)


def _wrapped(text: str, width: int) -> tuple[list[tuple[int, int]], list[str | None]]:
    """Return the rows of a text that has breaks of its own, and for each what the break before it took."""
    spans: list[tuple[int, int]] = []
    follows: list[str | None] = []
    at = 0
    for line in text.split("\n"):
        end = None
        for each in wrap(line, width):
            spans.append((at + each.start, at + each.end))
            follows.append(None if end is None else line[end : each.start])
            end = each.end
        at += len(line) + 1
    return spans, follows


def _column_widths(block: Table, columns: int, width: int) -> list[int]:
    """Return a width for each column, or nothing where there is no room for all of them."""
    room = width - len(_BETWEEN_COLUMNS) * (columns - 1)
    if not columns or room < _LEAST * columns:
        return []
    wished = [1] * columns
    for row in block.rows:
        for at, cell in enumerate(row):
            wished[at] = max(wished[at], *(cell_len(line) for line in text_of(cell).split("\n")))
    # What narrow columns leave over goes to the wide ones.
    while sum(wished) > room:
        fair = max(_LEAST, room // columns)
        widest = max(wished)
        over = sum(wished) - room
        others = [each for each in wished if each < widest]
        step = widest - max([*others, fair]) if widest > fair else widest - _LEAST
        alike = wished.count(widest)
        cut_each = max(1, min(step, -(-over // alike)))
        wished = [each - cut_each if each == widest else each for each in wished]
    return wished


def plain_block(text: str, *looks: str, gap: bool = False) -> Paragraph:
    """Return words that stand on their own, such as a title."""
    return Paragraph((run(text, *looks),), Beside(gap=() if gap else None))
