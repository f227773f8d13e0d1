"""A folder that somebody named and that is a link, or lies below one: it is written to like any other."""

from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.vault import scenes
from tests.vault.scenes import DRAFT, NEW, Place, documents


def linked(place: Place, tmp_path: Path) -> Place:
    """Return the same journal by way of two links."""
    there = Place(tmp_path / "by a link")
    there.root.mkdir()
    there.folder.symlink_to(place.folder)
    there.state.symlink_to(place.state)
    return there


def test_all_that_is_done_in_a_journal_is_done_by_way_of_a_link(furnished: Place, tmp_path: Path) -> None:
    place = furnished.copy("real")
    vault = linked(place, tmp_path).unlock()
    scenes.save(vault, "new", "a new entry")
    vaults.compact(vault)
    vaults.keep_recovery(vault, scenes.WORDS)
    scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
    vaults.keep(vault.home, "another jot", written=vault.clock())
    assert vaults.keep_daily(vault) is not None
    vaults.renew(vault, NEW, recovery=scenes.WORDS, cost=CHEAPEST)
    assert scenes.take_in(vault) == 2
    again = place.unlock(NEW)
    assert {"new", "first", "second"} < documents(again)["entries"].keys()
    assert scenes.draft_text(again) == "as it is"
    assert vaults.check(again).whole


def test_a_device_that_never_wrote_begins_its_log_by_way_of_a_link(furnished: Place, tmp_path: Path) -> None:
    place = furnished.copy("real")
    there = linked(place, tmp_path)
    other = place.root / "other.state"
    vault = Vault.unlock(there.folder, other, passphrase=scenes.OLD, clock=StandingClock())
    scenes.save(vault, "there", "written there")
    assert "there" in documents(place.unlock())["entries"]


@pytest.mark.parametrize("below", ["journal", "a folder/and another/journal"])
def test_a_journal_can_be_made_below_a_link(tmp_path: Path, below: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    folder, state = tmp_path / "link" / below, tmp_path / "link" / "state"
    vault = Vault.create(folder, state, passphrase=PASSPHRASE, clock=StandingClock(), cost=CHEAPEST)
    scenes.save(vault, "first", "the first")
    again = Vault.unlock(tmp_path / "real" / below, state, passphrase=PASSPHRASE, clock=StandingClock())
    assert "first" in documents(again)["entries"]
