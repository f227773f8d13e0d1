r"""One text file that jrnl reads, and whoever has no program at all.

jrnl takes a line that begins with something in brackets for the next entry wherever it can read a time in
it, so such a line gets a backslash, which Markdown does not show. It has no tags but those in the text, and
takes every star at either end of a title for the one that stars an entry.
"""

import re
from collections.abc import Iterator, Sequence

from peerjournal.errors import MarkNotClosed
from peerjournal.exporters.exporter import NOTHING, Beside, File, Leaving
from peerjournal.journal import Light, Piece, passages
from peerjournal.text import clean_line

_BRACKET = re.compile(r"^\[", re.MULTILINE)
_NO_TIME = 6
"""jrnl takes no blob of so few characters for a time."""
_NO_TAG = re.compile(r"[^-+*#/\w]+")
_TAG = re.compile(r"(?<!\S)[#@]([-+*#/\w]+)")


class Jrnl:
    """The text form of jrnl."""

    name = "jrnl"
    label = "one text file that jrnl reads"
    suffix = "txt"

    takes_letters = False

    def files(self, leaving: Sequence[Leaving], beside: Beside = NOTHING) -> Iterator[File]:
        """Yield the one file, the oldest entry first, as jrnl keeps them."""
        del beside
        pieces = [piece for one in leaving for piece in (one.piece, *one.others)]
        pieces.sort(key=lambda piece: piece.written.local.replace(tzinfo=None))
        text = "\n".join(map(entry, pieces))
        yield f"journal.{self.suffix}", text.encode("utf-8", "replace")


def entry(piece: Piece) -> str:
    """Return one entry as jrnl keeps it, with a line end behind it."""
    title, body = clean_line(piece.title), _said(piece.body).strip()
    if not title:
        # jrnl's title is the first line, whether it was meant to be one or not.
        title, _, body = body.partition("\n")
        title, body = title.strip(), body.strip()
    body = "\n\n".join(part for part in (body, _tag_line(piece, f"{title}\n{body}")) if part)
    title = f"\\{title}" if title.startswith("*") else title
    title = f"{title} ." if title.endswith("*") else title
    if piece.starred:
        title = f"{title} *".lstrip()
    lines = f"[{piece.written.local:%Y-%m-%d %H:%M:%S}] {title}\n"
    return lines + (f"{_plain(body)}\n" if body else "")


def _said(body: str) -> str:
    """Return a body as it reads, where nothing in it is marked: jrnl needs no backslash before `[[`."""
    try:
        found = passages.parse(body)
    except MarkNotClosed:
        return body
    return "".join(each.text for each in found) if all(each.light is Light.OPEN for each in found) else body


def _plain(body: str) -> str:
    """Return a body in which no line begins as an entry does: an open bracket reaches into the next one."""
    parts: list[str] = []
    done, close = 0, -1
    for found in _BRACKET.finditer(body):
        at = found.start()
        if close < at:
            close = body.find("]", at)
            close = len(body) if close < 0 else close
        if close == len(body) or (close - at - 1 > _NO_TIME and body[close + 1 : close + 2] == " "):
            parts += (body[done:at], "\\")
            done = at
    return "".join((*parts, body[done:]))


def _tag_line(piece: Piece, text: str) -> str:
    """Return the tags that are not in the text, as jrnl writes tags."""
    there = {tag.casefold() for tag in _TAG.findall(text)}
    tags = [_NO_TAG.sub("-", tag).lstrip("-#").rstrip("-") for tag in piece.tags]
    return " ".join(f"@{tag}" for tag in dict.fromkeys(tags) if tag and tag.casefold() not in there)
