"""The letters that are kept, sent and received, in one table and one series of numbers.

The document (table ``letters``): ``number``, ``by``, ``direction`` sent|received, ``peer``?, ``letter_id``?,
``plain`` (what was in the seal), ``sure``?, ``received``?, ``in_reply_to``?, ``replaces``?, ``stories``?,
``opened``?. A peer who was dropped leaves their letters here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from peerjournal.errors import LetterError
from peerjournal.letters.layout import START, read
from peerjournal.letters.letter import Letter
from peerjournal.text import clean
from peerjournal.vault import Vault, by_number, latest_first, short_number

TABLE: Final = "letters"

Sure = Literal[
    "certain",
    "not yet compared",
    "changed card",
    "earlier card",
    "not confirmed",
    "unknown",
    "by hand",
    "by the page",
]
"""
How sure we are who wrote it. The first four stand under a peer's name. ``not confirmed``: a letter that
nobody we know has marked. ``unknown``: a sealed text that is no letter. ``by hand``: typed in by the
journal's own writer, from a phone call or from paper. ``by the page``: written back from a web page that was
made for them, by whoever could open it.
"""

_KNOWN: Final = (
    "number",
    "by",
    "direction",
    "peer",
    "letter_id",
    "plain",
    "sure",
    "received",
    "in_reply_to",
    "replaces",
    "stories",
)


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One letter that is kept."""

    id: str
    number: int
    by: str
    direction: Literal["sent", "received"]
    plain: bytes
    """What was in the seal, byte for byte."""
    peer: str = ""
    """The id of the person it went to or surely came from; empty when that is not known."""
    letter_id: str = ""
    sure: Sure | Literal[""] = ""
    received: str = ""
    """When it was taken in: the moment as ``journal`` writes it."""
    in_reply_to: str = ""
    replaces: str = ""
    """The letter_id of the one that it takes the place of."""
    stories: tuple[str, ...] = ()
    """Of a letter that was sent: the ids of its stories. They are no part of the letter."""
    other: dict[str, Any] = field(default_factory=dict)
    """What a later version keeps here."""

    def __repr__(self) -> str:
        return f"Kept({self.id})"

    @property
    def letter(self) -> Letter | None:
        """The letter, or None for a text that is not one."""
        return read(self.plain).letter if self.plain.startswith(START) and self.letter_id else None

    @property
    def text(self) -> str:
        """All that a person reads of it, safe to show."""
        letter = self.letter
        return letter.text if letter else clean(self.plain.decode())

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        document = self.other | {
            "number": self.number,
            "by": self.by,
            "direction": self.direction,
            "plain": self.plain.decode(),
        }
        for name in ("peer", "letter_id", "sure", "received", "in_reply_to", "replaces"):
            if value := getattr(self, name):
                document[name] = value
        return document | ({"stories": [*self.stories]} if self.stories else {})

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "Kept":
        """Read what ``to_doc`` wrote."""
        return cls(
            id=identifier,
            number=document["number"],
            by=document["by"],
            direction=document["direction"],
            plain=document["plain"].encode(),
            peer=document.get("peer", ""),
            letter_id=document.get("letter_id", ""),
            sure=document.get("sure", ""),
            received=document.get("received", ""),
            in_reply_to=document.get("in_reply_to", ""),
            replaces=document.get("replaces", ""),
            stories=tuple(document.get("stories", ())),
            other={name: value for name, value in document.items() if name not in _KNOWN},
        )


class Letters:
    """The letters of one journal."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> list[Kept]:
        """Return every letter, the one kept last first."""
        documents = self._vault.documents(TABLE).items()
        found = [Kept.from_doc(identifier, document) for identifier, document in documents]
        return latest_first(found)

    def get(self, reference: str) -> Kept:
        """Return the letter with that short number ("3", "3b"), or raise LetterError."""
        found = by_number(self._vault, self.all(), reference)
        if found is None:
            raise LetterError(
                "There is no letter with that number.", hint="`peerjournal letters` shows them."
            )
        return found

    def by_id(self, identifier: str) -> Kept | None:
        """Return a letter by the id under which it is kept, or None once it was removed."""
        document = self._vault.documents(TABLE).get(identifier)
        return Kept.from_doc(identifier, document) if document else None

    def reference(self, kept: Kept) -> str:
        """Return a letter's short number as it is shown: ``3``, or ``3b`` when another device gave it."""
        return short_number(self._vault, kept)

    def mark_opened(self, identifier: str) -> None:
        """Note that a letter that came was opened here; whoever wrote it is never told."""
        with self._vault.transaction() as change:
            document = change.documents(TABLE).get(identifier)
            if document is not None and not document.get("opened"):
                change.put(TABLE, identifier, {**document, "opened": True})

    def remove(self, reference: str) -> Kept:
        """Take a letter out of the journal."""
        kept = self.get(reference)
        with self._vault.transaction() as change:
            change.drop(TABLE, kept.id)
        return kept
