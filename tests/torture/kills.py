"""R1: killed at any call to the disk: what was acknowledged is there, it opens, and the next save works.

Through the seam every call of every operation, between writes and in the middle of one; and the real command
under ``strace``, which kills it at the entry of a real system call.
"""

from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NoJournal
from tests.conftest import StandingClock
from tests.torture import real_command
from tests.torture.real_command import COMMANDS, Spoken
from tests.torture.second_device import CHANGES, called, merging, prepared
from tests.torture.tally import Part, Tally
from tests.vault import changes, scenes
from tests.vault.changes import Change, undisturbed
from tests.vault.failing_disk import Killed, KillingDisk, RecordingDisk
from tests.vault.scenes import DRAFT, JOT, Place, documents
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_kills import every_kill, goes_on, killed, opened_again
from tests.vault.test_restore_kills import Scene

SECOND_JOT = JOT.replace("0001", "0002")


def parts(*, quick: bool) -> list[Part]:
    every = 12 if quick else 1
    starts = [(change, torn) for change in CHANGES for torn in (False, True)]
    seam = [
        partial(at_the_seam, change=change, torn=torn, every=every)
        for change, torn in starts
        if change is not merging or not torn
    ]
    alone = [
        partial(created, every=every),
        partial(jotted, every=every),
        partial(drafted, every=every),
        *(partial(restored, known=known, every=every) for known in (False, True)),
    ]
    commands = [partial(at_a_system_call, spoken=one, most=2 if quick else 40) for one in COMMANDS]
    return [*seam, *alone, *commands]


def at_the_seam(tally: Tally, room: Path, *, change: Change, torn: bool, every: int) -> None:
    """Kill one operation at each of its calls."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = prepared(room, change=change, torn=torn)
        shown, calls, opening = undisturbed(start, change)
        for at, halfway in list(every_kill(calls, after=0 if change is changes.saving else opening))[::every]:
            with tally.case(f"seam: {called(change)}", f"call {at}, torn {torn}"):
                place = start.copy("killed")
                steps = killed(place, change, KillingDisk(at, halfway=halfway))
                vault = opened_again(place, steps, change)
                assert documents(vault) in shown[steps : steps + 2]
                assert change is not changes.backing_up or steps < 2 or place.backup.exists()
                assert scenes.backups_are_whole(place, vault)
                goes_on(vault)


def created(tally: Tally, room: Path, *, every: int) -> None:
    """Kill the making of a journal: there is one, or room for one."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        disk = RecordingDisk()
        Place(room / "counting").create(disk)
        for number, (at, halfway) in enumerate(list(every_kill(disk.calls))[::every]):
            with tally.case("seam: creating", f"call {at}"):
                place, dying = Place(room / str(number)), KillingDisk(at, halfway=halfway)
                with pytest.raises(Killed):
                    place.create(dying)
                dying.bury()
                try:
                    vault = place.unlock()
                except NoJournal:
                    vault = place.create()
                scenes.save(vault, "after", "written after the kill")
                assert vaults.check(vault).whole
                assert "after" in documents(place.unlock())["entries"]


def jotted(tally: Tally, room: Path, *, every: int) -> None:
    """Kill the keeping of a jot: it is whole or not there, and the other one is."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = prepared(room, change=changes.saving, torn=False)

        def keep(place: Place, disk: RecordingDisk) -> None:
            home = vaults.find(place.folder, place.state, disk)
            vaults.keep(home, "another jot", identifier=SECOND_JOT, written=StandingClock()())

        disk = RecordingDisk()
        keep(start.copy("counting"), disk)
        for at, halfway in list(every_kill(disk.calls))[::every]:
            with tally.case("seam: keeping a jot", f"call {at}"):
                place, dying = start.copy("killed"), KillingDisk(at, halfway=halfway)
                with pytest.raises(Killed):
                    keep(place, dying)
                dying.bury()
                vault = place.unlock()
                assert {jot.text for jot in vaults.waiting(vault)} in ({"a jot"}, {"a jot", "another jot"})
                goes_on(vault)


def drafted(tally: Tally, room: Path, *, every: int) -> None:
    """Kill the keeping of a draft: the one before is there, or the one after."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start, disk = prepared(room, change=changes.saving, torn=False), RecordingDisk()
        vault = start.copy("counting").unlock(disk=disk)
        opening = len(disk.calls)
        scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
        for at, halfway in list(every_kill(disk.calls, after=opening))[::every]:
            with tally.case("seam: keeping a draft", f"call {at}"):
                place, dying = start.copy("killed"), KillingDisk(at, halfway=halfway)
                vault = place.unlock(disk=dying)
                with pytest.raises(Killed):
                    scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})
                dying.bury()
                vault = place.unlock()
                assert scenes.draft_text(vault) in ("as it was", "as it is")
                scenes.drafts_of(vault).keep(DRAFT, {"text": "as it was"})
                goes_on(vault)


def restored(tally: Tally, room: Path, *, known: bool, every: int) -> None:
    """Kill a restoring: a whole journal is in its place, or room for one; the backup is untouched."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = Place(room / "furnished")
        scenes.furnish(start)
        (room / "scene").mkdir()
        scene, disk = Scene(start, room / "scene", known=known), RecordingDisk()
        scene.begin()
        scene.restore(disk)
        for at, halfway in list(every_kill(disk.calls))[::every]:
            with tally.case("seam: restoring", f"call {at}"):
                scene.begin()
                dying = KillingDisk(at, halfway=halfway)
                with pytest.raises(Killed):
                    scene.restore(dying)
                dying.bury()
                scene.all_is_well()


def at_a_system_call(tally: Tally, room: Path, *, spoken: Spoken, most: int) -> None:
    """Kill the real command at real system calls, up to so many of them."""
    if not real_command.can_trace():
        tally.skip("strace is not here, so the real command was not killed")
        return
    start = real_command.begun(room)
    for point in real_command.points(spoken, start, most):
        with tally.case(f"strace: {spoken.name}", point):
            place = start.copy("killed")
            ran = real_command.injected(spoken, place, point, "signal=SIGKILL")
            assert ran.code == real_command.KILLED, "it went on"
            real_command.all_is_there(spoken, place, ran)
