"""An older copy of the journal that was put back: what is said of it, and how one goes on from it."""

import asyncio

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.screens.looking_after import LookingAfterScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.mending import plan_lines
from peerjournal.tui.telling import LOOK_AFTER
from peerjournal.vault import Plan
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import places_of
from tests.tui.desk import at_desk
from tests.tui.pilot import acting


@acting
async def test_a_copy_that_was_put_back_can_be_gone_on_from(filled: Session, clock: StandingClock) -> None:
    log = filled.vault.home.log(filled.vault.device)
    earlier = await asyncio.to_thread(log.read_bytes)
    filled.journal.add(Draft(title="Later"))
    filled.vault.lock()
    await asyncio.to_thread(log.write_bytes, earlier)
    again = await asyncio.to_thread(Session.unlock, places_of(filled), PASSPHRASE, clock=clock)
    async with at_desk(again) as desk:
        await desk.until(lambda: LOOK_AFTER in " ".join(desk.shown.split()))
        await desk.main.run_action("looking_after")
        await desk.on(LookingAfterScreen)
        await desk.until(lambda: "Go on from what is here" in desk.shown)
        await desk.press("enter")
        await desk.until(lambda: "Not in it: 1 later save." in desk.shown)
        assert "damaged" not in desk.shown
        assert "Mend it" not in desk.shown, "there is nothing to mend it with"
        await desk.press("escape")
        await desk.until(lambda: "See what can be mended" in desk.shown)
        await desk.press("down", "enter")
        await desk.until(lambda: "If a sync is still bringing files" in desk.shown)
        await desk.pilot.click("#way-go")
        await desk.until(lambda: "You can write again." in desk.shown)
        await desk.press("escape")
        await desk.on(MainScreen)
        await desk.until(lambda: not any("earlier copy" in one for one in desk.main._library.notices))
        assert again.journal.add(Draft(title="Afterwards"))


def test_an_older_copy_is_not_said_to_be_damaged() -> None:
    plan = Plan(2, (), 0, needed=True, backups_read=1)
    assert plan_lines(plan, older=True) == [
        "Not in it: 2 later saves.",
        "The backups have nothing that is not here already.",
    ]
