"""My keys for one peer, made once, kept in the vault; no two peers are given the same.

One age identity opens what they seal; one X25519 pair marks what goes between the two, so that each is sure
of the other and neither can prove it to anyone else.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from peerjournal.crypto import Key, Pair, derive
from peerjournal.crypto.age import HybridIdentity
from peerjournal.peers.card import ID_SIZE, Card

_SALT: Final = hashlib.sha256(b"peerjournal/letter/v0").digest()


@dataclass(frozen=True, repr=False)
class Identity:
    """The secret side of one card."""

    age: HybridIdentity
    marks: Pair
    card_id: bytes

    def __repr__(self) -> str:
        return "Identity(...)"

    @classmethod
    def generate(cls) -> "Identity":
        """Make fresh keys and a fresh card id."""
        return cls(HybridIdentity.generate(), Pair.generate(), secrets.token_bytes(ID_SIZE))

    @cached_property
    def card(self) -> Card:
        """What the peer is given."""
        return Card(self.age.recipient.raw, self.marks.public, self.card_id)

    def key_to(self, theirs: Card, purpose: bytes) -> Key:
        """Return the key for what goes from me to the holder of ``theirs``; CryptoError for an unfit card."""
        return self._agreed(theirs, purpose + self.card.digest + theirs.digest)

    def key_from(self, theirs: Card, purpose: bytes) -> Key:
        """Return the key for what comes from the holder of ``theirs`` to me."""
        return self._agreed(theirs, purpose + theirs.digest + self.card.digest)

    def _agreed(self, theirs: Card, info: bytes) -> Key:
        return derive(self.marks.agree(theirs.mark_public), info, salt=_SALT)

    def to_doc(self) -> dict[str, Any]:
        """Return it as JSON, secrets and all, for the vault."""
        return {"seed": self.age.seed.hex(), "mark": self.marks.raw.hex(), "card_id": self.card_id.hex()}

    @classmethod
    def from_doc(cls, document: dict[str, Any]) -> "Identity":
        """Read what ``to_doc`` wrote."""
        seed, mark, card_id = (bytes.fromhex(document[name]) for name in ("seed", "mark", "card_id"))
        return cls(HybridIdentity(seed), Pair(mark), card_id)
