"""Other people's names: each is replaced by its stand-in, and what else could point at somebody is listed.

Works on text of which nothing is withheld any more. A name from the list is replaced as it is given there
and in capitals; spelled otherwise (`will`, where Will is listed) it may be a word, so the writer decides.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from peerjournal.journal.others import sentences
from peerjournal.journal.others.clues import Leftover, Why, clues
from peerjournal.journal.others.people import Person
from peerjournal.journal.others.spelling import Forms, capitals_too, raised

STAND: Final = "\x02"
"""Stands for a stand-in while clues are looked for; no cleaned text holds it."""

_SIGNS: Final = re.compile(r"[*_~`\\]")
_NEAR: Final = 20
"""Letters before and after a name that are shown with it."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which every listed name is replaced."""

    text: str = field(repr=False)
    times: Counter[str]
    """How often somebody's stand-in was put, by the person's id."""
    leftovers: tuple[Leftover, ...] = ()
    """What could still point at someone, each once, in order."""


class Names:
    """The names of one list of people, looked for in any number of texts."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = {person.id: person for person in people}
        forms = {name: person for person in reversed([*self.people.values()]) for name in person.names}
        self._listed = Forms(capitals_too(forms))
        self._otherwise = Forms(dict.fromkeys(forms), fold=True)
        # Written in haste: the Bettanys, Bettanys coat.
        self._of_them = Forms(capitals_too({f"{name}s": None for name in forms if name[-1].isalpha()}))
        # Where there are no capitals, words are often written onto a name: to, and, of.
        self._inside = Forms(dict.fromkeys(filter(_may_be_written_onto, forms)), anywhere=True)

    def mask(self, text: str, *, raises: bool = True, looks: bool = True) -> Masked:
        """Return ``text`` with stand-ins, and what is still to be looked at in it.

        Args:
            text: Cleaned, and without marks.
            raises: Whether a stand-in that begins a sentence begins with a capital.
            looks: Whether what is left is looked through, which takes longer than all the rest.
        """
        parts: list[str] = []
        shown: list[str] = []
        times: Counter[str] = Counter()
        at, tail = 0, ""
        for start, end, person in self._listed.find(text):
            parts.append(text[at:start])
            shown += [text[at:start], STAND]
            # By what leaves, not by what was written: what a name ends in must not show in the word after it.
            tail = (tail + text[at:start])[-sentences.READS :]
            begins = raises and sentences.begins_after(tail)
            parts.append(raised(person.stand_in) if begins else person.stand_in)
            tail += parts[-1]
            times[person.id] += 1
            at = end
        parts.append(text[at:])
        shown.append(text[at:])
        masked = "".join(parts)
        return Masked(masked, times, tuple(self._leftovers(masked, "".join(shown))) if looks else ())

    def _leftovers(self, masked: str, shown: str) -> Iterator[Leftover]:
        otherwise = [*self._spelled_otherwise(masked)]
        yield from otherwise
        asked = {one.word for one in otherwise}
        for one in clues(shown):
            if one.word not in asked:
                # A link that holds a stand-in is another one than the same link without it.
                yield replace(one, word=one.word.replace(STAND, "\u2026"))

    def _spelled_otherwise(self, text: str) -> Iterator[Leftover]:
        """Yield listed names in another case, in a longer word, or broken up by signs that nobody sees."""
        words = dict.fromkeys(text[start:end] for start, end, _ in self._otherwise.find(text))
        words |= dict.fromkeys(text[start:end] for start, end, _ in self._of_them.find(text))
        words |= dict.fromkeys(_word_around(text, start, end) for start, end, _ in self._inside.find(text))
        yield from (Leftover(word, Why.OTHERWISE) for word in words)
        plain = html.unescape(_SIGNS.sub("", text))
        if plain != text:
            found = dict.fromkeys(plain[start:end] for start, end, _ in self._listed.find(plain))
            yield from (Leftover(word, Why.OTHERWISE) for word in found if word not in words)


def _may_be_written_onto(name: str) -> bool:
    """Whether a name has no capitals; an initial alone stands in too many words to be asked about."""
    letters = [char for char in name if char.isalpha()]
    return len(letters) > 1 and not any(char.isupper() or char.islower() for char in letters)


def _word_around(text: str, start: int, end: int) -> str:
    """Return the word in which a name stands; of a run without end only what is near."""
    first, last = start, end
    while first > max(0, start - _NEAR) and _in_word(text[first - 1]):
        first -= 1
    while last < min(len(text), end + _NEAR) and _in_word(text[last]):
        last += 1
    return text[first:last]


def _in_word(char: str) -> bool:
    return char.isalpha() or unicodedata.category(char)[0] == "M"
