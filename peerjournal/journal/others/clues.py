"""Clues: what in a text could still point at someone once the listed names are gone. Nothing is judged.

The kinds follow the spirit of the HIPAA safe-harbour list (45 CFR 164.514), and claim to make nobody
anonymous: they are for the writer to look at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Final

from peerjournal.journal.others import sentences


class Why(StrEnum):
    """What kind of clue it is."""

    OTHERWISE = "a listed name, spelled otherwise"
    EMAIL = "e-mail address"
    LINK = "link"
    HANDLE = "handle"
    PHONE = "phone number"
    DATE = "date"
    STREET = "street"
    PLACE = "work or school"
    NAME = "name"

    @property
    def must_decide(self) -> bool:
        """Whether nothing leaves before the writer has decided; the others are looked at once."""
        return self in _MUST


_MUST: Final = frozenset({Why.OTHERWISE, Why.EMAIL, Why.LINK, Why.HANDLE, Why.PHONE})


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing that could still point at someone."""

    word: str = field(repr=False)
    """As it stands in the text."""
    why: Why


_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAYS: Final = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    "|Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays"
)
_ENDINGS: Final = (
    "com|org|net|edu|gov|info|io|me|app|dev|eu|uk|ie|de|fr|es|it|nl|ch|at|ca|au|nz|us|in|jp|br|se|no|dk|pl"
)
_STREETS: Final = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Close|Way|Square|Court|Crescent|Terrace|Boulevard|Blvd|Row"
)
_PLACES: Final = (
    "University|College|School|Academy|Institute|Hospital|Clinic|Surgery|Church|Mosque|Temple|Council"
    "|Ministry|Bank|Ltd|Limited|Inc|GmbH|LLC|PLC|Company"
)
_CAPITAL: Final = r"[^\W\d_a-z][\w'\u2019-]{0,80}"
# Each repetition is bounded and begins where a run begins, so that a long text is gone over few times.
_EMAIL: Final = r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_LINK: Final = (
    r"(?:https?://|www\.)[^\s<>\"']{1,2000}"
    rf"|(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_ENDINGS})\b(?:/[^\s<>\"']{{0,2000}})?"
)
_HANDLE: Final = r"(?<![\w.@])@\w[\w.-]{1,60}"
_DATE: Final = (
    r"(?<![\w./-])\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?![\w-])"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{_MONTHS})\b(?:,? \d{{4}})?"
    rf"|\b(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
)
_PHONE: Final = r"(?<![\w.,/-])(?!\d{4}[-\u2013]\d{4}(?!\d))\+?\(?\d[\d ()./\-\u2011\u2013]{5,30}\d(?!\w)"
_STREET: Final = (
    rf"(?:\b\d{{1,5}}[a-z]? )?\b(?:{_CAPITAL} ){{1,3}}(?:{_STREETS})\b"
    r"|\b[^\W\d_]{3,40}(?:stra\u00dfe|strasse|gasse|laan|straat)\b(?: \d{1,5})?"
    rf"|\b(?:[Rr]ue|[Vv]ia|[Cc]alle|[Pp]laza) (?:d[eu] |de la |des )?{_CAPITAL}"
)
_PLACE: Final = (
    rf"\b(?:{_CAPITAL} ){{1,4}}(?:{_PLACES})\b"
    rf"|\b(?:{_PLACES}) of (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
)
_SIGNS: Final = tuple(
    (why, re.compile(pattern))
    for why, pattern in (
        (Why.EMAIL, _EMAIL),
        (Why.LINK, _LINK),
        (Why.HANDLE, _HANDLE),
        (Why.DATE, _DATE),
        (Why.PHONE, _PHONE),
        (Why.STREET, _STREET),
        (Why.PLACE, _PLACE),
    )
)
_NAMES: Final = re.compile(rf"(?<![\w'\u2019])({_CAPITAL})(?:[ -]{_CAPITAL}){{0,5}}")
_WORD: Final = re.compile(r"[^\s-]+")
_NO_NAMES: Final = frozenset(f"I|I'm|I'd|I've|I'll|OK|Dr|Mr|Mrs|Ms|{_MONTHS}|{_DAYS}".split("|"))
_LEAST_DIGITS: Final = 7
"""No phone number has fewer."""
_LOOKS_BACK: Final = 250
_TRAILING: Final = ".,;:!?\u2026)]}\"'*_-"


def clues(text: str) -> Iterator[Leftover]:
    """Yield the clues of ``text``, each once; what is one kind of clue is no other kind as well."""
    known: set[str] = set()
    for why, pattern in _SIGNS:
        words = [word for match in pattern.finditer(text) if (word := _tidy(why, match[0]))]
        yield from (Leftover(word, why) for word in dict.fromkeys(words) if word not in known)
        known.update(words)
        text = pattern.sub(partial(_blanked, why), text)
    names = (word for match in _NAMES.finditer(text) if (word := _name(text, match)))
    yield from (Leftover(word, Why.NAME) for word in dict.fromkeys(names))


def _tidy(why: Why, word: str) -> str:
    """Return what was found without what ends a sentence after it; nothing for what is no clue after all."""
    word = word.rstrip(_TRAILING)
    return "" if why is Why.PHONE and sum(map(str.isdigit, word)) < _LEAST_DIGITS else word


def _blanked(why: Why, match: re.Match[str]) -> str:
    """Return what was found with blanks in the place of the clue: what ends a sentence still ends it."""
    size = len(_tidy(why, match[0]))
    return " " * size + match[0][size:]


def _name(text: str, match: re.Match[str]) -> str:
    """Return the capitalised words that may be a name; nothing where only a sentence begins."""
    words = [(one[0], match.start() + one.start()) for one in _WORD.finditer(match[0])]
    if sentences.begins_after(text[max(0, match.start() - _LOOKS_BACK) : match.start()]):
        words = words[1:]
    while words and _is_none(words[0][0]):
        words = words[1:]
    while words and _is_none(words[-1][0]):
        words = words[:-1]
    if not words:
        return ""
    last, at = words[-1]
    return _without_possessive(text[words[0][1] : at + len(last)])


def _is_none(word: str) -> bool:
    """Whether a word is no name: a day, a month, one of a script without capitals."""
    plain = word.replace("\u2019", "'")
    return not word[0].isupper() or plain in _NO_NAMES or _without_possessive(plain) in _NO_NAMES


def _without_possessive(word: str) -> str:
    return re.sub(r"['\u2019]s?$", "", word)
