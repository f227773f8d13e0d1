"""Bringing a backup back from the open journal, which goes on beside it as before."""

import asyncio
from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui import safety
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.restore import RestoreScreen
from peerjournal.tui.widgets.line import SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held, doing, everything, own_backup, places_of, to_where
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.pilot import acting
from tests.tui.sharing import seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


def screen_of(session: Session) -> RestoreScreen:
    return RestoreScreen(places_of(session), session.vault.clock, session=session)


# From the open journal.


@sizes
@acting
async def test_it_comes_back_beside_the_journal_which_goes_on_as_before(
    backed_up: Session, clock: StandingClock, size: tuple[int, int]
) -> None:
    before = everything(backed_up.vault.home.folder)
    async with seated(backed_up, screen_of(backed_up), size) as seat:
        await seat.at("which")
        await seat.sees("Saturday 21 November")
        await seat.press("enter")
        await seat.at("secret")
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.at("where")
        await seat.press("enter")
        await seat.at("done")
        await seat.sees("as it was on Saturday 21 November at 09:00.")
        await seat.sees("--state")
        await seat.press("escape")
    assert everything(backed_up.vault.home.folder) == before
    again = backed_up.vault.home.folder.with_name("own-again")
    beside = Places(again, again.with_name("own-again.state"))
    found = await asyncio.to_thread(Session.unlock, beside, PASSPHRASE, clock=clock)
    assert len(found.journal.find("")) == len(backed_up.journal.find("")) - 1
    found.journal.add(Draft(title="In the copy"))
    found.vault.lock()
    # Each of the two is written to as before, and knows nothing of the other.
    backed_up.vault.lock()
    home = await asyncio.to_thread(Session.unlock, places_of(backed_up), PASSPHRASE, clock=clock)
    assert home.vault.notices == []
    assert home.journal.add(Draft(title="At home"))


@acting
async def test_it_comes_back_by_mouse_alone(backed_up: Session, out: Path) -> None:
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await seat.at("which")
        await seat.choose("Saturday 21 November")
        await seat.at("secret")
        seat.put(PASSPHRASE, "#secret")
        await seat.click("#show")
        assert not seat.screen.query_one(SecretInput).password
        await seat.click("#way-next")
        await seat.at("where")
        seat.put(str(out / "back"), "#folder")
        await seat.click("#way-restore")
        await seat.at("done")
        await seat.click("#way-stay")
        await seat.until(lambda: not isinstance(seat.screen, RestoreScreen))
    assert "journal.key" in everything(out / "back")


@acting
async def test_going_there_begins_anew_with_it(backed_up: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in safety._WENT_TO:
        monkeypatch.setenv(name, "")
    ended: list[Ending] = []
    async with seated(backed_up, screen_of(backed_up)) as seat:
        seat.app._leave = ended.append
        await to_where(seat)
        await seat.press("enter")
        await seat.at("done")
        await seat.click("#way-go")
        await seat.until(lambda: ended == [Ending.LOCK])
    again = backed_up.vault.home.folder.with_name("own-again")
    assert safety.went_to("named", None) == (str(again), f"{again}.state")


@acting
async def test_what_is_there_is_never_overwritten(backed_up: Session, out: Path) -> None:
    await asyncio.to_thread((out / "a letter").write_text, "mine")
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await to_where(seat)
        seat.put(str(out))
        await seat.press("enter")
        await seat.sees("There is something in that folder already")
        await seat.sees("Choose another folder.")
        assert set(everything(out)) == {"a letter"}


@acting
async def test_another_passphrase_changes_nothing_and_is_asked_for_again(
    backed_up: Session, out: Path
) -> None:
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await seat.step("which", "enter")
        await seat.at("secret")
        seat.put("not this one")
        await seat.press("enter")
        await seat.at("where")
        seat.put(str(out / "back"))
        await seat.press("enter")
        await seat.at("secret")
        await seat.sees("That passphrase didn't open it.")
        assert seat.screen.query_one(SecretInput).value == ""
        assert everything(out) == {}


@acting
async def test_a_slip_in_the_words_is_told_and_they_stay_in_the_line(backed_up: Session, out: Path) -> None:
    vault.keep_recovery(backed_up.vault, words := vault.new_recovery_words())
    mine = await asyncio.to_thread(own_backup, backed_up, out)
    first, *others = words.split()
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await seat.step("which", choose="A file of your own")
        await seat.at("file")
        seat.put(str(mine))
        await seat.press("enter")
        await seat.at("secret")
        seat.put(" ".join([f"{first}xq", *others]))
        await seat.press("enter")
        await seat.step("where", "enter")
        await seat.at("secret")
        await seat.sees("What you typed is still in the line")
        seat.put(words)
        await seat.press("enter")
        await seat.step("where", "enter")
        await seat.at("done")


@acting
async def test_a_passphrase_that_was_changed_since_opens_it_too(backed_up: Session) -> None:
    await asyncio.to_thread(vault.change_passphrase, backed_up.vault, "the newer one")
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await seat.step("which", "enter")
        await seat.at("secret")
        seat.put("the newer one")
        await seat.press("enter")
        await seat.step("where", "enter")
        await seat.at("done")


@acting
async def test_it_can_be_stopped_and_nothing_is_left(
    backed_up: Session, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    Held().hold(monkeypatch, vault, "restore")
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await to_where(seat)
        seat.put(str(out / "back"))
        await seat.press("enter")
        await doing(seat)
        await seat.press("escape")
        await seat.at("where")
        await seat.sees("It was stopped. Nothing was changed.")
        assert everything(out) == {}


@acting
async def test_a_file_that_is_no_backup_is_told_without_a_command(backed_up: Session, out: Path) -> None:
    await asyncio.to_thread((out / "no backup.tar").write_bytes, b"no backup" * 200)
    async with seated(backed_up, screen_of(backed_up)) as seat:
        await seat.step("which", choose="A file of your own")
        await seat.at("file")
        seat.put(str(out / "nothing there.tar"))
        await seat.press("enter")
        await seat.sees("There is no backup by that name.")
        seat.put(str(out / "no backup.tar"))
        await seat.press("enter")
        await seat.at("secret")
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.step("where", "enter")
        await seat.sees("not a whole backup")
        assert "`" not in seat.shown()
