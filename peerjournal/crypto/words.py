"""Numbers as words that people can read aloud, and back.

The 7,772 words are EFF's large list without its four hyphenated ones (words.LICENSE.txt). A number becomes
words, or digits, with the most significant first.
"""

import os
import unicodedata
from functools import cache
from typing import Final

WORD_COUNT: Final = 7_772
_SEPARATORS: Final = str.maketrans("-_", "  ")


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
