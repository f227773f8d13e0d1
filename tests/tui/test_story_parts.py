"""Where a story stands and what was tried, on the screens that ask for it."""

import re

import pytest

from peerjournal.journal import (
    STANDS,
    Light,
    Outcome,
    Tool,
)
from peerjournal.letters import compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.about_story import AboutStoryScreen
from peerjournal.tui.screens.content_note import ContentNoteScreen
from peerjournal.tui.screens.stands import StandsScreen
from peerjournal.tui.screens.tools import ToolsScreen
from peerjournal.tui.widgets.page import Page
from tests.source_tree import modules
from tests.test_voice import shown as said_in
from tests.tui.pilot import acting
from tests.tui.sharing import seated, story
from tests.tui.story_parts import ALL, APP, BOSS, STAIRS, WALK, left, now, with_tools

# Where it stands.


@acting
async def test_nothing_is_said_about_where_it_stands_until_the_writer_says_it(sam: Session) -> None:
    """F1: where it stands is optional, one of three or own words; unset by default."""
    piece = story(sam)
    assert piece.stands == ""
    async with seated(sam, StandsScreen(sam, piece)) as seat:
        await seat.at("stands")
        await seat.sees("Now: nothing is said.")
        for one in STANDS:
            await seat.sees(one.capitalize())
        await seat.press("escape")
        await left(seat)
    assert now(sam, piece).stands == ""


@pytest.mark.parametrize("chosen", STANDS)
@acting
async def test_where_it_stands_is_chosen_by_a_click_and_taken_back(sam: Session, chosen: str) -> None:
    piece = story(sam)
    async with seated(sam, StandsScreen(sam, piece)) as seat:
        await seat.at("stands")
        await seat.choose(chosen.capitalize())
        await left(seat)
    assert now(sam, piece).stands == chosen
    async with seated(sam, StandsScreen(sam, now(sam, piece))) as seat:
        await seat.at("stands")
        await seat.choose("Say nothing about it")
        await left(seat)
    assert now(sam, piece).stands == ""


@acting
async def test_own_words_for_where_it_stands_are_kept_by_esc_too(sam: Session) -> None:
    piece = story(sam)
    async with seated(sam, StandsScreen(sam, piece)) as seat:
        await seat.step("stands", choose="In my own words")
        await seat.at("own")
        seat.put("some days in, some days out")
        await seat.press("escape")
        await seat.at("stands")
        await seat.sees("Now: some days in, some days out")
    assert now(sam, piece).stands == "some days in, some days out"


# What was tried.


@acting
async def test_something_is_added_named_as_it_went_and_stands_at_the_end(sam: Session) -> None:
    """F2: in words, its optional parts left out, and careful unless the writer says otherwise."""
    piece = with_tools(sam, WALK)
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await seat.step("all", choose="Add something")
        await seat.at("tried")
        await seat.press("ctrl+s")
        await seat.sees("One word is plenty.")
        seat.put("ringing Ilse")
        await seat.press("ctrl+s")
        await seat.step("went", choose="It didn't")
        await seat.at("one")
        await seat.sees("What didn't help me: ringing Ilse")
        await seat.choose("When it goes like that")
        await seat.at("when")
        seat.put("after ten")
        await seat.click("#way-next")
        await seat.step("one", choose="How far it may go")
        await seat.step("light", choose="Mine")
        await seat.at("one")
    assert now(sam, piece).tools == (
        WALK,
        Tool("ringing Ilse", Outcome.DIDNT, "after ten", light=Light.MINE),
    )
    assert Tool("").light is Light.CAREFUL


@acting
async def test_each_is_told_under_its_own_stem_and_no_one_stands_out(sam: Session) -> None:
    """F2: each item has its own first-person stem; `didn't` and `depends` look as `helped` does."""
    async with seated(sam, ToolsScreen(sam, with_tools(sam, *ALL))) as seat:
        await seat.at("all")
        said = [
            "What helped me: a walk before the call",
            "What didn't help me: telling my boss on a Monday",
            "It depends: counting stairs",
            "I'm not sure yet about the app my sister sent",
        ]
        lines = [line.rstrip() for line in seat.shown().split("\n")]
        places = [next(y for y, line in enumerate(lines) if one in line) for one in said]
        assert places == sorted(places)
        assert {lines[y].index(one) for y, one in zip(places, said, strict=True)} == {3}
        assert not re.search(r"\d", "\n".join(lines[1:-1])), "nothing is counted"


@acting
async def test_they_leave_in_the_writers_order_after_they_were_moved(sam: Session) -> None:
    """F2: the order of the export is the writer's order."""
    piece = with_tools(sam, *(Tool(one.tried, one.how_it_went, light=Light.OPEN) for one in ALL))
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await seat.step("all", "shift+down", "shift+down")
        await seat.until(lambda: [one.tried for one in now(sam, piece).tools][2] == WALK.tried, "moved")
        await seat.step("all", choose="the app my sister sent")
        await seat.step("one", choose="Move it up")
        await seat.until(lambda: [one.tried for one in now(sam, piece).tools][2] == APP.tried, "moved")
    order = [one.tried for one in now(sam, piece).tools]
    assert order == [BOSS.tried, STAIRS.tried, APP.tried, WALK.tried]
    text = compose([now(sam, piece)], new_letter_id()).ready().text
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)


@acting
async def test_what_was_taken_out_can_be_put_back_where_it_was(sam: Session) -> None:
    piece = with_tools(sam, *ALL)
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await seat.step("all", choose=STAIRS.tried)
        await seat.step("one", choose="Take it out")
        await seat.at("all")
        assert now(sam, piece).tools == (WALK, BOSS, APP)
        await seat.click("#way-put")
        await seat.sees(STAIRS.tried)
    assert now(sam, piece).tools == ALL


@acting
async def test_what_was_changed_elsewhere_meanwhile_stays(sam: Session) -> None:
    piece = with_tools(sam, WALK, BOSS)
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await seat.step("all", choose=BOSS.tried)
        sam.journal.edit(piece.id, tools=[APP, WALK, BOSS])
        await seat.step("one", choose="How it went")
        await seat.step("went", choose="It depends")
        await seat.at("one")
    changed = Tool(BOSS.tried, Outcome.DEPENDS)
    assert now(sam, piece).tools == (APP, WALK, changed)


@acting
async def test_long_words_push_nothing_away_and_are_whole_where_they_are_typed(sam: Session) -> None:
    long = Tool("very long " * 300, when="every day " * 300)
    async with seated(sam, ToolsScreen(sam, with_tools(sam, long, WALK))) as seat:
        await seat.at("all")
        await seat.sees("What helped me: a walk before the call")
        await seat.press("enter")
        await seat.at("one")
        await seat.sees("How far it may go")
        await seat.press("enter")
        await seat.at("tried")
        assert seat.screen.query_one(Page).text == long.tried


@pytest.mark.parametrize("file", ["tools", "of_story", "about_story"])
def test_the_view_of_what_was_tried_ranks_and_counts_nothing(file: str) -> None:
    """F2: no string of this view contains `%`, best, top or score."""
    texts = [*said_in(modules()[f"peerjournal.tui.screens.{file}"])]
    texts += said_in(modules()["peerjournal.tui.widgets.story_parts"])
    texts += [one.stem for one in Outcome]
    assert texts
    found = [one for one in texts if re.search(r"(?i)%|\b(?:best|top|score)\b", one)]
    assert found == []


# All of it.


@acting
async def test_all_of_it_is_behind_one_screen_and_shown_as_it_is_then(sam: Session) -> None:
    piece = story(sam)
    async with seated(sam, AboutStoryScreen(sam, piece)) as seat:
        await seat.at("about")
        await seat.sees("There is none.")
        await seat.choose("Where it stands")
        await seat.on(StandsScreen)
        await seat.step("stands", choose="Looking back")
        await seat.on(AboutStoryScreen)
        await seat.sees("looking back")
        await seat.choose("What helped, what didn't")
        await seat.on(ToolsScreen)
        await seat.press("escape")
        await seat.on(AboutStoryScreen)
        await seat.choose("Content note")
        await seat.on(ContentNoteScreen)
