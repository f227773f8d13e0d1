"""The main screen: its keys, its footer, its mouse, its widths, and whatever text stands on it."""

from pathlib import Path

import pytest
from textual import events
from textual.binding import Binding
from textual.widgets import Button

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.ask import Ask, Choose
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.item_view import ItemView
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.list_pane import ListPane
from peerjournal.tui.widgets.sidebar import Sidebar
from tests.conftest import StandingClock
from tests.tui.desk import LARGE, SMALL, TINY, at_desk
from tests.tui.hostile import HOSTILE, HOSTILE_NAME, MARKUP
from tests.tui.pilot import acting
from tests.tui.sample import befriend, leave_draft, make_story


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY, (40, 12), (200, 50)])
@acting
async def test_the_footer_is_never_cut(filled: Session, size: tuple[int, int]) -> None:
    make_story(filled)
    async with at_desk(filled, size) as desk:
        for _ in range(6):
            footer = desk.app.screen.query_one(KeyFooter)
            assert all(key.region.right <= size[0] for key in footer.children)
            assert any(key.endswith("Menu") for key in desk.keys)
            await desk.press("right_square_bracket")
            await desk.pilot.pause()


@acting
async def test_at_80_columns_the_footer_names_seven_things_and_what_only_a_story_has(filled: Session) -> None:
    make_story(filled)
    async with at_desk(filled) as desk:
        await desk.shelf("entries")
        assert desk.keys == [
            "Enter Read", "n Write", "e Edit", "s Make a story", "/ Search", "? Help", "^p Menu",
        ]  # fmt: skip
        await desk.shelf("stories")
        assert desk.keys[3] == "s Share"
        assert desk.keys[5] == "a About it"
        assert len(desk.keys) == 8


@acting
async def test_every_key_is_in_the_menu(filled: Session) -> None:
    async with at_desk(filled) as desk:
        listed = {entry.title for entry in commands.entries(desk.main)}
        for node in (desk.main, desk.main._planes):
            for binding in (each for each in node.BINDINGS if isinstance(each, Binding)):
                if binding.description and not binding.system and node.check_action(binding.action, ()):
                    assert binding.description in listed
        assert {"Open a file from someone", "Settings", "Recovery words", "Lock now", "Cover"} <= listed
        # Under the name by which other screens speak of it.
        assert any("ledger" in title for title in listed)


@acting
async def test_everything_can_be_reached_by_mouse_alone(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.pilot.click("#where")
        sidebar = desk.main.query_one(Sidebar)
        await desk.until(lambda: sidebar.display and sidebar.region)
        await desk.pilot.click(Sidebar, offset=(5, 3))
        await desk.until(lambda: desk.main._planes.shelf.name == "stories" and not sidebar.display)
        await desk.pilot.click("#where")
        await desk.until(lambda: sidebar.display and sidebar.region)
        await desk.pilot.click(Sidebar, offset=(5, 1))
        await desk.until(lambda: len(desk.titles) == 5)
        await desk.pilot.click(ItemList, offset=(5, 2))
        await desk.until(lambda: desk.at == "Night shift, again")
        await desk.pilot.click(ItemList, offset=(5, 2), times=2)
        await desk.until(lambda: desk.page.has_focus)
        await desk.pilot.click(FindLine)
        await desk.until(lambda: desk.main.query_one(FindLine).has_focus)


@acting
async def test_the_areas_are_one_two_three_and_esc_leads_back_to_the_list(filled: Session) -> None:
    async with at_desk(filled, LARGE) as desk:
        for key, area in (("1", Sidebar), ("3", ItemView), ("2", ItemList)):
            await desk.press(key)
            assert desk.main.query_one(area).has_focus
            await desk.press("escape")
            assert desk.rows.has_focus


@acting
async def test_the_layout_follows_the_width(filled: Session) -> None:
    async with at_desk(filled, LARGE) as desk:
        sidebar, page = desk.main.query_one(Sidebar), desk.page
        assert (sidebar.region.width, desk.main.query_one(ListPane).region.width) == (25, 40)
        await desk.pilot.resize_terminal(160, 40)
        await desk.until(lambda: sidebar.region.width == 29)
        await desk.pilot.resize_terminal(*SMALL)
        await desk.until(lambda: not sidebar.display and page.display)
        await desk.pilot.resize_terminal(*TINY)
        await desk.until(lambda: not page.display)
        assert desk.at == "As far as the bridge"


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
@acting
async def test_hostile_text_stands_there_as_it_is(
    session: Session, size: tuple[int, int], tmp_path: Path, clock: StandingClock
) -> None:
    befriend(session, tmp_path, clock, name=f"Robin {HOSTILE_NAME}")
    for text in (*MARKUP, HOSTILE):
        session.journal.add(Draft(text, text, (text, "[/tag]")))
        leave_draft(session, text, text)
    async with at_desk(session, size) as desk:
        for name in ("drafts", "everything"):
            await desk.shelf(name)
            for _ in desk.titles:
                await desk.press("down")
        await desk.press("b")
        await desk.press("escape")
        await desk.find(HOSTILE)
        await desk.press("escape")
        text = desk.shown
        assert "[bold" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@acting
async def test_the_questions_hold_hostile_text_and_answers_are_always_there(session: Session) -> None:
    async with at_desk(session, TINY) as desk:
        answers: list[object] = []
        desk.app.push_screen(
            Ask(HOSTILE * 20, yes="[/yes]", no="[@click=app.quit]no[/]", detail=HOSTILE), answers.append
        )
        await desk.on(Ask)
        buttons = [button.region for button in desk.app.screen.query(Button)]
        assert all(region.bottom <= TINY[1] and region.right <= TINY[0] for region in buttons)
        await desk.press("enter")
        await desk.until(lambda: answers == [False])
        desk.app.push_screen(Choose(HOSTILE, [("a", HOSTILE), "[/b]"]), answers.append)
        await desk.on(Choose)
        await desk.press("down", "enter")
        await desk.until(lambda: answers == [False, "[/b]"])


@acting
async def test_what_is_typed_in_one_go_after_the_slash_is_looked_for_and_does_nothing_else(
    filled: Session,
) -> None:
    async with at_desk(filled) as desk:
        driver = desk.app._driver
        assert driver is not None
        for key in ("slash", *"redden"):
            driver.send_message(events.Key(key, "/" if key == "slash" else key))
        await desk.until(lambda: desk.main.query_one(FindLine).value == "redden")
        assert desk.app.screen is desk.main
        assert len(filled.journal.list()) == 5


@acting
async def test_what_is_typed_before_the_page_is_there_does_nothing_to_the_list(filled: Session) -> None:
    async with at_desk(filled) as desk:
        driver = desk.app._driver
        assert driver is not None
        for key in "nddds":
            driver.send_message(events.Key(key, key))
        await desk.until(lambda: type(desk.app.screen).__name__ == "EditorScreen")
        await desk.until(lambda: desk.app.screen.query("Page"))
        await desk.app.workers.wait_for_complete()
        for _ in range(10):
            await desk.pilot.pause()
        assert len(filled.journal.list()) == 5
        assert len(desk.app.screen_stack) == 3
