"""How long a pause lasts: the choices there are, and any other time to come, as people type it."""

import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from peerjournal.errors import JournalError
from peerjournal.journal import Moment, when
from peerjournal.letters.set_aside import Pause

AN_HOUR, TOMORROW, THREE_DAYS, NO_PAUSE = "an hour", "until tomorrow", "three days", "no pause"
PAUSES: Final = (AN_HOUR, TOMORROW, THREE_DAYS, NO_PAUSE)
"""What to choose from; the second is what is chosen when nothing is. The last needs no reason."""

READ_IT_AGAIN: Final = "Read it again?"
ON_RETURN: Final = (
    ("share", "Share it"),
    ("change", "Change it"),
    ("keep", "Keep it to myself"),
    ("longer", "Pause longer"),
)
"""What there is to do with something that was set aside."""

_LASTING: Final = MappingProxyType({AN_HOUR: timedelta(hours=1), THREE_DAYS: timedelta(days=3)})
_COUNTED: Final = re.compile(r"([1-9]\d{0,2}) (hour|day|week)s?", re.ASCII)
_WEEKDAY: Final = re.compile("mon|tue|wed|thu|fri|sat|sun")
_EACH_YEAR: Final = re.compile(r"(?!.*\d{4}).*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.ASCII)
_A_WEEK: Final = timedelta(days=7)
_FORMS: Final = "Write it as an hour, tomorrow, 3 days, monday, or 2026-01-31 18:00."


def read_until(text: str, now: datetime) -> Moment:
    """Read until when a pause lasts: one of the choices, or another time to come.

    A weekday is the next one, and a day alone means nine in the morning.

    Raises:
        JournalError: It can't be read, or is over already.
    """
    typed = " ".join(text.lower().split())
    if typed in _LASTING:
        return Moment.of(now + _LASTING[typed])
    typed = typed.removeprefix("until ").removeprefix("next ")
    if counted := _COUNTED.fullmatch(typed):
        return Moment.of(now + int(counted[1]) * timedelta(**{f"{counted[2]}s": 1}))
    if typed.partition(" ")[0] == "tomorrow":
        typed = typed.replace("tomorrow", (now + timedelta(days=1)).date().isoformat(), 1)
    return _ahead(typed, now)


def set_aside_on(pause: Pause, now: datetime) -> str:
    """Say when something was set aside, and ask to read it again."""
    day = pause.set_on.day
    days = (now.date() - day).days
    if days <= 0:
        told = "today"
    elif days < _A_WEEK.days:
        told = f"on {day:%A}"
    else:
        told = f"on {day.day} {day:%B}" + ("" if day.year == now.year else f" {day.year}")
    return f"You set this aside {told}. {READ_IT_AGAIN}"


def _ahead(typed: str, now: datetime) -> Moment:
    here = Moment.of(now).instant
    try:
        read = when.read_moment(typed, now)
        if read.instant <= here and _WEEKDAY.match(typed):
            # A journal looks back, to the last one; a pause ends on the next.
            read = when.read_moment(f"{(read.day + _A_WEEK).isoformat()} {read.local:%H:%M}", now)
        elif read.instant <= here and _EACH_YEAR.match(typed):
            read = when.read_moment(f"{read.day.year + 1}-{read.local:%m-%d %H:%M}", now)
    except JournalError:
        raise JournalError(f"It can't be read until when. {_FORMS}") from None
    if read.instant <= here:
        raise JournalError(f"That time is over already. {_FORMS}")
    return read
