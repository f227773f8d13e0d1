"""Sealed files that nobody names any more: gone in time, and never while somebody may name them."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import Disk
from peerjournal.vault import Thing, Vault
from tests.vault import scenes
from tests.vault.scenes import OLD, Place
from tests.vault.with_files import PHOTO, clock_of, keep, names, read, told


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("with files")


# What is let go of, and what never is.


def test_what_nobody_names_goes_after_thirty_days_and_not_before(place: Place) -> None:
    vault = place.unlock()
    named = keep(vault, "named")
    orphan = vaults.seal_file(vault.home, iter([b"x"]), lambda _: None)
    vault.state()
    assert vaults.sweep_files(vault) == 1
    for days, left in ((29, 1), (1, 0)):
        clock_of(vault).move(days=days)
        assert vaults.sweep_files(vault) == left
        assert (orphan.file in names(vault)) == bool(left)
    assert names(vault) == [named.file]


def test_a_file_that_came_before_its_log_is_named_in_time_and_counts_anew(place: Place) -> None:
    vault = place.unlock()
    sealed = vaults.seal_file(vault.home, iter([b"x"]), lambda _: None)
    vault.state()
    vaults.sweep_files(vault)
    clock_of(vault).move(days=20)
    with vault.transaction() as change:
        change.put("entries", "late", scenes.entry("late") | {"files": [sealed.to_doc()]})
    assert vaults.sweep_files(vault) == 0
    clock_of(vault).move(days=20)
    scenes.drop(vault, "late")
    assert vaults.sweep_files(vault) == 1
    assert names(vault) == [sealed.file]


def test_nothing_goes_while_another_log_is_still_arriving(place: Place) -> None:
    vault = place.unlock()
    vaults.seal_file(vault.home, iter([b"x"]), lambda _: None)
    other = place.copy("other")
    shutil.rmtree(other.state)
    second = other.unlock()
    scenes.save(second, "there", "from there")
    (log,) = (one for one in other.folder.glob("*.log") if not (place.folder / one.name).exists())
    (place.folder / log.name).write_bytes(log.read_bytes()[:-9])
    vault = place.unlock()
    vault.state()
    vaults.sweep_files(vault)
    clock_of(vault).move(days=60)
    vaults.sweep_files(vault)
    assert len(names(vault)) == 1
    (place.folder / log.name).write_bytes(log.read_bytes())
    vault.look_anew()
    vaults.sweep_files(vault)
    clock_of(vault).move(days=30)
    vaults.sweep_files(vault)
    assert names(vault) == []


def second_device(place: Place) -> Vault:
    """Open the same folder as another computer."""
    return Vault.unlock(place.folder, place.root / "second", passphrase=OLD, clock=place.unlock().clock)


def test_where_another_device_writes_what_was_dropped_waits_for_an_edit_beside_it(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "edited there")
    second = second_device(place)
    scenes.save(second, "theirs", "from there")
    vault.look_anew()
    with second.transaction() as change:
        doc = second.documents("entries")["edited there"]
        change.put("entries", "edited there", doc | {"title": "edited beside"})
    scenes.drop(vault, "edited there")
    vaults.let_go_files(vault, {sealed.file})
    assert names(vault) == [sealed.file]
    vault.look_anew()
    assert vault.documents("entries")["edited there"]["title"] == "edited beside"
    assert read(second, told(vault)[0]) == PHOTO


def test_alone_what_was_dropped_goes_at_once(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "gone")
    scenes.drop(vault, "gone")
    vaults.let_go_files(vault, {sealed.file})
    assert names(vault) == []


# Erasing, forgetting, renewing, rewriting.


def test_erased_its_files_go_with_it_and_no_others(place: Place) -> None:
    vault = place.unlock()
    stays, _ = keep(vault, "stays"), keep(vault, "gone")
    vaults.erase(vault, [Thing("entries", "gone")], OLD, cost=CHEAPEST)
    assert names(vault) == [stays.file]
    assert read(vault, stays) == PHOTO


def test_erasing_that_was_cut_off_is_finished_at_the_next_opening(place: Place) -> None:
    sealed = keep(place.unlock(), "gone")

    class Stuck(Disk):
        def unlink(self, path: Path) -> None:
            if path.name == sealed.file:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            Disk.unlink(self, path)

    left = vaults.erase(place.unlock(disk=Stuck()), [Thing("entries", "gone")], OLD, cost=CHEAPEST)
    assert left == ("A file that belonged to what was erased may still be in the journal's folder.",)
    vault = place.unlock()
    assert names(vault) == [sealed.file]
    vault.state()
    assert vaults.finish_erasing(vault) == ()
    assert names(vault) == []


def test_erased_on_one_device_its_files_go_on_the_other_too(place: Place) -> None:
    sealed = keep(place.unlock(), "gone")
    elsewhere = place.copy("elsewhere")
    shutil.rmtree(elsewhere.state)
    second = elsewhere.unlock()
    scenes.save(second, "theirs", "from there")
    vault = place.unlock()
    vaults.erase(vault, [Thing("entries", "gone")], OLD, cost=CHEAPEST)
    for path in place.folder.glob("*.*"):
        shutil.copy(path, elsewhere.folder / path.name)
    second = elsewhere.unlock()
    second.state()
    assert sealed.file in names(second)
    vaults.finish_erasing(second)
    assert names(second) == []
