"""Tags in the app: all of them with how often each is, renamed and merged, and put back."""

from typing import Any

import pytest
from textual.widgets import Button, Input, Static

from peerjournal.errors import NotSaved
from peerjournal.journal import Draft, Journal
from peerjournal.session import Session
from peerjournal.tui.library import Shelf
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.tags import TagsScreen
from peerjournal.tui.screens.tags_renamed import RenameTagScreen
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.choices import Choices
from tests.tui.desk import SMALL, TINY, Desk, at_desk
from tests.tui.pilot import acting


@pytest.fixture
def tagged(session: Session) -> Session:
    session.journal.add_all(
        [
            Draft("One", "A #works day.", ("works", "rain")),
            Draft("Two", "x", ("Work",)),
            Draft("Three", "x", ("Work", "first time")),
        ]
    )
    return session


async def at_tags(desk: Desk, tag: str) -> None:
    await desk.press("T")
    await desk.on(TagsScreen)
    rows = desk.app.screen.query_one("#rows", Choices)
    keys = [one.key for one in desk.app.screen.choices()]  # type: ignore[attr-defined] # it is the screen of tags
    rows.highlighted = keys.index(tag)
    await desk.pilot.pause()


async def name(desk: Desk, text: str) -> None:
    await desk.press("enter")
    await desk.on(RenameTagScreen)
    desk.app.screen.query_one(Input).value = text
    await desk.pilot.pause()


def comes(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#comes", Static).render())


def told(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#about", Static).render())


@acting
async def test_they_are_listed_by_how_often_each_is_and_lookalikes_say_so(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "Work")
        assert "4 tags. Some look like one tag" in desk.shown
        assert "2  #Work" in desk.shown
        assert "Perhaps one tag with #works." in desk.shown


@acting
async def test_a_new_name_is_given_with_what_comes_of_it_and_u_puts_it_back(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "rain")
        await name(desk, "sunshine")
        await desk.until(lambda: comes(desk) == "1 entry has #rain, and would have #sunshine instead.")
        await desk.press("enter")
        await desk.on(TagsScreen)
        assert "1 entry has #sunshine now" in told(desk)
        assert desk.app.screen.query_one("#rows", Choices).key == "sunshine"
        assert tagged.journal.tags()["sunshine"] == 1
        await desk.press("u")
        await desk.until(lambda: "as they were before" in told(desk))
        assert tagged.journal.tags()["rain"] == 1
        await desk.press("u", "escape")
        await desk.on(MainScreen)
        assert tagged.journal.tags()["rain"] == 1


@acting
async def test_two_become_one_after_one_question_and_u_in_the_journal_puts_them_back(tagged: Session) -> None:
    async with at_desk(tagged, SMALL) as desk:
        await at_tags(desk, "works")
        await name(desk, "work")
        await desk.until(lambda: "2 entries have that one already: 3 entries together." in comes(desk))
        await desk.press("enter")
        await desk.until(lambda: "Make one tag of #works and #Work?" in desk.shown)
        assert tagged.journal.tags()["works"] == 1
        await desk.pilot.click("#way-rename")
        await desk.on(TagsScreen)
        assert tagged.journal.tags()["Work"] == 3
        assert tagged.journal.get("1").body == "A #works day."
        await desk.press("escape")
        await desk.on(MainScreen)
        await desk.settle()
        await desk.press("u")
        await desk.until(lambda: tagged.journal.tags()["works"] == 1)
        assert "The tags are as they were before." in desk.said


@acting
async def test_texts_change_only_where_that_was_ticked(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "works")
        await name(desk, "labour")
        await desk.press("enter")
        await desk.until(lambda: "Change it in that text too" in desk.shown)
        assert desk.app.screen.query_one(CheckList).has_focus
        await desk.press("space", "ctrl+s")
        await desk.on(TagsScreen)
        assert "1 text changed too." in told(desk)
        assert tagged.journal.get("1").body == "A #labour day."
        await desk.press("u")
        await desk.until(lambda: tagged.journal.get("1").body == "A #works day.")


@acting
async def test_esc_goes_one_step_back_and_changes_nothing(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "works")
        await name(desk, "work")
        await desk.press("enter")
        await desk.until(lambda: "Make one tag" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: "called from now on?" in desk.shown)
        assert desk.app.screen.query_one(Input).value == "work"
        await desk.press("escape")
        await desk.on(TagsScreen)
        await desk.press("escape")
        await desk.on(MainScreen)
        assert tagged.journal.tags()["works"] == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "at least one letter"),
        ("##", "at least one letter"),
        ("x" * 400, "too long"),
        ("works", "spelled already"),
    ],
)
@acting
async def test_what_can_be_no_tag_gets_a_sentence_and_stays_in_the_line(
    tagged: Session, typed: str, said: str
) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "works")
        await name(desk, typed)
        await desk.press("enter")
        await desk.until(lambda: said in desk.shown.replace("\n", " "))
        assert desk.app.screen.query_one(Input).value == typed
        assert tagged.journal.tags()["works"] == 1


@acting
async def test_hostile_words_are_shown_as_words(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "rain")
        await name(desk, "[@click=app.quit]x[/sigh]\x1b]0;x\x07\u202e")
        await desk.press("enter")
        await desk.on(TagsScreen)
        assert "[@click=app.quit]x[/sigh]" in desk.shown
        await desk.press("escape")
        await desk.on(MainScreen)


@acting
async def test_a_full_disk_says_so_and_keeps_what_was_typed(
    tagged: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise NotSaved("The disk is full, so nothing was saved.")

    async with at_desk(tagged) as desk:
        await at_tags(desk, "rain")
        await name(desk, "sunshine")
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "rename_tag", full)
            await desk.press("enter")
            await desk.until(lambda: "The disk is full" in desk.shown)
        assert desk.app.screen.query_one(Input).value == "sunshine"
        await desk.until(lambda: not desk.app.screen.busy)  # type: ignore[attr-defined] # it works in a thread
        await desk.press("enter")
        await desk.on(TagsScreen)
        assert tagged.journal.tags()["sunshine"] == 1


@acting
async def test_what_has_a_tag_is_listed_from_here(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        await at_tags(desk, "first time")
        await desk.pilot.click("#look")
        await desk.on(MainScreen)
        assert desk.main._planes.shelf == Shelf("tag", "first time")
        await desk.until(lambda: desk.titles == ["Three"])


@acting
async def test_the_shelf_of_a_tag_that_is_gone_is_left(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        desk.main._planes.go_to(Shelf("tag", "rain"))
        await at_tags(desk, "rain")
        await name(desk, "sunshine")
        await desk.press("enter")
        await desk.on(TagsScreen)
        await desk.press("escape")
        await desk.on(MainScreen)
        await desk.until(lambda: len(desk.titles) == 3)
        assert desk.main._planes.shelf.name == "everything"


@acting
async def test_with_the_mouse_alone(tagged: Session) -> None:
    async with at_desk(tagged) as desk:
        desk.main.action_all_tags()
        await desk.on(TagsScreen)
        await desk.pilot.click("#rename")
        await desk.on(RenameTagScreen)
        desk.app.screen.query_one(Input).value = "labour"
        await desk.pilot.click("#way-rename")
        await desk.on(TagsScreen)
        assert tagged.journal.tags()["labour"] == 2


@acting
async def test_without_tags_nothing_can_be_renamed(session: Session) -> None:
    async with at_desk(session, TINY) as desk:
        await desk.press("T")
        await desk.on(TagsScreen)
        assert "There are no tags yet" in desk.shown
        assert desk.app.screen.query_one("#rename", Button).disabled
        await desk.press("e", "u", "enter", "escape")
        await desk.on(MainScreen)
