"""The editor's promise: no word is lost, and what it says of keeping is never more than is true."""

import pytest

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.drafts import GONE_ON, left_behind
from peerjournal.tui.keeping import CHANGED_ELSEWHERE
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.widgets.keeper import DRAFT, JUST_SAVED
from tests.conftest import StandingClock
from tests.tui.pilot import acting
from tests.tui.writing_stage import bodies, drafted, writing

# The draft, while one writes.


@pytest.mark.usefixtures("soon")
@acting
async def test_what_is_typed_is_sealed_without_being_asked(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        assert stage.status == ""
        await stage.press(*"word")
        await stage.until(lambda: stage.status == DRAFT)
        assert drafted(session) == ["word"]
        sealed = (session.vault.home.drafts / f"{drafts_of(session).names()[0]}.draft").read_bytes()
        assert b"word" not in sealed
        piece = await stage.done()
        assert piece is not None
        assert drafted(session) == []
        assert bodies(session) == ["word"]


@acting
async def test_a_draft_is_not_put_off_by_more_keys(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.tui.widgets.keeper.AUTOSAVE", 0.3)
    async with writing(session, clock) as stage:

        async def typed() -> bool:
            await stage.press("x")
            return bool(drafts_of(session).names())

        for _ in range(2_000):
            if await typed():
                break
        assert drafted(session)[0].startswith("x"), "it was sealed between two keys"


@pytest.mark.usefixtures("soon")
@acting
async def test_a_claim_falls_with_the_next_letter(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.press("a")
        await stage.until(lambda: stage.status == DRAFT)
        stage.page.insert("b")
        said = []
        await stage.until(lambda: said.append(stage.status) or stage.status == "")  # type: ignore[func-returns-value] # it is noted
        await stage.until(lambda: stage.status == DRAFT)
        assert drafted(session) == ["ab"]


@pytest.mark.usefixtures("soon")
@acting
async def test_what_was_typed_and_taken_back_leaves_no_draft(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft(body="kept"))
    async with writing(session, clock, piece) as stage:
        await stage.write("more")
        await stage.until(lambda: bool(drafted(session)))
        await stage.press("ctrl+z")
        await stage.until(lambda: not drafted(session))
        assert stage.status == ""


@acting
async def test_leaving_the_window_seals_the_draft(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.write("word")
        stage.app.app_focus = False
        await stage.until(lambda: drafted(session) == ["word"])


@acting
async def test_going_to_another_line_seals_the_draft(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        await stage.write("word")
        await stage.press("ctrl+t")
        await stage.until(lambda: drafted(session) == ["word"])


@acting
async def test_a_draft_is_gone_on_with_where_the_cursor_stood(session: Session, clock: StandingClock) -> None:
    piece = session.journal.add(Draft("T", "one\ntwo", ("a b",)))
    async with writing(session, clock, piece) as stage:
        stage.page.move_cursor((1, 3))
        await stage.write(" three")
        stage.editor.keep_draft()
    (left,) = left_behind(session)
    async with writing(session, clock, draft=left.name) as stage:
        assert stage.page.text == "one\ntwo three"
        assert stage.page.cursor_location == (1, 9)
        assert (stage.note("told"), stage.status) == (GONE_ON, DRAFT)
        new = await stage.done()
        assert new is not None
        assert (new.id, new.tags, new.body) == (piece.id, ("a b",), "one\ntwo three")
    assert drafted(session) == []


@acting
async def test_a_draft_whose_entry_changed_elsewhere_keeps_both(
    session: Session, clock: StandingClock
) -> None:
    piece = session.journal.add(Draft(body="before"))
    async with writing(session, clock, piece) as stage:
        await stage.write("ours ")
        stage.editor.keep_draft()
    session.journal.edit(piece.id, body="theirs")
    (left,) = left_behind(session)
    async with writing(session, clock, draft=left.name) as stage:
        new = await stage.done()
        assert stage.said == [CHANGED_ELSEWHERE]
        assert new is not None
        assert new.id != piece.id
    assert bodies(session) == ["ours before", "theirs"]
    assert drafted(session) == []


@acting
async def test_a_change_elsewhere_is_said_when_one_saves_and_stays(
    session: Session, clock: StandingClock
) -> None:
    piece = session.journal.add(Draft(body="before"))
    async with writing(session, clock, piece) as stage:
        await stage.write("ours ")
        session.journal.edit(piece.id, body="theirs")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.note("told") == CHANGED_ELSEWHERE)
        assert stage.status == JUST_SAVED
        await stage.write("more ")
        await stage.done()
    assert bodies(session) == ["ours more before", "theirs"]
