"""The content note, on the screen that asks for it: picked by the writer, and never a shield."""

import ast
import re

from textual.widgets import Static

from peerjournal.journal import (
    HARD_CARD,
    HARD_TOPIC,
    HELP_LINE,
    TOPICS,
    ContentNote,
)
from peerjournal.letters import compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.before_this_one import BeforeThisOne
from peerjournal.tui.screens.content_note import ContentNoteScreen
from peerjournal.tui.widgets.check_list import CheckList
from tests.source_tree import modules
from tests.tui.pilot import acting
from tests.tui.sharing import seated, story
from tests.tui.story_parts import left, now, tick_else


@acting
async def test_a_note_is_made_step_by_step_and_shown_as_its_reader_gets_it(sam: Session) -> None:
    """F4: chosen by the writer; topics, how, what can be skipped, how it ends."""
    piece = story(sam)
    async with seated(sam, ContentNoteScreen(sam, piece)) as seat:
        await seat.at("topics")
        await seat.sees("A content note just says what's in here, so your reader can choose when.")
        await seat.choose("[ ] panic or crisis")
        await tick_else(seat)
        await seat.press("ctrl+s")
        await seat.at("own")
        seat.put("a long drive, lifts")
        await seat.press("enter")
        await seat.step("how", choose="Described")
        await seat.at("skip")
        seat.put("the middle part")
        await seat.press("ctrl+s")
        await seat.step("ends", choose="In my own words")
        await seat.at("own_end")
        seat.put("at a kitchen table")
        await seat.press("enter")
        await seat.at("done")
        told = (
            "About: panic or crisis, a long drive, lifts (described). You can skip the middle part."
            " Ends at a kitchen table."
        )
        await seat.sees(told)
        await seat.press("ctrl+s")
        await left(seat)
    note = ContentNote(
        ("panic or crisis", "a long drive", "lifts"), "described", "the middle part", "at a kitchen table"
    )
    assert now(sam, piece).content_note == note
    text = compose([now(sam, piece)], new_letter_id()).ready().text
    assert text.startswith(told)


@acting
async def test_the_hard_topic_shows_its_card_once_and_brings_the_line_about_help(sam: Session) -> None:
    """F4: picking the topic shows the card and adds the help line; nothing is found in the text."""
    piece = story(sam, body="I wanted to end my life. Suicide, self-harm, all of it.")
    async with seated(sam, ContentNoteScreen(sam, piece)) as seat:
        await seat.at("topics")
        assert "[x]" not in seat.shown()
        await seat.choose(f"[ ] {HARD_TOPIC}")
        await seat.on(BeforeThisOne)
        card = [str(one.content) for one in seat.screen.query(Static)]
        assert card == list(HARD_CARD)
        await seat.press("enter")
        await seat.on(ContentNoteScreen)
        await seat.choose(f"[x] {HARD_TOPIC}")
        await seat.choose(f"[ ] {HARD_TOPIC}")
        await seat.on(ContentNoteScreen)
        await seat.press("escape")
        await left(seat)
    kept = now(sam, piece)
    assert kept.content_note == ContentNote((HARD_TOPIC,))
    text = compose([kept], new_letter_id()).ready().text
    assert text.endswith(HELP_LINE)
    async with seated(sam, ContentNoteScreen(sam, kept)) as seat:
        await seat.at("topics")
        await seat.choose(f"[x] {HARD_TOPIC}")
        await seat.choose(f"[ ] {HARD_TOPIC}")
        await seat.on(ContentNoteScreen)


@acting
async def test_taking_the_line_about_help_out_is_remembered_for_that_story_only(sam: Session) -> None:
    """F4: removing the help line works, and is remembered for that story only."""
    pieces = [story(sam, title=title) for title in ("One", "Two")]
    for piece in pieces:
        sam.journal.edit(piece.id, content_note=ContentNote((HARD_TOPIC,)))
    async with seated(sam, ContentNoteScreen(sam, now(sam, pieces[0]))) as seat:
        await seat.step("topics", "ctrl+s")
        await seat.step("how", "enter")
        await seat.step("skip", "ctrl+s")
        await seat.step("ends", "enter")
        await seat.at("help")
        await seat.sees(f"[x] {HELP_LINE}")
        await seat.press("space", "ctrl+s")
        await seat.at("done")
        assert HELP_LINE[:20] not in seat.shown()
    first, second = (now(sam, piece) for piece in pieces)
    assert HELP_LINE not in compose([first], new_letter_id()).ready().text
    assert HELP_LINE in compose([second], new_letter_id()).ready().text
    # Also where the topic goes and comes again.
    async with seated(sam, ContentNoteScreen(sam, first)) as seat:
        await seat.at("topics")
        await seat.choose(f"[x] {HARD_TOPIC}")
        await seat.press("ctrl+s")
        await seat.at("done")
        await seat.press("escape")
        await seat.at("topics")
        await seat.choose(f"[ ] {HARD_TOPIC}")
        await seat.press("escape")
        await left(seat)
    kept = now(sam, pieces[0]).content_note
    assert kept == ContentNote((HARD_TOPIC,), help_line=False)


@acting
async def test_none_needed_stands_alone(sam: Session) -> None:
    """F4, N12: a note is never required."""
    piece = story(sam)
    async with seated(sam, ContentNoteScreen(sam, piece)) as seat:
        await seat.at("topics")
        await seat.choose("[ ] violence")
        await seat.press("end", "space")
        assert seat.screen.query_one(CheckList).checked == ("none needed",)
        await seat.press("home", "space")
        assert seat.screen.query_one(CheckList).checked == ("violence",)
        await seat.press("space", "ctrl+s")
        await seat.at("done")
        await seat.sees("A story doesn't need one.")
    assert now(sam, piece).content_note is None


def test_a_content_note_is_never_called_a_shield() -> None:
    """F4, N12: "trigger" and "warning" stand in no string of these screens."""
    for file in ("content_note", "before_this_one", "about_story", "of_story"):
        tree = modules()[f"peerjournal.tui.screens.{file}"].tree
        texts = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
        assert [one for one in texts if isinstance(one, str) and re.search("(?i)trigger|warn", one)] == []
    assert len(TOPICS) == 14
