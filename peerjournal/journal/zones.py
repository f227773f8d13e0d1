"""Zones as people type them, and a moment read in one: what was understood, before it is kept."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

from peerjournal.errors import JournalError
from peerjournal.journal import when
from peerjournal.journal.moment import Moment

NO_ZONE: Final = "There is no zone by that name here."
NAME_ONE: Final = "Name one as in Europe/Berlin, or an offset as in +01:00."
_NO_TIME: Final = "There is no such time on any calendar."
_LONG_AGO: Final = 1900
"""The first year of which nothing is said: a slip of the fingers is likelier before it."""
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_REGIONS = (
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
    "Pacific/",
)  # fmt: skip
_NO_ZONES = frozenset({"localtime", "posixrules", "factory"})
"""What a system has rules for, but what is another zone on the next computer."""


class Offset(tzinfo):
    """An offset that was chosen as it is: it has no name, whichever zone has the same one just now."""

    key = "offset"

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def utcoffset(self, _: datetime | None, /) -> timedelta:
        """Return it."""
        return self._ahead

    def dst(self, _: datetime | None, /) -> timedelta | None:
        """Tell nothing: nobody knows of an offset alone."""
        return None

    def fromutc(self, moment: datetime, /) -> datetime:
        """Return what the clocks show; the library's own way asks for the part that is summer time."""
        return moment + self._ahead

    def tzname(self, _: datetime | None, /) -> str | None:
        """Tell nothing, as before."""
        return None

    def __str__(self) -> str:
        return ""


# Zones.


@cache
def names() -> tuple[str, ...]:
    """Return the zones that people live in, in the order of their names; none where a system has no table."""
    from zoneinfo import available_timezones  # noqa: PLC0415 — 7 ms, only where a zone is asked for

    return (*sorted(name for name in available_timezones() if name.startswith(_REGIONS)), "UTC")


def like(typed: str, *, most: int) -> tuple[str, ...]:
    """Return zones that what was typed may mean: those whose city begins so first, then any that hold it."""
    wanted = _folded(typed)
    if not wanted:
        return ()
    found = sorted((_rank(name, wanted), name) for name in names() if wanted in _folded(name))
    return tuple(name for _, name in found[:most])


def _rank(name: str, wanted: str) -> int:
    folded = _folded(name)
    city = folded.rpartition("/")[2]
    return (
        0
        if wanted in {city, folded}
        else 1
        if city.startswith(wanted)
        else 2 + (not folded.startswith(wanted))
    )


def _folded(text: str) -> str:
    return "_".join(text.strip().casefold().replace("_", " ").split())


def read_zone(typed: str) -> tzinfo:
    """Read a zone's name in any case, a city that only one zone has, or an offset.

    Raises:
        JournalError: There is none; the message says how to name one.
    """
    wanted = _folded(typed)
    if wanted in {"z", "utc", "gmt"}:
        return _rules("UTC") if wanted == "utc" else Offset(timedelta())
    if found := _OFFSET.fullmatch(wanted):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if ahead < timedelta(days=1):
            return Offset(-ahead if found[1] == "-" else ahead)
        raise JournalError(NO_ZONE, hint=NAME_ONE)
    if wanted in _NO_ZONES:
        raise JournalError(NO_ZONE, hint=NAME_ONE)
    exact = [name for name in names() if _folded(name) == wanted]
    cities = [name for name in names() if _folded(name).rpartition("/")[2] == wanted]
    return _rules(exact[0] if exact else cities[0] if len(cities) == 1 else typed.strip())


def _rules(name: str) -> tzinfo:
    """Return the rules of a zone; not every name that has some is in the list of names."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 — as above

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise JournalError(NO_ZONE, hint=NAME_ONE) from None


def zone_of(moment: Moment) -> str:
    """Return how the zone of a moment is typed: its name, or its offset where it has none."""
    return moment.zone or offset_of(moment)


def offset_of(moment: Moment) -> str:
    """Return the offset of a moment, as ``+01:00``."""
    return moment.encode().partition("[")[0][19:]


# A moment in one.


def read(typed: str, zone: tzinfo, now: datetime) -> Moment:
    """Read when something was, on the clocks of a zone.

    Args:
        typed: As ``when.read_moment`` takes it.
        zone: Whose clocks, where nothing else was typed.
        now: What time it is.

    Raises:
        JournalError: It can't be read, or those clocks never showed it; the message says so.
    """
    try:
        found = when.read_moment(typed, now.astimezone(zone))
        name = getattr(zone, "key", "")
        if isinstance(zone, Offset) or found.zone not in {"", name}:
            return _on_a_calendar(found)
        if not found.zone:
            return _with_its_offset(found, zone, name)
        return _on_a_clock(found, zone)
    except (OverflowError, ValueError):
        raise JournalError(_NO_TIME) from None


def _on_a_calendar(moment: Moment) -> Moment:
    moment.local.astimezone(UTC)
    return moment


def _with_its_offset(moment: Moment, zone: tzinfo, name: str) -> Moment:
    """Name the zone of a moment that was typed with an offset, if that is what its clocks were at then."""
    there = moment.local.astimezone(zone)
    if there.utcoffset() != moment.local.utcoffset():
        told = offset_of(Moment.of(there))
        raise JournalError(
            f"In {name} the clocks were at {told} then, and another offset was typed.",
            hint="Leave one of the two out.",
        )
    return Moment(moment.local, name)


def _on_a_clock(moment: Moment, zone: tzinfo) -> Moment:
    """Refuse what lies in the hour that clocks leave out when they go forward."""
    wall = moment.local.replace(tzinfo=None)
    back = moment.local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != wall:
        raise JournalError(
            f"The clocks went forward then: in {moment.zone} there was no {wall:%H:%M} on that day.",
            hint=f"They showed {back:%H:%M} instead.",
        )
    return moment


def same_moment(moment: Moment, zone: tzinfo) -> Moment:
    """Return the same moment as the clocks of another zone showed it.

    Raises:
        JournalError: It lies outside of their calendar.
    """
    try:
        return Moment.of(moment.local.astimezone(zone))
    except (OverflowError, ValueError):
        raise JournalError(_NO_TIME) from None


def same_clock(moment: Moment, zone: tzinfo, now: datetime) -> Moment:
    """Return the moment at which the clocks of another zone showed the same; raises as ``read`` does."""
    local = moment.local
    clock = f"{local.year:04}-{local:%m-%d %H:%M:%S}"
    return read(clock, zone, now)


# What is said of it.


def told(moment: Moment) -> str:
    """Return a moment with its zone, as ``2026-11-21 09:00 · Europe/Berlin, UTC+01:00``."""
    return f"{clock_of(moment)} · {told_zone(moment)}"


def told_zone(moment: Moment) -> str:
    """Return the zone of a moment, as ``Europe/Berlin, UTC+01:00``."""
    offset = f"UTC{offset_of(moment)}"
    named = moment.zone and not moment.zone.endswith(("UTC", "GMT"))
    return f"{moment.zone}, {offset}" if named else moment.zone or offset


def clock_of(moment: Moment) -> str:
    """Return what the clock showed, as it is typed."""
    return f"{moment.local.year:04}-{moment.local:%m-%d %H:%M}"


def doubts(moment: Moment, now: datetime) -> tuple[str, ...]:
    """Return sentences about what one may not have meant: it is to come, long ago, or an hour came twice."""
    said = [_twice(moment)]
    if moment.instant > now.timestamp():
        said.append("That is still to come.")
    if moment.local.year < _LONG_AGO:
        said.append(f"That is long ago: the year {moment.local.year}.")
    return tuple(filter(None, said))


def _twice(moment: Moment) -> str:
    try:
        zone = _rules(moment.zone)
    except JournalError:
        # Without a zone that is known here nobody knows when its clocks go back.
        return ""
    wall = moment.local.replace(tzinfo=zone)
    first, second = (wall.replace(fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first <= second:
        return ""
    # In the hour that comes twice the first has the larger offset; where clocks go forward, the smaller.
    ours = moment.local.utcoffset() == first
    other = offset_of(Moment(moment.local.replace(tzinfo=timezone(second if ours else first))))
    return (
        f"The clocks went back then, so that hour came twice. This is the {'first' if ours else 'second'};"
        f" {other} behind the time means the other one."
    )


def readings(typed: str, zone: tzinfo, now: datetime) -> tuple[str, ...]:
    """Return what a time can mean, each as it is typed without doubt; one where there is no doubt.

    Raises:
        JournalError: It can't be read.
    """
    try:
        ways = when.ways_to_read(typed, now.astimezone(zone))
    except (OverflowError, ValueError):
        raise JournalError(_NO_TIME) from None
    if len(ways) == 1:
        return (typed,)
    # An offset that was typed stays with each.
    return tuple(f"{clock_of(way)}{'' if _is_of(way, zone) else offset_of(way)}" for way in ways)


def _is_of(moment: Moment, zone: tzinfo) -> bool:
    """Tell whether a moment was read on the clocks of a zone."""
    if isinstance(zone, Offset):
        return moment.local.utcoffset() == zone.utcoffset(None)
    return moment.zone == getattr(zone, "key", "")
