"""The main screen: what it lists, and what can be read beside the list."""

import threading
from dataclasses import astuple
from pathlib import Path

import pytest
from textual.screen import Screen

from peerjournal.config import Places
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.library import whole
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets import librarian
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.librarian import Librarian
from peerjournal.tui.widgets.list_pane import ListPane
from peerjournal.tui.widgets.symbols import SYMBOLS
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.desk import LARGE, SMALL, TINY, Desk, at_desk
from tests.tui.pilot import acting, until
from tests.tui.sample import befriend, leave_draft, make_story, receive, send, titled


@acting
async def test_what_was_written_is_listed_newest_first_with_its_day(filled: Session) -> None:
    async with at_desk(filled) as desk:
        assert desk.titles[:3] == ["As far as the bridge", "Night shift, again", "The letter I did not send"]
        assert "today" in desk.shown
        assert "yesterday" in desk.shown
        assert "17 Oct 2025" in desk.shown


@acting
async def test_an_empty_journal_says_whose_place_it_is_and_offers_only_to_write(session: Session) -> None:
    async with at_desk(session) as desk:
        assert "This is your place." in desk.shown
        assert "Nothing here is public." in desk.shown
        assert not desk.main.query_one(FindLine).region
        assert desk.keys == ["n Write", "? Help", "^p Menu"]


@pytest.mark.parametrize("name", ["stories", "letters", "drafts", "removed"])
@acting
async def test_an_empty_shelf_says_so_calmly(filled: Session, name: str) -> None:
    async with at_desk(filled) as desk:
        await desk.shelf(name)
        assert desk.titles == []
        assert any(words in desk.shown for words in ("No ", "Nothing is here."))
        assert "!" not in desk.shown


@acting
async def test_the_sidebar_counts_what_lies_on_each_shelf(
    filled: Session, clock: StandingClock, tmp_path: Path
) -> None:
    story = make_story(filled)
    robin = befriend(filled, tmp_path, clock)
    send(filled, story, "Robin")
    receive(filled, robin)
    leave_draft(filled, "Begun", "on the bus")
    filled.journal.remove(titled(filled, "Panic on the 38").id)
    async with at_desk(filled, LARGE) as desk:
        counts = desk.main._library.counts
        names = ("everything", "entries", "stories", "letters", "drafts", "removed")
        assert [counts[name] for name in names] == [7, 4, 1, 2, 1, 1]
        line = next(line for line in desk.shown.splitlines() if "Letters" in line)
        assert "●" in line
        assert "Robin" in desk.shown
        assert "#walking" in desk.shown


@acting
async def test_the_first_rows_stand_there_before_everything_is_read(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(librarian, "whole", lambda session: go_on.wait(60) and whole(session))
    app = JournalApp(filled, main=MainScreen, first_run=Screen, clock=filled.vault.clock)
    async with app.run_test(size=SMALL) as pilot:
        desk = Desk(pilot, app, filled)
        await until(pilot, lambda: len(app.screen_stack) > 1 and len(desk.titles) == 5)
        assert not desk.main._library.is_whole
        await desk.press("down")
        assert desk.at == "Night shift, again"
        go_on.set()
        await desk.settle()
        assert desk.at == "Night shift, again"


@acting
async def test_what_another_program_saved_appears_by_itself(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    async with at_desk(filled) as desk:
        elsewhere = Session.unlock(Places(tmp_path / "own", tmp_path / "own.state"), PASSPHRASE, clock=clock)
        clock.move(minutes=1)
        elsewhere.journal.add(Draft("Written elsewhere", "by the command"))
        desk.main.query_one(Librarian).look()
        await desk.until(lambda: "Written elsewhere" in desk.titles)
        assert desk.at == "As far as the bridge"


@acting
async def test_the_page_follows_the_list(filled: Session) -> None:
    async with at_desk(filled, LARGE) as desk:
        page = desk.page
        await desk.until(lambda: page.reading.title == "As far as the bridge")
        await desk.press("down")
        await desk.until(lambda: page.reading.title == "Night shift, again")
        assert page.reading.details[0] == "Friday 20 November"


@acting
async def test_space_turns_the_page_and_the_list_keeps_the_focus(filled: Session) -> None:
    filled.journal.add(Draft("Long", "a line\n\n" * 200))
    async with at_desk(filled) as desk:
        page = desk.page
        await desk.until(lambda: page.reading.title == "Long")
        await desk.press("space")
        await desk.until(lambda: page.scroll_y > 0)
        await desk.press("minus")
        await desk.until(lambda: page.scroll_y == 0)
        assert desk.rows.has_focus


@acting
async def test_on_a_tiny_screen_enter_shows_the_page_and_esc_the_list(filled: Session) -> None:
    async with at_desk(filled, TINY) as desk:
        page = desk.page
        assert not page.display
        await desk.press("enter")
        await desk.until(lambda: page.display and page.has_focus)
        assert not desk.main.query_one(ListPane).display
        assert "Esc Back" in desk.keys
        await desk.press("escape")
        await desk.until(lambda: desk.rows.has_focus and not page.display)


@acting
async def test_a_letter_not_opened_shows_nothing_of_what_is_in_it(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    robin = befriend(filled, tmp_path, clock)
    receive(filled, robin)
    async with at_desk(filled, LARGE) as desk:
        await desk.shelf("letters")
        assert desk.titles == ["From Robin"]
        await desk.until(lambda: "Not opened yet" in desk.shown)
        assert "certain" in desk.shown
        assert "river" not in desk.shown
        assert "winter" not in desk.shown
        await desk.find("winter")
        assert desk.titles == []


@acting
async def test_a_link_is_shown_whole_and_never_opened(filled: Session) -> None:
    async with at_desk(filled, LARGE) as desk:
        await desk.press("3", "l")
        await desk.until(lambda: desk.app.screen is not desk.main)
        await desk.until(lambda: "https://example.org/bridge" in desk.shown)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)


@acting
async def test_plain_symbols_reach_all_that_is_drawn(filled: Session) -> None:
    async with at_desk(filled, size=LARGE) as desk:
        assert "▌" in desk.shown
    async with at_desk(filled, size=LARGE, plain_symbols=True) as desk:
        await desk.until(lambda: "▌" not in desk.shown)
        assert "|" in desk.shown
        assert not set(astuple(SYMBOLS)) & set(desk.shown)
