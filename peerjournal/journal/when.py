"""Dates as people type them: `2026-01-31`, `2026-01-31 10:00`, `today`, `yesterday 6:30pm`, `last monday`.

Small on purpose: what can be read in two ways is not guessed at, and what is said at more length is read by
``when_said``, which only such a date loads. Messages never repeat what was typed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from peerjournal.errors import JournalError
from peerjournal.journal.moment import Moment, in_zone_of

_FORMS = "Write it as 2026-01-31, 2026-01-31 10:00, 31 jan 2026, yesterday or a weekday."
_TIMES = "Write it as 10:00, 18:30 or 6:30pm."
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = tuple(day[:3] for day in _DAYS)
_MORNING = time(9)
_LONGEST_WHEN = 40

_DAY = rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|today|yesterday|(?:last )?(?:{'|'.join(_DAYS + _SHORT_DAYS)})"
_CLOCK = (
    r"(?:(?:^|[ t])(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midnight)(?:\.\d+)?"
    r" ?(?P<offset>z|[+-]\d\d:?\d\d)?)?"
)
_TYPED = re.compile(rf"(?P<day>{_DAY})?{_CLOCK}", re.ASCII)
_BEHIND_A_DAY = re.compile(_CLOCK, re.ASCII)
# What it takes for the longer forms to be looked at: a month, two numbers with a stroke between, or `ago`.
_PERHAPS_SAID = re.compile(
    r"\d[/.]\d|\bago\b|\d.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.ASCII,
)
_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d{1,2}))?", re.ASCII)
_LOOKS_LIKE_A_DATE = re.compile(r"\d{1,4}[-/.]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both of them in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Opening:
    """How a typed line begins: perhaps with a time and a star, then with what is written."""

    when: Moment | None
    text: str
    """What is written; the whole line where no time was taken off it."""
    doubt: str = ""
    """A sentence for the person, where a time seems to be meant that can't be read and stays in the text."""
    starred: bool = False
    ways: tuple[Moment, ...] = ()
    """The times that can be meant, where there is more than one; then ``when`` is empty."""
    rest: str = ""
    """What is written if one of these is meant."""

    def __repr__(self) -> str:
        """Show no text."""
        return f"Opening({self.when!r})"


def read_days(text: str, today: date) -> Span:
    """Read a day, a month (`2026-01`) or a year (`2026`).

    Raises:
        JournalError: It can't be read; the message says how to write it.
    """
    typed = _squeezed(text)
    found = _MONTH_OR_YEAR.fullmatch(typed)
    if not found:
        days, parts = _days_and_parts(typed, today)
        if parts.get("clock") or not parts.get("day", True):
            raise JournalError(f"Only days can be looked for. {_FORMS}")
        if len(days) != 1:
            how = "can be read in two ways" if days else "can't be read"
            raise JournalError(f"That date {how}. {_FORMS}")
        (day,) = days
        return Span(day, day)
    year, month = int(found[1]), int(found[2] or 1)
    first = _date(year, month, 1)
    if not found[2] or month == 12:  # noqa: PLR2004 - December ends with its year
        return Span(first, date(year, 12, 31))
    return Span(first, date(year, month + 1, 1) - timedelta(days=1))


def read_moment(text: str, now: datetime) -> Moment:
    """Read a day with or without a time, or a time of today; a day alone means nine in the morning.

    Args:
        text: As typed, or a moment's written form.
        now: What time it is; its zone is used unless an offset is typed.

    Raises:
        JournalError: It can't be read, or in two ways; the message says how to write it.
    """
    found = ways_to_read(text, now)
    if len(found) > 1:
        raise JournalError(f"That date can be read in two ways. {_FORMS}")
    return found[0]


def ways_to_read(text: str, now: datetime) -> tuple[Moment, ...]:
    """Return what a typed time can mean: one moment, or two; takes and raises what ``read_moment`` does."""
    found = _ways(_squeezed(text), text.strip(), now)
    if not found:
        raise JournalError(f"That date can't be read. {_FORMS}")
    return found


def split(text: str, now: datetime) -> Opening:
    """Take `WHEN: `, and a star of its own, off a typed text; otherwise keep every word."""
    whole, starred = without_star(text)
    before, colon, rest = whole.partition(": ")
    typed = before.strip().removesuffix("*").strip()
    # Short names of days begin too many sentences: "Sun: it was hot".
    too_many = typed.lower() in _SHORT_DAYS or len(typed) > _LONGEST_WHEN or "\n" in typed
    if not colon or too_many:
        return Opening(None, whole, starred=starred)
    doubt = ""
    try:
        found = _ways(_squeezed(typed), typed, now)
    except JournalError as error:
        found, doubt = (), str(error)
    if not found:
        if not doubt and _LOOKS_LIKE_A_DATE.match(typed):
            doubt = f"That date can't be read. {_FORMS}"
        return Opening(None, whole, doubt, starred)
    rest, star = without_star(rest.lstrip(" "))
    starred = starred or star or typed != before.strip()
    if len(found) > 1:
        return Opening(None, whole, starred=starred, ways=found, rest=rest)
    return Opening(found[0], rest, starred=starred)


def without_star(text: str) -> tuple[str, bool]:
    """Take a star of its own off the beginning, or the end of the first line; say whether there was one."""
    # A list keeps its own.
    if text.startswith("* ") and "\n* " not in text:
        return text[2:].lstrip(" "), True
    first, newline, others = text.partition("\n")
    bare = first.rstrip(" ")
    if bare.endswith(" *"):
        return bare[:-2].rstrip(" ") + newline + others, True
    return text, False


def _squeezed(text: str) -> str:
    typed = " ".join(text.lower().split())
    return typed.replace(" at ", " ").removeprefix("at ")


def _ways(typed: str, as_typed: str, now: datetime) -> tuple[Moment, ...]:
    """Return what is meant; nothing where it isn't a time, and a refusal where it is one that never was."""
    if typed == "now":
        return (Moment.of(now),)
    if typed.endswith("]") and _LOOKS_LIKE_A_DATE.match(typed):
        return (Moment.decode(as_typed),)
    days, parts = _days_and_parts(typed, now.date())
    at = _MORNING
    if parts.get("clock"):
        at = _time(parts["clock"])
    elif parts.get("day") == "today":
        at = now.time()
    return tuple(_moment(datetime.combine(day, at), parts["offset"], now) for day in days)


def _moment(wall: datetime, offset: str, now: datetime) -> Moment:
    try:
        if offset:
            return Moment(wall.replace(microsecond=0, tzinfo=_zone(offset)))
        return Moment.of(in_zone_of(now, wall))
    except (ValueError, OverflowError, OSError):
        raise JournalError(f"There is no such time. {_TIMES}") from None


def _days_and_parts(typed: str, today: date) -> tuple[tuple[date, ...], dict[str, str]]:
    """Return which days are typed, and the other parts of it; no day where it isn't a time at all."""
    found = _TYPED.fullmatch(typed)
    if found and typed:
        parts = {name: part or "" for name, part in found.groupdict().items()}
        return (_day(parts["day"] or "today", today),), parts
    if not _PERHAPS_SAID.search(typed):
        return (), {}
    from peerjournal.journal import when_said  # noqa: PLC0415 — only for a date that is said like that

    said = when_said.read(typed, today)
    behind = _BEHIND_A_DAY.fullmatch(f" {said.rest}" if said.rest else "") if said else None
    if said is None or behind is None:
        return (), {}
    if not said.days:
        raise JournalError(f"There is no such day. {_FORMS}")
    return said.days, {name: part or "" for name, part in behind.groupdict().items()}


def _day(typed: str, today: date) -> date:
    if typed[0].isdigit():
        year, month, day = typed.split("-")
        return _date(int(year), int(month), int(day))
    if typed in {"today", "yesterday"}:
        return today - timedelta(days=typed == "yesterday")
    back = (today.weekday() - _SHORT_DAYS.index(typed.removeprefix("last ")[:3])) % 7
    return today - timedelta(days=back or (7 if typed.startswith("last ") else 0))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise JournalError(f"There is no such day. {_FORMS}") from None


def _time(typed: str) -> time:
    if typed in {"noon", "midnight"}:
        return time(12 if typed == "noon" else 0)
    half = typed[-2:] if typed[-1] == "m" else ""
    hour, minute, second = (int(part) for part in f"{typed.removesuffix(half).strip()}:0:0".split(":")[:3])
    if half:
        # Twelve begins each half of the day, and no half has a thirteenth hour.
        hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else 24  # noqa: PLR2004 - a clock's face
    try:
        return time(hour, minute, second)
    except ValueError:
        raise JournalError(f"There is no such time. {_TIMES}") from None


def _zone(typed: str) -> tzinfo:
    if typed == "z":
        return UTC
    sign = -1 if typed[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(typed[1:3]), minutes=int(typed[-2:])))
