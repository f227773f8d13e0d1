"""Dates as people type them: `2026-01-31`, `2026-01-31 10:00`, `today`, `yesterday 6:30pm`, `last monday`.

Small on purpose: what can be read in two ways is not guessed at. Messages never repeat what was typed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from peerjournal.errors import JournalError
from peerjournal.journal.moment import Moment, in_zone_of

_FORMS = "Write it as 2026-01-31, 2026-01-31 10:00, today, yesterday or a weekday."
_TIMES = "Write it as 10:00, 18:30 or 6:30pm."
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = tuple(day[:3] for day in _DAYS)
_MORNING = time(9)
_LONGEST_WHEN = 40

_TYPED = re.compile(
    rf"(?P<day>\d{{4}}-\d{{1,2}}-\d{{1,2}}|today|yesterday|(?:last )?(?:{'|'.join(_DAYS + _SHORT_DAYS)}))?"
    r"(?:(?:^|[ t])(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?|\d{1,2} ?[ap]m|noon|midnight)(?:\.\d+)?"
    r" ?(?P<offset>z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d{1,2}))?", re.ASCII)
_TWO_WAYS = re.compile(r"\d{1,4}[/.]\d{1,2}\b", re.ASCII)
_LOOKS_LIKE_A_DATE = re.compile(r"\d{1,4}[-/.]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both of them in it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Opening:
    """How a typed line begins: perhaps with a time, then with what is written."""

    when: Moment | None
    text: str
    doubt: str = ""
    """A sentence for the person, where a time seems to be meant that can't be read and stays in the text."""

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
        parts = _parts(typed)
        if parts["clock"] or not parts["day"]:
            raise JournalError(f"Only days can be looked for. {_FORMS}")
        day = _day(parts["day"], today)
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
        JournalError: It can't be read; the message says how to write it.
    """
    typed = _squeezed(text)
    if typed == "now":
        return Moment.of(now)
    if typed.endswith("]"):
        return Moment.decode(text.strip())
    parts = _parts(typed)
    at = _MORNING
    if parts["clock"]:
        at = _time(parts["clock"])
    elif parts["day"] == "today":
        at = now.time()
    wall = datetime.combine(_day(parts["day"] or "today", now.date()), at)
    try:
        if parts["offset"]:
            return Moment(wall.replace(microsecond=0, tzinfo=_zone(parts["offset"])))
        return Moment.of(in_zone_of(now, wall))
    except (ValueError, OverflowError, OSError):
        raise JournalError(f"There is no such time. {_TIMES}") from None


def split(text: str, now: datetime) -> Opening:
    """Take `WHEN: ` off the beginning of a typed text if it is a time; otherwise keep every word."""
    typed, colon, rest = text.partition(": ")
    typed = typed.strip()
    if not colon or len(typed) > _LONGEST_WHEN or "\n" in typed:
        return Opening(None, text)
    # Short names of days begin too many sentences: "Sun: it was hot".
    if typed.lower() in _SHORT_DAYS:
        return Opening(None, text)
    try:
        return Opening(read_moment(typed, now), rest.lstrip(" "))
    except JournalError as error:
        return Opening(None, text, str(error) if _LOOKS_LIKE_A_DATE.match(typed) else "")


def _squeezed(text: str) -> str:
    typed = " ".join(text.lower().split())
    return typed.replace(" at ", " ").removeprefix("at ")


def _parts(typed: str) -> dict[str, str]:
    found = _TYPED.fullmatch(typed)
    if found and typed:
        return {name: part or "" for name, part in found.groupdict().items()}
    if _TWO_WAYS.match(typed):
        raise JournalError(f"That date can be read in two ways. {_FORMS}")
    raise JournalError(f"That date can't be read. {_FORMS}")


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
