"""Taking back what was moved in, in the app: which of it, what stays, and one question."""

import asyncio
from pathlib import Path

import pytest

from peerjournal.errors import NotSaved
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.screens.moving_back import MovingBackScreen
from peerjournal.tui.screens.moving_in import MovingInScreen
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.moving import jrnl, moved_in, titles
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


async def back(seat: Seat, session: Session, source: Path) -> None:
    """Move something in, and go to where it is taken back."""
    await moved_in(seat, source)
    await seat.press("escape")
    await seat.app.push_screen(MovingBackScreen(session))
    await seat.at("which")


@sizes
@acting
async def test_only_what_came_in_goes_and_what_was_changed_stays(
    session: Session, out: Path, size: tuple[int, int]
) -> None:
    session.journal.add(Draft(title="mine"))
    async with seated(session, MovingInScreen(session), size) as seat:
        await back(seat, session, jrnl(out))
        (changed,) = session.journal.find("wood")
        session.journal.edit(changed.id, body="otherwise")
        await seat.sees("2 entries, moved in today.")
        await seat.press("enter")
        await seat.at("sure")
        await seat.sees("Take 1 entry out again?")
        await seat.sees("Moved in today from old.txt: 2 entries.")
        await seat.sees("Changed or removed since, so it stays: 1")
        await seat.sees("The wood")
        await seat.press("ctrl+s")
        await seat.at("sure")
        assert titles(session) == ["The lake", "The wood", "mine"]
        await seat.click("#way-take_out")
        await seat.at("taken")
        await seat.sees("Taken out: 1 entry.")
        assert titles(session) == ["The wood", "mine"]
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, MovingBackScreen))


@acting
async def test_the_keyboard_alone_takes_it_out_and_enter_by_itself_does_not(
    session: Session, out: Path
) -> None:
    async with seated(session, MovingInScreen(session)) as seat:
        await back(seat, session, jrnl(out))
        await seat.press("enter")
        await seat.at("sure")
        await seat.press("enter")
        await seat.at("which")
        assert len(titles(session)) == 2
        await seat.press("enter")
        await seat.at("sure")
        await seat.press("tab", "enter")
        await seat.at("taken")
        assert titles(session) == []
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, MovingBackScreen))


@acting
async def test_each_time_is_listed_by_itself_and_undone_ones_are_not(session: Session, out: Path) -> None:
    other = jrnl(out, "[2021-01-01 10:00] A year later\nWarm.\n", "later.txt")
    async with seated(session, MovingInScreen(session)) as seat:
        await back(seat, session, jrnl(out))
        await seat.press("escape")
        await seat.app.push_screen(MovingInScreen(session))
        await back(seat, session, other)
        shown = seat.shown()
        assert shown.index("later.txt") < shown.index("old.txt")
        await seat.choose("old.txt")
        await seat.at("sure")
        await seat.click("#way-take_out")
        await seat.at("taken")
        await seat.press("escape")
        await seat.app.push_screen(MovingBackScreen(session))
        await seat.at("which")
        assert "old.txt" not in seat.shown()
    assert titles(session) == ["A year later"]


@acting
async def test_where_nothing_was_moved_in_that_is_said(session: Session) -> None:
    async with seated(session, MovingBackScreen(session)) as seat:
        await seat.at("none")
        await seat.sees("Nothing was moved in, or all of it was taken out again.")
        await seat.click("#way-back")
        await seat.until(lambda: not isinstance(seat.screen, MovingBackScreen))


@acting
async def test_where_all_of_it_was_changed_nothing_is_asked(session: Session, out: Path) -> None:
    async with seated(session, MovingInScreen(session)) as seat:
        await back(seat, session, jrnl(out))
        for piece in session.journal.list():
            await asyncio.to_thread(session.journal.edit, piece.id, body="otherwise")
        await seat.press("enter")
        await seat.at("sure")
        await seat.sees("There is nothing of it that could be taken out.")
        assert seat.ways() == ["Back"]


@acting
async def test_a_full_disk_takes_nothing_out_and_says_so(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved from OSError(28, "no room")

    async with seated(session, MovingInScreen(session)) as seat:
        await back(seat, session, jrnl(out))
        await seat.press("enter")
        await seat.at("sure")
        monkeypatch.setattr(type(session.journal), "undo_move_in", refuse)
        await seat.click("#way-take_out")
        await seat.sees("The disk is full")
        await seat.at("sure")
    assert len(titles(session)) == 2
