"""How a name is recognised in a text, however it was typed: composed or combining, in capitals, with joiners.

A text is read as *segments*, each a letter with the marks on it, and each segment is compared in its
compatibility form, NFKC (Unicode Standard Annex 15). What is found is a stretch of the text as it was typed,
so that everything around it stays as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

T = TypeVar("T")

# What Unicode lets programs leave unseen (Default_Ignorable_Code_Point): joiners, direction marks, soft
# hyphens, fillers, variation selectors. They do not make another name of one.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u02bd\u02b9\u02c8\ua78c\u2032\uff07\u0060\u00b4", "'")
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
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
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
    """Return the form in which names are looked for in ``text``; with ``fold``, whatever case and accents."""
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
            # Signs first: in its compatibility form an acute accent that stands alone begins with a space.
            shown = unicodedata.normalize("NFKC", _UNSEEN.sub("", shown).translate(_ALIKE))
            shown = _without_accents(shown) if fold else shown
        shown = shown.translate(_ALIKE)
        for char in changed(shown):
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return Key("".join(chars), tuple(starts), tuple(ends))


def _without_accents(shown: str) -> str:
    """Return a segment without what writers leave out in capitals or in haste, the dot of an i among it."""
    bare = _ACCENTS.sub("", taken_apart := unicodedata.normalize("NFKD", shown))
    return (shown if bare == taken_apart else unicodedata.normalize("NFKC", bare)).replace("\u0131", "i")


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
    return not (_is_inside_word(text, start) or _is_inside_word(text, end))


class Forms(Generic[T]):
    """The forms of many names, each standing for something, to be found in texts: the longest first."""

    def __init__(self, forms: Mapping[str, T], *, fold: bool = False, anywhere: bool = False) -> None:
        """Take forms as they are written.

        Args:
            forms: What each of them stands for.
            fold: Find them whatever their case and accents.
            anywhere: Find them inside longer words too.
        """
        self._anywhere = anywhere
        self._fold = fold
        self._by_word: dict[str, list[tuple[re.Pattern[str], T]]] = {}
        self._sizes: dict[str, list[int]] = {}
        keys = {form: key_of(form, fold=fold).text for form in forms}
        for form in sorted(forms, key=lambda one: (-len(keys[one]), one)):
            if words := keys[form].split(maxsplit=1):
                pattern = re.compile(pattern_of(form, fold=fold))
                self._by_word.setdefault(words[0], []).append((pattern, forms[form]))
        # Of two first words that both fit, the longer one begins the longer form.
        for word in sorted(self._by_word, key=len, reverse=True):
            sizes = self._sizes.setdefault(word[0], [])
            if len(word) not in sizes:
                sizes.append(len(word))
        self._first = re.compile(f"[{''.join(map(re.escape, self._sizes))}]") if self._sizes else None

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield where each stands, from left to right without overlaps, and what it stands for."""
        if self._first is None:
            return
        key, at = key_of(text, fold=self._fold), 0
        while first := self._first.search(key.text, at):
            at = first.start() + 1
            if not self._anywhere and _is_inside_word(key.text, first.start()):
                continue
            for pattern, meant in self._beginning(key.text, first.start()):
                match = pattern.match(key.text, first.start())
                whole = match and (self._anywhere or is_whole(key.text, *match.span()))
                span = key.span(*match.span()) if match and whole else None
                if match and span:
                    yield *span, meant
                    at = match.end()
                    break

    def _beginning(self, text: str, at: int) -> Iterator[tuple[re.Pattern[str], T]]:
        """Yield the forms whose first word stands at ``at``, the longest first."""
        for size in self._sizes[text[at]]:
            yield from self._by_word.get(text[at : at + size], ())


def capitals_too(forms: Mapping[str, T]) -> dict[str, T]:
    """Return the forms as given and in capitals; where two would be alike, the one as given holds."""
    return {form.upper(): meant for form, meant in forms.items()} | dict(forms)


def stand_in_any(forms: Iterable[str], stand_ins: Iterable[str]) -> bool:
    """Whether a form of a name stands in one of these stand-ins, wherever in a sentence those are put."""
    listed = Forms(capitals_too(dict.fromkeys(forms)))
    return any(True for one in stand_ins for text in (one, raised(one)) for _ in listed.find(text))


def raised(stand_in: str) -> str:
    """Return a stand-in as it stands where a sentence begins; of a digraph only the first half is raised."""
    return stand_in[:1].title() + stand_in[1:]


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a letter, with or without marks on it, stands straight before a letter at ``at`` of a key."""
    if not 0 < at < len(text) or not text[at].isalpha():
        return False
    before = at - 1
    while before > 0 and text[before] > "\u02ff" and unicodedata.category(text[before])[0] == "M":
        before -= 1
    one, other = text[before], text[at]
    return one.isalpha() and not (_UNSPACED.match(one) or _UNSPACED.match(other))
