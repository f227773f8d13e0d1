"""A time on a clock becomes a moment: by its own offset, or by the zone that was asked for once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

from peerjournal.errors import InputError, JournalError
from peerjournal.journal import Moment, zones

MORNING: Final = 9
"""The hour of a day that is told without one, whatever it was told by."""
NO_CLOCK: Final = "It tells a day without a time; nine in the morning was taken."
_ANY = datetime(2020, 1, 1)  # noqa: DTZ001 - any time tells this computer's zone
_LAST = 253_400_000_000
"""Seconds: a few days before the year 10,000, which no calendar here knows. Files bear stranger times."""


def told_in(zone: str) -> Callable[[datetime], Moment]:
    """Return what makes moments of times, to be found once for a source.

    A time with an offset keeps it, and no more is known of it: that this computer's zone has the same now
    names no zone. One without is read in ``zone``, and what the clock showed stays as it is.

    Args:
        zone: A zone's name or an offset; empty means this computer's zone.

    Raises:
        InputError: There is no zone by that name.
    """
    rules = _rules(zone)
    if not rules:
        return lambda wall: _as_told(wall) if wall.tzinfo else Moment.of(wall.astimezone())
    return _by(rules)


def _by(rules: tzinfo) -> Callable[[datetime], Moment]:
    name = str(rules)
    offset = cache(timezone)

    def moment(wall: datetime) -> Moment:
        if wall.tzinfo:
            return _as_told(wall)
        # As `Moment.of` does it, four times as fast: a source may tell a hundred thousand times.
        away = rules.utcoffset(wall)
        return Moment(wall.replace(microsecond=0, tzinfo=offset(away)), name)

    return moment


def _as_told(wall: datetime) -> Moment:
    return Moment(wall.replace(microsecond=0, tzinfo=timezone(wall.utcoffset() or timedelta())))


def shown_in(zone: str, seconds: float) -> Moment:
    """Return what the clocks of ``zone`` showed at a second since 1970, as files are dated.

    Raises:
        InputError: There is no zone by that name.
    """
    when = datetime.fromtimestamp(min(max(int(seconds), 0), _LAST), UTC)
    return Moment.of(when.astimezone(_rules(zone)))


@cache
def rules_of(zone: str) -> tzinfo:
    """Return the rules of a zone that was named, in all the ways in which one is named here.

    Raises:
        InputError: There is no zone by that name.
    """
    try:
        return zones.read_zone(zone)
    except JournalError as error:
        raise InputError(str(error), hint=f"{error.hint} Nothing was kept.") from None


def _rules(zone: str) -> tzinfo | None:
    zone = zone or Moment.of(_ANY.astimezone()).zone
    return rules_of(zone) if zone else None
