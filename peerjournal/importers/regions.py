"""Where code and hidden comments stand in a Markdown text, for what must not be looked for in them.

Hidden are `%%…%%` and `<!-- … -->`, which reading views leave out; where a program knows only the second, the
first is text. In doubt a stretch is hidden: what was not meant to be seen must not come to stand in the open.
One pass, in time proportional to the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from peerjournal.importers.code_spans import CodeSpans


class Kind(Enum):
    """What a stretch of text is."""

    TEXT = auto()
    CODE = auto()
    HIDDEN = auto()


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text. All of them, in order, are the whole text."""

    kind: Kind
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)
    """For what is hidden: where it stands inside its signs."""
    closed: bool = True


_TOKEN = re.compile(
    r"^(?P<fence>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+(?P<run>`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|\\[`\\]|(?P<ticks>`+)|(?P<html><\x21--)|(?P<percent>%%)",
    re.MULTILINE,
)
_SIGNS = ("`", "~~~", "<!--", "%%")
"""What every token has in it; to look for these alone takes a hundredth of the time."""
_BEGINS_ITS_LINE = re.compile(r"[\s>*+-]*")


def regions(text: str, *, percents: bool = True) -> Iterator[Region]:
    """Yield what stands where in a cleaned ``text``, and whether `%%` hides anything in it."""
    return _Scan(text, percents=percents).regions()


class _Scan:
    def __init__(self, text: str, *, percents: bool) -> None:
        self._text, self._percents = text, percents
        self._code = CodeSpans(text)
        self._looked = 0
        """How far it is known where lines begin."""

    def regions(self) -> Iterator[Region]:
        at = shown = 0
        if not any(sign in self._text for sign in _SIGNS):
            at = len(self._text)
        while token := _TOKEN.search(self._text, at):
            found = self._region(token)
            if not found:
                at = token.end()
                continue
            if shown < found.start:
                yield Region(Kind.TEXT, shown, found.start)
            yield found
            at = shown = found.end
        if shown < len(self._text):
            yield Region(Kind.TEXT, shown, len(self._text))

    def _region(self, token: re.Match[str]) -> Region | None:
        if token["fence"]:
            return self._fenced(token)
        if token["ticks"]:
            return self._code_span(token.start(), len(token["ticks"]))
        if token["html"]:
            return self._hidden(token, "-->", unclosed_hides=True)
        if token["percent"] and self._percents:
            return self._hidden(token, "%%", unclosed_hides=self._is_alone(token.start()))
        return None

    def _is_alone(self, start: int) -> bool:
        """Tell whether these signs begin their line; looks at every part of the text once."""
        line = self._text.rfind("\n", self._looked, start) + 1
        # Other such signs stand before them where it is still the line that was looked at last.
        is_first, self._looked = bool(line) or not self._looked, start + 1
        return is_first and bool(_BEGINS_ITS_LINE.fullmatch(self._text, line, start))

    def _fenced(self, token: re.Match[str]) -> Region:
        run = token["run"]
        closer = re.compile(rf"^[ \t>]*+{run[0]}{{{len(run)},}}[ \t]*$", re.MULTILINE)
        end = closer.search(self._text, token.end())
        return Region(Kind.CODE, token.start(), end.end() if end else len(self._text))

    def _code_span(self, start: int, length: int) -> Region | None:
        end = self._code.end(start, length)
        return None if end is None else Region(Kind.CODE, start, end)

    def _hidden(self, token: re.Match[str], closer: str, *, unclosed_hides: bool) -> Region | None:
        end = self._text.find(closer, token.end())
        if end >= 0:
            return Region(Kind.HIDDEN, token.start(), end + len(closer), (token.end(), end))
        if unclosed_hides:
            whole = len(self._text)
            return Region(Kind.HIDDEN, token.start(), whole, (token.end(), whole), closed=False)
        return None
