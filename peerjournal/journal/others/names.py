"""Other people's names: each is replaced by its stand-in, and what else could point at somebody is listed.

Works on text of which nothing is withheld any more. A name from the list is replaced as it is given there
and in capitals; spelled otherwise (`will`, where Will is listed) it may be a word, so the writer decides.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from peerjournal.journal.others import sentences
from peerjournal.journal.others.clues import Leftover, Why, clues
from peerjournal.journal.others.people import Person
from peerjournal.journal.others.spelling import Forms, capitals_too

STAND: Final = "\x02"
"""Stands for a stand-in while clues are looked for; no cleaned text holds it."""

_SIGNS: Final = re.compile(r"[*_~`\\]")


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
        self._otherwise = Forms({name: name for name in forms}, fold=True)

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
            raised = raises and sentences.begins_after(tail)
            parts.append(_raised(person.stand_in) if raised else person.stand_in)
            tail += parts[-1]
            times[person.id] += 1
            at = end
        parts.append(text[at:])
        shown.append(text[at:])
        masked = "".join(parts)
        found = (*self._spelled_otherwise(masked), *clues("".join(shown))) if looks else ()
        return Masked(masked, times, found)

    def _spelled_otherwise(self, text: str) -> Iterator[Leftover]:
        """Yield listed names in another case, or broken up by signs that a reader does not see."""
        words = dict.fromkeys(text[start:end] for start, end, _ in self._otherwise.find(text))
        yield from (Leftover(word, Why.OTHERWISE) for word in words)
        plain = html.unescape(_SIGNS.sub("", text))
        if plain != text:
            found = dict.fromkeys(plain[start:end] for start, end, _ in self._listed.find(plain))
            yield from (Leftover(word, Why.OTHERWISE) for word in found if word not in words)


def _raised(stand_in: str) -> str:
    return stand_in[:1].upper() + stand_in[1:]
