"""Copies that a sync left of a log, and erasing: they go with the words, and what only they have stays."""

from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Thing, Vault
from tests.vault import canary, scenes
from tests.vault.scenes import OLD, Place, save

BIRD = "a wren sang in the hedge"


@pytest.fixture
def place(furnished: Place, tmp_path: Path) -> Place:
    """Return a journal with the words in it, in several versions and a backup."""
    place = Place(furnished.copy("copied").root.rename(tmp_path / "original"))
    vault = place.unlock()
    for text in (f"{BIRD}, at first", f"{BIRD}, at last"):
        save(vault, "gone", text)
    vaults.keep_daily(vault)
    return place


def erase(vault: Vault) -> tuple[str, ...]:
    return vaults.erase(vault, [Thing("entries", "gone")], OLD, cost=CHEAPEST)


def opened(place: Place) -> Vault:
    """Unlock and settle in, as a session does."""
    vault = place.unlock()
    vaults.settle_copies(vault)
    vaults.finish_renewal(vault)
    vaults.finish_erasing(vault)
    return vault


def held(place: Place) -> list[str]:
    return canary.found(place.root, BIRD, OLD)


def test_a_copy_goes_with_it_whenever_it_comes(place: Place) -> None:
    log = place.log()
    old, copy = log.read_bytes(), log.with_name(f"{log.stem}.sync-conflict-20261121-090000-ABCDEFG.log")
    copy.write_bytes(old)
    vault = place.unlock()
    vaults.settle_copies(vault)
    assert not copy.exists()
    copy.write_bytes(old)
    assert erase(vault) == ()
    assert held(place) == []
    copy.write_bytes(old)
    vault = opened(place)
    assert "gone" not in vault.documents("entries")
    assert vaults.left(vault) == []
    assert held(place) == []


def test_what_was_written_only_in_a_copy_beside_the_erasure_stays(place: Place) -> None:
    elsewhere = place.copy("elsewhere")
    save(elsewhere.unlock(), "gone", "the robin in the garden")
    erase(place.unlock())
    copy = place.folder / "conflicted copy.log"
    copy.write_bytes(elsewhere.log().read_bytes())
    vault = opened(place)
    assert vault.documents("entries")["gone"]["title"] == "the robin in the garden"
    assert held(place) == []
    assert scenes.draft_text(vault) == "as it was"
