"""The hope shelf in the app: opened only when asked, one line at a time, filled by hand alone."""

from pathlib import Path

import pytest

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.keep_line import KeepLineScreen, lines_of, unmarked
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.shelf import ShelfScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.sidebar import Sidebar
from tests.conftest import StandingClock
from tests.tui.desk import LARGE, at_desk
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sample import befriend, receive
from tests.tui.sharing import seated

CANARY = "heron-7731"


def texts(session: Session) -> list[str]:
    return [line.text for line in session.shelf.lines()]


# Looking at it.


@acting
async def test_an_empty_shelf_says_so_and_how_a_line_comes_there(session: Session) -> None:
    """F13: ships with nothing on it; the copy, with our key."""
    async with seated(session, ShelfScreen(session)) as seat:
        await seat.sees("Nothing here yet. When a line does you good, press h to keep it.")
        assert seat.ways() == ["Write a line", "Back"]


@acting
async def test_one_line_stands_there_at_a_time(session: Session) -> None:
    """F13: one item at a time, another, put away; in the person's own order."""
    for text in ("one", "two", "three"):
        session.shelf.add(text)
    async with seated(session, ShelfScreen(session)) as seat:
        for text, others in (
            ("one", "two three"),
            ("two", "one three"),
            ("three", "one two"),
            ("one", "two"),
        ):
            await seat.sees(text)
            assert not any(other in seat.shown() for other in others.split())
            await seat.press("a")
        await seat.sees("two")
        await seat.press("d")
        await seat.sees("three")
        await seat.until(lambda: texts(session) == ["one", "three"])
        await seat.press("u")
        await seat.sees("two")
        assert texts(session) == ["one", "two", "three"]


@acting
async def test_a_line_can_be_moved_and_any_of_them_asked_for(session: Session) -> None:
    session.shelf.add("one")
    session.shelf.add("two")
    async with seated(session, ShelfScreen(session)) as seat:
        await seat.sees("one")
        await seat.press("right_square_bracket")
        await seat.until(lambda: texts(session) == ["two", "one"])
        await seat.press("left_square_bracket")
        await seat.until(lambda: texts(session) == ["one", "two"])
        await seat.press("s")
        await seat.sees("two")


@acting
async def test_a_line_of_ones_own_can_be_written_there(session: Session) -> None:
    async with seated(session, ShelfScreen(session)) as seat:
        await seat.press("w")
        await seat.at("words")
        seat.put(f"{CANARY} {HOSTILE}")
        await seat.press("ctrl+s")
        await seat.on(ShelfScreen)
        await seat.sees(CANARY)
    assert len(texts(session)) == 1


@acting
async def test_what_was_begun_there_is_there_again(session: Session) -> None:
    async with seated(session, KeepLineScreen(session)) as seat:
        await seat.at("words")
        seat.put("Half a")
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, KeepLineScreen))
    assert texts(session) == []
    async with seated(session, KeepLineScreen(session)) as seat:
        await seat.at("words")
        await seat.sees("Half a")


# From the journal.


@acting
async def test_the_home_screen_never_shows_what_is_on_it(filled: Session) -> None:
    """F13: home screen never shows shelf text; N9: nothing resurfaces by itself. No count is there."""
    filled.shelf.add(CANARY)
    async with at_desk(filled, LARGE) as desk:
        shelves = desk.main.query_one(Sidebar).shelves
        for _ in shelves:
            assert CANARY not in desk.shown
            await desk.press("right_square_bracket")
        await desk.find(CANARY)
        assert CANARY not in desk.shown.replace(f"/ {CANARY}", "").replace(CANARY, "", 1)
        assert desk.titles == []
        line = next(row for row in desk.shown.split("\n") if "Hope shelf" in row)
        assert line[:25].split() in (["Hope", "shelf"], ["\u258c", "Hope", "shelf"])


@acting
async def test_it_opens_from_the_sidebar_by_a_key_and_by_a_click(filled: Session) -> None:
    filled.shelf.add(CANARY)
    async with at_desk(filled, LARGE) as desk:
        await desk.press("H")
        await desk.on(ShelfScreen)
        await desk.until(lambda: CANARY in desk.shown)
        await desk.press("escape")
        await desk.on(MainScreen)
        row = next(y for y, text in enumerate(desk.shown.split("\n")) if "Hope shelf" in text)
        await desk.pilot.click(offset=(6, row))
        await desk.on(ShelfScreen)
        await desk.press("escape")
        await desk.on(MainScreen)
        assert "Hope shelf" in {entry.title for entry in commands.entries(desk.main)}


@acting
async def test_a_line_of_an_entry_is_chosen_and_says_what_it_is_from(session: Session) -> None:
    entry = session.journal.add(
        Draft("Day", "It rained. [[Only she knew.]] The dog slept.\n\n:mine\nA wet dog.\n:end")
    )
    async with at_desk(session) as desk:
        await desk.press("h")
        await desk.on(KeepLineScreen)
        choices = desk.app.screen.query_one(Choices)
        found = [choice.label for choice in choices._choices]
        assert found == ["It rained.", "Only she knew.", "The dog slept.", "A wet dog."]
        await desk.press("down", "enter")
        await desk.on(MainScreen)
        await desk.until(lambda: texts(session))
    (line,) = session.shelf.lines()
    assert (line.text, line.kind, line.about, line.peer) == ("Only she knew.", "entry", entry.id, "")


@acting
async def test_what_is_selected_goes_there_at_once(filled: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_desk(filled) as desk:
        monkeypatch.setattr(desk.main, "get_selected_text", lambda: "crooked and came up")
        await desk.press("h")
        await desk.until(lambda: texts(filled) == ["crooked and came up"])
        assert isinstance(desk.app.screen, MainScreen)


@acting
async def test_a_letter_lends_a_line_once_it_is_open_and_keeps_whose_it_is(
    session: Session, tmp_path: Path, clock: StandingClock
) -> None:
    """F13: lines from a reply keep "from {peer}"."""
    receive(session, befriend(session, tmp_path, clock))
    (kept,) = session.inbox.letters.all()
    async with at_desk(session) as desk:
        await desk.press("h")
        await desk.until(lambda: any("Open" in said or "opened" in said for said in desk.said))
        assert isinstance(desk.app.screen, MainScreen)
        await desk.press("enter")
        await desk.on(LetterScreen)
        await desk.press("h")
        assert isinstance(desk.app.screen, LetterScreen)
        await desk.press("o")
        await desk.until(lambda: "that winter" in desk.shown)
        await desk.press("h")
        await desk.on(KeepLineScreen)
        choices = desk.app.screen.query_one(Choices)
        labels = [choice.label for choice in choices._choices]
        choices.highlighted = labels.index("You asked how I got through that winter.")
        await desk.press("enter")
        await desk.until(lambda: texts(session))
        await desk.on(LetterScreen)
        await desk.app.push_screen(ShelfScreen(session))
        await desk.until(lambda: "from Robin" in desk.shown)
    (line,) = session.shelf.lines()
    assert (line.kind, line.about, line.peer) == ("letter", kept.id, session.circle.get("Robin").id)


@acting
async def test_f8_in_the_editor_puts_the_selection_or_the_line_there(session: Session) -> None:
    entry = session.journal.add(Draft("Day", "It rained.\nThe [[dog]] slept."))
    async with at_desk(session) as desk:
        await desk.press("e")
        await desk.on(EditorScreen)
        page = desk.app.screen.query_one(Page)
        page.move_cursor((1, 0))
        await desk.press("f8")
        await desk.until(lambda: texts(session) == ["The dog slept."])
        page.move_cursor((0, 0))
        page.move_cursor((0, 2), select=True)
        await desk.press("f8")
        await desk.until(lambda: texts(session) == ["The dog slept.", "It"])
        assert page.text == entry.body
    assert {line.about for line in session.shelf.lines()} == {entry.id}


@acting
async def test_going_through_the_app_puts_nothing_there(filled: Session) -> None:
    """F13: no code path writes to the shelf except the person's action."""
    async with at_desk(filled, LARGE) as desk:
        for keys in (
            ("enter",),
            ("e", "escape"),
            ("s",),
            ("escape",),
            ("n", "x", "escape"),
            ("d", "u"),
            ("H",),
        ):
            await desk.press(*keys)
            await desk.app.workers.wait_for_complete()
            await desk.pilot.pause()
    assert texts(filled) == []


# What a line is.


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One. Two? Three", ["One.", "Two?", "Three"]),
        (
            'She said, "I\'m in no hurry." Then\nshe sat.',
            ['She said, "I\'m in no hurry."', "Then", "she sat."],
        ),
        ("At 3.5 km I turned. I turned.", ["At 3.5 km I turned.", "I turned."]),
        ("走了。我也走了。", ["走了。", "我也走了。"]),
        ("Wait... really", ["Wait...", "really"]),
        (" \n\n", []),
        ("same\nsame", ["same"]),
    ],
)
def test_a_text_is_offered_sentence_by_sentence(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_a_body_whose_marks_cannot_be_read_is_offered_as_it_stands() -> None:
    assert unmarked("a [[b\n\nc") == "a [[b\n\nc"
