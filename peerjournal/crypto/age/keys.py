"""Which kind of key a text is, for whoever is handed one and was not told."""

from peerjournal.crypto.age.hybrid import HybridIdentity, HybridRecipient
from peerjournal.crypto.age.x25519 import X25519Identity, X25519Recipient


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read ``age1…`` or ``age1pq1…``, or raise KeyFailure."""
    return HybridRecipient.parse(text) if text.startswith("age1pq1") else X25519Recipient.parse(text)


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Read ``AGE-SECRET-KEY-1…`` or ``AGE-SECRET-KEY-PQ-1…``, or raise KeyFailure."""
    hybrid = text.startswith("AGE-SECRET-KEY-PQ-1")
    return HybridIdentity.parse(text) if hybrid else X25519Identity.parse(text)
