"""What left, to whom, when and in which form; taking back. It never leaves, and is cleared in one step.

The document (table ``ledger``): ``number``, ``by``, ``letter`` (the id under which it is kept), ``peer``,
``shared_on``, ``form``, ``state`` prepared|handed over|taken back|spoken about, ``replaces``?, ``note``?.
Whether rows are written at all stands in the table ``settings``, under the id ``ledger``: ``on``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from peerjournal.errors import LetterError
from peerjournal.text import clean
from peerjournal.vault import Vault, by_number, latest_first, short_number

TABLE: Final = "ledger"
SETTINGS: Final = "settings"

State = Literal["prepared", "handed over", "taken back", "spoken about"]

TAKE_BACK_NOTE: Final = (
    "Hello. I've changed my mind about the piece I sent you. Please delete your copy and don't pass it on."
    " You haven't done anything wrong, and you don't need to reply."
)
"""What can be sent to ask for it. Nothing can reach their copy."""
TAKEN_BACK: Final = "This marks it as taken back and writes a note you can send. It can't erase their copy."
NOT_WRITTEN_DOWN: Final = "This writes a note you can send. It can't erase their copy."
"""The same for a letter that has no row."""

"""How much of an id is the time at which it was made."""
_MUST: Final = ("number", "by", "letter", "peer", "shared_on", "form", "state")
_MAY: Final = ("replaces", "note")


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One letter that left, or was about to."""

    id: str
    number: int
    by: str
    letter: str
    """The id under which the letter is kept."""
    peer: str
    """The id of the person it is for."""
    shared_on: str
    """The day, as 2026-11-21; no time of day is kept."""
    form: str
    state: State = "prepared"
    replaces: str = ""
    """The letter_id of the one it takes the place of."""
    note: str = ""
    """The writer's own words about it, for nobody else."""
    other: dict[str, Any] = field(default_factory=dict)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Row({self.id})"

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        document = self.other | {name: getattr(self, name) for name in _MUST}
        return document | {name: value for name in _MAY if (value := getattr(self, name))}

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "Row":
        """Read what ``to_doc`` wrote."""
        known = {name: document[name] for name in (*_MUST, *_MAY) if name in document}
        other = {name: value for name, value in document.items() if name not in known}
        return cls(id=identifier, other=other, **known)


class Ledger:
    """The rows of one journal."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def rows(self) -> list[Row]:
        """Return every row, the newest first."""
        rows = [
            Row.from_doc(identifier, document)
            for identifier, document in self._vault.documents(TABLE).items()
        ]
        return latest_first(rows)

    def get(self, reference: str) -> Row:
        """Return the row with that short number ("3", "3b"), or raise LetterError."""
        found = by_number(self._vault, self.rows(), reference)
        if found is None:
            raise LetterError("There is no such row.", hint="`peerjournal ledger` shows them.")
        return found

    def reference(self, row: Row) -> str:
        """Return a row's short number as it is shown: ``3``, or ``3b`` when another device gave it.

        A row that was never written, because the ledger is off, has none.
        """
        return short_number(self._vault, row)

    def row_of(self, letter: str) -> Row | None:
        """Return the row of a letter, by the id under which it is kept, or None where there is none."""
        return next((row for row in self.rows() if row.letter == letter), None)

    @property
    def is_on(self) -> bool:
        """Whether what leaves from now on is written down."""
        return bool(self._vault.documents(SETTINGS).get(TABLE, {}).get("on", True))

    def switch(self, *, on: bool) -> None:
        """Write down what leaves from now on, or do not. The rows there are stay as they are."""
        with self._vault.transaction() as change:
            said = change.documents(SETTINGS).get(TABLE, {})
            change.put(SETTINGS, TABLE, {**said, "on": on})

    def handed_over(self, reference: str) -> Row:
        """Note that the file was written, so that it may have gone to them."""
        return self._mark(reference, "handed over")

    def spoken_about(self, reference: str) -> Row:
        """Note that the two have talked about it.

        Raises:
            LetterError: It was taken back, and stays so.
        """
        if self.get(reference).state == "taken back":
            raise LetterError("That one is taken back, and it stays marked so.", hint="Nothing was changed.")
        return self._mark(reference, "spoken about")

    def take_back(self, reference: str) -> str:
        """Mark a row as taken back, and return the note that asks for the copy to be deleted."""
        self._mark(reference, "taken back")
        return TAKE_BACK_NOTE

    def note(self, reference: str, text: str) -> Row:
        """Keep the writer's own words beside a row; none take those that are there away."""
        with self._vault.transaction() as change:
            row = replace(self.get(reference), note=clean(text).strip())
            change.put(TABLE, row.id, row.to_doc())
        return row

    def forget(self, reference: str) -> Row:
        """Forget one row. Their copy, your copy and the person stay."""
        with self._vault.transaction() as change:
            row = self.get(reference)
            change.drop(TABLE, row.id)
        return row

    def clear(self) -> int:
        """Forget every row, and say how many there were. Peers and letters have their own removal."""
        with self._vault.transaction() as change:
            identifiers = list(change.documents(TABLE))
            for identifier in identifiers:
                change.drop(TABLE, identifier)
        return len(identifiers)

    def _mark(self, reference: str, state: State) -> Row:
        with self._vault.transaction() as change:
            row = replace(self.get(reference), state=state)
            change.put(TABLE, row.id, row.to_doc())
        return row
