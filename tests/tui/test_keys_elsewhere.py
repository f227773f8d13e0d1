"""Keys renewed in another window while something is typed on a screen that is no page: no word is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import guides
from peerjournal.letters import Reply, read_until
from peerjournal.session import Session
from peerjournal.tui.begun import Along, Begun
from peerjournal.tui.screens.by_hand import ByHandScreen
from peerjournal.tui.screens.keep_line import KeepLineScreen
from peerjournal.tui.screens.of_story import ONCE_MORE
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.tools import ToolsScreen
from peerjournal.tui.screens.way_in import WayInScreen
from peerjournal.tui.sealed import AS_A_JOT
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.along import prompted
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated, story
from tests.tui.test_elsewhere import window
from tests.tui.test_receive import letter_file
from tests.tui.test_reply import received
from tests.tui.test_story_parts_kept import to_line

WORDS = "What nobody may lose."


def renewed(session: Session, clock: StandingClock) -> None:
    vaults.renew(window(session, clock).vault, PASSPHRASE, cost=CHEAPEST)


def found(session: Session, clock: StandingClock) -> list[str]:
    """Return what was written in words that holds these, once the journal is opened again."""
    session.vault.lock()
    again = window(session, clock)
    # No draft is left that nothing opens.
    assert vaults.check(again.vault).whole
    return [piece.body for piece in again.journal.list() if WORDS in piece.body]


async def left(seat: Seat) -> None:
    """Go back until the screen is gone, however often it says first why not."""
    screen = seat.screen
    for _ in range(4):
        if seat.screen is screen:
            await seat.press("escape")
            await seat.app.workers.wait_for_complete()
            await seat.pilot.pause()
    assert seat.screen is not screen


def by_hand(sam: Session, rob: Session, folder: Path) -> Any:
    del rob
    letter_file(sam, folder)
    return ByHandScreen(sam, next(one for one in sam.inbox.letters.all() if one.direction == "sent"))


def reply(sam: Session, rob: Session, folder: Path) -> Any:
    return ReplyScreen(rob, received(sam, rob, folder))


def on_the_shelf(sam: Session, rob: Session, folder: Path) -> Any:
    del rob, folder
    return KeepLineScreen(sam)


SCREENS: dict[str, tuple[Callable[[Session, Session, Path], Any], str]] = {
    "by hand": (by_hand, "words"),
    "reply": (reply, "line"),
    "shelf": (on_the_shelf, "words"),
}


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize("name", SCREENS)
@acting
async def test_words_on_a_screen_that_is_no_page_become_an_entry(
    sam: Session, rob: Session, clock: StandingClock, tmp_path: Path, name: str
) -> None:
    make, step = SCREENS[name]
    screen = make(sam, rob, tmp_path)
    async with seated(screen.session, screen) as seat:
        if name == "reply":
            await seat.step("begin", "enter")
        await seat.at(step)
        renewed(screen.session, clock)
        seat.put("What nobody")
        screen.keep_draft()
        seat.put(WORDS)
        await left(seat)
    assert len(found(screen.session, clock)) == 1


@acting
async def test_a_way_in_says_where_its_words_are(sam: Session, clock: StandingClock) -> None:
    async with seated(sam, WayInScreen(sam, "just-today")) as seat:
        await prompted(seat, 0)
        renewed(sam, clock)
        seat.put(WORDS)
        await seat.click("#way-stop")
        await seat.until(lambda: not isinstance(seat.screen, WayInScreen))
        assert [one.message for one in seat.app._notifications] == [AS_A_JOT]
    assert found(sam, clock) == [WORDS]


@acting
async def test_a_part_of_a_story_says_where_its_words_are(sam: Session, clock: StandingClock) -> None:
    async with seated(sam, ToolsScreen(sam, story(sam))) as seat:
        await to_line(seat, [("all", "Add something")], "tried")
        renewed(sam, clock)
        seat.put(WORDS)
        await seat.press("ctrl+s")
        await seat.sees(f"{AS_A_JOT} {ONCE_MORE}")
        await left(seat)
    assert len(found(sam, clock)) == 1


@pytest.mark.usefixtures("met")
@acting
async def test_a_reply_that_was_set_aside_and_is_written_on_is_not_lost(
    sam: Session, rob: Session, clock: StandingClock, tmp_path: Path
) -> None:
    kept = received(sam, rob, tmp_path)
    pause = rob.pauses.set_aside_reply(
        kept, rob.outbox.reader_of_reply(kept), Reply(line="Stairs."), read_until("tomorrow", clock())
    )
    async with seated(rob, ReplyScreen(rob, kept, pause=pause, change=True)) as seat:
        await seat.at("line")
        renewed(rob, clock)
        seat.put(WORDS)
        await left(seat)
    assert len(found(rob, clock)) == 1


def test_what_was_begun_before_keeps_its_place_among_the_drafts(
    session: Session, clock: StandingClock
) -> None:
    begun = Begun(session, "reply", "x")
    begun.keep(title="A reply you began", body="Begun before.")
    renewed(session, clock)
    begun.keep(title="A reply you began", body=WORDS)
    assert begun.where == "It is among your drafts."
    assert found(session, clock) == []
    assert Begun(window(session, clock), "reply", "x").fields["body"] == WORDS


def test_what_is_let_go_of_is_gone_here_and_there(session: Session, clock: StandingClock) -> None:
    begun, along = Begun(session, "reply", "x"), Along(session, guides().get("just-today"))
    renewed(session, clock)
    begun.keep(title="A reply you began", body=WORDS)
    along.take(0, WORDS)
    along.seal()
    assert begun.where == along.where == AS_A_JOT
    begun.forget()
    along.take(0, "")
    along.seal()
    assert found(session, clock) == []
