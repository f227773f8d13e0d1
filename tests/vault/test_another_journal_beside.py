"""A journal begun where another one had not arrived yet: a sync puts both in one folder."""

import shutil

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import WrongPassphrase
from peerjournal.vault import Vault
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import NEW, OLD, Place, documents


def test_a_key_file_of_another_journal_locks_nobody_out(furnished: Place) -> None:
    here = furnished.copy("here")
    there = Place(here.root.parent / "there")
    shutil.rmtree(there.root, ignore_errors=True)
    begun = Vault.create(there.folder, there.state, passphrase=NEW, clock=StandingClock(), cost=CHEAPEST)
    scenes.save(begun, "other", "begun too early")
    before = documents(here.unlock())
    for path in (there.log(), there.folder / "journal.key"):
        shutil.copy(path, here.folder)
    assert documents(here.unlock(NEW)) == documents(begun)
    vault = here.unlock(OLD)
    assert documents(vault) == before
    assert "another journal's" in vault.notices[0]
    scenes.save(vault, "new", "and it goes on")
    assert vaults.check(vault).key_file_put_back
    assert here.unlock(OLD).notices == []
    assert (here.folder / "journal.key").read_bytes() != (there.folder / "journal.key").read_bytes()
    with pytest.raises(WrongPassphrase):
        here.unlock("of neither")
