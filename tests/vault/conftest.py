"""A furnished journal that is unlocked at no cost, and the frozen key file with a count of derivations."""

from collections.abc import Iterator

import pytest

from peerjournal import crypto
from peerjournal.crypto import KdfCost, Key
from peerjournal.vault.keyfile import KeyFile
from tests.vault import small as small_journals
from tests.vault.frozen_key_file import TOLD, VECTOR
from tests.vault.scenes import Place, furnish
from tests.vault.stretched_once import remember_stretching


@pytest.fixture(scope="module")
def _stretched_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        yield


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Place:
    """Return a small journal for copying; it is never changed itself."""
    place = Place(tmp_path_factory.mktemp("furnished") / "original")
    furnish(place)
    return place


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> small_journals.Small:
    """Return a journal of five saves, read without a passphrase."""
    return small_journals.made(Place(tmp_path_factory.mktemp("small") / "original"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> small_journals.Small:
    """Return a journal of two saves."""
    return small_journals.made(Place(tmp_path_factory.mktemp("tiny") / "original"), 2)


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
