"""The frozen key file and its data key, and a count of the derivations that begin."""

import pytest

from peerjournal import crypto
from peerjournal.crypto import KdfCost, Key
from peerjournal.vault.keyfile import KeyFile
from tests.vault.frozen_key_file import TOLD, VECTOR


@pytest.fixture
def frozen() -> KeyFile:
    return KeyFile.decode(VECTOR.read_bytes())


@pytest.fixture
def key() -> Key:
    return Key(bytes.fromhex(TOLD["data_keys"]["2"]))


@pytest.fixture
def count_stretches(monkeypatch: pytest.MonkeyPatch) -> list[KdfCost]:
    """Note the cost of every derivation that begins, and let it go on."""
    begun: list[KdfCost] = []
    real = crypto.stretch

    def noting(secret: bytes, salt: bytes, cost: KdfCost) -> Key:
        begun.append(cost)
        return real(secret, salt, cost)

    monkeypatch.setattr(crypto, "stretch", noting)
    return begun
