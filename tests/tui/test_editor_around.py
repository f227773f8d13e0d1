"""Around the page: stories and marks, the preview, finding, focus, the footer and the menu."""

from typing import Any

import pytest
from textual import events
from textual.widgets import Button, Static
from textual.widgets.text_area import Selection

from peerjournal.journal import Draft, Piece, Story
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.marks import MarksScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.widgets.find_bar import NOT_HERE, FindBar
from peerjournal.tui.widgets.preview import WOULD_LEAVE, Preview
from peerjournal.tui.widgets.writing_notes import HOLDS_BACK
from tests.conftest import StandingClock
from tests.tui.pilot import acting
from tests.tui.writing_stage import Stage, writing

BODY = "I almost did not go out.\n\n:mine\nWhat he said stays here.\n:end\n\nThen the kettle clicked off."


def entry(session: Session, body: str = BODY, **more: Any) -> Piece:
    return session.journal.add(Draft("As far as the bridge", body, ("walking", "small wins"), **more))


# Stories and marks.


@acting
async def test_a_story_says_quietly_where_it_came_from(session: Session, clock: StandingClock) -> None:
    first = entry(session)
    story = session.journal.make_story(first.id)
    async with writing(session, clock, story) as stage:
        assert "Made from “As far as the bridge”, which stays as it is." in stage.shown()
        await stage.write("More. ")
        piece = await stage.done()
        assert isinstance(piece, Story)
        assert (piece.id, piece.from_entry) == (story.id, first.id)
    session.journal.remove(first.id)
    async with writing(session, clock, session.journal.get(story.id)) as stage:
        assert "Made from an entry that was removed." in stage.shown()


@acting
async def test_a_preview_of_a_story_shows_only_what_would_leave(
    session: Session, clock: StandingClock
) -> None:
    story = session.journal.make_story(entry(session).id)
    async with writing(session, clock, story, size=(120, 36)) as stage:
        await stage.press("ctrl+r")
        preview = stage.editor.query_one(Preview)
        rows = "\n".join(row.text for row in preview.rows)
        assert WOULD_LEAVE in rows.replace("\n", " ")
        assert "kettle" in rows
        assert "stays here" not in rows
        assert preview.region.x > stage.page.region.x, "beside the page, where there is room"
        assert stage.page.has_focus
        await stage.write("Newly written. ")
        await stage.until(lambda: "Newly written." in "\n".join(row.text for row in preview.rows))


@acting
async def test_from_a_mark_that_is_not_closed_nothing_is_in_the_preview(
    session: Session, clock: StandingClock
) -> None:
    story = session.journal.add(Draft("T", "open\n:mine\ncanary", kind="story"))
    async with writing(session, clock, story, size=(120, 36)) as stage:
        await stage.press("f4")
        rows = "\n".join(row.text for row in stage.editor.query_one(Preview).rows)
        assert "open" in rows
        assert "canary" not in rows


@acting
async def test_a_preview_of_an_entry_shows_all_of_it(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, entry(session)) as stage:
        await stage.press("ctrl+r")
        rows = "\n".join(row.text for row in stage.editor.query_one(Preview).rows)
        assert "stays here" in rows
        assert WOULD_LEAVE not in rows
        assert not stage.page.display or stage.page.region.width == 0, (
            "in the place of the page, where there is none"
        )
        await stage.press("escape")
        assert stage.page.has_focus
        assert stage.editor.is_active


@acting
async def test_resizing_moves_the_preview_and_loses_nothing(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, entry(session), size=(120, 36)) as stage:
        await stage.press("ctrl+r", *"More ")
        for size in ((50, 20), (20, 6), (1, 1), (160, 40), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
        assert stage.editor.query_one(Preview).has_focus
        await stage.pilot.resize_terminal(120, 36)
        await stage.pilot.pause()
        assert stage.page.has_focus
        await stage.press("x")
        assert stage.page.text == f"More x{BODY}"


@acting
async def test_f6_and_f7_mark_what_is_selected(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft(body="keep this here\nand that"))
    async with writing(session, clock, piece) as stage:
        stage.page.selection = Selection((0, 5), (0, 9))
        await stage.press("f6")
        stage.page.selection = Selection.cursor((1, 0))
        await stage.press("f7")
        assert stage.page.text == "keep [[this]] here\n:careful\nand that\n:end"
        await stage.press("f6")
        assert "mark" in stage.note("told"), "what can't be marked is said"
        assert stage.page.text == "keep [[this]] here\n:careful\nand that\n:end"


@acting
async def test_a_mark_that_is_not_closed_is_told_by_its_line_and_keeps_nobody_from_keeping(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        await stage.write("one\n:mine\ntwo")
        await stage.until(lambda: "line 2" in stage.note("mark"))
        assert stage.note("mark").endswith(HOLDS_BACK)
        await stage.write("\n:end")
        await stage.until(lambda: stage.note("mark") == "")
        stage.page.put(":mine\nnever closed")
        piece = await stage.done()
        assert piece is not None
        assert piece.body == ":mine\nnever closed"


@acting
async def test_what_the_marks_do_is_in_the_menu(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        stage.editor.action_marks_help()
        await stage.until(lambda: isinstance(stage.app.screen, MarksScreen))
        await stage.until(lambda: ":careful" in stage.shown())
        await stage.press("escape")
        await stage.until(lambda: stage.editor.is_active)


# Around the page.


@acting
async def test_finding_goes_round_and_ends_where_it_was_found(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft(body="rain and sun\nsun and rain"))
    async with writing(session, clock, piece) as stage:
        await stage.press("ctrl+f", *"rain")
        assert stage.page.selected_text == "rain"
        assert stage.page.selection.start == (0, 0)
        await stage.press("enter")
        assert stage.page.selection.start == (1, 8)
        await stage.press("down")
        assert stage.page.selection.start == (0, 0)
        await stage.press("up")
        assert stage.page.selection.start == (1, 8)
        await stage.press(*"bow")
        assert str(stage.editor.query_one("#find-said", Static).content) == NOT_HERE
        await stage.press("backspace", "backspace", "backspace", "escape")
        assert not stage.editor.query_one(FindBar).is_open
        assert stage.page.has_focus
        assert stage.page.text == piece.body


@acting
async def test_finding_by_mouse(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft(body="rain and sun\nsun and rain"))
    async with writing(session, clock, piece) as stage:
        stage.editor.action_find()
        await stage.press(*"sun")
        await stage.pilot.click("#find-next")
        assert stage.page.selection.start == (1, 0)
        await stage.pilot.click("#find-close")
        assert not stage.editor.query_one(FindBar).is_open


@acting
async def test_focus_mode_leaves_only_the_title_and_the_text(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, entry(session)) as stage:
        await stage.press("ctrl+o")
        shown = stage.shown()
        assert "As far as the bridge" in shown
        assert "kettle" in shown
        assert "#walking" not in shown
        assert "Done" not in shown
        await stage.press("escape")
        assert "#walking" in stage.shown()
        assert stage.editor.is_active


@acting
async def test_tags_that_are_in_use_are_offered(session: Session, clock: StandingClock) -> None:
    entry(session)
    async with writing(session, clock) as stage:
        await stage.press("f5", *"sm")
        await stage.until(lambda: "small-wins" in stage.shown())
        await stage.press("right", "enter", *"Words")
        piece = await stage.done()
        assert piece is not None
        assert piece.tags == ("small wins",)


@acting
async def test_long_lines_are_taken_whole_and_offered_to_be_broken(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        stage.page.post_message(events.Paste("word " * 1_500))
        await stage.until(lambda: "very long" in stage.shown())
        assert len(stage.page.text) == 7_500
        await stage.pilot.click("#break")
        await stage.until(lambda: "\n" in stage.page.text)
        assert stage.page.text.split() == ["word"] * 1_500
        assert not stage.editor.query_one("#break", Button).region


@acting
async def test_words_are_counted_only_when_asked(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        assert "words" not in stage.shown()
        stage.editor.action_count()
        assert stage.note("count") == "0 words · there is no minimum"
        await stage.write("one two")
        await stage.until(lambda: stage.note("count") == "2 words")
        stage.editor.action_count()
        assert stage.note("count") == ""


@acting
async def test_help_opens_over_the_page_and_nothing_is_lost(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.press(*"word", "ctrl+g")
        await stage.until(lambda: isinstance(stage.app.screen, HelpScreen))
        await stage.settle()
        assert len(drafts_of(session).names()) == 1, "sealed as soon as something lies over it"
        await stage.press("escape", "s")
        await stage.until(lambda: stage.page.text == "words")


def pressed(stage: Stage) -> list[str]:
    return [str(getattr(key, "description", "")) for key in stage.editor.query("FooterKey")]


@pytest.mark.parametrize(("columns", "count"), [(120, 7), (80, 7), (50, 4)], ids=["wide", "narrow", "tiny"])
@acting
async def test_the_footer_is_never_cut(
    session: Session, clock: StandingClock, columns: int, count: int
) -> None:
    async with writing(session, clock, size=(columns, 24)) as stage:
        keys = stage.editor.query("FooterKey")
        assert len(keys) == count
        assert {"Done", "Save", "Menu"} <= set(pressed(stage))
        assert all(key.region.right <= columns for key in keys)


@acting
async def test_all_that_can_be_done_is_in_the_menu_with_a_word_about_it(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        menu = {each.title: each for each in commands.entries(stage.editor)}
        named = [binding.description for binding in EditorScreen.BINDINGS if not binding.system]  # type: ignore[union-attr] # each is one
        of_a_story = {"About it"}
        assert {*named, *(title for title, _ in EditorScreen.MENU)} - set(menu) == of_a_story
        assert all(each.help for each in menu.values())
