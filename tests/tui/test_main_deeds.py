"""The main screen: removing and bringing back, drafts, lines from nobody, writing and sharing."""

import json
from pathlib import Path
from typing import Any

import pytest

from peerjournal.config import Places
from peerjournal.journal import Draft, Story
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.ask import Ask, Choose
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets.notice import Notice
from peerjournal.vault import keep
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.desk import LARGE, at_desk
from tests.tui.pilot import acting
from tests.tui.sample import befriend, leave_draft, make_story, receive, titled


@acting
async def test_what_is_removed_waits_and_u_brings_it_back(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("down", "d")
        await desk.until(lambda: len(desk.titles) == 4)
        assert "Hidden for 30 days. u brings it back." in desk.said
        assert desk.at == "The letter I did not send"
        await desk.press("u")
        await desk.until(lambda: len(desk.titles) == 5)
        assert filled.journal.removed() == []


@acting
async def test_the_shelf_of_what_was_removed_brings_back_too(filled: Session) -> None:
    filled.journal.remove(titled(filled, "Panic on the 38").id)
    async with at_desk(filled) as desk:
        await desk.shelf("removed")
        assert desk.titles == ["Panic on the 38"]
        assert "u Bring back" in desk.keys
        await desk.press("u")
        await desk.until(lambda: desk.titles == [])
        assert filled.journal.removed() == []


@acting
async def test_a_star_comes_and_goes_and_is_found(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("asterisk")
        await desk.until(lambda: "★" in desk.shown)
        await desk.find("is:starred")
        assert desk.titles == ["As far as the bridge"]
        await desk.press("enter", "u")
        await desk.until(lambda: not titled(filled, "As far as the bridge").starred)


@acting
async def test_a_draft_left_by_a_killed_process_is_offered_and_let_go_only_when_asked(
    filled: Session,
) -> None:
    leave_draft(filled, "Begun on the bus", "I do not know yet")
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        assert desk.titles == ["Begun on the bus"]
        await desk.press("d")
        await desk.on(Ask)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert desk.titles == ["Begun on the bus"]
        await desk.press("d")
        await desk.on(Ask)
        await desk.pilot.click("#yes")
        await desk.until(lambda: desk.titles == [])


@acting
async def test_a_draft_is_gone_on_with(filled: Session) -> None:
    leave_draft(filled, "Begun on the bus", "I do not know yet")
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        await desk.press("enter")
        await desk.until(lambda: type(desk.app.screen).__name__ == "EditorScreen")
        await desk.until(lambda: "I do not know yet" in desk.shown)


def jot_as_a_stranger(session: Session, text: str) -> None:
    """Put a line into the journal's folder as somebody would who knows its recipient and none of its keys."""
    pin = session.vault.home.jot_pin
    ours = pin.read_text(encoding="utf-8")
    pin.write_text(json.dumps(json.loads(ours) | {"key": "00" * 32}), encoding="utf-8")
    keep(session.vault.home, text, written=session.vault.clock())
    pin.write_text(ours, encoding="utf-8")


@acting
async def test_a_line_from_nobodys_device_is_kept_only_if_asked_for(filled: Session) -> None:
    jot_as_a_stranger(filled, "A stranger's line [/sigh]")
    async with at_desk(filled) as desk:
        notice = desk.main.query_one(Notice)
        assert "A line came while the journal was locked." in desk.shown
        assert notice.region.height == 1
        await desk.pilot.click(Notice)
        await desk.on(Choose)
        assert "A stranger's line [/sigh]" in desk.shown
        await desk.press("escape")
        assert len(filled.strangers()) == 1
        await desk.pilot.click(Notice)
        await desk.on(Choose)
        await desk.press("enter")
        await desk.until(lambda: "A stranger's line [/sigh]" in desk.titles)
        assert not notice.display
        assert filled.strangers() == []


@acting
async def test_a_line_from_nobodys_device_can_be_thrown_away(filled: Session) -> None:
    jot_as_a_stranger(filled, "A stranger's line")
    async with at_desk(filled) as desk:
        await desk.app.run_action("strangers", desk.main)
        await desk.on(Choose)
        await desk.press("down", "enter")
        await desk.until(lambda: not desk.main.query_one(Notice).display)
        assert len(filled.journal.list()) == 5
        assert filled.strangers() == []


@acting
async def test_a_journal_that_can_only_be_read_says_so_at_the_top_and_can_be_read(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    path = filled.vault.home.log(filled.vault.device)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    filled.lock()
    opened = Session.unlock(Places(tmp_path / "own", tmp_path / "own.state"), PASSPHRASE, clock=clock)
    async with at_desk(opened, LARGE) as desk:
        assert opened.vault.notices
        assert desk.main.query_one(Notice).display
        assert opened.vault.notices[0][:30] in desk.shown
        before = len(desk.titles)
        assert 0 < before < 5
        await desk.press("d")
        await desk.until(lambda: desk.said)
        assert len(desk.titles) == before


@acting
async def test_n_opens_a_blank_page_and_what_is_kept_is_highlighted(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("n")
        await desk.until(lambda: type(desk.app.screen).__name__ == "EditorScreen")
        new = filled.journal.add(Draft("Just written", "a sentence"))
        desk.app.screen.dismiss(new)
        await desk.until(lambda: desk.app.screen is desk.main and desk.at == "Just written")
        await desk.until(lambda: "n Write" in desk.keys)


@acting
async def test_s_makes_a_story_of_an_entry_and_opens_it(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.press("s")
        await desk.until(lambda: type(desk.app.screen).__name__ == "EditorScreen")
        stories = [piece for piece in filled.journal.list() if isinstance(piece, Story)]
        assert [story.title for story in stories] == ["As far as the bridge"]


@acting
async def test_s_on_a_story_shares_those_that_are_ticked_and_nothing_but_stories(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F1: of what is ticked, stories leave and entries never."""
    make_story(filled)
    make_story(filled, "Night shift, again")
    shared: list[Any] = []
    monkeypatch.setattr(MainScreen, "enter", lambda _self, door, *what, **_more: shared.append((door, *what)))
    async with at_desk(filled) as desk:
        await desk.shelf("stories")
        await desk.press("x", "down", "x", "s")
        door, stories = shared[-1]
        assert door == "share"
        assert {story.title for story in stories} == {"As far as the bridge", "Night shift, again"}
        await desk.shelf("entries")
        await desk.press("x")
        assert len(desk.rows.ticked) == 2
        assert any("Only stories can be shared" in one for one in desk.said)


@acting
async def test_o_opens_a_file_among_the_letters_and_reads_everywhere_else(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(MainScreen, "enter", lambda _self, door, *_what, **_more: opened.append(door))
    async with at_desk(filled) as desk:
        await desk.press("o")
        assert opened == []
        assert desk.page.has_focus
        await desk.press("escape")
        await desk.shelf("letters")
        await desk.press("o")
        assert opened == ["receive"]


@acting
async def test_jots_that_came_in_at_the_unlock_are_said_and_listed(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    keep(filled.vault.home, "A line from the bus", written=clock())
    opened = Session.unlock(Places(tmp_path / "own", tmp_path / "own.state"), PASSPHRASE, clock=clock)
    async with at_desk(opened) as desk:
        assert "A jotted line is among your entries." in desk.said
        assert "A line from the bus" in desk.titles


@acting
async def test_a_reply_that_was_begun_is_among_the_drafts_and_gone_on_with(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    receive(filled, befriend(filled, tmp_path, clock))
    begun = Begun(filled, "reply", filled.inbox.letters.all()[0].id)
    begun.keep(title="A reply you began", body="The line that stayed", said={})
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        assert desk.titles == ["A reply you began"]
        await desk.press("enter")
        await desk.until(lambda: type(desk.app.screen).__name__ == "ReplyScreen")


@acting
async def test_a_draft_whose_letter_is_gone_says_so_and_stays(filled: Session) -> None:
    Begun(filled, "reply", "gone").keep(title="A reply you began", body="The line that stayed", said={})
    async with at_desk(filled) as desk:
        await desk.shelf("drafts")
        await desk.press("enter")
        await desk.until(lambda: any("no longer here" in one for one in desk.said))
        assert desk.titles == ["A reply you began"]
        await desk.press("down", "n")
        await desk.until(lambda: type(desk.app.screen).__name__ == "EditorScreen")


@acting
async def test_a_letter_is_let_go_only_after_a_question(
    filled: Session, tmp_path: Path, clock: StandingClock
) -> None:
    receive(filled, befriend(filled, tmp_path, clock))
    async with at_desk(filled) as desk:
        await desk.shelf("letters")
        await desk.press("d")
        await desk.on(Ask)
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is desk.main)
        assert desk.titles == ["From Robin"]
        await desk.press("d")
        await desk.on(Ask)
        await desk.press("tab", "enter")
        await desk.until(lambda: desk.titles == [])
        assert filled.inbox.letters.all() == []
