"""A body as the reader takes it: parts under one light, with the inline passages fenced by two signs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

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
    """Which of the marked passages it is, counted from 1, for folding it."""
    inline: int = 0
    """How many marked passages lie before the first that is inside the text."""


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
        number = 1 + sum(map(count, sections))
        return [*sections, Section(Light.MINE, "".join(after), number=number)], str(refused)


def _sections_or_open(body: str) -> list[Section]:
    try:
        return _sections(body)
    except MarkNotClosed:
        return [Section(Light.MINE, body, number=1)]


def _sections(body: str) -> list[Section]:
    found: list[Section] = []
    joined: list[str] = []
    marked = before = 0
    for each in passages.parse(body):
        if not each.whole_lines:
            inline = each.light is Light.MINE
            marked += inline
            joined.append(f"{OPENS}{each.text}{CLOSES}" if inline else each.text)
            continue
        if joined:
            found.append(Section(Light.OPEN, "".join(joined), inline=before))
            joined = []
        marked += 1
        found.append(Section(each.light, each.text, number=marked))
        before = marked
    if joined:
        found.append(Section(Light.OPEN, "".join(joined), inline=before))
    return found


def count(section: Section) -> int:
    """Return how many passages can be folded in a section: itself, and those inside its text."""
    return int(section.number > 0) + section.text.count(OPENS)


def read_after(parts: Iterable[tuple[Light, str]], first: int) -> Iterator[Section]:
    """Yield the sections of what stands after a body: each part is under one light as a whole.

    Args:
        parts: The light of each, and its text. In an open one marks count as they do in a body.
        first: How many marked passages lie before.
    """
    for light, text in parts:
        if light is Light.OPEN:
            sections, _ = read(text)
            found = [_moved(each, first) for each in sections]
        else:
            found = [Section(light, fenced(text), number=first + 1)]
        first += sum(map(count, found))
        yield from found


def _moved(section: Section, by: int) -> Section:
    number = section.number + by if section.number else 0
    return replace(section, number=number, inline=section.inline + by)
