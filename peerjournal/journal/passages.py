"""The marks inside a body: what is open, what needs care, and what stays with the writer.

The only room that reads marks, so that there is one answer to the question what may leave::

    :mine            :careful         between words: [[this stays here]]
    ...              ...
    :end             :end

The grammar, fail-closed throughout (`docs/formats/marks.md` tells it at length):

* A mark line is `:mine`, `:careful` or `:end`, alone on its line; case, spaces around it and characters that
  cannot be seen do not matter. With more on the line, or behind a list or quote sign, it is refused.
* `[[` opens an inline passage, which is *mine*. It closes at the end of the next run of two or more `]`, in
  the same paragraph: before a blank line and before any mark line.
* A backslash straight before `[[`, or before the colon that would make a mark line, makes it plain text and
  goes itself. Before three or more brackets it could mean two things, and is refused.
* Nothing nests. Inside `:mine` only mark lines are read; inside `:careful`, `[[` is refused.
* After an inline passage, a `]]` in the same paragraph that closes nothing is refused: the passage may have
  closed sooner than was meant.
* Marks work everywhere, in code as well. Everything else is kept as it is.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from peerjournal.errors import JournalError, MarkNotClosed
from peerjournal.journal import gaps, marks
from peerjournal.journal.marks import Kind, Mark
from peerjournal.text import clean


class Light(StrEnum):
    """How far a passage may go."""

    OPEN = "open"
    """I could tell anyone."""
    CAREFUL = "careful"
    """Some people, some days: left out unless it is asked for, every time."""
    MINE = "mine"
    """This stays with me."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a body under one light. All passages, in order, are the whole body."""

    light: Light
    text: str = field(repr=False)
    """What it says, without its marks and the backslashes that make marks plain."""
    line: int
    """The line of the body on which it begins, counted from 1."""
    start: int
    """Where it begins in the cleaned body, marks included."""
    end: int
    """Where it ends in the cleaned body, marks included; half-open."""
    whole_lines: bool = False
    """Marked by lines of their own rather than by brackets."""
    number: int = 0
    """For *careful* passages: which one of them it is, counted from 1."""


def parse(body: str) -> tuple[Passage, ...]:
    """Return the passages of ``body``.

    Raises:
        MarkNotClosed: A mark is unclosed, crossed or stray; it carries the line.
    """
    reading = _Reading(clean(body))
    if reading.refused:
        raise reading.refused
    return reading.passages()


def resolve(body: str, careful: Collection[int] = frozenset()) -> str:
    """Return what of ``body`` may leave: nothing that is *mine*, of the *careful* only what is asked for.

    Two bodies that differ only inside what is left out give the same text, and outside it is verbatim.

    Raises:
        MarkNotClosed: A mark is unclosed, crossed or stray; nothing may leave.
        JournalError: A number has no *careful* passage.
    """
    passages = parse(body)
    known = {each.number for each in passages if each.number}
    if not known.issuperset(careful):
        raise JournalError("There is no careful passage with that number.")
    return _join(passages, careful)


def preview(body: str, careful: Collection[int] = frozenset()) -> str:
    """Return what would leave, for looking at while marks are still being made.

    From a mark that cannot be read on, everything is treated as *mine*.
    """
    return _join(_Reading(clean(body)).passages(), careful)


def escape(text: str) -> str:
    """Return a body that says exactly ``text`` and marks nothing, for what was written without our marks."""
    return marks.escape(clean(text))


def _join(passages: tuple[Passage, ...], careful: Collection[int]) -> str:
    parts: list[str] = []
    for each in passages:
        if each.light is Light.OPEN or (each.light is Light.CAREFUL and each.number in careful and each.text):
            parts.append(each.text)
        else:
            parts.append(gaps.LINES if each.whole_lines else gaps.INLINE)
    return gaps.close("".join(parts))


class _Reading:
    """One walk over the marks of a body, up to the first that cannot be read."""

    def __init__(self, body: str) -> None:
        self.refused: MarkNotClosed | None = None
        self._body = body
        self._marked: list[Passage] = []
        self._plain: list[int] = []
        self._opener: Mark | None = None
        self._paragraph_has_passage = False
        self._plain_openers = 0
        self._careful = 0
        for mark in marks.find(body):
            self._take(mark)
            if self.refused:
                return
        if self._opener:
            self._refuse(self._opener, "The mark on line {} is not closed.")

    def passages(self) -> tuple[Passage, ...]:
        """Return all passages, the open ones between the marked ones among them."""
        found: list[Passage] = []
        at, line = 0, 1
        for each in self._marked:
            if at < each.start:
                found.append(Passage(Light.OPEN, self._text(at, each.start), line, at, each.start))
            found.append(each)
            line = each.line + self._body.count("\n", each.start, each.end)
            at = each.end
        if at < len(self._body):
            found.append(Passage(Light.OPEN, self._text(at, len(self._body)), line, at, len(self._body)))
        return tuple(found)

    def _take(self, mark: Mark) -> None:
        if self._opener is None:
            self._outside(mark)
        elif self._opener.kind is Kind.INLINE:
            self._inside_brackets(self._opener, mark)
        else:
            self._inside_lines(self._opener, mark)

    def _outside(self, mark: Mark) -> None:
        if mark.kind in {Kind.MINE, Kind.CAREFUL, Kind.INLINE}:
            self._opener = mark
        elif mark.kind in {Kind.PLAIN_LINE, Kind.PLAIN_INLINE}:
            self._plain.append(mark.start)
            self._plain_openers += mark.kind is Kind.PLAIN_INLINE
        elif mark.kind is Kind.CLOSE:
            self._stray_brackets(mark)
        elif mark.kind is Kind.END:
            self._refuse_back(mark, "The `:end` on line {} closes nothing.")
        elif mark.kind is Kind.UNCLEAR:
            self._refuse(mark, "The mark on line {} can't be read: it may mean two things.")
        if mark.is_line or mark.kind is Kind.BLANK:
            self._paragraph_has_passage = False
            self._plain_openers = 0

    def _inside_brackets(self, opener: Mark, mark: Mark) -> None:
        if mark.kind is Kind.CLOSE:
            self._close(opener, inner=(opener.end, mark.end - 2), end=mark.end)
            self._paragraph_has_passage = True
            self._plain_openers = 0
        elif mark.kind is Kind.BLANK:
            self._refuse(opener, "The mark on line {} is not closed in its paragraph.")
        elif mark.kind not in {Kind.PLAIN_INLINE, Kind.PLAIN_LINE}:
            self._refuse(opener, f"The mark on line {{}} is not closed before the one on line {mark.line}.")

    def _inside_lines(self, opener: Mark, mark: Mark) -> None:
        if mark.kind is Kind.END:
            self._close(opener, inner=(opener.end, mark.start), end=mark.end)
        elif mark.kind in {Kind.PLAIN_INLINE, Kind.PLAIN_LINE}:
            self._plain.append(mark.start)
        elif mark.is_line:
            self._refuse(opener, f"The mark on line {{}} is not closed before the one on line {mark.line}.")
        elif opener.kind is Kind.CAREFUL and mark.kind in {Kind.INLINE, Kind.UNCLEAR}:
            # Read as text it would leave with the passage; what was meant to stay must never leave.
            self._refuse(opener, f"Line {mark.line} has brackets inside the careful passage of line {{}}.")

    def _stray_brackets(self, mark: Mark) -> None:
        if self._plain_openers:
            self._plain_openers -= 1
        elif self._paragraph_has_passage:
            self._refuse_back(mark, "The `]]` on line {} closes nothing. Write `\\]\\]` for plain ones.")

    def _close(self, opener: Mark, *, inner: tuple[int, int], end: int) -> None:
        light, number = Light.MINE, 0
        if opener.kind is Kind.CAREFUL:
            self._careful += 1
            light, number = Light.CAREFUL, self._careful
        text, whole_lines = self._text(*inner), opener.kind is not Kind.INLINE
        self._marked.append(Passage(light, text, opener.line, opener.start, end, whole_lines, number))
        self._opener = None

    def _text(self, start: int, end: int) -> str:
        """Return a stretch of the body without the backslashes that have done their work."""
        parts: list[str] = []
        for at in self._plain[bisect_left(self._plain, start) : bisect_left(self._plain, end)]:
            parts.append(self._body[start:at])
            start = at + 1
        parts.append(self._body[start:end])
        return "".join(parts)

    def _refuse(self, mark: Mark, message: str) -> None:
        self._stop(mark.start, mark.line, message)

    def _refuse_back(self, mark: Mark, message: str) -> None:
        """Refuse a closer without an opener: what should stay may begin anywhere after the last passage."""
        self._stop(self._marked[-1].end if self._marked else 0, mark.line, message)

    def _stop(self, start: int, line: int, message: str) -> None:
        self.refused = MarkNotClosed(message.format(line), line=line)
        self._marked.append(Passage(Light.MINE, self._body[start:], line, start, len(self._body)))
