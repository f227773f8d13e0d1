"""People: who else is in the stories. What they are called stays here; what stands in its place may leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from peerjournal.errors import JournalError, NoSuchPerson
from peerjournal.journal.others.spelling import key_of, stand_in_any
from peerjournal.text import clean_line
from peerjournal.vault import Transaction, Vault, by_device, by_number, short_number

TABLE: Final = "people"

HONEST_LINE: Final = "This catches names it can see. Only you know who could still be recognised."
CANT_SAY: Final = "They can't say yes or no. Could this stay on your side of the story?"
"""Said of somebody who can't be asked."""

_LONGEST: Final = 200
_KNOWN: Final = ("number", "by", "stand_in", "names", "asked")


class Asked(StrEnum):
    """Whether they know that they are in a story, and said yes."""

    YES = "yes"
    NO = "no"
    CANT = "can't ask"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Somebody in the stories."""

    id: str
    number: int
    by: str
    stand_in: str
    """What stands wherever they are named."""
    names: tuple[str, ...]
    """Their real forms: name, nickname, initials, handle. None of them ever leaves."""
    asked: Asked = Asked.NO
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Fields that this version does not know, kept as they are."""

    def __repr__(self) -> str:
        return f"Person({self.id})"

    @property
    def remark(self) -> str:
        """What there is to say before something about them is shared; mostly nothing."""
        return CANT_SAY if self.asked is Asked.CANT else ""

    @classmethod
    def from_doc(cls, identifier: str, doc: Mapping[str, Any]) -> "Person":
        """Read what ``to_doc`` wrote."""
        asked = doc.get("asked", "")
        return cls(
            id=identifier,
            number=doc["number"],
            by=doc["by"],
            stand_in=doc["stand_in"],
            names=tuple(doc["names"]),
            asked=Asked(asked) if asked in [*Asked] else Asked.NO,
            extra={name: value for name, value in doc.items() if name not in _KNOWN},
        )

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            **self.extra,
            "number": self.number,
            "by": self.by,
            "stand_in": self.stand_in,
            "names": list(self.names),
            "asked": self.asked.value,
        }


class People:
    """The people of one journal, in the table ``people``."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> list[Person]:
        """Return everybody, those of this device first, in the order of their numbers."""
        found = [Person.from_doc(*row) for row in self._vault.documents(TABLE).items()]
        return by_device(self._vault, found)

    def get(self, reference: str) -> Person:
        """Return whom a short number ("3", "3b") or a stand-in names; raise NoSuchPerson."""
        wanted = clean_line(reference)
        named = (one for one in self.all() if one.stand_in.casefold() == wanted.casefold())
        found = by_number(self._vault, self.all(), wanted) or next(named, None)
        if found is None:
            raise NoSuchPerson
        return found

    def reference(self, person: Person) -> str:
        """Return a person's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return short_number(self._vault, person)

    def add(self, stand_in: str, names: Iterable[str], asked: Asked = Asked.NO) -> Person:
        """Keep somebody.

        Args:
            stand_in: What stands wherever they are named.
            names: Their real forms, at least one.
            asked: Whether they said yes.

        Raises:
            JournalError: A name or the stand-in is empty or too long, belongs to somebody else, or one of
                them would show the other.
        """
        with self._vault.transaction() as change:
            person = Person(
                self._vault.new_id(),
                change.number(TABLE),
                self._vault.device,
                clean_line(stand_in),
                (),
                asked,
            )
            return self._put(change, replace(person, names=_tidy(names)))

    def change(
        self,
        reference: str,
        *,
        stand_in: str | None = None,
        names: Iterable[str] | None = None,
        asked: Asked | None = None,
    ) -> Person:
        """Change what is named; raises what ``add`` does, and NoSuchPerson."""
        with self._vault.transaction() as change:
            person = self.get(reference)
            return self._put(
                change,
                replace(
                    person,
                    stand_in=person.stand_in if stand_in is None else clean_line(stand_in),
                    names=person.names if names is None else _tidy(names),
                    asked=asked or person.asked,
                ),
            )

    def remove(self, reference: str) -> Person:
        """Take somebody out of the list: from now on their names leave as they were written."""
        with self._vault.transaction() as change:
            person = self.get(reference)
            change.drop(TABLE, person.id)
        return person

    def _put(self, change: Transaction, person: Person) -> Person:
        others = [one for one in self.all() if one.id != person.id]
        _require(bool(person.stand_in), "A stand-in needs at least one letter.")
        _require(bool(person.names), "There is no name to put a stand-in for.")
        _require(
            all(len(text) <= _LONGEST for text in (person.stand_in, *person.names)),
            f"A name has at most {_LONGEST} letters.",
        )
        _require(
            person.stand_in.casefold() not in {one.stand_in.casefold() for one in others},
            "Somebody else in the list has that stand-in, so a reader could not tell the two apart.",
        )
        theirs = {name for one in others for name in one.names}
        taken = {key_of(name).text for name in theirs}
        _require(
            not any(key_of(name).text in taken for name in person.names),
            "Somebody else in the list has that name.",
        )
        _require(
            not stand_in_any((*person.names, *theirs), [person.stand_in]),
            "The stand-in holds a name from the list, so the name would leave with it.",
        )
        _require(
            not stand_in_any(person.names, [one.stand_in for one in others]),
            "That name stands in somebody's stand-in, so it would leave with it.",
        )
        change.put(TABLE, person.id, person.to_doc())
        return person


def _tidy(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(clean_line, names) if any(map(str.isalnum, name))))


def _require(met: bool, sentence: str) -> None:  # noqa: FBT001 — a condition is what this is about
    if not met:
        raise JournalError(sentence, hint="Nothing was changed.")
