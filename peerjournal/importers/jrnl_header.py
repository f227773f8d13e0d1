"""How a file of jrnl says when an entry was written: one form in all of it, and nothing else is a header."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from peerjournal.errors import InputError
from peerjournal.importers.source import Block

LONGEST: Final = 120
"""Bytes of a line that are looked at for a header."""
_BRACKETS = re.compile(rb"\[([^\]\n]{4,100})\] ")
# What begins with one sign and only looks at the next is looked for several times as fast.
BRACKET: Final = re.compile(rb"\n(?=\[)")
DIGIT: Final = re.compile(rb"\n(?=\d)")
_SHORTHAND = {"%F": "%Y-%m-%d", "%T": "%H:%M:%S", "%R": "%H:%M", "%D": "%m/%d/%y", "%r": "%I:%M:%S %p"}
_SHORTHAND |= {"%e": "%d", "%k": "%H", "%l": "%I", "%h": "%b"}
_NOON = 12
_USUAL = {
    "%Y-%m-%d %H:%M": re.compile(rb"\[(\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):\d\d)(?P<half>)\] "),
    "%Y-%m-%d %H:%M:%S": re.compile(rb"\[(\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):\d\d:\d\d)(?P<half>)\] "),
    "%Y-%m-%d %I:%M:%S %p": re.compile(
        rb"\[(\d{4}-\d\d-\d\d (?:0[1-9]|1[0-2]):\d\d:\d\d) (?P<half>[AP])M\] "
    ),
}
"""How the three forms that jrnl has had as its own nearly always stand."""

Read = Callable[[str], datetime | None]


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One way to write a time."""

    name: str
    """In the signs of strftime."""
    read: Read
    """Returns the time that a text says in this form, or nothing."""
    has_clock: bool = True
    bare: re.Pattern[bytes] | None = None
    """For jrnl 1, which puts no brackets around it: what a line begins with."""
    usual: re.Pattern[bytes] | None = None
    """What nearly every line in this form begins with, so that it need not be looked at long."""

    @property
    def sign(self) -> re.Pattern[bytes]:
        """What each line begins with that may be a header."""
        return DIGIT if self.bare else BRACKET

    def header(self, data: bytes, at: int = 0) -> tuple[datetime, int] | None:
        """Return the time that the line at ``at`` begins an entry with, and where the entry's text starts."""
        if self.usual and (found := self.usual.match(data, at)):
            try:
                return _usually(found), found.end()
            except ValueError:
                return None
        found = (self.bare or _BRACKETS).match(data, at, at + LONGEST)
        when = self.read(found[1].decode(errors="replace").strip()) if found else None
        return (when, found.end()) if found and when else None


def _usually(found: re.Match[bytes]) -> datetime:
    # The library reads this ten times as fast as we do.
    when = datetime.fromisoformat(found[1].decode())
    return when.replace(hour=when.hour % _NOON + _NOON * (found[2] == b"P")) if found[2] else when


def _form(name: str, shape: str, *, has_clock: bool = True) -> Form:
    """Return the form that a regular expression with names for its parts describes."""
    pattern = re.compile(shape, re.ASCII)

    def read(text: str) -> datetime | None:
        found = pattern.fullmatch(text)
        if not found:
            return None
        told = found.groupdict("0")
        hour = int(told.get("hour", 0))
        if half := told.get("half"):
            if not 1 <= hour <= _NOON:
                return None
            hour = hour % _NOON + _NOON * (half in "Pp")
        try:
            return datetime(  # noqa: DTZ001 - jrnl keeps no zone; it is added where it is asked for
                int(told.get("year", 2000)),
                int(told.get("month", 1)),
                int(told.get("day", 1)),
                hour,
                int(told.get("minute", 0)),
                int(told.get("second", 0)),
            )
        except ValueError:
            return None

    return Form(name, read, has_clock, usual=_USUAL.get(name))


_DAY = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_TIME = r" (?P<hour>\d{1,2}):(?P<minute>\d\d)"
_SECOND = r":(?P<second>\d\d)"
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)


def _iso(text: str) -> datetime | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


FORMS: Final = (
    _form("%Y-%m-%d %H:%M", _DAY + _TIME),
    _form("%Y-%m-%d %I:%M:%S %p", _DAY + _TIME + _SECOND + " (?P<half>[AaPp])[Mm]"),
    _form("%Y-%m-%d %H:%M:%S", _DAY + _TIME + _SECOND),
    _form("%d.%m.%Y %H:%M", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + _TIME),
    _form("%Y-%m-%d", _DAY, has_clock=False),
    Form("%Y-%m-%dT%H:%M:%S%z", _iso),
)
"""What headers are tried against; no text is written in two of them."""

DAY_FORMS: Final = (
    *FORMS,
    _form("%H:%M", _TIME[1:]),
    _form("%I:%M %p", _TIME[1:] + " (?P<half>[AaPp])[Mm]"),
)
"""The same for files that are of one day, which may tell the time alone."""

BARE: Final = Form("%Y-%m-%d %H:%M", FORMS[0].read, bare=re.compile(rb"(\d{4}-\d\d-\d\d \d\d:\d\d) "))
"""As jrnl 1 wrote it."""


def form_of(timeformat: str, *, dated: bool = True) -> Form:
    """Return the form that a person named, in the signs of strftime.

    Args:
        timeformat: As it stands in jrnl's settings.
        dated: Whether it has to say the day.

    Raises:
        InputError: It can't be read, or says too little.
    """
    spelled = re.sub("%[A-Za-z]", lambda sign: _SHORTHAND.get(sign[0], sign[0]), timeformat)
    probe = datetime(2021, 11, 23, 14, 35)  # noqa: DTZ001 - only its day and clock are looked at
    try:
        told = datetime.strptime(probe.strftime(spelled), spelled)  # noqa: DTZ007 - as above
    except (ValueError, re.error):
        told = None
    if not told or (told.date() != probe.date() and (dated or told.time() != probe.time())):
        raise InputError(
            "That is no form in which a time is written.", hint="Write it as in `%Y-%m-%d %H:%M`."
        )

    def read(text: str) -> datetime | None:
        try:
            return datetime.strptime(text, spelled)  # noqa: DTZ007 - where the form has an offset it is kept
        except ValueError:
            return None

    return Form(timeformat, read, told.time() == probe.time())


def prevailing(blocks: Iterable[Block], forms: tuple[Form, ...] = FORMS) -> Form | None:
    """Return the form in which most headers are written, the earlier in ``forms`` where two are even."""
    seen: Counter[Form] = Counter()
    for block in blocks:
        likely = forms
        for at in block.starts(BRACKET):
            if likely[0].usual and likely[0].header(block.data, at):
                seen[likely[0]] += 1
                continue
            found = _BRACKETS.match(block.data, at, at + LONGEST)
            text = found[1].decode(errors="replace").strip() if found else ""
            if text and (form := next((each for each in likely if each.read(text)), None)):
                seen[form] += 1
                # Neighbours are mostly alike, and no text is written in two forms.
                likely = (form, *forms)
        if not seen:
            seen[BARE] += sum(BARE.header(block.data, at) is not None for at in block.starts(DIGIT))
    bracketed = max(forms, key=lambda form: seen[form])
    if seen[bracketed]:
        return bracketed
    return BARE if seen[BARE] else None


def looks_like_another(data: bytes, at: int, form: Form) -> bool:
    """Tell whether a line begins as a header does, in another form than the one that counts here."""
    found = _BRACKETS.match(data, at, at + LONGEST)
    text = found[1].decode(errors="replace").strip() if found else ""
    return bool(text) and any(each is not form and each.read(text) for each in FORMS)
