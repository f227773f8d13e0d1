"""What left, to whom, when and in which form; taking back. It never leaves, and is cleared in one step.

The document (table ``ledger``): ``number``, ``by``, ``letter`` (the id under which it is kept), ``peer``,
``shared_on``, ``form``, ``state`` prepared|handed over|taken back|spoken about, ``replaces``?.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from peerjournal.errors import LetterError
from peerjournal.vault import Vault

TABLE: Final = "ledger"

State = Literal["prepared", "handed over", "taken back", "spoken about"]

TAKE_BACK_NOTE: Final = (
    "Hello. I've changed my mind about the piece I sent you. Please delete your copy and don't pass it on."
    " You haven't done anything wrong, and you don't need to reply."
)
"""What can be sent to ask for it. Nothing can reach their copy."""
TAKEN_BACK: Final = "This marks it as taken back and writes a note you can send. It can't erase their copy."

_TIME: Final = len("01234567-89ab")
"""How much of an id is the time at which it was made."""
_KNOWN: Final = ("number", "by", "letter", "peer", "shared_on", "form", "state", "replaces")


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
    other: dict[str, Any] = field(default_factory=dict)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Row({self.id})"

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        document = self.other | {name: getattr(self, name) for name in _KNOWN if name != "replaces"}
        return document | ({"replaces": self.replaces} if self.replaces else {})

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "Row":
        """Read what ``to_doc`` wrote."""
        known = {name: document[name] for name in _KNOWN if name in document}
        other = {name: value for name, value in document.items() if name not in _KNOWN}
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
        return sorted(rows, key=lambda row: (row.id[:_TIME], row.number), reverse=True)

    def get(self, reference: str) -> Row:
        """Return the row with that short number ("3", "3b"), or raise LetterError."""
        found = [row for row in self.rows() if self.reference(row) == reference.strip()]
        if not found:
            raise LetterError("There is no such row.", hint="`peerjournal ledger` shows them.")
        return found[0]

    def reference(self, row: Row) -> str:
        """Return a row's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return f"{row.number}{self._vault.device_letter(row.by)}"

    def handed_over(self, reference: str) -> Row:
        """Note that the file was written, so that it may have gone to them."""
        return self._mark(reference, "handed over")

    def spoken_about(self, reference: str) -> Row:
        """Note that the two have talked about it."""
        return self._mark(reference, "spoken about")

    def take_back(self, reference: str) -> str:
        """Mark a row as taken back, and return the note that asks for the copy to be deleted."""
        self._mark(reference, "taken back")
        return TAKE_BACK_NOTE

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
