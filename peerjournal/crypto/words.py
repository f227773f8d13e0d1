"""Numbers as words that people can read aloud, and back.

The 7,772 words are EFF's large list without its four hyphenated ones (words.LICENSE.txt). A number becomes
words, or digits, with the most significant first.
"""

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from functools import cache
from string import ascii_lowercase
from typing import Final

from peerjournal.errors import CryptoError

WORD_COUNT: Final = 7_772
_RECOVERY_WORDS: Final = 10
_SEPARATORS: Final = str.maketrans("-_", "  ")


class WordsMistaken(CryptoError):
    """These recovery words have a slip in them."""

    def __init__(self, message: str, *, positions: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.positions = positions
        """Which words to look at again, counted from 1; empty when the slip could be anywhere."""


@cache
def all_words() -> tuple[str, ...]:
    """Return the list in its own order."""
    # The loader reads it from a folder or a zip alike; importlib.resources would add 25 ms to every unlock.
    path = os.path.join(os.path.dirname(__file__), "words.txt")  # noqa: PTH118, PTH120 -- a name for the loader, which takes text
    data: bytes = __loader__.get_data(path)  # type: ignore[name-defined]  # every module has its loader
    return tuple(data.decode("ascii").split())


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(all_words())}


def is_word(text: str) -> bool:
    """Whether ``text`` is exactly one word of the list."""
    return text in _places()


def to_words(number: int, count: int) -> list[str]:
    """Return ``number`` modulo 7,772 to the ``count`` as words."""
    words = all_words()
    found = []
    for _ in range(count):
        number, place = divmod(number, WORD_COUNT)
        found.append(words[place])
    return found[::-1]


def to_digits(number: int, count: int) -> str:
    """Return ``number`` modulo 10 to the ``count`` as that many digits, without spaces between them."""
    return f"{number % 10**count:0{count}d}"


def generate(count: int) -> str:
    """Return fresh random words, 12.9 bits each, separated by single spaces."""
    import secrets  # noqa: PLC0415 -- it takes `random` along, which no unlock needs

    return " ".join(to_words(secrets.randbelow(WORD_COUNT**count), count))


def normalise(text: str) -> str:
    """Return the form for comparing words: NFKC, lower case, one space for any run of space, - or _."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().translate(_SEPARATORS).split())


def spoken(text: str) -> str | None:
    """Return ``text`` in lower case with single spaces when it is all words of the list, otherwise None.

    Unlike ``normalise`` this folds nothing but A to Z, spaces, hyphens and underscores: it stands before
    passphrases, which must stay what was typed.
    """
    tokens = [token for token in text.lower().translate(_SEPARATORS).split(" ") if token]
    return " ".join(tokens) if tokens and all(map(is_word, tokens)) else None


def recovery_words() -> str:
    """Return ten fresh random words (129 bits) and an eleventh that checks them."""
    ten = generate(_RECOVERY_WORDS)
    return f"{ten} {_check_word(ten.split())}"


def recovery_secret(text: str) -> bytes:
    """Return the UTF-8 of the ten words in ``text``, joined by single spaces, once the eleventh agrees.

    Raises:
        WordsMistaken: Words are missing or too many, not of the list, or do not agree; says where to look.
    """
    words = normalise(text).split()
    if len(words) != _RECOVERY_WORDS + 1:
        raise WordsMistaken(f"There are eleven recovery words; these are {len(words)}.")
    unknown = tuple(place for place, word in enumerate(words, 1) if not is_word(word))
    if unknown:
        raise WordsMistaken(f"Not on the word list: {_named(unknown)}.", positions=unknown)
    if _agree(words):
        return " ".join(words[:-1]).encode()
    likely = tuple(sorted({place for places in _repairs(words) for place in places}))
    where = f" Look again at {_named(likely)}." if likely else " Look again at each, and at their order."
    raise WordsMistaken(f"The last word does not fit the ten before it.{where}", positions=likely)


def _check_word(ten: list[str]) -> str:
    digest = hashlib.sha256(" ".join(ten).encode()).digest()
    return to_words(int.from_bytes(digest, "big"), 1)[0]


def _agree(words: list[str]) -> bool:
    return _check_word(words[:-1]) == words[-1]


def _named(places: tuple[int, ...]) -> str:
    return ("word " if len(places) == 1 else "words ") + ", ".join(map(str, places))


def _repairs(words: list[str]) -> Iterator[tuple[int, ...]]:
    """Yield the places, from 1, at which one slip of the hand explains why the words do not agree.

    The eleventh word is public arithmetic over the ten, so saying where it would fit gives nothing away.
    About one wrong guess in a hundred fits by chance, and then the right place is named beside it.
    """
    for place, word in enumerate(words):
        for other in _one_slip_away(word):
            if _agree([*words[:place], other, *words[place + 1 :]]):
                yield (place + 1,)
    for first in range(len(words)):
        for second in range(first + 1, len(words)):
            changed = list(words)
            changed[first], changed[second] = words[second], words[first]
            if _agree(changed):
                yield (first + 1, second + 1)


def _one_slip_away(word: str) -> set[str]:
    """Return the words of the list with one letter more, fewer, other, or two neighbours changed over."""
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    slips = {a + b[1:] for a, b in halves if b}
    slips |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    slips |= {a + letter + b[1:] for a, b in halves if b for letter in ascii_lowercase}
    slips |= {a + letter + b for a, b in halves for letter in ascii_lowercase}
    return {slip for slip in slips if is_word(slip)} - {word}
