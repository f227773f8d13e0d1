"""R5: the plug pulled while changes stand in the disk's queue, written in any order, in part, or not at all.

Every call of an operation is recorded, and every disk built that may be left between two flushes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NoJournal
from peerjournal.vault import Target, Vault
from tests.conftest import StandingClock
from tests.torture.persistence import Plug, crashes, lay_out
from tests.torture.second_device import CHANGES, called, merging, prepared
from tests.torture.tally import Part, Tally
from tests.vault import changes, scenes
from tests.vault.changes import Change, Steps
from tests.vault.scenes import DRAFT, JOT, OLD, Place, documents
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_kills import goes_on, opened_again

SECOND_JOT = JOT.replace("0001", "0002")
Look = Callable[[Place, int], None]
"""Opens what is left and finds all that was said by then: the place, and how many steps were said."""


def parts(*, quick: bool) -> list[Part]:
    most = 16 if quick else 420
    changes = [partial(changed, change=change, torn=False, most=most) for change in CHANGES]
    torn = [partial(changed, change=one, torn=True, most=most // 2) for one in CHANGES if one is not merging]
    return [*changes, *torn, *(partial(deed, most=most) for deed in (created, jotted, drafted, restored))]


def pulled(tally: Tally, plug: Plug, look: Look, *, kind: str, most: int) -> None:
    """Try every disk that may be left of what ``plug`` has seen."""
    room = plug.root.parent / "left"
    for number, (said, files) in enumerate(crashes(plug, most, seed=5)):
        place = Place(room / str(number))
        room.mkdir(exist_ok=True)
        with tally.case(kind, f"state {number}, after {said} steps"):
            lay_out(files, place.root)
            look(place, said)


def changed(tally: Tally, room: Path, *, change: Change, torn: bool, most: int) -> None:
    """An operation on a journal that holds a little of everything."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = prepared(room, change=change, torn=torn)
        shown, _, _ = changes.undisturbed(start, change)
        place = start.copy("pulled")
        plug = Plug(place.root)
        for _ in change(place, plug):
            plug.said()

        def look(left: Place, said: int) -> None:
            vault = opened_again(left, said, change)
            assert documents(vault) in shown[said : said + 2]
            assert change is not changes.backing_up or said < 2 or left.backup.exists()
            assert scenes.backups_are_whole(left, vault)
            goes_on(vault)

        pulled(tally, plug, look, kind=called(change), most=most)


def created(tally: Tally, room: Path, *, most: int) -> None:
    """A new journal in a new folder, and the first words in it."""

    def steps(place: Place, disk: Plug) -> Steps:
        vault = place.create(disk)
        yield vault
        scenes.save(vault, "first", "the first words")
        yield vault
        vaults.pin(vault)
        yield vault

    def look(left: Place, said: int) -> None:
        try:
            vault = left.unlock()
        except NoJournal:
            assert said == 0
            vault = left.create()
        if said > 1:
            assert documents(vault) == {"entries": {"first": scenes.entry("the first words")}}
        scenes.save(vault, "after", "written after the crash")
        assert "after" in documents(left.unlock())["entries"]
        assert vaults.check(vault).whole

    _one(tally, room, steps, look, kind="creating", most=most)


def _one(
    tally: Tally, room: Path, steps: Callable[[Place, Plug], Steps], look: Look, *, kind: str, most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        place = Place(room / "pulled")
        place.root.mkdir(exist_ok=True)
        plug = Plug(place.root)
        for _ in steps(place, plug):
            plug.said()
        pulled(tally, plug, look, kind=kind, most=most)


def _plain(room: Path) -> Place:
    """Make a journal without a draft, a jot or a backup: their folders are still to be made."""
    place = Place(room / "pulled")
    vault = place.create()
    vaults.pin(vault)
    scenes.save(vault, "first", "the first words")
    return place


def jotted(tally: Tally, room: Path, *, most: int) -> None:
    """The first jot, whose folder is new."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        _plain(room)

        def steps(place: Place, disk: Plug) -> Steps:
            home = vaults.find(place.folder, place.state, disk)
            for text, identifier in (("one", JOT), ("two", SECOND_JOT)):
                vaults.keep(home, text, identifier=identifier, written=StandingClock()())
                yield place.unlock()

        def look(left: Place, said: int) -> None:
            vault = left.unlock()
            found = {jot.text for jot in vaults.waiting(vault)}
            assert found in ({"one", "two"}, {"one"}, set())
            assert len(found) >= said
            assert scenes.take_in(vault) == len(found)
            assert vaults.check(vault).whole

        _one(tally, room, steps, look, kind="keeping jots", most=most)


def drafted(tally: Tally, room: Path, *, most: int) -> None:
    """The first draft, whose folder is new, and the next that takes its place."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        _plain(room)
        texts = ["a page", "a page and more"]

        def steps(place: Place, disk: Plug) -> Steps:
            vault = place.unlock(disk=disk)
            for text in texts:
                scenes.drafts_of(vault).keep(DRAFT, {"text": text})
                yield vault

        def look(left: Place, said: int) -> None:
            vault = left.unlock()
            names = scenes.drafts_of(vault).names()
            found = scenes.draft_text(vault) if names else ""
            assert found in ["", *texts][said:]
            scenes.drafts_of(vault).keep(DRAFT, {"text": "after"})
            assert scenes.draft_text(left.unlock()) == "after"

        _one(tally, room, steps, look, kind="keeping drafts", most=most)


def restored(tally: Tally, room: Path, *, most: int) -> None:
    """A journal brought back into a new folder."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = Place(room / "start")
        scenes.furnish(start)
        before = start.unlock()
        vaults.back_up(before, start.backup)
        place = Place(room / "pulled")
        place.root.mkdir()
        place.backup.write_bytes(start.backup.read_bytes())

        def steps(place: Place, disk: Plug) -> Steps:
            vault = _back(place, Target(place.folder, place.state, disk))
            yield vault
            scenes.save(vault, "after", "written after it came back")
            yield vault

        def look(left: Place, said: int) -> None:
            try:
                vault = left.unlock()
            except NoJournal:
                assert said == 0
                vault = _back(left, Target(left.folder, left.state))
            shown = documents(vault)["entries"]
            assert said < 2 or "after" in shown
            assert documents(before)["entries"].items() <= shown.items()
            goes_on(vault)

        _one(tally, room, steps, look, kind="restoring", most=most)


def _back(place: Place, target: Target) -> Vault:
    return vaults.restore(place.backup, target, secret=OLD, clock=StandingClock()).vault
