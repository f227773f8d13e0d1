"""Text that was hidden becomes passages that stay with the writer; all other text is written to mark nothing.

The body is read back before it is handed on. Should it not say what was meant, all of it stays with the
writer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Final

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages

OPEN_ENDED: Final = "A hidden comment is not closed, so everything from there on is marked to stay with you."
ALL_MINE: Final = "Its hidden text could not be told from the rest, so all of it is marked to stay with you."

# Noncharacters: no text holds them, and they come through cleaning and escaping as they are.
_OPEN, _CLOSE, _MINE, _END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_OURS = re.compile("[\ufdd0-\ufdd3]")
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}|{_MINE}(.*?){_END}", re.DOTALL)
_NEEDS_LINES = re.compile(r"\n\s*\n|\[\[|\]\]|\n[^\n]*:")
"""What could not be said between brackets: a blank line, brackets, what may look like a mark's own line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and whether it was hidden."""

    text: str = field(repr=False)
    hidden: bool = False


def as_body(stretches: Sequence[Stretch]) -> tuple[str, tuple[str, ...]]:
    """Return a body that says these stretches, the hidden ones marked *mine*, and perhaps a remark."""
    tidy = _tidied(stretches)
    text = _trimmed(_joined(tidy))
    if not _MARKED.search(text):
        return passages.escape(text), ()
    for tried in (text, re.sub(r"\](?=\])", r"]\\", text)):
        body = _written(tried)
        if _says(body, tried):
            return body, ()
    whole = _trimmed("".join(each.text for each in tidy))
    return f":mine\n{passages.escape(whole)}\n:end", (ALL_MINE,)


def _tidied(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches without signs of ours, what is shown between two hidden ones as one."""
    tidy: list[Stretch] = []
    said = (each for each in stretches if (each.text.strip() if each.hidden else each.text))
    for is_hidden, several in groupby(said, key=lambda each: each.hidden):
        texts = [_OURS.sub("\ufffd", each.text) for each in several]
        tidy += [Stretch(text, hidden=True) for text in texts] if is_hidden else [Stretch("".join(texts))]
    return tidy


def _trimmed(text: str) -> str:
    return text.strip("\n").rstrip()


def _joined(stretches: Sequence[Stretch]) -> str:
    """Return the text with signs of ours around what was hidden."""
    parts: list[str] = []
    # Whether something is said on the line as far as it goes; the line itself may be the whole text.
    said = False
    for each, after in pairwise([*stretches, Stretch("")]):
        inner = _trimmed(each.text)
        if not each.hidden:
            part = each.text
        elif not said and _ends_its_line(after):
            part = f"{_MINE}\n{inner}\n{_END}"
        elif _NEEDS_LINES.search(inner):
            part = ("\n" if said else "") + f"{_MINE}\n{inner}\n{_END}\n"
        else:
            part = f"{_OPEN}{inner.strip()}{_CLOSE}"
        parts.append(part)
        _, newline, last = part.rpartition("\n")
        said = bool(last.strip()) or (said and not newline)
    return "".join(parts)


def _ends_its_line(after: Stretch) -> bool:
    begins, more, _ = after.text.partition("\n")
    return not begins.strip() and not after.hidden and (bool(more) or not begins)


def _written(text: str) -> str:
    """Return the text with marks for signs; a space stands where a mark would run into what is beside it."""
    text = re.sub(rf"(?<=[\[\\]){_OPEN}", f" {_OPEN}", passages.escape(text))
    text = re.sub(rf"{_CLOSE}(?=\])", f"{_CLOSE} ", text)
    for sign, mark in ((_OPEN, "[["), (_CLOSE, "]]"), (_MINE, ":mine"), (_END, ":end")):
        text = text.replace(sign, mark)
    return text


def _says(body: str, text: str) -> bool:
    try:
        found = passages.parse(body)
    except MarkNotClosed:
        return False
    kept = [(inline or block).strip() for inline, block in _MARKED.findall(text)]
    shown = "".join(each.text for each in found if each.light is Light.OPEN)
    return [each.text.strip() for each in found if each.light is Light.MINE] == kept and "".join(
        shown.split()
    ) == "".join(_MARKED.sub("", text).split())
