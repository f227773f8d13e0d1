"""Before you share: seven lines that nobody notes, and three ways of which none leans to sharing."""

import pytest
from textual.widgets import Input

from peerjournal.journal import HONEST_LINE
from peerjournal.letters import SEVEN, WAYS
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.tui.pilot import acting
from tests.tui.sharing import at_line, seated, story

pytestmark = pytest.mark.usefixtures("met")
MARKED = "Open. [[My own.]] More.\n\n:careful\nThe street.\n:end\n\n:mine\nAll of this.\n:end"


@acting
async def test_seven_lines_one_at_a_time_and_each_can_be_skipped(sam: Session) -> None:
    """F6: each line stands alone with its words, and Enter goes past it."""
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", "down", "enter")
        for number, line in enumerate(SEVEN, start=1):
            await at_line(seat, number)
            await seat.sees(line.title)
            await seat.sees(line.words)
            assert seat.ways() == ["Keep it to myself", "Back", "Skip all", "Go on"]
            shown = seat.shown()
            assert [other.title for other in SEVEN if other is not line and other.title in shown] == []
            await seat.press("enter")
        await seat.at("ends")
        await seat.press("escape")
        await at_line(seat, 7)


@acting
async def test_what_is_typed_beside_the_first_line_is_kept_nowhere(sam: Session) -> None:
    """F6: why one shares is nobody's but one's own: no draft, no document, not even going back shows it."""
    told, word = story(sam), "loneliness-of-mine"
    changes = sam.vault.changes
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "down", "enter")
        await at_line(seat, 1)
        await seat.press(*word)
        assert seat.screen.query_one("#why", Input).value == word
        assert seat.app.keep_drafts()
        await seat.press("enter")
        await at_line(seat, 2)
        await seat.press("escape")
        await at_line(seat, 1)
        assert seat.screen.query_one("#why", Input).value == ""
        await seat.press("f5")
        await seat.step("ends", "down", "enter")
        await seat.at("around")
        assert seat.app.keep_drafts()
    assert sam.vault.changes == changes
    assert Begun(sam, "share", told.id).fields == {}


@acting
async def test_the_third_line_counts_the_marks_and_a_key_shows_them(sam: Session) -> None:
    """F6: what stays mine, by the marks that the writer made, and shown to the writer alone."""
    async with seated(sam, ShareScreen(sam, [story(sam, MARKED)])) as seat:
        await seat.step("person", "down", "enter")
        for number in (1, 2):
            await at_line(seat, number)
            await seat.press("enter")
        await at_line(seat, 3)
        await seat.sees("2 passages stay with you. 1 careful passage stays too, unless you let it go along.")
        assert "My own." not in seat.shown()
        await seat.press("r")
        await seat.at("review")
        shown = seat.screen.query_one(ExactPage).text
        assert all(words in shown for words in ("My own.", "The street.", "All of this."))
        await seat.press("escape")
        await at_line(seat, 3)


@acting
async def test_the_fourth_line_looks_for_names(sam: Session) -> None:
    """F6: who else is in it runs F5, and comes back to the line."""
    sam.people.add("a friend", ["Maya"])
    async with seated(
        sam, ShareScreen(sam, [story(sam, "Maya came. It was late, and Maya stayed.")])
    ) as seat:
        await seat.step("person", "down", "enter")
        for number in (1, 2, 3):
            await at_line(seat, number)
            await seat.press("enter")
        await at_line(seat, 4)
        await seat.sees("One person is in it, under a stand-in.")
        await seat.sees(HONEST_LINE)
        await seat.press("r")
        await seat.at("names")
        await seat.sees("Maya → a friend")
        await seat.press("ctrl+s")
        await at_line(seat, 4)


@acting
async def test_one_key_skips_all_seven(sam: Session) -> None:
    """F6: skipping asks nothing back."""
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", "down", "enter")
        await at_line(seat, 1)
        await seat.press("f5")
        await seat.at("ends")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20)])
@acting
async def test_three_equal_ways_and_the_cursor_begins_on_the_pause(
    sam: Session, size: tuple[int, int]
) -> None:
    """F6: keep, pause, go on; in this order, as wide as one another, in one style; and the pause first."""
    async with seated(sam, ShareScreen(sam, [story(sam)]), size) as seat:
        await seat.step("person", "down", "enter")
        await at_line(seat, 1)
        await seat.press("f5")
        await seat.at("ends")
        choices = seat.screen.query_one(Choices)
        assert [one.label for one in choices._choices] == [says for _, says in WAYS]
        assert choices.has_focus
        assert choices.key == "pause"
        lines = [line for line in seat.shown().split("\n") if line.strip() in {says for _, says in WAYS}]
        assert [line.strip() for line in lines] == [says for _, says in WAYS]
        assert len({len(line) - len(line.lstrip()) for line in lines}) == 1
        assert seat.ways() == ["Back"]


@acting
async def test_a_mark_that_is_not_closed_is_told_and_stops_nobody_from_keeping(sam: Session) -> None:
    """F6: the lines work on a story that can't leave yet."""
    async with seated(sam, ShareScreen(sam, [story(sam, "Open. [[not closed")])) as seat:
        await seat.step("person", "down", "enter")
        for number in (1, 2):
            await at_line(seat, number)
            await seat.press("enter")
        await at_line(seat, 3)
        await seat.sees("A mark is not closed, so nothing of this can leave yet.")
        await seat.press("enter")
        await at_line(seat, 4)
        await seat.click("#way-mine")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    assert sam.ledger.rows() == []
