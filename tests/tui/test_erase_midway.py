"""Erasing that a disk breaks off, and how far it is: new words where the keys are new, and nothing unsaid."""

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NotSaved
from peerjournal.journal import Draft, Piece
from peerjournal.session import Session
from peerjournal.tui.screens.erase import EraseScreen
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held
from tests.tui.hostile import COMMANDS, HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.sharing import seated
from tests.tui.test_erase import BODY, gone, removed, reopened, to_passphrase

__all__ = ["removed"]


def full(*_: object, **__: object) -> None:
    raise NotSaved


@acting
async def test_a_disk_that_refuses_before_anything_is_said_and_asked_again(
    session: Session, removed: Piece, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch = session.vault.ring.epoch
    async with seated(session, EraseScreen(session, [removed])) as seat:
        await to_passphrase(seat)
        monkeypatch.setattr("peerjournal.vault.keys.begin_epoch", full)
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.sees("The disk refused")
        await seat.at("passphrase")
    assert session.vault.ring.epoch == epoch
    assert [one.body for one in session.journal.removed()] == [BODY]


@acting
async def test_where_only_the_keys_are_new_recovery_words_are_offered_all_the_same(
    session: Session, removed: Piece, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> None:
    """The disk refused midway: nothing is erased, and earlier words open nothing any more."""
    vaults.keep_recovery(session.vault, vaults.new_recovery_words())
    for ways in (["Not now", "Make recovery words"], ["Back to my journal"]):
        # The second time there are no earlier words any more, so none are missed.
        async with seated(session, EraseScreen(session, [removed])) as seat:
            await to_passphrase(seat)
            with monkeypatch.context() as disk:
                disk.setattr("peerjournal.vault.compaction.rewrite", full)
                seat.put(PASSPHRASE)
                await seat.press("enter")
                await seat.at("refused")
            await seat.sees("The disk refused, so nothing was erased.")
            assert seat.ways() == ways
            assert ("from before open nothing any more" in " ".join(seat.shown().split())) == (len(ways) > 1)
            await seat.press("escape")
            await seat.until(lambda: not isinstance(seat.screen, EraseScreen))
        assert [one.body for one in session.journal.removed()] == [BODY]
    session.vault.lock()
    assert len(reopened(session, clock).journal.removed()) == 1


@acting
async def test_it_says_how_far_it_is_and_that_it_can_not_be_stopped(
    session: Session, removed: Piece, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held().hold(monkeypatch, vaults, "erase")
    async with seated(session, EraseScreen(session, [removed])) as seat:
        await to_passphrase(seat)
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await until(seat.pilot, held.begun.is_set)
        await until(seat.pilot, lambda: "can't be stopped" in " ".join(seat.shown().split()))
        await seat.press("escape")
        await seat.pilot.click("#way-keep")
        assert isinstance(seat.screen, EraseScreen)
        held.let_go.set()
        await seat.at("done")
    assert gone(session, removed)


@acting
async def test_a_hostile_title_is_only_text(session: Session) -> None:
    piece = session.journal.add(Draft(HOSTILE, BODY))
    async with seated(session, EraseScreen(session, [piece])) as seat:
        await seat.at("what")
        await seat.sees("mood [ok]")
        assert not COMMANDS.search(seat.shown())
