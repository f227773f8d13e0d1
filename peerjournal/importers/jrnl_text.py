"""Entries of jrnl's text form: where each begins and ends, and what is title, body, star and tag in it.

Strict where jrnl guesses: a line is a header only in the form that the file's headers have, so that a line in
brackets in somebody's text stays in it. What stands before the first header is kept too.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from peerjournal.importers.found import Found, Skipped, digest_of, origin_of
from peerjournal.importers.jrnl_header import BRACKET, Form, looks_like_another
from peerjournal.importers.source import LARGEST_TEXT, Block, as_text
from peerjournal.importers.zone import MORNING, NO_CLOCK
from peerjournal.journal import Draft, Moment, first_sentence, passages

SYMBOLS: Final = "#@"
BEFORE: Final = "It stood before the first header. Its time is that of the file."
UNHEADED: Final = (
    "No line of it begins an entry, so all of it is one, with the time of the file. If it is jrnl's,"
    " `--timeformat` says how its times are written."
)
EMPTY: Final = "It holds no text."
OTHER_FORM: Final = "A line in it looks like a header in another form. It stayed in the text."
LONG: Final = "Its first line is long and stands in the text."
OUTSIDE: Final = "Its time lies outside the calendar."
TOO_LONG: Final = "It is larger than 4 MiB, so it is no entry."
_LONGEST_TITLE = 500
_BLANK_START = re.compile(r"(?:[^\S\n]*\n)+")

Headed = Callable[[bytes, int], tuple[datetime, int] | None]


class Written(NamedTuple):
    """What one entry says, before it is a draft."""

    title: str
    body: str
    starred: bool = False
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Written()"


@dataclass(slots=True)
class Stretch:
    """The lines from one header to the next; the first may have no header."""

    line: int
    when: datetime | None
    data: list[bytes] = field(default_factory=list, repr=False)
    size: int = 0
    other_form: bool = False
    closed: bool = False
    """Whether a header follows; the line end before that is the header's."""

    @property
    def text(self) -> tuple[str, tuple[str, ...]]:
        """What it says, and what is to be said of its bytes."""
        data = b"".join(self.data)
        return as_text(data.removesuffix(b"\n").removesuffix(b"\r") if self.closed else data)

    @property
    def where(self) -> str:
        """The line on which it begins, for people."""
        return f"line {self.line}"

    def take(self, data: bytes) -> None:
        """Add lines, unless it has grown beyond what an entry can be; its size goes on growing."""
        self.size += len(data)
        if self.size <= LARGEST_TEXT:
            self.data.append(data)
        else:
            self.data.clear()

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing at all, not even when."""
        return self.when is None and self.size <= LARGEST_TEXT and not b"".join(self.data).strip()


def stretches(blocks: Iterable[Block], headed: Headed, form: Form | None = None) -> Iterator[Stretch]:
    """Yield the stretches of a file; memory holds one of them, and one block, at a time.

    Args:
        blocks: The file.
        headed: Says whether a header stands at a place, when it says, and where its text starts.
        form: The form of its headers: which lines to look at, and which look like headers in another.
    """
    line, here = 1, Stretch(1, None)
    sign = form.sign if form else BRACKET
    for block in blocks:
        data, done, counted = block.data, 0, 0
        for at in block.starts(sign):
            found = headed(data, at)
            if found:
                here.take(data[done:at])
                here.closed = True
                if not here.is_blank:
                    yield here
                line, counted = line + data.count(b"\n", counted, at), at
                when, done = found
                here = Stretch(line, when)
            elif form and looks_like_another(data, at, form):
                here.other_form = True
        here.take(data[done:])
        line += data.count(b"\n", counted)
    if not here.is_blank:
        yield here


def written(text: str) -> Written:
    """Return title, body and star of an entry's text: the first line is its title, as jrnl writes it."""
    first, newline, rest = text.partition("\n")
    title = first.strip()
    title, starred = _star(title)
    if newline and len(title) <= _LONGEST_TITLE:
        return Written(title, tidy(rest), starred)
    sentence = title if starred else first_sentence(title)
    if len(sentence) > _LONGEST_TITLE:
        return Written("", tidy(f"{title}\n{rest}"), starred, (LONG,))
    remarks = (LONG,) if newline else ()
    return Written(sentence, tidy(f"{title[len(sentence) :].lstrip()}\n{rest}"), starred, remarks)


def _star(title: str) -> tuple[str, bool]:
    if not title.endswith("*"):
        return title, False
    # A star that belongs to *emphasis* is the title's own.
    alone = title == "*" or title[-2:-1].isspace()
    if alone or (title.count("*") % 2 and not title.endswith("**")):
        return title[:-1].rstrip(), True
    return title, False


def tidy(body: str) -> str:
    """Return a body without blank lines around it; how its first line is indented is part of it."""
    body = body.rstrip()
    if not body[:1].isspace():
        return body
    blank = _BLANK_START.match(body)
    return body[blank.end() :] if blank else body


def tags_in(text: str, symbols: str = SYMBOLS) -> tuple[str, ...]:
    """Return the tags in a text, lower case and without their symbol; a heading's `##` is none."""
    # Symbol by symbol: a pattern that begins with one sign is looked for ten times as fast.
    found = [list(_tag(sign).finditer(text)) for sign in symbols if sign in text]
    if not found:
        return ()
    ordered = found[0] if len(found) == 1 else sorted(chain(*found), key=re.Match.start)
    names = {at[1].lower(): None for at in ordered}
    return tuple([tag for tag in names if tag.isalnum() or any(map(str.isalnum, tag))])


def _marks_nothing(text: str) -> bool:
    """Tell of most texts at once that there is no sign of a mark in them."""
    return text.isascii() and "[" not in text and ":" not in text


@cache
def _tag(symbol: str) -> re.Pattern[str]:
    one = re.escape(symbol)
    return re.compile(rf"{one}(?<!\S{one})([-+*#/\w]+)")


@dataclass(frozen=True, slots=True)
class Drafting:
    """What makes drafts of the entries of one source."""

    name: str
    """The importer's."""
    moment: Callable[[datetime], Moment]
    file_time: Moment
    """For what has no time of its own."""
    read: Callable[[str], Written] = written
    symbols: str = SYMBOLS
    has_clock: bool = True
    unheaded: str = BEFORE
    """What is said of what stands under no header."""
    place: str = ""
    """What tells that from the same words elsewhere: a source may have many files."""

    def found(self, stretch: Stretch, *, where: str = "") -> Found | Skipped:
        """Make a draft of what stands under one header."""
        where = where or stretch.where
        if stretch.size > LARGEST_TEXT:
            return Skipped(where, TOO_LONG)
        text, remarks = stretch.text
        said = self.read(text) if stretch.when else Written("", tidy(text))
        remarks += said.remarks
        if not (said.title or said.body):
            remarks += (EMPTY,)
        if stretch.other_form:
            remarks += (OTHER_FORM,)
        return self.entry(said, stretch.when, where, remarks)

    def entry(
        self,
        said: Written,
        when: datetime | None,
        where: str,
        remarks: tuple[str, ...] = (),
        *,
        other: dict[str, object] | None = None,
        tags: Iterable[str] | None = None,
    ) -> Found | Skipped:
        """Make a draft of what one entry says; its tags are looked for in its text where none are given."""
        assumed: tuple[str, ...] = ("zone",) if when is None or when.tzinfo is None else ()
        at = when
        if when is None:
            remarks = (self.unheaded, *remarks)
        elif not self.has_clock:
            at, remarks, assumed = when.replace(hour=MORNING), (*remarks, NO_CLOCK), (*assumed, "time")
        try:
            moment = self.moment(at) if at else self.file_time
        except (ValueError, OverflowError, OSError):
            return Skipped(where, OUTSIDE)
        # What jrnl itself compares: its JSON says the same of an entry as its text, and adds nothing then.
        told = when.isoformat() if when else self.place
        key = digest_of("jrnl", told, said.title, said.body.strip(), "*" if said.starred else "")
        named = tags_in(f"{said.title}\n{said.body}", self.symbols) if tags is None else tags
        draft = Draft(
            title=said.title,
            body=said.body if _marks_nothing(said.body) else passages.escape(said.body),
            tags=tuple(tag.lstrip(self.symbols) for tag in named),
            written=moment,
            starred=said.starred,
            origin=origin_of(
                self.name,
                key,
                key,
                where,
                other=other,
                assumed=assumed,
            ),
        )
        return Found(draft, key, key, where, remarks)
