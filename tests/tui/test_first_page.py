"""What comes right after a journal is made: a blank page, kept like any other."""

from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.sealed import drafts_of
from tests.conftest import StandingClock
from tests.tui.beginning import STARTED, first_run
from tests.tui.pilot import acting, until


@pytest.fixture
def nowhere(tmp_path: Path) -> Places:
    return Places(tmp_path / "new" / "journal", tmp_path / "new" / "state")


@acting
async def test_what_is_written_first_is_the_first_entry(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.make("x")
        await world.pilot.press("enter")
        await world.until_said("Start anywhere.")
        await world.pilot.press(*"here")
        await world.pilot.press("escape")
        await world.until_said("The journal is open.")
        assert world.app.session is not None
        (entry,) = world.app.session.journal.find("")
        assert entry.body == "here"


@acting
async def test_a_first_page_can_be_locked_and_is_a_draft_then(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.make("x")
        await world.pilot.press("enter")
        await world.until_said("Start anywhere.")
        await world.pilot.press(*"here")
        await world.pilot.press("ctrl+l")
        await until(world.pilot, lambda: world.endings == [Ending.LOCK])
        assert world.app.session is None
    (draft,) = drafts_of(Session.unlock(nowhere, "x")).all()
    assert draft.fields["body"] == "here"


@pytest.mark.parametrize("size", [(80, 24), (50, 20), (50, 14)])
@acting
async def test_the_mouse_finds_the_way_on_in_a_small_window(
    nowhere: Places, clock: StandingClock, size: tuple[int, int]
) -> None:
    async with first_run(nowhere, clock, size=size) as world:
        await world.until_said(STARTED)
        await world.pilot.press("enter")
        await world.until_said("If someone checks your devices")
        world.app.screen.query_one("#page").scroll_end(animate=False)
        await world.until_said("Go on")
        await world.pilot.click("#go-on")
        await world.until_said("A passphrase")
