"""Recovery words: ten random words and one that checks them, and what was meant where a hand slipped."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final

from peerjournal.crypto.words import all_words, generate, is_word, normalise, to_words
from peerjournal.errors import CryptoError

_WORDS: Final = 10
_TRIED: Final = 20_000
"""The most combinations of candidates that are tried against the last word: a twentieth of a second."""
_OFFERED: Final = 4
"""The most candidates that are named for a word: more would be no help."""


class WordsMistaken(CryptoError):
    """These recovery words have a slip in them."""

    def __init__(self, message: str, *, candidates: Mapping[int, tuple[str, ...]] | None = None) -> None:
        super().__init__(message)
        self.candidates: Mapping[int, tuple[str, ...]] = MappingProxyType(dict(candidates or {}))
        """Which words to look at again, counted from 1, and what may have been meant, likeliest first."""

    @property
    def positions(self) -> tuple[int, ...]:
        """Which words to look at again; empty when the slip could be anywhere."""
        return tuple(self.candidates)


def recovery_words() -> str:
    """Return ten fresh random words (129 bits) and an eleventh that checks them."""
    ten = generate(_WORDS)
    return f"{ten} {_check_word(ten.split())}"


def recovery_secret(text: str) -> bytes:
    """Return the UTF-8 of the ten words in ``text``, joined by single spaces, once the eleventh agrees.

    Raises:
        WordsMistaken: Words are missing or too many, not of the list, or do not agree; says where to look.
    """
    words = normalise(text).split()
    if len(words) != _WORDS + 1:
        raise WordsMistaken(f"There are eleven recovery words; these are {len(words)}.")
    unknown = [place for place, word in enumerate(words) if not is_word(word)]
    if unknown:
        meant = {place + 1: found for place, found in _meant(words, unknown).items()}
        raise WordsMistaken(f"Not on the word list: {_named(tuple(meant))}.", candidates=meant)
    if _agree(words):
        return " ".join(words[:-1]).encode()
    likely: dict[int, tuple[str, ...]] = {}
    for place, word in sorted(_repairs(words)):
        likely[place + 1] = (*likely.get(place + 1, ()), word)
    where = (
        f" Look again at {_named(tuple(likely))}." if likely else " Look again at each, and at their order."
    )
    raise WordsMistaken(f"The last word does not fit the ten before it.{where}", candidates=likely)


def _check_word(ten: list[str]) -> str:
    digest = hashlib.sha256(" ".join(ten).encode()).digest()
    return to_words(int.from_bytes(digest, "big"), 1)[0]


def _agree(words: list[str]) -> bool:
    return _check_word(words[:-1]) == words[-1]


def _named(places: tuple[int, ...]) -> str:
    return ("word " if len(places) == 1 else "words ") + ", ".join(map(str, places))


# What was meant. The eleventh word is public arithmetic over the ten, so saying what would fit gives nothing
# away that the words typed do not: about one wrong guess in a hundred fits by chance.


def _meant(words: list[str], unknown: list[int]) -> dict[int, tuple[str, ...]]:
    """Return for each word that is not on the list what may have been meant, by its place from 0.

    Where putting candidates in makes the last word agree, only those that do are named.
    """
    near = {place: sorted(_one_slip_away(words[place])) or _alike(words[place]) for place in unknown}
    fitting: list[tuple[str, ...]] = []
    if 0 < prod(map(len, near.values())) <= _TRIED:
        fitting = [chosen for chosen in product(*near.values()) if _agree(_with(words, unknown, chosen))]
    if fitting:
        near = {
            place: list(dict.fromkeys(column))
            for place, column in zip(unknown, zip(*fitting, strict=True), strict=True)
        }
    return {place: tuple(found[:_OFFERED]) for place, found in near.items()}


def _with(words: list[str], places: list[int], chosen: tuple[str, ...]) -> list[str]:
    changed = list(words)
    for place, word in zip(places, chosen, strict=True):
        changed[place] = word
    return changed


def _repairs(words: list[str]) -> Iterator[tuple[int, str]]:
    """Yield each place, from 0, and the word that would fit there: after one slip, or two changed over."""
    for place, word in enumerate(words):
        for other in _one_slip_away(word):
            if _agree(_with(words, [place], (other,))):
                yield place, other
    for first in range(len(words)):
        for second in range(first + 1, len(words)):
            chosen = words[second], words[first]
            if _agree(_with(words, [first, second], chosen)):
                yield from zip((first, second), chosen, strict=True)


def _one_slip_away(word: str) -> set[str]:
    """Return the words of the list with one letter more, fewer, other, or two neighbours changed over."""
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    slips = {a + b[1:] for a, b in halves if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    slips |= {a + letter + b[1:] for a, b in halves if b for letter in ascii_lowercase}
    slips |= {a + letter + b for a, b in halves for letter in ascii_lowercase}
    return {slip for slip in slips if is_word(slip)} - {word}


def _alike(word: str) -> list[str]:
    """Return words of the list that look like one with more than one slip in it, the most alike first."""
    import difflib  # noqa: PLC0415 -- 3 ms, only where a word is far from any

    return difflib.get_close_matches(word, all_words(), n=_OFFERED, cutoff=0.7)
