"""Where the marks stand in a body, and how text is written so that it holds none.

Only finds them; what they mean together is for `passages`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from peerjournal.text import clean_line


class Kind(Enum):
    """What a mark does."""

    MINE = auto()
    """A line `:mine`."""
    CAREFUL = auto()
    """A line `:careful`."""
    END = auto()
    """A line `:end`."""
    INLINE = auto()
    """`[[`."""
    CLOSE = auto()
    """A run of two or more `]`."""
    PLAIN_LINE = auto()
    """The backslash that makes a mark line plain."""
    PLAIN_INLINE = auto()
    """The backslash that makes `[[` plain."""
    UNCLEAR = auto()
    """Almost a mark: refused, because what it is meant to keep must not leave by a slip."""
    BLANK = auto()
    """A blank line, which ends a paragraph."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; lines include their line break, so that they go as a whole."""

    kind: Kind
    line: int
    start: int
    end: int
    is_line: bool = False


_LINE_MARK = re.compile(
    r"(?P<before>(?:[\s>*+-]|\d{1,9}[.)])*)"  # list and quote signs: a mark behind them is refused
    r"(?P<back>\\*):(?P<word>mine|careful|end)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_COLONS = ":\u2a74\ufe13\ufe55\uff1a"
_COLON = re.compile(f"[{_COLONS}]")
"""Every character that is narrowed to a colon, or to something with one."""
_WORDS = {"mine": Kind.MINE, "careful": Kind.CAREFUL, "end": Kind.END}
_BRACKETS = re.compile(r"\\\[\[+|\[\[|\]\]+")
_PLAIN = "\\[["
_WIDE_BACKSLASHES = re.compile("[\uff3c\ufe68]")


def find(body: str) -> Iterator[Mark]:
    """Yield the marks of a cleaned ``body`` in order; cleaned, it has no line ends but LF."""
    start = 0
    for number, line in enumerate(body.splitlines(keepends=True), start=1):
        yield from _in_line(line, number, start)
        start += len(line)


def escape(text: str) -> str:
    """Return a body that says exactly the cleaned ``text`` and holds no mark."""
    may_be_marked = ":" in text if text.isascii() else any(colon in text for colon in _COLONS)
    if not may_be_marked:
        return _escape_brackets(text)
    return "".join(_escape_line(line) for line in text.splitlines(keepends=True))


def _in_line(line: str, number: int, start: int) -> Iterator[Mark]:
    end = start + len(line)
    if not line.strip():
        yield Mark(Kind.BLANK, number, start, end)
        return
    found = _line_mark(line)
    at = 0
    if found and not found["back"]:
        alone = not found["before"].strip() and not found["rest"].strip()
        kind = _WORDS[found["word"].lower()] if alone else Kind.UNCLEAR
        yield Mark(kind, number, start, end, is_line=True)
        return
    if found:
        at = line.index("\\")
        yield Mark(Kind.PLAIN_LINE, number, start + at, start + at + 1)
        at += 1
    for each in _BRACKETS.finditer(line, at):
        yield Mark(_bracket_kind(each[0]), number, start + each.start(), start + each.end())


def _bracket_kind(token: str) -> Kind:
    if token[0] == "]":
        return Kind.CLOSE
    if token[0] == "[":
        return Kind.INLINE
    return Kind.PLAIN_INLINE if token == _PLAIN else Kind.UNCLEAR


def _line_mark(line: str) -> re.Match[str] | None:
    """Match a line against the marks; what the keyboard of another script makes of them counts too."""
    # No letter is cleaned away or becomes a sign, so what follows one is no mark.
    colon = None if line[:1].isalpha() else _COLON.search(line)
    if not colon or any(map(str.isalpha, line[: colon.start()])):
        return None
    if not line.isascii():
        # A wide backslash is no escape of ours, and must not become one by being narrowed.
        line = unicodedata.normalize("NFKC", clean_line(_WIDE_BACKSLASHES.sub("/", line)))
    return _LINE_MARK.match(line)


def _escape_line(line: str) -> str:
    if _line_mark(line):
        at = next(n for n, char in enumerate(line) if unicodedata.normalize("NFKC", char)[:1] in {"\\", ":"})
        return line[:at] + "\\" + _escape_brackets(line[at:])
    return _escape_brackets(line)


def _escape_brackets(text: str) -> str:
    if "[[" not in text:
        return text
    return re.sub(r"\[{2,}", lambda run: "[" * (len(run[0]) % 2) + _PLAIN * (len(run[0]) // 2), text)
