"""What a reply has as a story has: names, and here a look over it as well, only when its writer asks."""

from pathlib import Path

import pytest

from peerjournal.config import read_settings
from peerjournal.session import Session
from peerjournal.tui.screens.look_over import LookOverScreen
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.settings import SettingsScreen
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.source_tree import modules
from tests.tui.pilot import acting
from tests.tui.sharing import keep_all, seated
from tests.tui.test_reply import received

pytestmark = pytest.mark.usefixtures("met")


@acting
async def test_words_are_looked_over_only_when_asked_and_block_nothing(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F11: *Look it over* lists what may sound like fixing; nothing is kept of it, and the way on stays."""
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        seat.put("You should rest. I sat on the back stairs.")
        await seat.pilot.pause()
        assert "fixing" not in seat.shown()
        await seat.press("f5")
        await seat.on(LookOverScreen)
        await seat.sees("This may sound like fixing.")
        await seat.press("escape")
        await seat.on(ReplyScreen)
        seat.put("I sat on the back stairs too.")
        await seat.press("f5")
        await seat.sees("Nothing on the list is in it.")
        await seat.press("escape")
        await seat.click("#way-enough")
        await seat.at("preview")


@acting
async def test_looking_over_is_offered_wherever_one_writes_and_nowhere_else(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        for name in ("line", "picture", "life", "carry"):
            await seat.at(name)
            await seat.sees("F5 Look it over")
            seat.put(f"My words, for {name}.")
            await seat.press("ctrl+s")
        await seat.at("offer")
        assert "Look it over" not in seat.shown()


@acting
async def test_looking_over_can_be_switched_off_and_is_in_no_other_editor(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F11: an off switch in the settings; it never runs where a journal or a story is written."""
    async with seated(rob, SettingsScreen(rob)) as seat:
        await seat.sees("Look it over")
        lists = seat.screen.query(CheckList)
        look_over = next(one for one in lists if one.checks[0].key == "look_over")
        look_over.focus()
        look_over.highlighted = 0
        await seat.press("space")
        await seat.until(lambda: not read_settings().look_over)
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        assert "Look it over" not in seat.shown()
        await seat.press("f5")
        await seat.at("line")
    using = {
        name for name, one in modules().items() for *_, found, _ in one.imports() if found == "LookOverScreen"
    }
    assert using == {"peerjournal.tui.screens.witnessing"}


@acting
async def test_a_gap_that_was_left_is_said_once_and_blocks_nothing(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F11: a longer beginning has gaps for the person's own words."""
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "end", "enter")
        await seat.step("gaps", "enter")
        await seat.step("note", "ctrl+s")
        await seat.at("preview")
        await seat.sees("There is still a gap in it.")
        await seat.until(lambda: "Looks right" in seat.ways())


@acting
async def test_names_in_a_reply_leave_under_their_stand_ins(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F5, F11: a reply has the same names as a story; details are kept for this reply, or changed in it."""
    rob.people.add("my sister", ["Joan"])
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        seat.put("Joan would say the same. Ask joan@example.org.")
        await seat.click("#way-enough")
        await seat.step("names", "enter")
        await seat.at("detail")
        assert "It stays with me" not in seat.shown()
        await seat.choose("Change the words")
        await seat.at("line")
        seat.put("I told Joan. Ask joan@example.org.")
        await seat.click("#way-enough")
        await keep_all(seat)
        await seat.at("preview")
        text = seat.screen.query_one(ExactPage).text
        assert "I told my sister. Ask joan@example.org." in text
