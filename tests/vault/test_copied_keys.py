"""Key files that a sync kept two of: the newer one counts, only where it is ours, and it is said."""

from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST, KdfCost
from peerjournal.errors import WrongPassphrase
from peerjournal.vault import settle_copies
from peerjournal.vault.keyfile import KeyFile
from tests.vault import scenes
from tests.vault.copied import DROPBOX, SYNCTHING, forged, name_of, set_aside, settled
from tests.vault.scenes import NEW, OLD, Place


@pytest.fixture
def here(furnished: Place) -> Place:
    return furnished.copy("here")


@pytest.fixture
def there(furnished: Place) -> Place:
    """Return the journal on another computer, where the passphrase was changed."""
    place = furnished.copy("there")
    vaults.change_passphrase(place.unlock(), NEW, cost=CHEAPEST)
    return place


def key_of(place: Place) -> Path:
    return place.folder / "journal.key"


def put_copy(place: Place, data: bytes, form: str = SYNCTHING) -> Path:
    path = place.folder / name_of(key_of(place), form)
    path.write_bytes(data)
    return path


def test_a_newer_key_file_beside_ours_opens_and_takes_its_place(here: Place, there: Place) -> None:
    path = put_copy(here, key_of(there).read_bytes())
    vault = settled(here, passphrase=NEW)
    assert any("a newer key file beside" in said for said in vault.notices)
    assert not path.exists()
    assert key_of(here).read_bytes() == key_of(there).read_bytes()
    with pytest.raises(WrongPassphrase):
        here.unlock(OLD)
    vault = here.unlock(NEW)
    assert vault.keys_current
    assert vault.notices == []
    scenes.save(vault, "new", "written after")
    vaults.keep_recovery(vault, scenes.WORDS)


def test_the_old_passphrase_opens_once_more_and_says_that_it_was_changed(here: Place, there: Place) -> None:
    put_copy(here, key_of(there).read_bytes())
    vault = settled(here, passphrase=OLD)
    assert any("The passphrase was changed since" in said for said in vault.notices)
    assert key_of(here).read_bytes() == key_of(there).read_bytes()
    with pytest.raises(WrongPassphrase):
        here.unlock(OLD)


def test_an_older_key_file_beside_ours_changes_nothing_and_goes_aside(here: Place, there: Place) -> None:
    path = put_copy(there, key_of(here).read_bytes(), DROPBOX)
    with pytest.raises(WrongPassphrase):
        there.unlock(OLD)
    before = key_of(there).read_bytes()
    vault = settled(there, passphrase=NEW)
    assert key_of(there).read_bytes() == before
    assert not path.exists()
    assert len(set_aside(there)) == 1
    assert vault.keys_current


def test_of_two_changes_at_once_both_computers_choose_the_same(here: Place, there: Place) -> None:
    vaults.change_passphrase(here.unlock(), "a third passphrase", cost=CHEAPEST)
    mine, theirs = key_of(here).read_bytes(), key_of(there).read_bytes()
    put_copy(here, theirs)
    put_copy(there, mine)
    settled(here, passphrase="a third passphrase")
    settled(there, passphrase=NEW)
    assert key_of(here).read_bytes() == key_of(there).read_bytes()
    assert KeyFile.decode(key_of(here).read_bytes()) == max(
        (KeyFile.decode(mine), KeyFile.decode(theirs)), key=lambda one: one.standing
    )


def test_where_the_key_file_is_there_as_a_copy_only_it_opens(here: Place) -> None:
    path = put_copy(here, key_of(here).read_bytes())
    key_of(here).unlink()
    for kept in here.state.rglob("journal.key"):
        kept.unlink()
    vault = settled(here)
    assert key_of(here).exists()
    assert not path.exists()
    assert vault.keys_current


def test_renewed_keys_that_came_as_a_copy_open_with_the_passphrase_of_then(here: Place) -> None:
    there = here.copy("there")
    vaults.renew(there.unlock(), NEW, cost=CHEAPEST)
    put_copy(here, key_of(there).read_bytes())
    vault = settled(here, passphrase=NEW)
    assert vault.ring.epochs == [2, 1]
    vaults.finish_renewal(vault)
    assert scenes.documents(here.unlock(NEW)) == scenes.documents(there.unlock(NEW))


def test_a_key_file_that_somebody_made_counts_for_nothing(here: Place) -> None:
    before = key_of(here).read_bytes()
    key_file = KeyFile.decode(before)
    stranger, _ = KeyFile.create(NEW, CHEAPEST)
    made = forged(stranger, vault_id=key_file.vault_id, epoch=900, key_seq=900)
    path = put_copy(here, made.encode())
    with pytest.raises(WrongPassphrase):
        here.unlock(NEW)
    vault = settled(here)
    assert key_of(here).read_bytes() == before
    assert path.exists(), "what is not ours is left where it is"
    assert vaults.left(vault) == [(path.name, "sealed under keys that are not here")]
    scenes.save(vault, "new", "written all the same")


def test_a_few_copies_are_tried_and_no_more(here: Place, count_stretches: list[KdfCost]) -> None:
    key_file = KeyFile.decode(key_of(here).read_bytes())
    for number in range(40):
        made = forged(key_file, epoch=1, key_seq=1_000 + number)
        (here.folder / f"journal ({number}).key").write_bytes(made.encode())
    count_stretches.clear()
    with pytest.raises(WrongPassphrase):
        here.unlock("wrong in any case")
    assert len(count_stretches) <= 6


def test_a_copy_of_another_journals_key_file_is_told_of_and_left(here: Place) -> None:
    stranger, _ = KeyFile.create(OLD, CHEAPEST)
    path = put_copy(here, stranger.encode())
    vault = settled(here)
    assert vaults.left(vault) == [(path.name, "of another journal")]
    settle_copies(vault)
    assert path.exists()
