"""R2: a disk that refuses at any call: never said to be saved when it isn't, and the text is still there.

At the seam, with every reason and with half a write; under the real command by ``strace``, which then hands
back what it was given; and under the app's page, which keeps it.
"""

import asyncio
import errno
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import NotSaved
from peerjournal.session import Session
from tests.conftest import PASSPHRASE, StandingClock
from tests.torture import real_command
from tests.torture.real_command import COMMANDS, TEXT, Spoken
from tests.torture.second_device import CHANGES, called, merging, prepared
from tests.torture.tally import Part, Tally
from tests.vault import changes, scenes
from tests.vault.changes import Change, undisturbed
from tests.vault.failing_disk import REFUSALS, RecordingDisk, RefusingDisk
from tests.vault.scenes import Place, documents
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_refusals import Outcome, all_is_well, goes_on_in_the_same_session, opened_again
from tests.vault.test_restore_kills import Scene, said_no

NAMES = [errno.errorcode[code] for code in REFUSALS]


def parts(*, quick: bool) -> list[Part]:
    every = 12 if quick else 1
    starts = [(change, torn) for change in CHANGES for torn in (False, True)]
    seam = [
        partial(at_the_seam, change=change, torn=torn, lasting=lasting, every=every)
        for change, torn in starts
        for lasting in (False, True)
        if change is not merging or not torn
    ]
    alone = [partial(created, every=every)]
    alone += [partial(restored, known=known, every=every) for known in (False, True)]
    commands = [partial(at_a_system_call, spoken=one, most=2 if quick else 24) for one in COMMANDS]
    return [*seam, *alone, *commands, partial(under_the_page, every=every)]


def at_the_seam(tally: Tally, room: Path, *, change: Change, torn: bool, lasting: bool, every: int) -> None:
    """Refuse each call of one operation, once or from then on."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = prepared(room, change=change, torn=torn)
        shown, calls, opening = undisturbed(start, change)
        for at in range(1 if change is changes.saving else opening + 1, len(calls) + 1, every):
            code = REFUSALS[(at // every) % len(REFUSALS)]
            half = (at // len(REFUSALS)) % 2 == 0
            with tally.case(f"seam: {errno.errorcode[code]}", f"{called(change)} call {at}, torn {torn}"):
                place = start.copy("refused")
                disk = RefusingDisk(at, code, halfway=half, lasting=lasting)
                outcome = Outcome(place, change, disk)
                outcome.check_the_words()
                vault = opened_again(place)
                if change is changes.repairing and outcome.error is None:
                    # A backup that could not be read just then is found by the next run.
                    vault = changes.made_good(vault)
                assert documents(vault) in outcome.may_show(shown)
                if not lasting and outcome.vault is not None and outcome.error is not None:
                    goes_on_in_the_same_session(outcome, disk)
                all_is_well(place)


def created(tally: Tally, room: Path, *, every: int) -> None:
    """Refuse each call of the making of a journal: there is one, or room for one."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        counting = RecordingDisk()
        Place(room / "counting").create(counting)
        for at in range(1, len(counting.calls) + 1, every):
            with tally.case("seam: creating", f"call {at}"):
                place = Place(room / str(at))
                try:
                    place.create(RefusingDisk(at, REFUSALS[at % len(REFUSALS)], halfway=True))
                except NotSaved:
                    vault = place.create()
                else:
                    vault = place.unlock()
                scenes.save(vault, "after", "written after the refusal")
                assert vaults.check(vault).whole


def restored(tally: Tally, room: Path, *, known: bool, every: int) -> None:
    """Refuse each call of a restoring: it is said, and no half journal is left."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = Place(room / "furnished")
        scenes.furnish(start)
        (room / "scene").mkdir()
        scene, counting = Scene(start, room / "scene", known=known), RecordingDisk()
        scene.begin()
        scene.restore(counting)
        for at in range(1, len(counting.calls) + 1, every):
            with tally.case("seam: restoring", f"call {at}"):
                scene.begin()
                code = REFUSALS[at % len(REFUSALS)]
                said_no(scene, RefusingDisk(at, code, halfway=at % 2 == 0, lasting=known))
                scene.all_is_well()


def at_a_system_call(tally: Tally, room: Path, *, spoken: Spoken, most: int) -> None:
    """Refuse real system calls of the real command: it says so, and hands back what it was given."""
    if not real_command.can_trace():
        tally.skip("strace is not here, so no system call of the real command was refused")
        return
    start = real_command.begun(room)
    for number, point in enumerate(real_command.points(spoken, start, most)):
        with tally.case(f"strace: {spoken.name}", point):
            place = start.copy("refused")
            ran = real_command.injected(spoken, place, point, f"error={NAMES[number % len(NAMES)]}")
            assert ran.code >= 0, ran.err
            assert "program itself" not in ran.err, ran.err
            if ran.code and spoken.given:
                assert TEXT in ran.out, "the text was not handed back"
            assert not spoken.given or real_command.is_said(ran) is (ran.code == 0)
            real_command.all_is_there(spoken, place, ran)


def under_the_page(tally: Tally, room: Path, *, every: int) -> None:
    """Refuse every call from the n-th on while the app keeps a page: it is kept, or still on the page."""
    for at in range(0, 48, every):
        with tally.case("app: a page that is closed", f"call {at}"), pytest.MonkeyPatch.context() as patch:
            patch.setenv("PEERJOURNAL_CONFIG", str(room / "settings"))
            clock, places = StandingClock(), Places(room / f"journal {at}", room / f"state {at}")
            session = Session.create(places, PASSPHRASE, cost=CHEAPEST, clock=clock)
            disk = RefusingDisk(0, REFUSALS[at % len(REFUSALS)], halfway=at % 2 == 0, lasting=True)
            session.vault.home.disk = disk
            asyncio.run(_closed(session, clock, disk, at))
            again = Session.unlock(places, PASSPHRASE, clock=clock)
            assert "words" in (*_drafted(again), *(piece.body for piece in again.journal.list()))


def _drafted(session: Session) -> list[str]:
    from tests.tui.writing_stage import drafted  # noqa: PLC0415 - the app takes a moment to import

    return drafted(session)


async def _closed(session: Session, clock: StandingClock, disk: RefusingDisk, at: int) -> None:
    """Write a page and close it on a full disk; where it could not be kept, make room and close it again."""
    from tests.tui.writing_stage import writing  # noqa: PLC0415 - as above

    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.settle()
        disk.refuse_from(len(disk.calls) + 1 + at)
        await stage.press("escape")
        await stage.until(lambda: bool(stage.ended) or stage.note("told") != "")
        for _ in range(4):
            if stage.ended:
                break
            assert stage.page.text == "words"
            disk.heal()
            await stage.settle()
            await stage.press("escape")
            await stage.settle()
        assert stage.ended
        disk.heal()
