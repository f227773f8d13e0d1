"""The way back from a web page: the key that its reader's answer is sealed under, and how both write JSON.

Whoever can open the page has this key: docs/formats/page.md says what that makes of an answer.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any, Final

from peerjournal.crypto import KEY_SIZE, Key
from peerjournal.letters.layout import size_of

ID_SIZE: Final = 16


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a page holds so that it can be answered."""

    reply_id: str
    """32 random hex digits, by which an answer says what it answers."""
    key: Key

    @classmethod
    def new(cls) -> "WayBack":
        """Return a fresh one. It is kept in the journal before its page exists."""
        return cls(secrets.token_hex(ID_SIZE), Key(secrets.token_bytes(KEY_SIZE)))


def write_json(value: Any) -> bytes:
    """Return a value as pages and answers hold it: keys sorted, no spaces, padded as a letter is."""
    said = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return said + b"\n" * (size_of(len(said)) - len(said))
