"""The steady card: one key or one line of the menu away from every screen, and nothing noted."""

from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.disk import DISK
from peerjournal.journal import STEADY, Draft
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.lock import LockApp
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.keep_line import KeepLineScreen
from peerjournal.tui.screens.lock import LockScreen
from peerjournal.tui.screens.reach_out import ReachOutScreen
from peerjournal.tui.screens.shelf import ShelfScreen
from peerjournal.tui.screens.steady import SteadyScreen
from peerjournal.tui.screens.way_in import WayInScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.widgets.page import Page
from tests.conftest import StandingClock
from tests.tui.along import prompted
from tests.tui.pilot import acting, until
from tests.tui.sharing import seated
from tests.tui.test_narrow import cut


@acting
async def test_the_card_stands_there_word_for_word_with_its_keys(session: Session) -> None:
    """F15: the card and its keys."""
    async with seated(session, SteadyScreen(session)) as seat:
        for line in STEADY:
            await seat.sees(line)
        for key in ("s  Something small", "h  Hope shelf", "?  Help", "q  Close for now"):
            await seat.sees(key)
        await seat.press("question_mark")
        await seat.on(HelpScreen)
        await seat.press("escape")
        await seat.on(SteadyScreen)
        await seat.press("h")
        await seat.on(ShelfScreen)


@acting
async def test_it_leads_to_something_small_and_back_to_where_one_was(session: Session) -> None:
    entry = session.journal.add(Draft(body="A long one."))
    async with seated(session, EditorScreen(session, entry)) as seat:
        await seat.until(lambda: seat.screen.query_one(Page).text)
        seat.put("A long one. And more")
        await seat.press("f1")
        await seat.on(HelpScreen)
        await seat.press("s")
        await seat.on(SteadyScreen)
        # What the card says of what was written is so.
        assert [draft.fields["body"] for draft in drafts_of(session).all()] == ["A long one. And more"]
        await seat.press("s")
        await prompted(seat, 0)
        await seat.sees("What happened?")
        assert isinstance(seat.screen, WayInScreen)
        await seat.press("escape")
        await seat.on(HelpScreen)
        await seat.press("escape")
        await seat.on(EditorScreen)
        assert seat.screen.query_one(Page).text == "A long one. And more"


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
@acting
async def test_no_button_is_cut_where_one_writes_and_rests(session: Session, size: tuple[int, int]) -> None:
    session.shelf.add("A heron.")
    for screen in (
        SteadyScreen(session),
        ShelfScreen(session),
        ReachOutScreen("Could you call me?"),
        WayInScreen(session, "walked-this-path"),
        KeepLineScreen(session, "One. Two."),
    ):
        async with seated(session, screen, size) as seat:
            await seat.until(seat.ways)
            assert cut(seat) == []


@acting
async def test_in_a_small_window_the_card_can_be_scrolled(session: Session) -> None:
    async with seated(session, SteadyScreen(session), (40, 12)) as seat:
        await seat.sees(STEADY[0])
        await seat.press("end")
        await seat.sees("could ask someone")


@acting
async def test_it_is_in_the_menu_of_every_open_screen(session: Session) -> None:
    async with seated(session, ShelfScreen(session)) as seat:
        assert "Steady card" in {entry.title for entry in commands.entries(seat.screen)}
        await seat.app.run_action("steady")
        await seat.on(SteadyScreen)
        await seat.app.run_action("steady")
        assert [type(one) for one in seat.app.screen_stack].count(SteadyScreen) == 1


@acting
async def test_it_says_nothing_of_what_could_not_be_saved(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with seated(session, ShelfScreen(session)) as seat:
        monkeypatch.setattr(seat.app, "keep_drafts", lambda: False)
        await seat.app.run_action("steady")
        await seat.on(SteadyScreen)
        await seat.sees(STEADY[0])
        assert "saved" not in seat.shown()


@acting
async def test_it_is_there_while_the_journal_is_locked_without_what_needs_it_open(
    places: Places, clock: StandingClock
) -> None:
    app = LockApp(places, main=ShelfScreen, first_run=LockScreen, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SteadyScreen))
        await pilot.press("s", "h")
        assert isinstance(app.screen, SteadyScreen)
        assert {str(key.id) for key in app.screen.query("#ways > Button")} == {"back"}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


@acting
async def test_nothing_is_written_down_for_it(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """F15: nothing about it is stored."""
    before = dated(tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("something was written")

    async with seated(session, SteadyScreen(session)) as seat:
        for name in ("create", "replace", "write"):
            monkeypatch.setattr(DISK, name, refuse)
        await seat.sees(STEADY[0])
        await seat.press("escape")
    assert dated(tmp_path) == before


def dated(folder: Path) -> dict[Path, int]:
    """Return every file and when it was changed last."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
