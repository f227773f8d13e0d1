"""The editor: writing, what it shows, and what every key of it does."""

from typing import Any

from peerjournal.journal import Draft, Entry, Piece
from peerjournal.session import Session
from peerjournal.tui.desk import LEFT_AS_IT_IS, NOTHING_WRITTEN
from peerjournal.tui.screens.when import WhenScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.widgets.keeper import JUST_SAVED
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.sheet import PLACEHOLDER
from tests.conftest import StandingClock
from tests.tui.pilot import acting
from tests.tui.writing_stage import UnderScreen, writing

BODY = "I almost did not go out.\n\n:mine\nWhat he said stays here.\n:end\n\nThen the kettle clicked off."


def entry(session: Session, body: str = BODY, **more: Any) -> Piece:
    return session.journal.add(Draft("As far as the bridge", body, ("walking", "small wins"), **more))


def kept(session: Session) -> list[Piece]:
    return session.journal.list()


# Writing something new.


@acting
async def test_a_blank_page_invites_and_a_few_words_on_it_are_kept(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        assert all(line in stage.shown() for line in PLACEHOLDER.split("\n"))
        await stage.press(*"one")
        await stage.press("enter", *"two")
        piece = await stage.done()
        assert isinstance(piece, Entry)
        assert (piece.body, piece.title) == ("one\ntwo", "")
        assert kept(session) == [piece]
        assert isinstance(stage.app.screen, UnderScreen)


@acting
async def test_by_keyboard_alone_a_title_tags_and_a_page(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.press("up", "up", *"Title")
        await stage.press("down", *"walk", "space", *"#rain")
        await stage.press("enter", *"Words")
        piece = await stage.done()
        assert piece is not None
        assert (piece.title, piece.tags, piece.body) == ("Title", ("walk", "rain"), "Words")


@acting
async def test_by_mouse_alone(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.pilot.click("#title")
        await stage.press(*"A")
        await stage.pilot.click("#page")
        await stage.press(*"B")
        await stage.pilot.click("EditorKeys FooterKey")
        await stage.until(lambda: bool(stage.ended))
        assert [(piece.title, piece.body) for piece in kept(session)] == [("A", "B")]


@acting
async def test_an_empty_page_keeps_nothing_and_says_so(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.press("space", "enter")
        assert await stage.done() is None
        assert stage.said == [NOTHING_WRITTEN]
        assert kept(session) == []
        assert drafts_of(session).names() == []


@acting
async def test_an_entry_that_was_emptied_stays_as_it_was(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft(body="words"))
    async with writing(session, clock, piece) as stage:
        stage.page.put("")
        assert await stage.done() is None
        assert stage.said == [LEFT_AS_IT_IS]
        assert kept(session) == [piece]


@acting
async def test_it_belongs_to_the_moment_of_its_first_word(session: Session, clock: StandingClock) -> None:
    begun = clock()
    async with writing(session, clock) as stage:
        await stage.write("a")
        stage.editor.keep_draft()
        clock.move(minutes=3)
        await stage.write("b")
        piece = await stage.done()
        assert piece is not None
        assert piece.written.local == begun


# Changing what is there.


@acting
async def test_nothing_changed_keeps_nothing_anew(session: Session, clock: StandingClock) -> None:
    piece = entry(session)
    changes = session.vault.changes
    async with writing(session, clock, piece) as stage:
        assert await stage.done() is None
        assert kept(session) == [piece]
        assert session.vault.changes == changes


@acting
async def test_a_change_is_kept_in_its_place_with_its_tags_as_they_are_spelled(
    session: Session, clock: StandingClock
) -> None:
    piece = entry(session)
    async with writing(session, clock, piece) as stage:
        await stage.write("More. ")
        await stage.press("ctrl+t", "end", "space", *"rain")
        new = await stage.done()
        assert new is not None
        assert (new.id, new.body) == (piece.id, f"More. {BODY}")
        assert new.tags == ("walking", "small wins", "rain")


@acting
async def test_saving_stays_and_esc_then_ends_with_what_was_saved(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.status == JUST_SAVED)
        (piece,) = kept(session)
        assert stage.editor.is_active
        await stage.press("x")
        assert stage.status == ""
        new = await stage.done()
        assert new is not None
        assert (new.id, len(kept(session))) == (piece.id, 1)


@acting
async def test_saving_an_empty_page_says_that_there_is_nothing_yet(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock) as stage:
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.note("told") == NOTHING_WRITTEN)
        assert (stage.status, kept(session)) == ("", [])


@acting
async def test_saved_just_now_is_not_said_for_long(
    session: Session, clock: StandingClock, monkeypatch: Any
) -> None:
    monkeypatch.setattr("peerjournal.tui.widgets.keeper._A_MOMENT", 0.01)
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.status == "Saved at 09:00")


@acting
async def test_going_back_to_what_was_kept_can_be_undone(session: Session, clock: StandingClock) -> None:
    piece = entry(session)
    async with writing(session, clock, piece) as stage:
        stage.page.put("Something else")
        stage.editor.action_revert()
        await stage.pilot.pause()
        assert stage.page.text == BODY
        await stage.press("ctrl+z")
        assert stage.page.text == "Something else"


@acting
async def test_undo_and_redo_are_in_the_menu_and_on_keys(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("ctrl+z")
        assert stage.page.text == ""
        await stage.press("ctrl+y")
        assert stage.page.text == "words"
        stage.editor.action_undo()
        stage.editor.action_redo()
        assert stage.page.text == "words"


@acting
async def test_the_day_and_the_star_are_changed_by_a_click_or_in_the_menu(
    session: Session, clock: StandingClock
) -> None:
    async with writing(session, clock, entry(session)) as stage:
        assert "Sat 21 Nov 2026" in stage.shown()
        await stage.pilot.click("#day")
        await stage.until(lambda: isinstance(stage.app.screen, WhenScreen))
        line = stage.app.screen.query_one(Line)
        assert line.value == "2026-11-21 09:00"
        line.value = "[/sigh]"
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen.query_one("#answer").has_class("-said"))
        line.value = "2020-02-03 18:30"
        await stage.pilot.click("#set")
        await stage.until(lambda: stage.editor.is_active)
        assert "Mon 3 Feb 2020" in stage.shown()
        stage.editor.action_star()
        await stage.pilot.pause()
        assert "starred" in stage.shown()
        piece = await stage.done()
        assert piece is not None
        assert (str(piece.written), piece.starred) == ("2020-02-03 18:30", True)


@acting
async def test_leaving_the_question_of_when_changes_nothing(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock, entry(session)) as stage:
        stage.editor.action_when()
        await stage.until(lambda: isinstance(stage.app.screen, WhenScreen))
        await stage.press("escape")
        await stage.until(lambda: stage.editor.is_active)
        assert await stage.done() is None
