"""Fernet, for opening what other programs sealed with it; nothing of ours is ever sealed so."""

import base64

from peerjournal.crypto.kdf import Key
from peerjournal.errors import CryptoError


def open_fernet(key: Key, token: bytes) -> bytes:
    """Return what a token holds, whenever it was made, or raise CryptoError when any bit is not the same."""
    from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415 - 5 ms, and only for moving in

    try:
        return Fernet(base64.urlsafe_b64encode(key.held())).decrypt(token)
    except (InvalidToken, ValueError):
        raise CryptoError("A seal did not open.") from None
