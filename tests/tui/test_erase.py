"""Erasing for good in the app: plain words, the passphrase once more, and never without a way in."""

from pathlib import Path

import pytest
from textual.widgets import Button

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.errors import NoSuchEntry
from peerjournal.journal import Draft, Piece
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.erase import EraseScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.recovery import ASKED_BACK, RecoveryScreen
from peerjournal.tui.widgets.line import Line, SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.desk import LARGE, SMALL, TINY, Desk, at_desk
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated, story

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
BODY = "A heron stood in the weir."


def step(desk: Desk) -> str:
    screen = desk.app.screen
    return screen.names[-1] if isinstance(screen, EraseScreen) and screen.names and not screen.busy else ""


async def at(desk: Desk, name: str) -> None:
    await desk.until(lambda: step(desk) == name)
    await desk.pilot.pause()


def gone(session: Session, piece: Piece) -> bool:
    try:
        return not session.journal.versions(piece.id)
    except NoSuchEntry:
        return True


def reopened(session: Session, clock: StandingClock, secret: str = PASSPHRASE) -> Session:
    places = Places(session.vault.home.folder, Path(f"{session.vault.home.folder}.state"))
    return Session.unlock(places, secret, clock=clock)


@pytest.fixture
def removed(session: Session) -> Piece:
    """Something on the shelf of removed things, and something that stays."""
    session.journal.add(Draft("It stays", "Nobody asked about this."))
    piece = session.journal.add(Draft("The weir", BODY))
    session.journal.remove(piece.id)
    return piece


@SIZES
@acting
async def test_what_was_removed_is_erased_by_keys(
    session: Session, removed: Piece, clock: StandingClock, size: tuple[int, int]
) -> None:
    async with at_desk(session, size) as desk:
        await desk.shelf("removed")
        await desk.press("d")
        await desk.on(EraseScreen)
        await at(desk, "what")
        # What it reaches stands there in words, and keeping it comes first.
        first, second = desk.app.screen.query(Button)
        assert (str(first.label), str(second.label)) == ("Keep it", "Erase it for good")
        assert first.has_focus
        assert "nothing brings it back" in " ".join(desk.shown.split())
        await desk.press("tab", "enter")
        await at(desk, "passphrase")
        await desk.press(*(key if key != " " else "space" for key in PASSPHRASE), "enter")
        await at(desk, "done")
        assert "It is erased." in desk.shown
        await desk.press("enter")
        await desk.on(MainScreen)
        await desk.until(lambda: not desk.titles)
        assert not session.vault.notices
    assert gone(session, removed)
    again = reopened(session, clock)
    assert [one.title for one in again.journal.list()] == ["It stays"]
    assert again.journal.removed() == []


@SIZES
@acting
async def test_it_is_done_by_the_mouse_alone(session: Session, removed: Piece, size: tuple[int, int]) -> None:
    async with at_desk(session, size) as desk:
        await desk.shelf("removed")
        menu = {entry.title: entry for entry in commands.entries(desk.main)}
        await menu["Erase for good"].run()
        await desk.on(EraseScreen)
        await at(desk, "what")
        assert await desk.pilot.click("#way-erase")
        await at(desk, "passphrase")
        desk.app.screen.query_one(SecretInput).value = PASSPHRASE
        assert await desk.pilot.click("#way-erase")
        await at(desk, "done")
        assert await desk.pilot.click("#way-done")
        await desk.on(MainScreen)
    assert gone(session, removed)


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("tab", "enter", "escape", "escape")])
@acting
async def test_keeping_it_changes_nothing(
    session: Session, removed: Piece, keys: tuple[str, ...], clock: StandingClock
) -> None:
    epoch = session.vault.ring.epoch
    async with at_desk(session) as desk:
        await desk.shelf("removed")
        await desk.press("d")
        await desk.on(EraseScreen)
        await at(desk, "what")
        for key in keys:
            await desk.press(key)
        await desk.on(MainScreen)
        assert desk.titles == ["The weir"]
    assert session.vault.ring.epoch == epoch
    assert [one.id for one in reopened(session, clock).journal.removed()] == [removed.id]


async def to_passphrase(seat: Seat) -> None:
    await seat.at("what")
    await seat.click("#way-erase")
    await seat.at("passphrase")


@acting
async def test_a_wrong_passphrase_erases_nothing_and_says_so(session: Session, removed: Piece) -> None:
    epoch = session.vault.ring.epoch
    async with seated(session, EraseScreen(session, [removed])) as seat:
        await to_passphrase(seat)
        await seat.press("enter")
        await seat.sees("Your passphrase first. Nothing was erased.")
        seat.put("not the passphrase")
        await seat.press("enter")
        await seat.sees("That one did not open it. Nothing was erased; try once more.")
        assert seat.screen.query_one(SecretInput).value == ""
        assert seat.screen.query_one(SecretInput).has_focus
    assert session.vault.ring.epoch == epoch
    assert [one.id for one in session.journal.removed()] == [removed.id]


@acting
async def test_recovery_words_are_no_passphrase_here(session: Session, removed: Piece) -> None:
    words = vaults.new_recovery_words()
    vaults.keep_recovery(session.vault, words)
    async with seated(session, EraseScreen(session, [removed])) as seat:
        await to_passphrase(seat)
        seat.put(words)
        await seat.press("enter")
        await seat.sees("Those are the recovery words.")
    assert not gone(session, removed)


@acting
async def test_new_recovery_words_follow_where_there_were_some(
    session: Session, removed: Piece, clock: StandingClock
) -> None:
    """The passphrase opens it all the while; earlier words never again, new ones once typed back."""
    earlier = vaults.new_recovery_words()
    vaults.keep_recovery(session.vault, earlier)
    async with seated(session, EraseScreen(session, [removed])) as seat:
        await to_passphrase(seat)
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.at("done")
        # Whoever is interrupted here has the passphrase, and no words that only seem to hold.
        reopened(session, clock).vault.lock()
        assert not vaults.has_recovery(session.vault)
        await seat.sees("Recovery words from before open nothing any more.")
        assert seat.ways() == ["Not now", "Make recovery words"]
        await seat.click("#way-words")
        await seat.on(RecoveryScreen)
        screen = seat.screen
        assert isinstance(screen, RecoveryScreen)
        words = screen._words
        await seat.press("enter")
        await seat.until(lambda: screen.query(Line))
        for number in ASKED_BACK:
            screen.query_one(f"#word-{number}", Line).value = words.split()[number - 1]
        await seat.click("#keep")
        await seat.until(lambda: not isinstance(seat.screen, RecoveryScreen | EraseScreen))
    reopened(session, clock, words).vault.lock()
    assert gone(session, removed)


@acting
async def test_several_that_are_ticked_go_at_once(session: Session, clock: StandingClock) -> None:
    pieces = [session.journal.add(Draft(f"Number {number}", BODY)) for number in range(3)]
    for piece in pieces:
        session.journal.remove(piece.id)
    async with at_desk(session, LARGE) as desk:
        await desk.shelf("removed")
        await desk.press("x", "down", "x", "d")
        await desk.on(EraseScreen)
        await at(desk, "what")
        assert "Erase these 2 for good?" in desk.shown
        assert "Number 2" in desk.shown
        await desk.press("tab", "enter")
        await at(desk, "passphrase")
        desk.app.screen.query_one(SecretInput).value = PASSPHRASE
        await desk.press("enter")
        await at(desk, "done")
        assert "2 are erased." in desk.shown
    assert len(reopened(session, clock).journal.removed()) == 1


@acting
async def test_an_entry_and_a_story_are_erased_by_the_menu(session: Session) -> None:
    piece = story(session)
    async with at_desk(session) as desk:
        menu = {entry.title: entry for entry in commands.entries(desk.main)}
        await menu["Erase for good"].run()
        await desk.on(EraseScreen)
        await at(desk, "what")
        assert piece.title in desk.shown
        await desk.press("escape")
        await desk.on(MainScreen)
        # On the list itself that key only hides.
        await desk.press("d")
        await desk.until(lambda: session.journal.list() == [])
        assert [one.id for one in session.journal.removed()] == [piece.id]


@acting
async def test_where_there_is_nothing_to_erase_it_is_said(session: Session) -> None:
    async with at_desk(session) as desk:
        await desk.main.run_action("erase")
        await desk.until(lambda: any("Erasing is for" in said for said in desk.said))
        assert isinstance(desk.app.screen, MainScreen)


@acting
async def test_what_was_done_before_can_not_be_undone_to_something_erased(
    session: Session, removed: Piece
) -> None:
    session.journal.bring_back(removed.id)
    async with at_desk(session) as desk:
        await desk.press("d")
        await desk.until(lambda: desk.main._undo)
        await desk.shelf("removed")
        await desk.press("d")
        await at(desk, "what")
        await desk.press("tab", "enter")
        await at(desk, "passphrase")
        desk.app.screen.query_one(SecretInput).value = PASSPHRASE
        await desk.press("enter")
        await at(desk, "done")
        await desk.press("enter")
        await desk.on(MainScreen)
        assert desk.main._undo == []
