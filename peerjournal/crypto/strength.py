"""How far a passphrase would hold, as a word and a piece of advice; it never stands in the way.

It is an estimate by what can be counted: words of our list, words that a dictionary would have, runs and
repetitions. It can't know what is guessed from somebody's life.
"""

import math
import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from peerjournal.crypto.words import WORD_COUNT, is_word

_OURS = math.log2(WORD_COUNT)
_IN_A_DICTIONARY = 14.0
"""Bits of a word that anybody knows, whatever its length: a dictionary for guessing has some 16,000."""
_LETTER, _DIGIT, _SIGN = 2.6, 2.6, 4.5
"""Bits of one more letter, digit or sign where somebody thought of it: less than a machine would give."""
_SOME, _GOOD, _STRONG = 28.0, 48.0, 70.0


class Holds(IntEnum):
    """How far a passphrase would hold; the value is how many bars are drawn."""

    START = 1
    SOME = 2
    GOOD = 3
    STRONG = 4


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

    bits: float
    """About how many times, as a power of two, somebody would have to guess."""

    @property
    def holds(self) -> Holds:
        """How far it would hold."""
        steps = zip((Holds.STRONG, Holds.GOOD, Holds.SOME), (_STRONG, _GOOD, _SOME), strict=True)
        return next((holds for holds, needed in steps if self.bits >= needed), Holds.START)


def estimate(passphrase: str) -> Estimate:
    """Count what somebody would have to guess; a piece that comes again adds nothing."""
    pieces = set(re.findall(r"[^\W\d_]+|\d+|[^\w\s]+|_+", passphrase.casefold()))
    return Estimate(sum(_bits(piece) for piece in pieces))


def _bits(piece: str) -> float:
    if is_word(piece):
        return _OURS
    changes = _changes(piece)
    if piece.isdigit():
        return _DIGIT * changes
    if piece.isalpha():
        return min(_IN_A_DICTIONARY, _LETTER * changes) if len(piece) <= _LONGEST_WORD else _LETTER * changes
    return _SIGN * min(changes, 2)


_LONGEST_WORD = 12
"""Letters; what is longer is hardly one word."""


def _changes(piece: str) -> int:
    """Count the characters that neither repeat the one before nor go on from it, as in aaa, abc and 321."""
    steps = [ord(after) - ord(before) for before, after in pairwise(piece)]
    return 1 + sum(abs(step) > 1 for step in steps)
