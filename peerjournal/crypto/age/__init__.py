"""The age v1 file format (C2SP ``age.md``), whole: sealed to keys or to a passphrase, binary or armored."""

from typing import TYPE_CHECKING

from peerjournal.late import late

if TYPE_CHECKING:
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

_ROOMS = {
    "CHUNK": "stream",
    "TAG": "stream",
    "ArmorFailure": "errors",
    "HeaderFailure": "errors",
    "HmacFailure": "errors",
    "HybridIdentity": "hybrid",
    "HybridRecipient": "hybrid",
    "Identity": "file",
    "Inspection": "file",
    "KeyFailure": "errors",
    "NoMatch": "errors",
    "Opened": "file",
    "PayloadFailure": "errors",
    "Recipient": "file",
    "RecipientFailure": "errors",
    "ScryptIdentity": "scrypt",
    "ScryptRecipient": "scrypt",
    "X25519Identity": "x25519",
    "X25519Recipient": "x25519",
    "decrypt": "file",
    "decrypt_chunks": "file",
    "encrypt": "file",
    "inspect": "file",
    "open_chunk": "stream",
    "parse_identity": "keys",
    "parse_recipient": "keys",
    "seal_chunks": "stream",
}
"""Which room each name is in."""

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

__getattr__ = late(__name__, _ROOMS)
