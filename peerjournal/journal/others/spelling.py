"""How a name is recognised in a text, however it was typed: composed or combining, in capitals, with joiners.

A text is read as *segments*, each a letter with the marks on it, and each segment is compared in its
compatibility form, NFKC (Unicode Standard Annex 15). What is found is a stretch of the text as it was typed,
so that everything around it stays as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

T = TypeVar("T")

# Joiners, direction marks and soft hyphens: not seen, so they do not make another name of one.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f]"
)
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u0060\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\u2043\ufe63\uff0d", "-")
)
_JAMO: Final = re.compile(
    "[\u1100-\u115e\ua960-\ua97c][\u1161-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
)
# Scripts that put no space between words: next to one of their letters, a name may begin or end anywhere.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u9fff"
    "\ua960-\ua97c\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_GAP: Final = r"(?>[^\S\n]*\n?[^\S\n]*)(?<=\s)"
"""Spaces with at most one line break among them; atomic, so that a long run is gone over only once."""


@dataclass(frozen=True, slots=True)
class Key:
    """A text in the form in which names are looked for, with the way back to where it came from."""

    text: str = field(repr=False)
    starts: tuple[int, ...] | None
    """For each character where its segment begins in the text as typed; None where the two are alike."""
    ends: tuple[int, ...] | None
    """For each character where its segment ends."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where in the text as it was typed a stretch lies; None for one that would cut a segment."""
        if self.starts is None or self.ends is None:
            return start, end
        whole = (start == 0 or self.starts[start - 1] != self.starts[start]) and (
            end == len(self.text) or self.starts[end] != self.starts[end - 1]
        )
        return (self.starts[start], self.ends[end - 1]) if whole else None


def key_of(text: str, *, fold: bool = False) -> Key:
    """Return the form in which names are looked for in ``text``; with ``fold``, whatever the case."""
    changed: Callable[[str], str] = str.casefold if fold else str
    if text.isascii():
        return Key(changed(text).replace("`", "'"), None, None)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _segments(text):
        shown = text[start:end]
        if len(shown) > 1 or shown > "z":
            # What comes before in the table is never written otherwise, but for the backtick.
            shown = unicodedata.normalize("NFKC", _UNSEEN.sub("", shown))
        shown = shown.translate(_ALIKE)
        for char in changed(shown):
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return Key("".join(chars), tuple(starts), tuple(ends))


def _segments(text: str) -> Iterator[tuple[int, int]]:
    at, size = 0, len(text)
    while at < size:
        jamo = _JAMO.match(text, at)
        end = jamo.end() if jamo else at + 1
        while end < size and text[end] > "\u02ff" and unicodedata.category(text[end])[0] == "M":
            end += 1
        yield at, end
        at = end


def pattern_of(form: str, *, fold: bool = False) -> str:
    """Return a regular expression for a form of a name in a key; a space of it may be a line break there."""
    return _GAP.join(map(re.escape, key_of(form, fold=fold).text.split()))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what lies from ``start`` to ``end`` of a key is no part of a longer word."""
    return not (
        (start > 0 and _joined(text[start - 1], text[start]))
        or (end < len(text) and _joined(text[end - 1], text[end]))
    )


class Forms(Generic[T]):
    """The forms of many names, each standing for something, to be found in texts: the longest first."""

    def __init__(self, forms: Mapping[str, T], *, fold: bool = False) -> None:
        """Take forms as they are written; with ``fold`` they are found in whatever case."""
        self._fold = fold
        self._by_first: dict[str, list[tuple[re.Pattern[str], T]]] = {}
        for form in sorted(forms, key=lambda one: (-len(one), one)):
            first = key_of(form, fold=fold).text.lstrip()[:1]
            if first:
                pattern = re.compile(pattern_of(form, fold=fold))
                self._by_first.setdefault(first, []).append((pattern, forms[form]))
        self._first = re.compile(f"[{''.join(map(re.escape, self._by_first))}]") if self._by_first else None

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield where each stands as a whole word, from left to right, and what it stands for."""
        if self._first is None:
            return
        key, at = key_of(text, fold=self._fold), 0
        while first := self._first.search(key.text, at):
            at = first.start() + 1
            if at > 1 and _joined(key.text[at - 2], key.text[at - 1]):
                continue
            for pattern, meant in self._by_first[first[0]]:
                match = pattern.match(key.text, first.start())
                span = key.span(*match.span()) if match and is_whole(key.text, *match.span()) else None
                if match and span:
                    yield *span, meant
                    at = match.end()
                    break


def capitals_too(forms: Mapping[str, T]) -> dict[str, T]:
    """Return the forms as given and in capitals; where two would be alike, the one as given holds."""
    return {form.upper(): meant for form, meant in forms.items()} | dict(forms)


def stands_in(form: str, text: str) -> bool:
    """Whether a form of a name stands in ``text``, as it is given or in capitals."""
    return any(True for _ in Forms(capitals_too({form: None})).find(text))


def _joined(one: str, other: str) -> bool:
    return one.isalpha() and other.isalpha() and not (_UNSPACED.match(one) or _UNSPACED.match(other))
