"""The age v1 file format (C2SP ``age.md``), whole: sealed to keys or to a passphrase, binary or armored."""

from peerjournal.crypto.age.errors import (
    ArmorFailure,
    HeaderFailure,
    HmacFailure,
    KeyFailure,
    NoMatch,
    PayloadFailure,
    RecipientFailure,
)
from peerjournal.crypto.age.file import (
    Identity,
    Inspection,
    Opened,
    Recipient,
    decrypt,
    decrypt_chunks,
    encrypt,
    inspect,
)
from peerjournal.crypto.age.hybrid import HybridIdentity, HybridRecipient
from peerjournal.crypto.age.keys import parse_identity, parse_recipient
from peerjournal.crypto.age.scrypt import ScryptIdentity, ScryptRecipient
from peerjournal.crypto.age.stream import CHUNK, TAG, open_chunk, seal_chunks
from peerjournal.crypto.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "CHUNK",
    "TAG",
    "ArmorFailure",
    "HeaderFailure",
    "HmacFailure",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "Inspection",
    "KeyFailure",
    "NoMatch",
    "Opened",
    "PayloadFailure",
    "Recipient",
    "RecipientFailure",
    "ScryptIdentity",
    "ScryptRecipient",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "decrypt_chunks",
    "encrypt",
    "inspect",
    "open_chunk",
    "parse_identity",
    "parse_recipient",
    "seal_chunks",
]
