"""Whatever is typed about a story is kept: by going on or back, in a draft, when the app must end."""

import re
from collections.abc import Callable

import pytest

from peerjournal.errors import NotSaved
from peerjournal.journal import (
    Story,
)
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.about_story import AboutStoryScreen
from peerjournal.tui.screens.content_note import ContentNoteScreen
from peerjournal.tui.screens.of_story import ONCE_MORE, OfStoryScreen
from peerjournal.tui.screens.stands import StandsScreen
from peerjournal.tui.screens.tools import ToolsScreen
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated
from tests.tui.story_parts import ELSE, WALK, left, now, refuse, tick_else, with_tools

Made = Callable[[Session, Story], OfStoryScreen]
TYPING: dict[str, tuple[Made, list[tuple[str, str]], str, Callable[[Story], object]]] = {
    "stands": (StandsScreen, [("stands", "In my own words")], "own", lambda one: one.stands),
    "tried": (ToolsScreen, [("all", "Add something")], "tried", lambda one: one.tools[-1].tried),
    "when": (
        ToolsScreen, [("all", "a walk"), ("one", "When it goes")], "when", lambda one: one.tools[0].when,
    ),
    "might differ": (
        ToolsScreen, [("all", "a walk"), ("one", "What might be different")], "might_differ",
        lambda one: one.tools[0].might_differ,
    ),
    "own topic": (
        ContentNoteScreen, [("topics", ELSE)], "own",
        lambda one: one.content_note and ", ".join(one.content_note.topics),
    ),
    "skip": (
        ContentNoteScreen, [("topics", "[ ] violence"), ("how", "Mentioned")], "skip",
        lambda one: one.content_note and one.content_note.skip_hint,
    ),
    "end": (
        ContentNoteScreen,
        [("topics", "[ ] violence"), ("how", "Mentioned"), ("skip", ""), ("ends", "In my own")],
        "own_end", lambda one: one.content_note and one.content_note.ends,
    ),
}  # fmt: skip
"""For each line that is typed on: its screen, the way there, its step, and what is kept of it."""


async def to_line(seat: Seat, way: list[tuple[str, str]], step: str) -> None:
    for name, chosen in way:
        await seat.at(name)
        if chosen == ELSE:
            await tick_else(seat)
        elif chosen:
            await seat.choose(chosen)
        if name in {"topics", "skip"}:
            await seat.press("ctrl+s")
    await seat.at(step)


@acting
async def test_who_comes_back_to_words_goes_on_after_them(sam: Session) -> None:
    piece = with_tools(sam, WALK)
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await to_line(seat, TYPING["when"][1], "when")
        seat.put("In the morning")
        await seat.press("ctrl+s")
        await seat.step("one", choose="When it goes")
        await seat.at("when")
        await seat.press("!")
        await seat.sees("In the morning!")


@pytest.mark.parametrize("name", TYPING)
@acting
async def test_words_that_were_typed_are_kept_by_esc(sam: Session, name: str) -> None:
    make, way, step, kept = TYPING[name]
    piece = with_tools(sam, WALK)
    async with seated(sam, make(sam, piece)) as seat:
        await to_line(seat, way, step)
        seat.put("typed and left")
        await seat.press("escape")
        await seat.until(lambda: kept(now(sam, piece)) == "typed and left", "kept")
    assert Begun(sam, make.KIND, piece.id).fields == {}  # type: ignore[attr-defined] # a class


@pytest.mark.parametrize("name", TYPING)
@acting
async def test_a_disk_that_refuses_is_told_and_the_words_wait_in_a_draft(
    sam: Session, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make, way, step, kept = TYPING[name]
    piece = with_tools(sam, WALK)
    with monkeypatch.context() as disk:
        async with seated(sam, make(sam, piece)) as seat:
            await to_line(seat, way, step)
            refuse(disk)
            seat.put("typed and left")
            await seat.press("escape")
            await seat.sees(f"It is among your drafts. {ONCE_MORE}")
            await seat.press("escape")
            await left(seat)
    async with seated(sam, make(sam, now(sam, piece))) as seat:
        await seat.at(step)
        await seat.sees("typed and left")
        await seat.press("ctrl+s")
        await seat.until(lambda: kept(now(sam, piece)) == "typed and left", "kept")
        await seat.until(lambda: not getattr(seat.screen, "busy", False), "done")
    assert Begun(sam, make.KIND, piece.id).fields == {}  # type: ignore[attr-defined] # a class


@acting
async def test_where_nothing_can_be_written_at_all_the_words_stay_on_the_screen(
    sam: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = with_tools(sam, WALK)
    async with seated(sam, ToolsScreen(sam, piece)) as seat:
        await to_line(seat, [("all", "Add something")], "tried")
        refuse(monkeypatch, draft=True)
        seat.put("typed and left")
        await seat.press("escape")
        await seat.sees(str(NotSaved()))
        await seat.sees("typed and left")


@pytest.mark.parametrize("name", TYPING)
@acting
async def test_what_is_typed_is_sealed_when_the_app_must_end(sam: Session, name: str) -> None:
    make, way, step, _ = TYPING[name]
    piece = with_tools(sam, WALK)
    async with seated(sam, make(sam, piece)) as seat:
        await to_line(seat, way, step)
        seat.put("typed and left")
        assert seat.app.keep_drafts()
    async with seated(sam, make(sam, now(sam, piece))) as seat:
        await seat.at(step)
        await seat.sees("typed and left")


@pytest.mark.parametrize("name", TYPING)
@acting
async def test_any_text_may_stand_in_any_of_them(sam: Session, name: str) -> None:
    make, way, step, kept = TYPING[name]
    piece = with_tools(sam, WALK)
    async with seated(sam, make(sam, piece)) as seat:
        await to_line(seat, way, step)
        seat.put(HOSTILE)
        await seat.press("ctrl+s")
        await seat.until(lambda: "mood [ok]" in str(kept(now(sam, piece))), "kept")
        await seat.until(lambda: not getattr(seat.screen, "busy", False), "done")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", seat.shown())
    async with seated(sam, AboutStoryScreen(sam, now(sam, piece))) as seat:
        await seat.at("about")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", seat.shown())
