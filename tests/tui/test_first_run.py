"""The first minute: nothing is made before a passphrase is chosen, and nobody is hurried."""

from pathlib import Path

import pytest
from textual.widgets import Button

from peerjournal.config import Places, read_settings
from peerjournal.session import Session
from peerjournal.support import WATCHED
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.first_run import look_of_terminal
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.widgets.line import SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.beginning import STARTED, first_run
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until


@pytest.fixture
def nowhere(tmp_path: Path) -> Places:
    return Places(tmp_path / "new" / "journal", tmp_path / "new" / "state")


def opens(places: Places, passphrase: str) -> bool:
    Session.unlock(places, passphrase).lock()
    return True


@acting
async def test_keyboard_only_from_nothing_to_a_page(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.make("walnuts in the gutter")
        await world.pilot.press("enter")
        await world.until_said("Start anywhere.")
        await world.pilot.press("escape")
        await world.until_said("The journal is open.")
        assert opens(nowhere, "walnuts in the gutter")


@acting
async def test_mouse_only_with_the_words_that_are_offered(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.until_said(STARTED)
        await world.pilot.click("#go-on")
        await world.until_said("Trust your own sense")
        await world.pilot.click("#go-on")
        await world.until_said("Make my journal")
        await world.pilot.click("#use-offered")
        offered = world.app.screen.query_one("#first", SecretInput).value
        assert offered in world.said, "what one takes is shown while it is taken"
        await world.pilot.click("#done")
        await world.until_said("Your journal is there.")
        await world.pilot.click("#write")
        await world.until_said("Start anywhere.")
        await world.pilot.click("EditorKeys FooterKey")
        await world.until_said("The journal is open.")
        assert len(offered.split()) == 6
        assert opens(nowhere, offered)


@acting
async def test_nothing_is_made_before_the_passphrase(nowhere: Places, clock: StandingClock) -> None:
    """F17: nothing is there before somebody made it."""
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        for said in ("Trust your own sense", STARTED):
            await world.pilot.press("escape")
            await world.until_said(said)
        await world.pilot.press("escape")
    assert not nowhere.journal.parent.exists()
    assert world.app.session is None
    assert read_settings().look == ""


@acting
async def test_the_words_for_those_who_are_watched_come_first(nowhere: Places, clock: StandingClock) -> None:
    """F17: the words come before anything is made, and help with them."""
    async with first_run(nowhere, clock) as world:
        await world.until_said(STARTED)
        await world.pilot.press("enter")
        await world.until_said("If someone checks your devices")
        assert all(paragraph in world.said for paragraph in WATCHED)
        await world.pilot.press("f1")
        await world.until_said("If you need someone now")
        await world.pilot.press("escape")
        await world.until_said("If someone checks your devices")


@acting
async def test_a_look_is_tried_on_and_kept(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.until_said(STARTED)
        await world.pilot.press("down")
        await until(world.pilot, lambda: world.app.theme == "paper")
        await world.pilot.press("down")
        await until(world.pilot, lambda: world.app.theme.startswith("terminal-"))
        await world.pilot.press("up", "enter", "enter")
        await world.until_said("Make my journal")
        await world.type("x")
        await world.pilot.press("enter")
        await world.type("x")
        await world.pilot.press("enter")
        await world.until_said("Your journal is there.")
        assert read_settings().look == "paper"


@pytest.mark.parametrize(
    ("told", "look"), [("15;0", "dark"), ("0;15", "light"), ("0;default;7", "light"), ("", "dark")]
)
def test_the_terminal_says_whether_it_is_light(told: str, look: str) -> None:
    assert look_of_terminal({"COLORFGBG": told}) == f"terminal-{look}"


@acting
async def test_two_that_differ_make_nothing_and_lose_nothing(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        await world.type("walnuts")
        await world.pilot.press("enter")
        await world.type("walnut")
        await world.pilot.press("enter")
        await world.until_said("Those two differ.")
        assert world.app.screen.query_one("#first", SecretInput).value == "walnuts"
        assert not nowhere.journal.exists()


@acting
async def test_a_short_one_is_advised_on_and_taken(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        await world.type("x")
        await world.until_said("just a start")
        await world.pilot.press("enter")
        await world.type("x")
        await world.pilot.press("enter")
        await world.until_said("Your journal is there.")
        assert opens(nowhere, "x")


@acting
async def test_what_is_typed_is_shown_only_when_asked(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        await world.type("walnuts")
        assert "walnuts" not in world.said
        await world.pilot.press("f6")
        await world.until_said("walnuts")
        assert str(world.app.screen.query_one("#show", Button).label) == "Hide"
        await world.pilot.press("f6")
        await until(world.pilot, lambda: "walnuts" not in world.said)


@acting
async def test_what_no_passphrase_can_be_is_told_and_asked_again(
    nowhere: Places, clock: StandingClock
) -> None:
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        for _ in range(2):
            await world.type("a\u202eb\u2060")
            await world.pilot.press("enter")
        await world.until_said("invisible")
        assert not nowhere.journal.exists()


@acting
async def test_hostile_text_is_a_passphrase_or_is_refused(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        await world.pilot.press("f6")
        for _ in range(2):
            await world.type(HOSTILE)
            await world.pilot.press("enter")
        await until(world.pilot, lambda: "invisible" in world.said or "Your journal is there." in world.said)


@acting
async def test_a_disk_that_refuses_is_told_and_the_passphrase_asked_again(
    nowhere: Places, clock: StandingClock
) -> None:
    nowhere.journal.parent.mkdir()
    nowhere.journal.write_text("a file stands where the folder would be")
    async with first_run(nowhere, clock) as world:
        await world.to_passphrase()
        await world.type("x")
        await world.pilot.press("enter")
        await world.type("x")
        await world.pilot.press("enter")
        await world.until_said("The disk refused")
        assert world.app.screen.query(SecretInput)


@acting
async def test_what_was_just_made_can_be_locked_before_the_first_page(
    nowhere: Places, clock: StandingClock
) -> None:
    async with first_run(nowhere, clock) as world:
        await world.make("x")
        await world.pilot.press("ctrl+l")
        await until(world.pilot, lambda: world.endings == [Ending.LOCK])
        assert world.app.session is None


@acting
async def test_recovery_words_can_be_made_at_once(nowhere: Places, clock: StandingClock) -> None:
    async with first_run(nowhere, clock) as world:
        await world.make("x")
        await world.pilot.click("#recovery")
        await until(world.pilot, lambda: isinstance(world.app.screen, RecoveryScreen))
        await world.until_said("Write these eleven words")
        await world.pilot.press("escape")
        await world.until_said("Start anywhere.")
        await world.pilot.press("escape")
        await world.until_said("The journal is open.")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20)])
@acting
async def test_every_step_is_usable_at_every_size(
    nowhere: Places, clock: StandingClock, size: tuple[int, int]
) -> None:
    async with first_run(nowhere, clock, size=size) as world:
        await world.to_passphrase()
        await world.type(PASSPHRASE)
        await world.pilot.press("enter")
        await world.type(PASSPHRASE)
        done = world.app.screen.query_one("#done", Button)
        done.focus()
        await until(world.pilot, lambda: done.region.bottom <= size[1] - 1)
        buttons = world.app.screen.query(Button)
        assert all(button.region.right <= size[0] and button.size.width >= 6 for button in buttons)
        await world.pilot.press("enter")
        await world.until_said("Your journal is there.")
