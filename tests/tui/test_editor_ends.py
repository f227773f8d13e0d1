"""When everything ends, or the disk refuses, while somebody writes: no word is lost."""

import threading
from typing import Any

import pytest

from peerjournal.errors import JournalReadOnly, NotSaved
from peerjournal.session import Session
from peerjournal.tui import keeping
from peerjournal.tui.drafts import open_draft
from peerjournal.tui.messages import KeepsDraft
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.telling import LOOK_AFTER
from peerjournal.tui.widgets.keeper import DRAFT, IN_THE_DRAFT, NOT_SAVED, ON_THE_PAGE, STAYS_A_DRAFT
from tests.conftest import StandingClock
from tests.tui.pilot import acting
from tests.tui.writing_stage import bodies, drafted, refuse, writing

# When everything ends.


@acting
async def test_the_draft_lasts_before_the_call_returns(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        assert isinstance(stage.editor, KeepsDraft)
        stage.page.insert("words")
        stage.editor.keep_draft()
        assert drafted(session) == ["words"]


@acting
async def test_a_page_that_is_not_shown_yet_holds_up_nothing(session: Session, clock: StandingClock) -> None:
    async with writing(session, clock) as stage:
        screen = EditorScreen(session)
        screen.keep_draft()
        del stage
    assert drafted(session) == []


@acting
async def test_locking_while_it_is_being_kept_waits_and_leaves_no_second_copy(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, really = threading.Event(), keeping.keep

    def slowly(*given: Any) -> keeping.Kept:
        hold.wait(30)
        return really(*given)

    monkeypatch.setattr(keeping, "keep", slowly)
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("escape")
        await stage.press("ctrl+l")
        assert stage.left == []
        hold.set()
        await stage.until(lambda: stage.left == [Ending.LOCK])
    assert drafts_of(session).names() == []


@acting
async def test_what_is_typed_while_it_is_being_kept_is_not_lost(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.tui.widgets.keeper.AUTOSAVE", 0.01)
    hold, really = threading.Event(), keeping.keep

    def slowly(*given: Any) -> keeping.Kept:
        hold.wait(30)
        return really(*given)

    monkeypatch.setattr(keeping, "keep", slowly)
    async with writing(session, clock) as stage:
        await stage.write("one ")
        await stage.press("ctrl+s")
        await stage.write("two ")
        await stage.until(lambda: drafted(session) == ["one two "])
        hold.set()
        await stage.until(lambda: bodies(session) == ["one "])
        (piece,) = session.journal.list()
        # Sealed anew once the page knows that it is kept: as a change of it.
        (name,) = drafts_of(session).names()
        await stage.until(lambda: open_draft(session, name).piece == piece.id)
        assert open_draft(session, name).writing.body == "one two "
        await stage.done()
    assert bodies(session) == ["one two "]
    assert drafted(session) == []


@acting
async def test_help_over_a_page_that_is_done_is_not_closed_with_it(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, really = threading.Event(), keeping.keep

    def slowly(*given: Any) -> keeping.Kept:
        hold.wait(30)
        return really(*given)

    monkeypatch.setattr(keeping, "keep", slowly)
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("escape", "f1")
        await stage.until(lambda: isinstance(stage.app.screen, HelpScreen))
        hold.set()
        await stage.settle()
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape")
        await stage.until(lambda: bool(stage.ended))
    assert bodies(session) == ["words"]


# When the disk refuses.


@acting
async def test_what_the_journal_refuses_stays_on_the_screen_and_in_the_draft(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "journal")
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.note("told") != "")
        assert str(NotSaved()) in stage.note("told")
        assert NotSaved.hint in stage.note("told")
        assert (stage.status, stage.page.text) == (DRAFT, "words")
        assert drafted(session) == ["words"]
        monkeypatch.undo()
        piece = await stage.done()
        assert piece is not None
        assert drafted(session) == []


@acting
async def test_a_journal_that_takes_nothing_lets_one_leave_with_a_draft(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: Any) -> None:
        raise JournalReadOnly

    monkeypatch.setattr(keeping, "keep", read_only)
    async with writing(session, clock) as stage:
        await stage.write("words")
        await stage.press("escape")
        await stage.until(lambda: stage.note("told").endswith(IN_THE_DRAFT))
        assert "`" not in stage.note("told"), "the way is in the menu"
        assert LOOK_AFTER in stage.note("told")
        assert not stage.page.read_only
        assert await stage.done() is None
        assert stage.said == [STAYS_A_DRAFT]
    assert drafted(session) == ["words"]


@pytest.mark.usefixtures("soon")
@acting
async def test_a_full_disk_is_told_and_tried_again_with_the_next_key(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with writing(session, clock) as stage:
        refuse(monkeypatch, "draft")
        await stage.write("words")
        await stage.until(lambda: stage.status == NOT_SAVED)
        assert stage.note("told").startswith("The disk is full, so this was not saved.")
        assert stage.note("told").endswith(ON_THE_PAGE)
        assert stage.page.text == "words"
        monkeypatch.undo()
        monkeypatch.setattr("peerjournal.tui.widgets.keeper.AUTOSAVE", 0.01)
        await stage.write(" again")
        await stage.until(lambda: stage.status == DRAFT)
        assert stage.note("told") == ""
        assert drafted(session) == ["words again"]


@acting
async def test_where_nothing_can_be_kept_one_is_not_let_go(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with writing(session, clock) as stage:
        refuse(monkeypatch, "draft", "journal")
        await stage.write("words")
        for _ in range(3):
            await stage.press("escape")
            await stage.until(lambda: stage.status == NOT_SAVED and not stage.page.read_only)
        assert stage.ended == []
        assert stage.page.text == "words"
        with pytest.raises(NotSaved):
            stage.editor.keep_draft()
        monkeypatch.undo()
        assert await stage.done() is not None
    assert bodies(session) == ["words"]


@acting
async def test_what_nobody_foresaw_ends_it_with_the_draft_kept(
    session: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("canary")

    monkeypatch.setattr(keeping, "keep", broken)

    async def scene() -> None:
        async with writing(session, clock) as stage:
            await stage.write("words")
            await stage.press("ctrl+s")
            await stage.until(lambda: not stage.app.is_running)

    with pytest.raises(ZeroDivisionError):
        await scene()
    assert len(drafts_of(session).names()) == 1
    assert "canary" not in "".join(capfd.readouterr())
