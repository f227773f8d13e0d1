"""The hope shelf: lines that somebody put there themselves, each to be looked at when they want to.

Nothing comes onto it by itself, nothing of it is shown anywhere else, and none of it can leave: no room that
makes letters knows of it. The document (table ``shelf``): ``number``, ``by``, ``text``, ``place``, ``kind``?
(``entry``, ``story``, ``letter``), ``about``? (the id of what it is from), ``peer``? (whose words it is).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from peerjournal.errors import JournalError
from peerjournal.text import clean
from peerjournal.vault import Transaction, Vault, by_number, short_number

TABLE: Final = "shelf"
EMPTY: Final = "Nothing here yet. When a line does you good, press `h` to keep it."
LONGEST: Final = 2_000
"""Characters of one line; it is to be read at one look."""
_MAY_BE_ABSENT: Final = ("kind", "about", "peer")
_KNOWN: Final = ("number", "by", "text", "place", *_MAY_BE_ABSENT)


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line on the shelf."""

    id: str
    number: int
    by: str
    text: str
    place: int
    """Where it stands among the others."""
    kind: str = ""
    """What it is from: ``entry``, ``story`` or ``letter``; nothing where it was typed."""
    about: str = ""
    """The id of what it is from."""
    peer: str = ""
    """The id of the person whose words it is; nothing where it is one's own."""
    other: dict[str, Any] = field(default_factory=dict)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Line({self.id})"

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        known = {name: getattr(self, name) for name in _KNOWN}
        return self.other | {
            name: value for name, value in known.items() if value or name not in _MAY_BE_ABSENT
        }

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "Line":
        """Read what ``to_doc`` wrote."""
        known = {name: document[name] for name in _KNOWN if name in document}
        other = {name: value for name, value in document.items() if name not in _KNOWN}
        return cls(id=identifier, other=other, **known)


class Shelf:
    """The hope shelf of one journal."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def lines(self) -> list[Line]:
        """Return every line, in the person's own order: as they were put there, or moved since."""
        return _in_order(self._vault.documents(TABLE))

    def get(self, reference: str) -> Line:
        """Return the line with that short number (``3``, ``3b``), or raise JournalError."""
        found = by_number(self._vault, self.lines(), reference)
        if found is None:
            raise JournalError(
                "There is no such line on your shelf.", hint="`peerjournal shelf` shows the first."
            )
        return found

    def reference(self, line: Line) -> str:
        """Return a line's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return short_number(self._vault, line)

    def after(self, line: Line) -> Line:
        """Return the line that stands after one, going round; the same one where it stands alone."""
        lines = self.lines()
        identifiers = [one.id for one in lines]
        at = identifiers.index(line.id) if line.id in identifiers else -1
        return lines[(at + 1) % len(lines)] if lines else line

    def add(self, text: str, *, kind: str = "", about: str = "", peer: str = "") -> Line:
        """Put a line on the shelf, as the last one; one that stands there already stays where it is.

        Args:
            text: The words; cleaned on their way in.
            kind: What they are from: ``entry``, ``story`` or ``letter``.
            about: Its id.
            peer: The id of the person whose words they are.

        Raises:
            JournalError: There are no words, or too many to be read at one look.
        """
        text = clean(text).strip()
        if not text:
            raise JournalError("There was no text. Nothing was put on your shelf.")
        if len(text) > LONGEST:
            raise JournalError("That is a long one for a shelf of lines.", hint="Choose a part of it.")
        with self._vault.transaction() as change:
            here = _in_order(change.documents(TABLE))
            for line in here:
                if (line.text, line.peer) == (text, peer):
                    return line
            identifier, number = self._vault.new_id(), change.number(TABLE)
            place = here[-1].place + 1 if here else 1
            line = Line(identifier, number, self._vault.device, text, place, kind, about, peer)
            change.put(TABLE, identifier, line.to_doc())
        return line

    def put_away(self, reference: str) -> Line:
        """Take a line off the shelf. What it came from stays as it is."""
        with self._vault.transaction() as change:
            line = self.get(reference)
            change.drop(TABLE, line.id)
        return line

    def put_back(self, line: Line) -> None:
        """Put a line back where it stood."""
        with self._vault.transaction() as change:
            change.put(TABLE, line.id, line.to_doc())

    def move(self, reference: str, by: int) -> Line:
        """Move a line up or down among the others, never past the ends."""
        with self._vault.transaction() as change:
            lines = _in_order(change.documents(TABLE))
            wanted = self.get(reference)
            at = next(place for place, line in enumerate(lines) if line.id == wanted.id)
            lines.insert(max(0, at + by), lines.pop(at))
            return _renumber(change, lines, wanted.id)


def _in_order(documents: Mapping[str, Any]) -> list[Line]:
    found = (Line.from_doc(identifier, document) for identifier, document in documents.items())
    return sorted(found, key=lambda line: (line.place, line.id))


def _renumber(change: Transaction, lines: list[Line], wanted: str) -> Line:
    moved = lines[0]
    for place, old in enumerate(lines, start=1):
        line = replace(old, place=place)
        if line.place != old.place:
            change.put(TABLE, line.id, line.to_doc())
        if line.id == wanted:
            moved = line
    return moved
