"""What the torturing tests may ask for: a furnished journal, and unlocking that costs nothing twice."""

from collections.abc import Iterator

import pytest

from tests.vault import small as small_journals
from tests.vault.scenes import Place, furnish, remember_stretching


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
