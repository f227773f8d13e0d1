"""Dates as people say them: `2 march 2012`, `7 apr`, `5/20/1998`, `3 days ago`; loaded only for such a date.

A month alone is never a date: too many sentences begin with May.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LONGEST_AGO = 200
"""Years; nobody's journal goes back further."""
_AHEAD = timedelta(days=28)
"""How far ahead a day without a year may lie; one that lies further was last year's."""
_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in _MONTHS)}|sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_FORMS = tuple(
    re.compile(rf"{form}(?= |$)", re.ASCII)
    for form in (
        rf"{_DAY}\.?(?: of)? {_MONTH}{_YEAR}",
        rf"{_MONTH} {_DAY}{_YEAR}",
        r"(?P<year>\d{4})(?P<mark>[/.])(?P<first>\d{1,2})(?P=mark)(?P<second>\d{1,2})",
        r"(?P<one>\d{1,2})/(?P<other>\d{1,2})(?:/(?P<year>\d{4}))?",
        r"(?P<one>\d{1,2})\.(?P<other>\d{1,2})\.(?P<year>\d{4})",
        rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_NUMBERS)}) (?P<step>day|week|month|year)s? ago",
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a typed time begins with."""

    days: tuple[date, ...]
    """Which days can be meant: none that there are, one, or two."""
    rest: str
    """What is typed behind it: a time of day, or nothing."""


def read(typed: str, today: date) -> Said | None:
    """Read the day that a typed time begins with; nothing where it begins with none.

    Args:
        typed: In lower case, with one space between words.
        today: What a day without a year, and one that was some days ago, is told from.
    """
    for form in _FORMS:
        if found := form.match(typed):
            return Said(_days(found.groupdict(), today), typed[found.end() :].strip())
    return None


def _days(said: dict[str, str | None], today: date) -> tuple[date, ...]:
    if count := said.get("count"):
        return _ago(_number(count), said["step"] or "", today)
    year = int(said["year"]) if said["year"] else None
    if month := said.get("month"):
        months = [name[:3] for name in _MONTHS]
        pairs = [(months.index(month[:3]) + 1, int(said["day"] or 0))]
    elif said.get("first"):
        # Who begins with the year goes on with the month.
        pairs = [(int(said["first"] or 0), int(said["second"] or 0))]
    else:
        one, other = int(said["one"] or 0), int(said["other"] or 0)
        pairs = [(one, other), (other, one)]
    days = (_day(year, month, day, today) for month, day in pairs)
    return tuple(sorted({day for day in days if day}))


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    try:
        found = date(today.year if year is None else year, month, day)
        if year is None and found > today + _AHEAD:
            return found.replace(year=today.year - 1)
    except (ValueError, OverflowError):
        return None
    return found


def _number(count: str) -> int:
    if count.isdigit():
        return int(count)
    return _NUMBERS.index(count) + 1 if count in _NUMBERS else 1


def _ago(count: int, step: str, today: date) -> tuple[date, ...]:
    if step in {"day", "week"}:
        return (today - timedelta(days=count * (7 if step == "week" else 1)),)
    months = today.year * 12 + today.month - 1 - count * (12 if step == "year" else 1)
    if months < (today.year - _LONGEST_AGO) * 12:
        return ()
    first = date(months // 12, months % 12 + 1, 1)
    # A month ago, on the 31st, was the last day of a month that has none.
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (first.replace(day=min(today.day, last.day)),)
