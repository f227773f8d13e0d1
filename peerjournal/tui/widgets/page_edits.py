"""Changes to a page that are worked out on its text alone: marking passages, breaking long lines."""

import re
from dataclasses import dataclass, field

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages
from peerjournal.tui.widgets.page_looks import LONGEST

Place = tuple[int, int]
"""A line and a column, both counted from 0."""

_BREAK_AT = 1_000
_SENTENCE = re.compile(r"[.?\u2026]['\")\]\u2019\u201d]*\s|[\u3002\uff1f]")


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a page, and what comes in its place."""

    start: Place
    end: Place
    text: str = field(repr=False)


def mark(lines: list[str], start: Place, end: Place, light: Light) -> Change:
    """Return the change that puts a passage under a light.

    Within one line *mine* stands between brackets; everything else is marked line by line.

    Raises:
        MarkNotClosed: The marks would not be readable any more, or would not hold just this.
    """
    start, end = _trimmed(lines, start, end)
    whole = start[0] != end[0] or not lines[start[0]][start[1] : end[1]]
    whole = whole or (not lines[start[0]][: start[1]].strip() and not lines[end[0]][end[1] :].strip())
    if light is Light.MINE and not whole:
        change = Change(start, end, f"[[{lines[start[0]][start[1] : end[1]]}]]")
    else:
        first, last = start[0], end[0]
        inner = "\n".join(lines[first : last + 1])
        change = Change((first, 0), (last, len(lines[last])), f":{light.value}\n{inner}\n:end")
    _check(lines, change, light)
    return change


def _trimmed(lines: list[str], start: Place, end: Place) -> tuple[Place, Place]:
    """Return the stretch without spaces at its ends, and without a last line of which nothing is taken."""
    if end[0] > start[0] and end[1] == 0:
        end = (end[0] - 1, len(lines[end[0] - 1]))
    if start[0] == end[0]:
        text = lines[start[0]][start[1] : end[1]]
        start = (start[0], start[1] + len(text) - len(text.lstrip()))
        end = (end[0], max(start[1], end[1] - (len(text) - len(text.rstrip()))))
    return start, end


def _check(lines: list[str], change: Change, light: Light) -> None:
    """See that the marks can still be read, and that one passage came and none went."""
    before = passages.parse("\n".join(lines))
    after = passages.parse("\n".join(applied(lines, change)))
    came = [each for each in after if each.light is light]
    if len(came) != 1 + sum(each.light is light for each in before):
        raise MarkNotClosed("That passage lies beside another mark.", line=change.start[0] + 1)


def applied(lines: list[str], change: Change) -> list[str]:
    """Return the lines with a change made."""
    (first, left), (last, right) = change.start, change.end
    changed = lines[first][:left] + change.text + lines[last][right:]
    return [*lines[:first], *changed.split("\n"), *lines[last + 1 :]]


def long_lines(text: str) -> int:
    """Return how many lines are so long that each key in them takes a moment."""
    return sum(len(line) > LONGEST for line in text.split("\n"))


def break_lines(text: str) -> str:
    """Return ``text`` with its long lines broken after sentences, or after words."""
    return "\n".join(_broken(line) if len(line) > LONGEST else line for line in text.split("\n"))


def _broken(line: str) -> str:
    parts = []
    while len(line) > _BREAK_AT:
        sentences = [hit.end() for hit in _SENTENCE.finditer(line, 0, _BREAK_AT)]
        at = sentences[-1] if sentences else line.rfind(" ", 1, _BREAK_AT) + 1
        at = at or _BREAK_AT
        parts.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return "\n".join([*parts, line])
