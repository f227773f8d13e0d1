"""A body as the reader takes it: parts under one light, with the inline passages fenced by two signs."""

from dataclasses import dataclass, field

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages

OPENS, CLOSES = "\ufdd0", "\ufdd1"
"""Around an inline passage. Unicode keeps these two for inside a program, so no text may hold them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a body that stands under one light, its marks taken away."""

    light: Light
    text: str = field(repr=False)
    number: int = 0
    """Which of the *mine* passages it is, counted from 1, for folding it."""
    inline: int = 0
    """How many *mine* passages lie before the first that is inside the text."""


def fenced(text: str) -> str:
    """Return ``text`` without the two signs, which are ours."""
    return text.replace(OPENS, "\ufffd").replace(CLOSES, "\ufffd")


def read(body: str) -> tuple[list[Section], str]:
    """Return the sections of ``body``, and the sentence about a mark that cannot be read, or nothing.

    From the line of such a mark on, everything is shown as *mine*.
    """
    body = fenced(body)
    try:
        return _sections(body), ""
    except MarkNotClosed as refused:
        lines = body.splitlines(keepends=True)
        before, after = lines[: refused.line - 1], lines[refused.line - 1 :]
        sections = _sections_or_open("".join(before))
        mine = 1 + sum(_count(each) for each in sections)
        return [*sections, Section(Light.MINE, "".join(after), number=mine)], str(refused)


def _sections_or_open(body: str) -> list[Section]:
    try:
        return _sections(body)
    except MarkNotClosed:
        return [Section(Light.MINE, body, number=1)]


def _sections(body: str) -> list[Section]:
    found: list[Section] = []
    joined: list[str] = []
    mine = before = 0
    for each in passages.parse(body):
        if not each.whole_lines:
            inline = each.light is Light.MINE
            mine += inline
            joined.append(f"{OPENS}{each.text}{CLOSES}" if inline else each.text)
            continue
        if joined:
            found.append(Section(Light.OPEN, "".join(joined), inline=before))
            joined = []
        mine += each.light is Light.MINE
        found.append(Section(each.light, each.text, number=mine if each.light is Light.MINE else 0))
        before = mine
    if joined:
        found.append(Section(Light.OPEN, "".join(joined), inline=before))
    return found


def _count(section: Section) -> int:
    return int(section.number > 0) + section.text.count(OPENS)
