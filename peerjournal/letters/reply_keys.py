"""The keys that answers to web pages are sealed under: kept before a page leaves, and kept for good.

The document (table ``reply_keys``, its id is the reply_id): ``key``, ``letter`` (the id under which the
letter is kept), ``letter_id``, ``peer``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from peerjournal.crypto import Key
from peerjournal.letters.kept import Kept
from peerjournal.letters.way_back import WayBack
from peerjournal.vault import Transaction, Vault

TABLE: Final = "reply_keys"
_KNOWN: Final = ("key", "letter", "letter_id", "peer")


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """The key of one page, and what the page was made of."""

    way_back: WayBack
    letter: str
    """The id under which the letter is kept; it may have been removed since."""
    letter_id: str
    peer: str
    """The id of the person it was made for."""
    other: dict[str, Any] = field(default_factory=dict, repr=False)
    """What a later version keeps here."""

    @classmethod
    def of(cls, way_back: WayBack, sent: Kept) -> "ReplyKey":
        """Return the key of the page that a kept letter left as."""
        return cls(way_back, sent.id, sent.letter_id, sent.peer)

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON for the vault."""
        return self.other | {
            "key": self.way_back.key.reveal().hex(),
            "letter": self.letter,
            "letter_id": self.letter_id,
            "peer": self.peer,
        }

    @classmethod
    def from_doc(cls, identifier: str, document: Mapping[str, Any]) -> "ReplyKey":
        """Read what ``to_doc`` wrote."""
        return cls(
            WayBack(identifier, Key(bytes.fromhex(document["key"]))),
            document["letter"],
            document["letter_id"],
            document["peer"],
            {name: value for name, value in document.items() if name not in _KNOWN},
        )


class ReplyKeys:
    """The reply keys of one journal."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def get(self, reply_id: str) -> ReplyKey | None:
        """Return the key of the page with that reply id, or None if no such page was made here."""
        document = self._vault.documents(TABLE).get(reply_id)
        return ReplyKey.from_doc(reply_id, document) if document else None


def put(change: Transaction, key: ReplyKey) -> None:
    """Keep a key as part of a change."""
    change.put(TABLE, key.way_back.reply_id, key.to_doc())


def drop(change: Transaction, letter: str) -> None:
    """Let go of the keys of a letter, by the id under which it is kept: no page of it was ever written."""
    rows = change.documents(TABLE).items()
    for reply_id in [reply_id for reply_id, document in rows if document["letter"] == letter]:
        change.drop(TABLE, reply_id)
