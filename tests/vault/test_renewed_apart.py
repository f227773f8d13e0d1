"""Keys renewed on two computers that can't reach each other: each goes on opening what it sealed."""

import shutil

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged
from peerjournal.vault import Vault
from tests.vault import scenes
from tests.vault.scenes import NEW, Place

ELSEWHERE = "the other new passphrase"


@pytest.fixture
def apart(furnished: Place) -> tuple[Place, Place]:
    """Return two computers that have each renewed the keys, and written something since."""
    here, there = furnished.copy("here"), furnished.copy("there")
    shutil.rmtree(there.state)
    scenes.save(there.unlock(), "there", "written there, before")
    for place, passphrase in ((here, NEW), (there, ELSEWHERE)):
        vault = place.unlock()
        vaults.renew(vault, passphrase, cost=CHEAPEST)
        scenes.save(vault, "after", f"under {passphrase}")
    return here, there


def carry_over(here: Place, there: Place) -> None:
    """Put the key file of the one in the place of the other's, keeping no copy, as some syncs do."""
    shutil.copy(here.folder / "journal.key", there.folder)


def titles(vault: Vault) -> set[str]:
    return {one["title"] for one in vault.documents("entries").values()}


def test_opening_with_the_keys_of_one_leaves_those_of_the_other(apart: tuple[Place, Place]) -> None:
    here, there = apart
    carry_over(here, there)
    there.unlock(NEW)
    vault = there.unlock(ELSEWHERE)
    assert {"written there, before", f"under {ELSEWHERE}"} <= titles(vault)
    assert len(vault.notices) == 1
    scenes.save(vault, "more", "and it goes on")
    assert "and it goes on" in titles(there.unlock(ELSEWHERE))
    assert f"under {NEW}" in titles(here.unlock(NEW))


def test_without_the_key_file_it_says_that_it_may_not_have_arrived(furnished: Place) -> None:
    place = furnished.copy("half arrived")
    shutil.rmtree(place.state)
    (place.folder / "journal.key").unlink()
    with pytest.raises(JournalDamaged, match="has not arrived") as refused:
        place.unlock()
    assert "Nothing was changed." in str(refused.value.hint)
