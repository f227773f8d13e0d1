"""The backup of the day is made while one goes on writing: nothing pops up, and nothing half is left."""

import asyncio

import pytest

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.watch import Stopped, Watch
from peerjournal.tui.widgets.notice import Notice
from peerjournal.vault import Standing
from peerjournal.vault import backups as kept
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held, backups, places_of
from tests.tui.desk import at_desk
from tests.tui.pilot import acting

TODAY = ["2026-11-21.tar"]


@acting
async def test_it_is_made_once_everything_was_read_and_nothing_is_said_of_it(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.until(lambda: backups(filled) == TODAY)
        await desk.app.workers.wait_for_complete()
        assert desk.said == []
        assert not desk.main.query_one(Notice).has_class("-said")
        assert [one.standing for one in kept(filled.vault)] == [Standing.WHOLE]


@acting
async def test_a_new_journal_gets_its_first_one_with_its_first_page(session: Session) -> None:
    async with at_desk(session) as desk:
        await desk.app.workers.wait_for_complete()
        assert backups(session) == []
        await asyncio.to_thread(session.journal.add, Draft(title="The first page"))
        desk.main._librarian.read()
        await desk.until(lambda: backups(session) == TODAY)


@acting
async def test_one_goes_on_writing_meanwhile(filled: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held().hold(monkeypatch, Session, "back_up")
    async with at_desk(filled) as desk:
        await desk.until(held.begun.is_set)
        await desk.press("n")
        await desk.on(EditorScreen)
        await desk.press("r", "a", "i", "n", "escape")
        await desk.on(MainScreen)
        await desk.until(lambda: desk.at == "rain")
        assert backups(filled) != TODAY
        held.let_go.set()
        await desk.until(lambda: backups(filled) == TODAY)
        assert [one.standing for one in kept(filled.vault)] == [Standing.WHOLE]


@acting
async def test_locking_stops_it_and_leaves_nothing_half(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Ending] = []
    held = Held().hold(monkeypatch, Session, "back_up")
    async with at_desk(filled, leave=ended.append) as desk:
        await desk.until(held.begun.is_set)
        await desk.press("ctrl+l")
        await desk.until(lambda: ended == [Ending.LOCK])
        assert backups(filled) == []


@acting
async def test_covering_waits_for_next_to_nothing(filled: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[Ending] = []
    held = Held().hold(monkeypatch, Session, "back_up")
    async with at_desk(filled, leave=ended.append) as desk:
        await desk.until(held.begun.is_set)
        await desk.press("f9")
        await desk.until(lambda: ended == [Ending.COVER])
        assert backups(filled) == []


@acting
async def test_closing_stops_it_and_does_not_begin_it_again(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.tui.journal_app._MOMENT", 0.01)
    monkeypatch.setattr("peerjournal.vault.offers_recovery", lambda _: False)
    held = Held().hold(monkeypatch, Session, "back_up")
    async with at_desk(filled) as desk:
        await desk.until(held.begun.is_set)
        await desk.press("ctrl+q", "ctrl+q")
        await desk.until(lambda: desk.app._exit)
        assert desk.app.closes_quickly
        assert backups(filled) == []


@acting
async def test_closing_waits_for_one_that_is_nearly_made(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.tui.journal_app._MOMENT", 60)
    monkeypatch.setattr("peerjournal.vault.offers_recovery", lambda _: False)
    held = Held().hold(monkeypatch, Session, "back_up")
    async with at_desk(filled) as desk:
        await desk.until(held.begun.is_set)
        await desk.press("ctrl+q")
        closing = asyncio.create_task(desk.app.action_quit())
        held.let_go.set()
        await closing
        await desk.until(lambda: desk.app._exit)
        assert not desk.app.closes_quickly
        assert backups(filled) == TODAY


@acting
async def test_the_next_day_gets_its_own(filled: Session, clock: StandingClock) -> None:
    async with at_desk(filled) as desk:
        await desk.until(lambda: backups(filled) == TODAY)
        await desk.app.workers.wait_for_complete()
        clock.move(days=1)
        desk.app._last_touched = clock()
        desk.main._librarian.read()
        await desk.until(lambda: backups(filled) == [*TODAY, "2026-11-22.tar"])


@acting
async def test_a_disk_that_refuses_is_told_calmly_above_the_list(filled: Session) -> None:
    def in_the_way() -> None:
        filled.vault.home.backups.rmdir()
        filled.vault.home.backups.write_text("")

    filled.vault.home.disk.mkdir(filled.vault.home.backups)
    await asyncio.to_thread(in_the_way)
    async with at_desk(filled) as desk:
        await desk.until(lambda: desk.main.query_one(Notice).has_class("-said"))
        assert "backup" in str(desk.main.query_one(Notice).content)
        assert desk.said == []
        assert "backup" in desk.shown


@acting
async def test_what_idling_stopped_is_made_after_the_next_unlock(
    filled: Session, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Ending] = []
    with monkeypatch.context() as patched:
        held = Held().hold(patched, Session, "back_up")
        async with at_desk(filled, leave=ended.append) as desk:
            await desk.until(held.begun.is_set)
            clock.move(minutes=6)
            desk.app.look_at_clock()
            await desk.until(lambda: ended == [Ending.LOCK])
    assert backups(filled) == []
    again = await asyncio.to_thread(Session.unlock, places_of(filled), PASSPHRASE, clock=clock)
    async with at_desk(again) as desk:
        await desk.until(lambda: backups(again) == TODAY)


# What is watched.


def test_what_is_stopped_before_it_begins_never_begins() -> None:
    watch = Watch()
    assert not watch.stop()
    with pytest.raises(Stopped), watch.over():
        raise AssertionError("it began")
    assert watch.is_over


def test_how_far_it_is_never_goes_beyond_the_end() -> None:
    watch = Watch()
    assert watch.percent == 0
    for done, total, percent in ((1, 4, 25), (5, 4, 100), (0, 0, 0)):
        watch(done, total)
        assert watch.percent == percent
