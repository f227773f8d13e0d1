"""A journal with another device's log in it: what merging reads, and settling two versions of an entry."""

from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import Disk
from peerjournal.vault import home
from tests.vault import changes, scenes
from tests.vault.changes import Steps
from tests.vault.scenes import Place


def furnish(place: Place) -> None:
    """Make a journal with a little of everything, and a second device's log beside our own."""
    scenes.furnish(place)
    there = place.copy("there")
    for path in there.state.rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "_machine", lambda: "another computer".replace(" ", "-"))
        other = there.unlock()
        scenes.save(other, "first", "changed there")
        scenes.save(other, "there", "written there")
        scenes.drop(other, "second")
    scenes.save(place.unlock(), "first", "changed here")
    log = there.folder / f"{other.device}.log"
    (place.folder / log.name).write_bytes(log.read_bytes())


def merging(place: Place, disk: Disk) -> Steps:
    """Settle what two devices wrote, go on beside the other's log, and make our own small."""
    vault = place.unlock(disk=disk)
    yield vault
    with vault.transaction() as change:
        change.put("entries", "first", scenes.entry("settled"), settles=True)
    yield vault
    scenes.save(vault, "there", "the other's, edited here")
    yield vault
    vaults.compact(vault)
    yield vault


def prepared(room: Path, *, change: changes.Change, torn: bool) -> Place:
    """Return a furnished journal in which ``change`` can be made."""
    place = Place(room / "start")
    (furnish if change is merging else scenes.furnish)(place)
    if torn:
        scenes.tear(place)
    return place


CHANGES = (*changes.CHANGES, merging)
"""Every operation that the vault's tests have, and merging."""


def called(change: changes.Change) -> str:
    """Return the name of an operation in words."""
    return getattr(change, "__name__", "a change").replace("_", " ")
