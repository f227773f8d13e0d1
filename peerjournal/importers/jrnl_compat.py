"""jrnl's own guesses, for those who ask for them: any line in brackets that says a time begins an entry."""

import re
from collections.abc import Callable
from datetime import datetime

from peerjournal.errors import JournalError
from peerjournal.importers.jrnl_header import FORMS, LONGEST, Form
from peerjournal.importers.jrnl_text import Written, tidy
from peerjournal.journal import when as typed

_BRACKETS = re.compile(rb"\[([^\]\n]+)\] ")
_SHORTEST = 7
_PARTS_OF_DAY = {
    "morning": "6:00",
    "noon": "12:00",
    "afternoon": "15:00",
    "evening": "18:00",
    "night": "21:00",
}
_SENTENCE = re.compile(
    "(?:[.!?\u2026\u203c\u203d\u2047-\u2049]+[\"'\u201d\u2019)\\]]*(?=\\s|$)|[\u3002\uff0e\uff01\uff1f\uff61]+)"
)


def headers(form: Form | None, now: datetime) -> Callable[[bytes, int], tuple[datetime, int] | None]:
    """Return what says whether a line is a header, as jrnl would; it knows fewer words for times than jrnl.

    Args:
        form: The form that most headers have, which is tried first.
        now: What `yesterday` is told from.
    """
    forms: tuple[Form, ...] = (*((form,) if form else ()), *FORMS)

    def header(data: bytes, at: int) -> tuple[datetime, int] | None:
        for each in forms:
            if found := each.header(data, at):
                return found
        bracket = _BRACKETS.match(data, at, at + LONGEST)
        said = bracket[1].decode(errors="replace") if bracket else ""
        if not bracket or len(said) < _SHORTEST:
            return None
        try:
            return typed.read_moment(_clocked(said), now).local.replace(tzinfo=None), bracket.end()
        except JournalError:
            return None

    return header


def _clocked(said: str) -> str:
    day, _, part = said.lower().rpartition(" ")
    return f"{day} {_PARTS_OF_DAY[part]}" if day and part in _PARTS_OF_DAY else said


def written(text: str) -> Written:
    """Return title, body and star as jrnl reads them: of a single line the first sentence is the title."""
    first, newline, rest = text.partition("\n")
    title = first.strip()
    starred = title.endswith("*")
    if starred:
        title = title[:-1].rstrip()
    if newline or starred:
        return Written(title, tidy(rest), starred)
    end = _SENTENCE.search(title)
    cut = end.end() if end else len(title)
    return Written(title[:cut], tidy(title[cut:].lstrip()), starred)
