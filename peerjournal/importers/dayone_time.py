"""When a Day One entry was written: it tells the instant, and the zone whose clock showed the day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from peerjournal.importers.zone import rules_of
from peerjournal.journal import Moment

NO_DATE: Final = "It has no date that can be read. Its time is that of the file."
LAST_CHANGED: Final = "It has no date that can be read. Its time is that of its last change."

_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})? ?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)
_PLAIN_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(\d\d?):?(\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """When an entry was written, as far as that can be told."""

    moment: Moment
    assumed: bool = False
    """Whether its zone was not in the source."""
    remark: str = ""
    taken: frozenset[str] = frozenset()
    """The fields of the entry that say nothing more than this."""


def assumed_zone(name: str) -> tzinfo | None:
    """Return the zone that was named for entries that tell none; nothing means this computer's.

    Raises:
        InputError: There is no zone by that name.
    """
    return rules_of(name) if name else None


def written(entry: Mapping[str, Any], assumed: tzinfo | None, file_time: Moment) -> Written:
    """Return when an entry was written.

    Args:
        entry: As it stands in the export.
        assumed: The zone of an entry that tells none; nothing means this computer's.
        file_time: When the export was made, for an entry whose own time can't be read.
    """
    zone = _zone_of(entry)
    for name, remark in (("creationDate", ""), ("modifiedDate", LAST_CHANGED)):
        if moment := _moment(entry.get(name), zone, assumed):
            taken = {name} if not remark else set()
            if moment.zone == entry.get("timeZone"):
                taken.add("timeZone")
            return Written(moment, zone is None, remark, frozenset(taken))
    return Written(file_time, assumed=True, remark=NO_DATE)


def _moment(told: Any, zone: tzinfo | None, assumed: tzinfo | None) -> Moment | None:
    found = _INSTANT.fullmatch(told.strip()) if isinstance(told, str) and len(told) <= 40 else None  # noqa: PLR2004 - as long as they get
    if not found:
        return None
    try:
        offset = (found[4] or "Z").upper()
        instant = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ':00'}{offset}")
        local = instant.astimezone(zone or assumed)
        if isinstance(zone, timezone) and zone is not UTC:
            # An offset is all that is known; that this computer's clock shows the same now names no zone.
            return Moment(local.replace(microsecond=0))
        return Moment.of(local)
    except (ValueError, OverflowError, OSError):
        return None


def _zone_of(entry: Mapping[str, Any]) -> tzinfo | None:
    place = entry.get("location")
    told = (entry.get("timeZone"), place.get("timeZoneName") if isinstance(place, dict) else None)
    return next((zone for name in told if isinstance(name, str) and (zone := _zone(name))), None)


@lru_cache(maxsize=512)
def _zone(name: str) -> tzinfo | None:
    if plain := _PLAIN_OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(plain[2]), minutes=int(plain[3] or 0))
        if ahead < timedelta(days=1):
            return timezone(ahead if plain[1] == "+" else -ahead)
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None
