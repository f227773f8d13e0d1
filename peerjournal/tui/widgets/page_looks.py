"""How the lines of a page look while they are written: headings, emphasis, lists, tags, marks.

Line by line and by pattern only, so that a key costs what can be seen and not what was written.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from peerjournal.journal import Light

LONGEST = 5_000
"""Characters of a line that is still looked at."""

_MARK_LINE = re.compile(r"\s*:(mine|careful|end)\s*$", re.IGNORECASE)
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"(\s{0,3}#{1,6})(\s.*)")
_QUOTE = re.compile(r"\s{0,3}>.*")
_ITEM = re.compile(r"\s*([-*+]|\d{1,9}[.)])\s")
_INLINE = re.compile(
    r"(?P<code>`[^`]+`)"
    r"|(?P<mine>(?<!\\)\[\[.*?\]\]+)"
    r"|(?P<link>\[[^\[\]]*\]\([^()\s]*\))"
    r"|(?P<strong>\*\*[^\s*](?:[^*]*[^\s*])?\*\*|__[^\s_](?:[^_]*[^\s_])?__)"
    r"|(?P<emphasis>(?<![\w*])\*[^\s*](?:[^*]*[^\s*])?\*(?!\*)|(?<!\w)_[^\s_](?:[^_]*[^\s_])?_(?!\w))"
    r"|(?P<tag>(?<![\w#&/])#[^\W\d_][\w-]*)"
)

Span = tuple[int, int, str]
"""Where a look begins and ends in a line, and its name."""


class Inside(Enum):
    """What a whole line lies in."""

    NOTHING = auto()
    MINE = auto()
    CAREFUL = auto()
    CODE = auto()


def insides(lines: Sequence[str]) -> list[Inside]:
    """Return for each line what it lies in; the lines that begin or end something lie in it too."""
    found: list[Inside] = []
    marked, fence = Inside.NOTHING, ""
    for line in lines:
        mark = _MARK_LINE.match(line) if ":" in line[:80] else None
        if mark:
            word = mark[1].lower()
            found.append(marked if word == "end" else Inside[word.upper()])
            marked = Inside.NOTHING if word == "end" else found[-1]
            continue
        opens = _FENCE.match(line)
        if opens and (not fence or opens[1] == fence):
            fence = "" if fence else opens[1]
        found.append(marked if marked is not Inside.NOTHING else Inside.CODE if fence or opens else marked)
    return found


def looks(line: str, inside: Inside) -> Iterator[Span]:
    """Yield the looks of one line, outer ones first."""
    if len(line) > LONGEST:
        return
    if inside is not Inside.NOTHING:
        yield 0, len(line), inside.name.lower()
    if _MARK_LINE.match(line):
        yield 0, len(line), "mark"
        return
    if inside is Inside.CODE:
        return
    yield from _block(line)
    for hit in _INLINE.finditer(line):
        yield hit.start(), hit.end(), str(hit.lastgroup)


def light_at(line: str, inside: Inside, column: int) -> Light:
    """Return under which light a place of a line stands, as far as line and block tell."""
    if inside in {Inside.MINE, Inside.CAREFUL}:
        return Light[inside.name]
    spans = looks(line, inside)
    mine = any(look == "mine" and start < column < end for start, end, look in spans)
    return Light.MINE if mine else Light.OPEN


def _block(line: str) -> Iterator[Span]:
    heading = _HEADING.fullmatch(line)
    item = _ITEM.match(line)
    if heading:
        yield 0, heading.end(1), "sign"
        yield heading.end(1), len(line), "heading"
    elif _QUOTE.match(line):
        yield 0, len(line), "quote"
    elif item:
        yield item.start(1), item.end(1), "sign"
