"""Taking a pause: nothing is shared before its time, nothing reminds, and coming back is one's own."""

from datetime import timedelta
from pathlib import Path

import pytest

from peerjournal.journal import Story
from peerjournal.letters import TOMORROW, Around, Reply, read_until
from peerjournal.session import Session
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.paused import PausedScreen
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.conftest import StandingClock
from tests.tui.desk import at_desk
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, keep_all, robin, seated, story
from tests.tui.test_reply import received

pytestmark = pytest.mark.usefixtures("met")


async def to_pause(seat: Seat) -> None:
    await seat.step("person", "down", "enter")
    await seat.step("before", "f5")
    await seat.step("ends", "enter")
    await seat.at("pause")


def labels(seat: Seat) -> list[str]:
    return [one.label for one in seat.screen.query_one(Choices)._choices]


def pause(session: Session, told: Story) -> None:
    until = read_until(TOMORROW, session.vault.clock())
    session.pauses.set_aside([told], robin(session), Around(note="For you."), until)


@acting
async def test_until_tomorrow_is_where_the_cursor_stands_and_the_rest_is_one_key_away(
    sam: Session, clock: StandingClock
) -> None:
    """F7: an hour, until tomorrow, three days, no pause; the second is what Enter takes."""
    told = story(sam)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_pause(seat)
        assert labels(seat) == ["An hour", "Until tomorrow", "Three days", "No pause"]
        await seat.press("enter")
        await seat.at("aside")
        await seat.sees("It is set aside. Until Sunday 22 November, 09:00.")
        await seat.sees("nothing will remind you of it")
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    (waits,) = sam.pauses.all()
    assert waits.until.instant == (clock.now + timedelta(days=1)).timestamp()
    assert [*waits.stories] == [told.id]


@acting
async def test_no_pause_is_one_key_and_asks_nothing(sam: Session) -> None:
    """F7: the writer's call, without an are-you-sure and without a reason."""
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_pause(seat)
        await seat.press("n")
        await seat.at("around")
    assert sam.pauses.all() == []


@acting
async def test_before_its_time_sharing_is_not_offered(sam: Session, clock: StandingClock) -> None:
    """F7: with a fake clock, share is not offered before the time unless the pause is ended."""
    told = story(sam)
    pause(sam, told)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "down", "enter")
        await seat.on(PausedScreen)
        await seat.sees("This waits. Until Sunday 22 November, 09:00.")
        assert labels(seat) == [
            "Let it wait",
            "Change it",
            "Keep it to myself",
            "Pause longer",
            "End the pause",
        ]
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, PausedScreen))
    clock.move(days=1)
    (waits,) = sam.pauses.all()
    async with seated(sam, PausedScreen(sam, waits)) as seat:
        await seat.sees("You set this aside on Saturday. Read it again?")
        await seat.sees("back stairs")
        assert labels(seat) == ["Share it", "Change it", "Keep it to myself", "Pause longer"]
        await seat.choose("Share it")
        await seat.on(ShareScreen)
        await seat.step("around", "ctrl+s")
        await seat.at("preview")
        assert seat.screen.query_one(ExactPage).text.startswith("For you.")


@acting
async def test_after_a_pause_careful_passages_and_names_are_gone_through_as_ever(
    sam: Session, clock: StandingClock
) -> None:
    """F7: what was edited meanwhile goes through F3 and F5; the seven lines are behind."""
    told = story(sam)
    pause(sam, told)
    sam.journal.edit(told.id, body=":careful\nThe street.\n:end\n\nAsk a@example.org.")
    clock.move(days=1)
    async with seated(sam, PausedScreen(sam, sam.pauses.all()[0])) as seat:
        await seat.step("again", choose="Share it")
        await seat.on(ShareScreen)
        await seat.step("around", "ctrl+s")
        await seat.step("careful", "enter")
        await keep_all(seat)
        await seat.at("preview")
        text = seat.screen.query_one(ExactPage).text
        assert "a@example.org" in text
        assert "street" not in text


@acting
async def test_ending_the_pause_is_the_writers_call(sam: Session) -> None:
    """F7: ending it asks nothing; then, and only then, it can be shared."""
    pause(sam, story(sam))
    (waits,) = sam.pauses.all()
    async with seated(sam, PausedScreen(sam, waits)) as seat:
        await seat.step("again", choose="End the pause")
        await seat.sees("You set this aside today. Read it again?")
        assert labels(seat)[0] == "Share it"


@acting
async def test_changing_it_keeps_the_pause_and_waiting_longer_moves_it(
    sam: Session, clock: StandingClock
) -> None:
    """F7: editing after the pause does not restart it, and what it holds is the story as it is now."""
    pause(sam, story(sam))
    (waits,) = sam.pauses.all()
    async with seated(sam, PausedScreen(sam, waits)) as seat:
        await seat.step("again", choose="Change it")
        await seat.on(EditorScreen)
        await seat.press(*"Now. ", "escape")
        await seat.on(PausedScreen)
        await seat.sees("Now. Budget day.")
        (changed,) = sam.pauses.all()
        assert changed.until == waits.until
        await seat.step("again", choose="Pause longer")
        await seat.step("longer", choose="Three days")
        await seat.until(lambda: not isinstance(seat.screen, PausedScreen))
    (longer,) = sam.pauses.all()
    assert longer.until.instant == (clock.now + timedelta(days=3)).timestamp()


@acting
async def test_keeping_it_lets_go_of_the_pause_and_of_nothing_else(sam: Session) -> None:
    """F7: keep to myself; the story stays as it is."""
    told = story(sam)
    pause(sam, told)
    (waits,) = sam.pauses.all()
    async with seated(sam, PausedScreen(sam, waits)) as seat:
        await seat.step("again", choose="Keep it to myself")
        await seat.until(lambda: not isinstance(seat.screen, PausedScreen))
    assert sam.pauses.all() == []
    assert sam.journal.get(told.id) == told


@acting
async def test_a_waiting_story_changes_nothing_on_the_home_screen(sam: Session, clock: StandingClock) -> None:
    """F7: no badge, no reminder, no count while it waits, nor when its time has come."""
    told = story(sam)
    shown = []
    for when in ("before", "waiting", "over"):
        if when == "waiting":
            pause(sam, told)
        if when == "over":
            clock.move(hours=14)
            assert not sam.pauses.is_over(sam.pauses.all()[0])
            clock.move(hours=-14)
            sam.pauses.end(sam.pauses.reference(sam.pauses.all()[0]))
        async with at_desk(sam) as desk:
            shown.append(desk.shown)
            assert desk.said == []
    assert shown[0] == shown[1] == shown[2]


@acting
async def test_it_is_found_among_the_drafts_and_by_the_menu(sam: Session) -> None:
    """F7: what was set aside lies quietly on the shelf Drafts."""
    pause(sam, story(sam))
    async with at_desk(sam) as desk:
        desk.main.action_set_aside()
        await desk.until(lambda: desk.main._planes.shelf.name == "drafts")
        await desk.settle()
        assert desk.titles == ["The stairwell"]
        await desk.press("enter")
        await desk.on(PausedScreen)


@acting
async def test_help_is_there_while_everything_is_paused(sam: Session) -> None:
    """F7, N17: reaching for help has no pause."""
    pause(sam, story(sam))
    (waits,) = sam.pauses.all()
    async with seated(sam, PausedScreen(sam, waits)) as seat:
        await seat.press("f1")
        await seat.on(HelpScreen)


@acting
async def test_a_reply_is_set_aside_and_gone_on_with(  # noqa: PLR0915 — a whole way is told in one go
    sam: Session, rob: Session, tmp_path: Path, clock: StandingClock
) -> None:
    """F11: a reply has the same pause as a story; its words are never lost to it."""
    kept = received(sam, rob, tmp_path)
    async with seated(rob, ReplyScreen(rob, kept)) as seat:
        await seat.step("begin", "enter")
        await seat.step("line", *"the stairs")
        await seat.screen.run_action("pause")
        await seat.step("pause", "enter")
        await seat.step("aside", "enter")
    assert rob.pauses.all()[0].reply == Reply(line="the stairs")
    async with seated(rob, ReplyScreen(rob, kept)) as seat:
        await seat.on(PausedScreen)
        await seat.sees("the stairs")
        await seat.step("again", choose="Change it")
        await seat.on(ReplyScreen)
        await seat.step("line", "end", *" again", "escape")
        await seat.until(lambda: not isinstance(seat.screen, ReplyScreen))
    (waits,) = rob.pauses.all()
    assert waits.reply == Reply(line="the stairs again")
    clock.move(days=1)
    async with seated(rob, PausedScreen(rob, waits)) as seat:
        await seat.step("again", choose="Share it")
        await seat.on(ReplyScreen)
        await seat.at("preview")
        assert "the stairs again" in seat.screen.query_one(ExactPage).text
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, ReplyScreen))
    async with seated(rob, PausedScreen(rob, waits)) as seat:
        await seat.step("again", choose="Keep it to myself")
        await seat.until(lambda: not isinstance(seat.screen, PausedScreen))
    assert rob.pauses.all() == []
    async with seated(rob, ReplyScreen(rob, kept)) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        assert seat.screen.said["line"] == "the stairs again"  # type: ignore[attr-defined] # the reply
