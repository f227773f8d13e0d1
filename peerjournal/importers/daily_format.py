"""How daily notes are named: a format in the signs of moment.js becomes what reads a day out of a name.

Names of months are read in English; a month that is also told as a number may be named in any language.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from peerjournal.importers import told
from peerjournal.importers.told import MONTHS, Told

USUAL: Final = "YYYY-MM-DD"
LONGEST: Final = 200
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_TOKEN = re.compile(
    r"\[(?P<literal>[^\[\]]*)\]|\\(?P<escaped>.)"
    r"|(?P<sign>YYYY|YY|Y|MMMM|MMM|Mo|MM|M|DDDD|DDDo|DDD|Do|DD|D|dddd|ddd|dd|do|d|gggg|gg|GGGG|GG"
    r"|wo|ww|w|Wo|WW|W|Qo|Q|HH|H|hh|h|mm|m|ss|s|A|a|E|e)|(?P<other>.)",
    re.DOTALL,
)
# No quantifier here ever gives back what it took, so a format that somebody made up can't take long.
_NAME = r"(?>(?:{})(?![^\W\d_])|[^\x00-\x40\x5b-\x60\x7b-\x7f\s]{{1,30}}+\.?+)"
_TWO, _ONE_OR_TWO, _NTH = "[0-9]{2}", "[0-9]{1,2}+", "[0-9]{1,3}+(?:st|nd|rd|th)"


def _names(*names: str) -> str:
    return _NAME.format("|".join(names))


_MONTH = _names(*MONTHS, *(month[:3] for month in MONTHS), "sept")
_WEEKDAY = _names(*_DAYS, *(day[:3] for day in _DAYS), *(day[:2] for day in _DAYS))
_PATTERNS = {
    "YYYY": "[0-9]{4}",
    "Y": "[0-9]{4}",
    "YY": _TWO,
    "MMMM": _MONTH,
    "MMM": _MONTH,
    "DDDD": "[0-9]{3}",
    "DDD": "[0-9]{1,3}+",
    "dddd": _WEEKDAY,
    "ddd": _WEEKDAY,
    "dd": _WEEKDAY,
    "gggg": "[0-9]{4}",
    "GGGG": "[0-9]{4}",
    "A": "[AP]M",
    "a": "[ap]m",
    **dict.fromkeys(("MM", "DD", "gg", "GG", "ww", "WW", "HH", "hh", "mm", "ss"), _TWO),
    **dict.fromkeys(("M", "D", "w", "W", "H", "h", "m", "s"), _ONE_OR_TWO),
    **dict.fromkeys(("Mo", "Do", "DDDo", "do", "wo", "Wo", "Qo"), _NTH),
    **dict.fromkeys(("d", "e", "E", "Q"), "[0-9]"),
}


class DailyFormat:
    """Reads a day out of names that were made by one format."""

    def __init__(self, written: str = USUAL) -> None:
        """Take a format as it stands in the settings; one that is far too long is not used."""
        self._signs: list[str] = []
        parts = [self._pattern(token) for token in _TOKEN.finditer(_tidy(written)[:LONGEST] or USUAL)]
        self._name = re.compile("".join(parts), re.IGNORECASE)

    def _pattern(self, token: re.Match[str]) -> str:
        if sign := token["sign"]:
            self._signs.append(sign)
            return f"({_PATTERNS[sign]})"
        return re.escape(
            next(token[name] for name in ("literal", "escaped", "other") if token[name] is not None)
        )

    def read(self, name: str) -> Told | None:
        """Return the day that a name tells, folders included and suffix not; nothing where it tells none."""
        found = self._name.fullmatch(_tidy(name))
        if not found:
            return None
        values: dict[str, set[int]] = {}
        for sign, text in zip(self._signs, found.groups(), strict=True):
            if meant := _meant(sign, text):
                values.setdefault(meant[0], set()).add(meant[1])
        # The same part may be told twice, in a folder and in the name; told differently, neither counts.
        if any(len(each) > 1 for each in values.values()):
            return None
        return _day({part: each.pop() for part, each in values.items()})


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name)


_PARTS = {
    "year": ("YYYY", "Y", "YY"),
    "month": ("M", "MM", "Mo", "MMM", "MMMM"),
    "day": ("D", "DD", "Do"),
    "day of year": ("DDD", "DDDD", "DDDo"),
}
_PART_OF = {sign: part for part, signs in _PARTS.items() for sign in signs}


def _meant(sign: str, text: str) -> tuple[str, int] | None:
    """Return what a sign tells of the day, and nothing for what tells none of it or can't be understood."""
    part = _PART_OF.get(sign)
    if not part:
        return None
    if sign in {"MMM", "MMMM"}:
        month = told.english_month(text)
        return (part, month) if month else None
    number = int("".join(filter(str.isdecimal, text)))
    if sign == "YY":
        number += 1900 if number > 68 else 2000  # noqa: PLR2004 - as moment.js has it
    return part, number


def _day(values: dict[str, int]) -> Told | None:
    year, month, day = values.get("year", 0), values.get("month"), values.get("day")
    if year and month and day:
        return told.on(year, month, day)
    if year and "day of year" in values:
        try:
            there = date(year, 1, 1) + timedelta(days=values["day of year"] - 1)
        except (ValueError, OverflowError):
            return None
        return told.on(year, there.month, there.day) if there.year == year else None
    return None
