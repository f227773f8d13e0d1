"""A time on a clock becomes a moment: by its own offset, or by the zone that was asked for once."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from peerjournal.errors import InputError
from peerjournal.journal import Moment


def told_in(zone: str) -> Callable[[datetime], Moment]:
    """Return what makes moments of times, to be found once for a source.

    A time with an offset keeps it. One without is read in ``zone``, and what the clock showed stays as it is.

    Args:
        zone: An IANA name; empty means this computer's zone.

    Raises:
        InputError: There is no zone by that name.
    """
    if not zone:
        return lambda wall: Moment.of(wall if wall.tzinfo else wall.astimezone())
    try:
        rules = ZoneInfo(zone)
    except (LookupError, ValueError, OSError):
        raise InputError(
            "There is no time zone by that name.", hint="Name one as in `Europe/Berlin`. Nothing was kept."
        ) from None
    return lambda wall: Moment.of(wall if wall.tzinfo else wall.replace(tzinfo=rules))
