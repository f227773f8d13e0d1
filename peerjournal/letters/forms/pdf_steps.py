"""A letter's body as the steps by which it is typeset: those of the web page, with what paper needs told.

Beside what stands in it an element says on which side its lines begin, and a number: where an ordered list
counts from, how many columns a table has, whether a list's item holds paragraphs.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from peerjournal.letters.forms.steps import BLOCKS, Step, as_typed, steps
from peerjournal.letters.letter import Letter
from peerjournal.text import clean

_Begun = list[Any]
PaperStep = str | _Begun
"""Text; ``[tag, whether its lines begin at the right, number]``, where an element begins; ``[]``, its end."""

MOST_DEEP: Final = 6
"""Lists, items and quotations in each other; a text that goes deeper is set as it was typed, as in a page."""
MOST_MARKS: Final = 6
"""Likewise, of emphasis in emphasis."""

_SIDED: Final = frozenset(BLOCKS.split()) - {"hr", "thead", "tbody", "tr"}
"""Elements that have a side of their own."""
_DEPTHS: Final = (
    (frozenset({"ul", "ol", "blockquote"}), MOST_DEEP),
    (frozenset({"em", "strong", "s", "code"}), MOST_MARKS),
)
_PIECE, _PIECE_IN_CELL = 12, 6
"""Signs without a place to break at get one after so many, as a long address must on a narrow page."""
_SIGNS: Final = re.compile(r"[^\s\-\u200b]+")
_HOLDS_ON: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
_BREAKS_BY_ITSELF: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts without spaces between words; where they may break is known better than by counting."""
_BREAK: Final[tuple[PaperStep, PaperStep]] = (["may-break", None, 0], [])


def paper_steps(letter: Letter) -> list[PaperStep]:
    """Return the steps of a letter: for the same body and parts the same, whatever its id and links are."""
    first = min((part.start for part in letter.parts if part.kind == "story"), default=0)
    front, rest = (clean(piece.decode()) for piece in (letter.body[:first], letter.body[first:]))
    found: list[PaperStep] = []
    if front.strip():
        # After a content note a reader turns the page when they want to.
        found += [["front", None, int(bool(letter.texts("content_note")))], *_told(front), []]
    return [*found, *_told(rest)]


def _told(text: str) -> list[PaperStep]:
    found = steps(text)
    return _sided(as_typed(text) if _too_deep(found) else found)


def _too_deep(found: Iterable[Step]) -> bool:
    open_: list[str] = []
    for step in found:
        if isinstance(step, str):
            continue
        if not step:
            open_.pop()
            continue
        open_.append(str(step[0]))
        if any(sum(tag in tags for tag in open_) > most for tags, most in _DEPTHS):
            return True
    return False


def _sided(found: Iterable[Step]) -> list[PaperStep]:
    """Return steps with sides, numbers, and places to break at."""
    told: list[PaperStep] = []
    open_: list[_Begun] = []
    for step in found:
        if isinstance(step, str):
            side = _side(step)
            for one in open_:
                if one[0] in _SIDED and one[1] is None:
                    one[1] = side
            told += _with_breaks(step, _PIECE_IN_CELL if _in_cell(open_) else _PIECE)
        elif step:
            begun = _begun(str(step[0]), step, open_)
            told.append(begun)
            open_.append(begun)
        else:
            ended = open_.pop()
            if ended[0] in _SIDED:
                ended[1] = bool(ended[1])
            told.append([])
    return told


def _begun(tag: str, step: Sequence[object], open_: Sequence[_Begun]) -> _Begun:
    """Return how an element begins; what holds it learns of it what it must know."""
    if tag == "p" and open_ and open_[-1][0] == "li":
        open_[-1][2] = 1
    if tag == "th":
        next(one for one in reversed(open_) if one[0] == "table")[2] += 1
    start = step[1] if len(step) > 1 else int(tag == "ol")
    return [tag, None, start]


def _side(text: str) -> bool | None:
    """Whether the first strong character of a text is written from the right; None where it has none."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return None


def _in_cell(open_: Iterable[_Begun]) -> bool:
    return any(one[0] in {"td", "th"} for one in open_)


def _with_breaks(text: str, piece: int) -> Iterator[PaperStep]:
    """Yield a text, with places to break at wherever a line could not end for long."""
    done = 0
    for long in _SIGNS.finditer(text):
        if len(long[0]) < 2 * piece or _BREAKS_BY_ITSELF.search(long[0]):
            continue
        at = long.start() + piece
        while at < long.end() - piece // 2:
            if not _may_part(text[at - 1], text[at]):
                at += 1
                continue
            yield text[done:at]
            yield from _BREAK
            done, at = at, at + piece
    yield text[done:]


def _may_part(before: str, after: str) -> bool:
    """Whether two characters may stand on two lines: not within what is drawn as one."""
    joined = (
        before == "\u200d" or "\U0001f1e6" <= after <= "\U0001f1ff" or "\U0001f3fb" <= after <= "\U0001f3ff"
    )
    return not joined and unicodedata.category(after) not in _HOLDS_ON
