"""What is written along a way in: sealed all the while, found again, and never there twice."""

from pathlib import Path

import pytest

from peerjournal.errors import NotSaved
from peerjournal.journal import Draft, Story, guides
from peerjournal.session import Session
from peerjournal.tui.begun import Along
from peerjournal.tui.drafts import left_behind, open_draft
from peerjournal.tui.library import Kind
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.way_in import WayInScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.vault import Drafts
from tests.tui.along import chosen, only, prompted
from tests.tui.desk import Desk, at_desk
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.sharing import Seat, seated

TODAY = guides().get("just-today")


async def stop(seat: Seat, how: str) -> None:
    if how == "stop":
        await seat.click("#way-stop")
        await seat.until(lambda: not isinstance(seat.screen, WayInScreen))
    elif how == "esc":
        await seat.press("escape", "escape", "escape")
        await seat.until(lambda: not isinstance(seat.screen, WayInScreen))
    elif how == "kill":
        seat.app.end_now(Ending.TERMINATED)
    else:
        await seat.press({"cover": "f9", "lock": "ctrl+l"}[how])
        await seat.until(lambda: drafts_of(session_of(seat)).names())


def session_of(seat: Seat) -> Session:
    screen = next(one for one in seat.app.screen_stack if isinstance(one, WayInScreen))
    return screen.session


@pytest.mark.parametrize("how", ["stop", "esc", "kill", "cover", "lock"])
@acting
async def test_what_was_answered_is_there_however_one_stops(session: Session, how: str) -> None:
    """F1: stop here (saved); Esc, cover, lock and a killed program lose nothing either."""
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        await prompted(seat, 0)
        seat.put("Grey.")
        await seat.press("ctrl+s")
        await prompted(seat, 1)
        seat.put("Half a sen")
        await seat.pilot.pause()
        drop = seat.app.drop_keys
        seat.app.drop_keys = lambda: None  # type: ignore[method-assign] # so that the draft can be looked at
        await stop(seat, how)
        seat.app.drop_keys = drop  # type: ignore[method-assign] # as above
    (name,) = drafts_of(session).names()
    again = Along.found(session, name, guides())
    assert (again.answers[:2], again.at) == (["Grey.", "Half a sen"], 0 if how == "esc" else 1)
    assert open_draft(session, name).writing.body == "Grey.\n\nHalf a sen"


@acting
async def test_it_is_sealed_while_one_types(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerjournal.tui.screens.steps._SOON", 0.01)
    async with seated(session, WayInScreen(session, "just-today")) as seat:
        await prompted(seat, 0)
        await seat.press(*"Grey")
        await until(seat.pilot, lambda: bool(drafts_of(session).names()))


@acting
async def test_one_goes_on_with_a_draft_from_the_list(session: Session) -> None:
    along = Along(session, guides().get("walked-this-path"))
    along.kind, along.stands, along.at = "story", "in it", 1
    along.take(0, "A move.")
    along.headings = {0}
    along.seal()
    async with at_desk(session) as desk:
        await to_draft(desk)
        seat = Seat(desk.pilot, desk.app)
        await prompted(seat, 1)
        await desk.press("escape")
        await prompted(seat, 0)
        await seat.sees("A move.")
        for place in range(6):
            await prompted(seat, place)
            await desk.press("ctrl+s")
        await seat.at("end")
        await desk.press("enter")
        await desk.on(MainScreen)
        await desk.until(session.journal.list)
    story = only(session)
    assert isinstance(story, Story)
    assert (story.stands, story.body.split("\n\n")[1]) == ("in it", "A move.")
    assert drafts_of(session).names() == []


async def to_draft(desk: Desk) -> None:
    await desk.shelf("drafts")
    await desk.until(lambda: desk.main._item is not None and desk.main._item.kind is Kind.DRAFT)
    await desk.press("2", "enter")


@acting
async def test_where_its_way_in_is_gone_the_editor_has_the_words(
    session: Session, own_settings: Path
) -> None:
    folder = own_settings.parent / "ways-in"
    folder.mkdir(parents=True)
    (folder / "sundays.toml").write_text('title = "Sundays"\nprompts = ["What was slow?"]')
    along = Along(session, guides({"sundays": 'title = "S"\nprompts = ["What?"]'}).get("sundays"))
    along.take(0, "The tram.")
    along.seal()
    (folder / "sundays.toml").unlink()
    async with at_desk(session) as desk:
        await to_draft(desk)
        await desk.on(EditorScreen)
        await desk.until(lambda: "The tram." in desk.shown)


def test_a_draft_whose_words_were_kept_is_let_go(session: Session) -> None:
    """A program killed between the two leaves nothing twice."""
    along = Along(session, TODAY)
    along.take(0, "Grey.")
    along.seal()
    draft = along.guide.draft(along.answers, written=along._written)
    session.journal.add(draft)
    assert left_behind(session) == []
    assert drafts_of(session).names() == []


def test_a_second_time_along_the_same_way_is_another_one(session: Session) -> None:
    for _ in range(2):
        along = Along(session, TODAY)
        along.take(0, "Grey.")
        along.seal()
        along.seal()
    assert len(drafts_of(session).names()) == 2


@acting
async def test_another_way_leaves_what_was_begun_among_the_drafts(session: Session) -> None:
    async with seated(session, WayInScreen(session)) as seat:
        await seat.at("choose")
        await chosen(seat, "just-today")
        await prompted(seat, 0)
        seat.put("Grey.")
        await seat.press("escape")
        await seat.at("choose")
        await chosen(seat, "hard-day")
        await prompted(seat, 0)
        assert "Grey." not in seat.shown()
        seat.put("Small.")
        await seat.click("#way-stop")
    texts = {str(draft.fields["body"]) for draft in drafts_of(session).all()}
    assert texts == {"Grey.", "Small."}


@acting
async def test_hostile_text_stays_text(session: Session) -> None:
    session.journal.add(Draft(body="before"))
    async with seated(session, WayInScreen(session, "small-good-thing")) as seat:
        await prompted(seat, 0)
        seat.put(HOSTILE)
        await seat.press("ctrl+s", "ctrl+s")
        await prompted(seat, 2)
        await seat.press("ctrl+s")
        await seat.at("end")
        await seat.press("enter")
        await seat.until(lambda: len(session.journal.list()) == 2)


@acting
async def test_a_disk_that_refuses_is_told_and_nothing_is_claimed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved

    async with seated(session, WayInScreen(session, "just-today")) as seat:
        await prompted(seat, 0)
        seat.put("Grey.")
        monkeypatch.setattr(Drafts, "keep", refuse)
        await seat.click("#way-stop")
        await seat.sees("The disk refused, so this was not saved.")
        assert isinstance(seat.screen, WayInScreen)
        await seat.click("#way-stop")
        await seat.until(lambda: not isinstance(seat.screen, WayInScreen))
        assert [each.message for each in seat.app._notifications] == []


@acting
async def test_a_blank_page_loses_nothing_of_what_was_begun(session: Session) -> None:
    async with seated(session, WayInScreen(session)) as seat:
        await seat.at("choose")
        await chosen(seat, "just-today")
        await prompted(seat, 0)
        seat.put("Grey.")
        await seat.press("escape")
        await seat.at("choose")
        await chosen(seat, "blank page")
        await seat.on(EditorScreen)
    assert [draft.fields["body"] for draft in drafts_of(session).all()] == ["Grey."]
