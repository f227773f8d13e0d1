"""Beginning with a backup: on a new computer, and past a journal that can't be opened."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.screen import Screen

from peerjournal.config import Places
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui import safety
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.lock import LockApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.first_run import FirstRunScreen
from peerjournal.tui.screens.lock import LockScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.restore import RestoreScreen
from peerjournal.tui.widgets.line import SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import everything, own_backup, places_of, to_where
from tests.tui.conftest import app_in
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.pilot import acting
from tests.tui.sharing import Seat

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


# On a new computer.


@asynccontextmanager
async def first_minute(
    places: Places, clock: StandingClock, size: tuple[int, int] = SMALL
) -> AsyncIterator[Seat]:
    app = JournalApp(
        None,
        main=MainScreen,
        first_run=lambda: FirstRunScreen(places, clock),
        clock=clock,
        leave=lambda _: None,
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Seat(pilot, app)


@sizes
@acting
async def test_a_new_computer_begins_with_a_backup(
    filled: Session, out: Path, tmp_path: Path, clock: StandingClock, size: tuple[int, int]
) -> None:
    mine = await asyncio.to_thread(own_backup, filled, out)
    written = len(filled.journal.find(""))
    places = Places(tmp_path / "new", tmp_path / "new.state")
    async with first_minute(places, clock, size) as seat:
        await seat.click("#backup")
        await seat.sees("If someone checks your devices")
        await seat.press("enter")
        await seat.at("file")
        seat.put(str(mine))
        await seat.press("enter")
        await seat.at("secret")
        seat.put("not this one")
        await seat.press("enter")
        await seat.at("secret")
        await seat.sees("That passphrase didn't open it.")
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.on(MainScreen)
        session = seat.app.session
        assert session is not None
        assert len(session.journal.find("")) == written
        assert session.journal.add(Draft(title="From here on"))
        session.vault.lock()


@acting
async def test_going_back_from_it_leads_to_making_one(tmp_path: Path, clock: StandingClock) -> None:
    places = Places(tmp_path / "new", tmp_path / "new.state")
    async with first_minute(places, clock) as seat:
        await seat.click("#backup")
        await seat.click("#go-on")
        await seat.at("file")
        await seat.press("escape")
        await seat.on(FirstRunScreen)
        await seat.press("escape", "enter", "enter")
        await seat.sees("Make my journal")
        assert not places.journal.exists()


# Past a journal that can't be opened.


def ruin(session: Session) -> Places:
    """Ruin the key file, and this computer's copy of it."""
    places, home = places_of(session), session.vault.home
    session.vault.lock()
    for path in (home.key_file, home.key_copy):
        path.write_bytes(b"nothing of a key" * 20)
    return places


@sizes
@acting
async def test_the_lock_leads_past_a_damaged_key_file_and_never_touches_it(
    backed_up: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    for name in safety._WENT_TO:
        monkeypatch.setenv(name, "")
    places = await asyncio.to_thread(ruin, backed_up)
    ended: list[Ending] = []
    before = everything(places.journal)
    app = LockApp(places, main=MainScreen, first_run=Screen, clock=clock, leave=ended.append)
    async with app.run_test(size=size) as pilot:
        seat = Seat(pilot, app)
        await seat.on(LockScreen)
        assert not seat.screen.query_one("#backups").region
        await seat.press("a", "enter")
        await seat.sees("what is here is left as it is.")
        await seat.click("#backups")
        await seat.on(RestoreScreen)
        await to_where(seat)
        await seat.press("enter")
        await seat.at("done")
        await seat.sees("own-again")
        assert "--state" not in seat.shown()
        await seat.click("#way-go")
        await seat.until(lambda: ended == [Ending.LOCK])
    assert everything(places.journal) == before
    folder, state = safety.went_to(None, None)
    assert (folder, state) == (str(places.journal.with_name("own-again")), str(places.state))
    there = Places(places.journal.with_name("own-again"), places.state)
    found = await asyncio.to_thread(Session.unlock, there, PASSPHRASE, clock=clock)
    assert found.journal.add(Draft(title="From here on"))


@acting
async def test_what_was_typed_there_is_forgotten_when_nobody_touches_anything(
    backed_up: Session, clock: StandingClock
) -> None:
    places = await asyncio.to_thread(ruin, backed_up)
    app = LockApp(places, main=MainScreen, first_run=Screen, clock=clock, leave=lambda _: None)
    async with app.run_test(size=SMALL) as pilot:
        seat = Seat(pilot, app)
        await seat.on(LockScreen)
        app.push_screen(RestoreScreen(places, clock))
        await seat.step("which", "enter")
        await seat.at("secret")
        seat.put(PASSPHRASE)
        clock.move(minutes=6)
        app.look_at_clock()
        await pilot.pause()
        assert seat.screen.query_one(SecretInput).value == ""
        await seat.press("f9")


def test_the_one_that_came_back_is_opened_and_stays_open_through_a_lock(
    backed_up: Session,
) -> None:
    places = ruin(backed_up)
    before = everything(places.journal)
    with app_in(places) as terminal:
        terminal.wait_for("Your journal is locked.")
        terminal.type("a")
        terminal.press("enter")
        terminal.wait_for("Backups")
        terminal.click("Backups")
        terminal.wait_for("Which day do you want to go back to?")
        terminal.press("enter")
        terminal.wait_for("What opens this backup?")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("Which folder does it go to?")
        terminal.press("enter")
        terminal.wait_for("It is back, as it was on")
        terminal.click("Open it now")
        for _ in range(2):
            terminal.wait_for("Your journal is locked.")
            terminal.type(PASSPHRASE)
            terminal.press("enter")
            terminal.wait_for("The journal is open.")
            terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        terminal.press("f9")
        assert terminal.end() == 0
    assert everything(places.journal) == before
