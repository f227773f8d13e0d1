"""A moment as it was lived: the wall clock, its offset from UTC, and the zone's name when it is known.

Written `2026-11-21T09:00:00+01:00[Europe/Berlin]`. The offset is kept beside the zone, because the rules of
a zone change and what the clock on the wall showed does not.
"""

import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from peerjournal.errors import JournalError

_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{1,63}", re.ASCII)
_WRITTEN = re.compile(
    rf"(\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d(?::\d\d)?)(?:\[({_ZONE.pattern})\])?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A second in somebody's day."""

    local: datetime
    """The wall clock with its fixed offset, to the second."""

    zone: str = ""
    """The IANA name, or nothing when it is not known."""

    @classmethod
    def of(cls, when: datetime) -> "Moment":
        """Keep an aware ``when``; its zone is named if it has one, or if it shows this computer's time."""
        offset = when.utcoffset()
        if offset is None:
            raise ValueError("a moment needs an offset")
        return cls(when.replace(microsecond=0, tzinfo=timezone(offset)), _zone_of(when))

    @classmethod
    def decode(cls, text: str) -> "Moment":
        """Read the written form.

        Raises:
            JournalError: It is not one.
        """
        found = _WRITTEN.fullmatch(text)
        try:
            if found:
                return cls(datetime.fromisoformat(found[1]), found[2] or "")
        except ValueError:
            pass
        raise JournalError("The time of an entry can't be read.")

    def encode(self) -> str:
        """Return the written form."""
        return self.local.isoformat(timespec="seconds") + (f"[{self.zone}]" if self.zone else "")

    @property
    def instant(self) -> float:
        """Seconds since 1970 UTC: what moments of different zones are ordered by."""
        return (self.local - _EPOCH).total_seconds()

    @property
    def day(self) -> date:
        """The day on the calendar of whoever wrote it."""
        return self.local.date()

    def __str__(self) -> str:
        return self.local.strftime("%Y-%m-%d %H:%M")


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone(timedelta()))


def in_zone_of(now: datetime, wall: datetime) -> datetime:
    """Return the naive ``wall`` clock time as an aware one, by the rules under which ``now`` was told."""
    if _names_its_zone(now) or not _is_local(now):
        return wall.replace(tzinfo=now.tzinfo)
    # The system knows when its clocks change; the fixed offset of `now` does not.
    return wall.astimezone()


def _zone_of(when: datetime) -> str:
    if _names_its_zone(when):
        return str(when.tzinfo)
    if not _is_local(when):
        return ""
    if "TZ" not in os.environ and (name := _linked_zone()):
        return name
    import tzlocal  # noqa: PLC0415 - with the zones 20 ms, and only where one must be looked for

    try:
        zone = tzlocal.get_localzone()
        if zone.utcoffset(when.replace(tzinfo=None)) != when.utcoffset():
            # It is remembered for as long as the program runs, and people travel.
            zone = tzlocal.reload_localzone()
    except (OSError, LookupError, ValueError):
        # A system set up by halves has no name for its zone; the offset alone still says the time.
        return ""
    name = str(zone)
    told = zone.utcoffset(when.replace(tzinfo=None)) == when.utcoffset()
    return name if told and _ZONE.fullmatch(name) else ""


@cache
def _linked_zone() -> str:
    """Return the zone that `/etc/localtime` links to, or nothing; the C library reads it once as well."""
    try:
        _, _, name = Path("/etc/localtime").readlink().as_posix().partition("/zoneinfo/")
    except (OSError, NotImplementedError):
        return ""
    known = name.partition("/")[0] not in {"posix", "right"} and _ZONE.fullmatch(name)
    return name if known else ""


def _names_its_zone(when: datetime) -> bool:
    return bool(getattr(when.tzinfo, "key", None))


def _is_local(when: datetime) -> bool:
    return when.utcoffset() == when.astimezone().utcoffset()
