"""How far a passphrase would hold, as a word and a piece of advice; it never stands in the way.

The count of guesses is zxcvbn's (Wheeler, USENIX Security 2016). It can't know what is guessed from
somebody's life, and most words it knows are English: of words in another language it may think too well.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from peerjournal.crypto.words import WORD_COUNT, spoken

_START = 24
"""Characters that are looked at first: where they hold well by themselves, nothing more is."""
_LONGEST = 72
"""Characters that are looked at together: zxcvbn takes no more, for time grows with their square."""
_FOR_LETTERS, _FEW = frozenset("4@8({[<3691!|70$5+%2"), 8
"""Signs that may stand for letters, and how many of them a long part may hold: each doubles the time."""
_NEAR = ("peerjournal", "journal", "diary")
"""What would be tried first here."""
_SYLLABLES = ("CJK UNIFIED", "HANGUL SYLLABLE", "HIRAGANA", "KATAKANA")
"""How the names of signs begin that stand for a syllable or a word."""


class Holds(IntEnum):
    """How far a passphrase would hold; the value is how many bars are drawn."""

    START = 1
    SOME = 2
    GOOD = 3
    STRONG = 4


_NEEDED = ((Holds.STRONG, 1e16), (Holds.GOOD, 1e12), (Holds.SOME, 1e10))
"""Guesses. What everyone can try at, such as a file that was sent, needs the first; a journal the second."""

SAYS = {
    Holds.START: ("just a start", "A few words picked at random hold well."),
    Holds.SOME: ("getting there", "One more word, picked at random, helps much."),
    Holds.GOOD: ("good", "This is good. One more word makes it very strong."),
    Holds.STRONG: ("very strong", "Write it on paper, and keep that well."),
}
"""The word for each, and one piece of advice."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What can be said of a passphrase."""

    guesses: float
    """About how often somebody would have to guess."""

    @property
    def holds(self) -> Holds:
        """How far it would hold."""
        return next((holds for holds, needed in _NEEDED if self.guesses >= needed), Holds.START)


def estimate(passphrase: str, *, near: Iterable[str] = ()) -> Estimate:
    """Count what somebody would have to guess.

    It can take a second for what is made of signs that may stand for letters, so no screen waits for it.

    Args:
        passphrase: As it was typed.
        near: Words that would be tried first, such as the name of the folder.
    """
    if words := (spoken(passphrase) or "").split():
        # Whoever knows our list guesses whole words of it; one that comes again adds nothing.
        return Estimate(min(float(WORD_COUNT ** len({*words})), _most(passphrase, near)))
    return Estimate(_most(passphrase, near))


def _most(passphrase: str, near: Iterable[str]) -> float:
    """Return the guesses for the part that holds best: the whole holds no less."""
    known, most = [*_NEAR, *near], 0.0
    for part in _parts(passphrase):
        most = max(most, _guesses(part, known))
        if most >= _NEEDED[0][1]:
            break
    return most


def _parts(passphrase: str) -> Iterator[str]:
    """Yield what is looked at: its beginning, and where that may not be all, its two ends."""
    yield passphrase[:_START]
    if len(passphrase) > _START:
        for part in dict.fromkeys((passphrase[:_LONGEST], passphrase[-_LONGEST:])):
            short = len(_FOR_LETTERS.intersection(part)) > _FEW
            size = _START if short else _LONGEST
            yield from (part[at : at + size] for at in range(0, len(part), size))


def _guesses(part: str, known: list[str]) -> float:
    if not part:
        return 1.0
    from zxcvbn import zxcvbn  # type: ignore[import-untyped] # noqa: PLC0415 — its lists take over 100 ms

    # It counts ten guesses for any character that is in none of its lists, as for a Latin letter.
    syllables = sum(unicodedata.name(sign, "").startswith(_SYLLABLES) for sign in {*part})
    return float(zxcvbn(part, known)["guesses"]) * 10.0**syllables
