"""Each passphrase stretched once only, for tests that unlock thousands of times."""

import functools

import pytest

from peerjournal import crypto
from peerjournal.crypto import KdfCost, Key, stretch


def remember_stretching(patch: pytest.MonkeyPatch) -> None:
    """Let every passphrase be stretched once only: thousands of unlocks would do nothing else.

    What is tested here is the disk; the key derivation has its own tests.
    """

    @functools.cache
    def once(passphrase: bytes, salt: bytes, cost: bytes) -> bytes:
        return stretch(passphrase, salt, KdfCost.decode(cost)).reveal()

    def remembered(passphrase: bytes, salt: bytes, cost: KdfCost) -> Key:
        return Key(once(passphrase, salt, cost.encode()))

    patch.setattr(crypto, "stretch", remembered)
