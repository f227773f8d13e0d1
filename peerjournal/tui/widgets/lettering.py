"""How text lies in a terminal's cells: what counts as one letter, where a line may break, where a word is.

The only room that measures. Cells are counted as Textual counts them, so that what is measured here is as
wide as what is drawn.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from peerjournal.text import clean

TAB = "    "

# What no line begins with, and what no line ends with, in Chinese and Japanese (after JIS X 4051).
_NO_START = frozenset(
    "、。，．・：；？！ー～…‥）〕］｝〉》」』】〙〗〟’”»ゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"  # noqa: RUF001 -- the marks of those scripts
)
_NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“«")  # noqa: RUF001 -- the marks of those scripts
_PIECES = re.compile(r"\s+|\S+")
_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_RTL = frozenset({"R", "AL"})
_FOLDED = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}


class Span(NamedTuple):
    """A stretch of a text, half-open, and how many cells it takes."""

    start: int
    end: int
    cells: int


def drawable(text: str) -> str:
    """Return ``text`` as lines that can be drawn as they are: nothing that commands, tabs as spaces."""
    return clean(text).replace("\t", TAB)


def graphemes(text: str) -> list[Span]:
    """Return what a reader takes for single letters: a family, a flag, a letter with its accents."""
    if text.isascii():
        return [Span(at, at + 1, 1) for at in range(len(text))]
    found: list[Span] = []
    for start, end, _cells in split_graphemes(text)[0]:
        if found and _joins(text[found[-1].start : start], text[start]):
            start = found.pop().start  # noqa: PLW2901 -- the letter began earlier
        found.append(Span(start, end, cell_len(text[start:end])))
    return found


def _joins(before: str, char: str) -> bool:
    """Tell whether ``char`` belongs to the letter before it: a skin tone, or the second half of a flag."""
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return not before.isspace()
    halves = sum("\U0001f1e6" <= each <= "\U0001f1ff" for each in before)
    return "\U0001f1e6" <= char <= "\U0001f1ff" and halves % 2 == 1


def fit(text: str, cells: int, *, more: str) -> str:
    """Return ``text`` cut to ``cells``, ending in ``more`` where something was cut."""
    if cell_len(text) <= cells:
        return text
    kept, room = 0, cells - cell_len(more)
    for each in graphemes(text[: 2 * max(cells, 0) + 64]):
        room -= each.cells
        if room < 0:
            break
        kept = each.end
    return (text[:kept].rstrip() + more) if cells >= cell_len(more) else ""


def reads_from_the_right(text: str) -> bool:
    """Tell whether the first letter with a direction is of a script that is read from the right."""
    for char in text[:1_000]:
        direction = unicodedata.bidirectional(char)
        if direction in _RTL or direction == "L":
            return direction in _RTL
    return False


def wrap(line: str, width: int) -> list[Span]:
    """Return the rows of one line; the space at which a row ends belongs to none.

    Words stay whole where they fit. Chinese and Japanese may break between any two letters, save where a
    row would begin or end with a mark that cannot stand there.
    """
    if len(line) <= width and line.isascii():
        return [Span(0, len(line), len(line))]
    rows = _Rows(width)
    for each in _units(line):
        rows.take(each, is_space=line[each.start].isspace(), text=line)
    return rows.done()


def _units(line: str) -> Iterator[Span]:
    for piece in _PIECES.finditer(line):
        word = piece[0]
        if word.isascii() or not _WIDE.search(word):
            yield Span(piece.start(), piece.end(), cell_len(word))
        else:
            yield from _breakable(word, piece.start())


def _breakable(word: str, at: int) -> Iterator[Span]:
    """Yield the parts between which a word with wide letters may break."""
    held: Span | None = None
    for each in graphemes(word):
        if held and _may_break(word[held.end - 1], word[each.start]):
            yield Span(at + held.start, at + held.end, held.cells)
            held = None
        held = Span(held.start, each.end, held.cells + each.cells) if held else each
    if held:
        yield Span(at + held.start, at + held.end, held.cells)


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    return bool(_WIDE.match(before) or _WIDE.match(after))


class _Rows:
    """Fills rows one unit after the other."""

    def __init__(self, width: int) -> None:
        self._width = max(2, width)
        self._rows: list[Span] = []
        self._start = self._end = self._cells = self._space = 0
        self._empty = True

    def take(self, unit: Span, *, is_space: bool, text: str) -> None:
        if is_space:
            self._take_space(unit)
        elif self._cells + self._space + unit.cells <= self._width:
            self._put(unit)
        else:
            self._break(unit.start)
            self._put_long(unit, text) if unit.cells > self._width else self._put(unit)

    def done(self) -> list[Span]:
        if not self._empty or not self._rows:
            self._rows.append(Span(self._start, self._end, self._cells))
        return self._rows

    def _take_space(self, unit: Span) -> None:
        if self._empty and (self._rows or unit.cells >= self._width):
            self._start = self._end = unit.end
        else:
            self._space = unit.cells

    def _put(self, unit: Span) -> None:
        self._cells += self._space + unit.cells
        self._space, self._end, self._empty = 0, unit.end, False

    def _put_long(self, unit: Span, text: str) -> None:
        for each in graphemes(text[unit.start : unit.end]):
            part = Span(unit.start + each.start, unit.start + each.end, each.cells)
            if self._cells + part.cells > self._width:
                self._break(part.start)
            self._put(part)

    def _break(self, at: int) -> None:
        if not self._empty:
            self._rows.append(Span(self._start, self._end, self._cells))
        self._start = self._end = at
        self._cells = self._space = 0
        self._empty = True


def find_words(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand, in order and apart, whatever their case, accents and quotes."""
    needles = [folded for each in wanted if (folded := _fold(each)[0])]
    if not needles:
        return []
    folded, places = _fold(text)
    any_of_them = "|".join(map(re.escape, sorted(needles, key=len, reverse=True)))
    hits = [hit.span() for hit in re.finditer(any_of_them, folded)]
    return [(places[start], places[end - 1] + 1) for start, end in hits] if places else hits


def _fold(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without what people overlook, and where each of its letters came from."""
    if text.isascii():
        return text.lower(), []
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = unicodedata.normalize("NFKD", _FOLDED.get(char, char).casefold())
        kept = "".join(each for each in plain if not unicodedata.combining(each))
        letters.append(kept)
        places.extend([at] * len(kept))
    return "".join(letters), places
