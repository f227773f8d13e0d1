"""Dates as other journals write them: in a field, in the name of a file, in the folders above it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from peerjournal.importers.zone import MORNING

_CLOCK = r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d{1,9})?)?(?:\s?(?P<half>[ap])\.?m\.?)?"
_OFFSET = r"\s?(?P<offset>z|utc|gmt|[+-]\d\d(?::?\d\d)?)"
_FIELD = re.compile(
    r"(?:(?P<y>\d{4})(?P<sep>[-/._])(?P<mo>\d{1,2})(?P=sep)(?P<d>\d{1,2})|(?P<d2>\d{1,2})\.(?P<mo2>\d{1,2})\.(?P<y2>\d{4}))"
    rf"(?:(?:[T]|,?\s+(?:at\s+)?){_CLOCK}(?:{_OFFSET})?)?(?:\[[A-Za-z0-9_+/-]{{1,64}}\])?",
    re.ASCII | re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:(?P<mon>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<mon2>[a-z]{3,9})\.?)"
    rf",?\s+(?P<y>\d{{4}})(?:,?\s+(?:at\s+)?{_CLOCK}(?:{_OFFSET})?)?",
    re.ASCII | re.IGNORECASE,
)
_NAME = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-_.]?)(?P<mo>\d\d)(?P=sep)(?P<d>\d\d)(?:(?=\d{4}(?:\d\d)?(?!\d))|(?!\d))"
    r"(?:[-_ T]?(?P<h>[01]\d|2[0-3])[-:.h]?(?P<m>[0-5]\d)(?:[-:.]?(?P<s>[0-5]\d))?(?!\d|-\d))?",
    re.ASCII,
)
_PATH = re.compile(r"(?:^|/)(?P<y>\d{4})/(?P<mo>\d\d)/(?P<d>\d\d)(?!\d)", re.ASCII)
MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@dataclass(frozen=True, slots=True)
class Told:
    """A time as it was told; without a zone unless one stood with it."""

    wall: datetime
    timed: bool = True
    """Whether there was a time with the day."""


def in_field(text: str) -> Told | None:
    """Read a date that stands in a field of its own, or nothing where it is not clear."""
    text = text.strip()
    if len(text) > 100:  # noqa: PLR2004 - no date is as long
        return None
    if found := _FIELD.fullmatch(text):
        parts = found.groupdict()
        return _made(parts, parts["y"] or parts["y2"], parts["mo"] or parts["mo2"], parts["d"] or parts["d2"])
    if found := _ENGLISH.fullmatch(text):
        parts = found.groupdict()
        month = english_month(parts["mon"] or parts["mon2"])
        return _made(parts, parts["y"], str(month), parts["d"] or parts["d2"])
    return None


def in_name(stem: str) -> tuple[Told | None, str]:
    """Read the date that a file's name begins with, and return the rest of the name."""
    found = _NAME.match(stem)
    if not found:
        return None, stem
    parts = found.groupdict()
    told = _made(parts, parts["y"], parts["mo"], parts["d"])
    return (told, stem[found.end() :].strip(" -_.,")) if told else (None, stem)


def in_path(path: str) -> Told | None:
    """Read a date from folders, as `2024/01/15`."""
    found = _PATH.search(path)
    return _made({}, found["y"], found["mo"], found["d"]) if found else None


def english_month(name: str) -> int:
    """Return the number of a month told in English, in full or by its first three letters; else 0."""
    name = name.lower().rstrip(".")
    for number, month in enumerate(MONTHS, start=1):
        if name in {month, month[:3], "sept" if month == "september" else month}:
            return number
    return 0


def on(year: int, month: int, day: int) -> Told | None:
    """Return a day without a time, or nothing where there is no such day."""
    try:
        return Told(datetime(year, month, day, MORNING), timed=False)  # noqa: DTZ001 - its zone is found later
    except ValueError:
        return None


def _made(parts: dict[str, str | None], year: str, month: str, day: str) -> Told | None:
    told = on(int(year), int(month), int(day))
    if not told or not parts.get("h"):
        return told
    hour = int(parts["h"] or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a half day
            return None
        hour = hour % 12 + 12 * (half.lower() == "p")
    try:
        wall = told.wall.replace(hour=hour, minute=int(parts["m"] or 0), second=int(parts.get("s") or 0))
        return Told(wall.replace(tzinfo=_zone(parts.get("offset"))))
    except ValueError:
        return None


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset[0] not in "+-":
        return timezone(timedelta())
    digits = offset[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if offset[0] == "-" else away)
