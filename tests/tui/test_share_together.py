"""Reading together from the app: the whole way to it, what is on record afterwards, and what stays."""

from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.conftest import app_in, unlock
from tests.tui.pilot import acting
from tests.tui.sharing import past_note, person, robin, seated, story, to_form, to_note

MEET, FROM_SHARE = "Nothing: you meet", "tests.tui.from_share:FromShare"


def again(folder: Path) -> Session:
    """Open a journal once more."""
    return Session.unlock(Places(folder, folder.with_suffix(".state")), PASSPHRASE)


@pytest.fixture(autouse=True)
def handed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin nothing anew in this process."""
    monkeypatch.setenv("PEERJOURNAL_TOGETHER", "")


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
@acting
async def test_it_is_on_record_and_the_journal_is_locked(
    sam: Session, tmp_path: Path, size: tuple[int, int]
) -> None:
    """What was begun for it is a draft no longer, and no file is there."""
    sam.circle.add_plain("Ana")
    told = story(sam)
    async with seated(sam, ShareScreen(sam, [told]), size) as seat:
        await to_note(seat)
        seat.put("A note of mine.")
        await past_note(seat)
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        assert seat.app.keep_drafts()
        await seat.form(MEET)
        await seat.at("together")
        await seat.sees("Read it with Ana now, on this screen?")
        assert seat.ways() == ["Keep it to myself", "Back", "Lock and begin"]
        await seat.press("ctrl+s")
        await seat.until(lambda: seat.app.session is None)
    after = again(tmp_path / "sam")
    assert [(row.form, row.state) for row in after.ledger.rows()] == [("together", "handed over")]
    assert "A note of mine." in after.inbox.letters.all()[0].text
    assert Begun(after, "share", told.id).fields == {}


@acting
async def test_going_back_from_it_does_nothing_and_another_form_can_be_chosen(sam: Session) -> None:
    sam.circle.add_plain("Ana")
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_form(seat)
        await seat.form(MEET)
        await seat.step("together", click="#way-back")
        await seat.at("form")
        await seat.press("ctrl+n")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    assert sam.ledger.rows() == []


@acting
async def test_a_note_that_takes_back_is_not_read_together(sam: Session) -> None:
    sam.circle.add_plain("Ana")
    async with seated(sam, TakeBackScreen(sam, None, robin(sam, "Ana"))) as seat:
        screen = seat.screen
        assert isinstance(screen, TakeBackScreen)
        assert "together" not in screen.offered()


def test_in_a_terminal_only_the_letter_is_open_and_the_passphrase_opens_the_rest(
    tmp_path: Path, clock: StandingClock
) -> None:
    """A fifth person, beside you: they read on this screen, and what is marked is not on it."""
    sam = person(tmp_path / "journal", clock)
    sam.circle.add_plain("Ana")
    story(sam)
    sam.lock()
    places = Places(tmp_path / "journal", tmp_path / "journal.state")
    with app_in(places, main=FROM_SHARE) as terminal:
        unlock(terminal)
        terminal.press("f10")
        for said, keys in (
            ("Who is it for?", ("down", "enter")),
            ("Skip all", ("f5",)),
            ("Where would you like to go from here?", ("down", "enter")),
            ("What stands around it?", ("ctrl+s",)),
            ("Looks right", ("enter",)),
            ("What does your person use?", ("down", "down", "enter")),
            ("Read it with Ana now", ("ctrl+s",)),
        ):
            terminal.wait_for(said)
            terminal.press(*keys)
        terminal.wait_for("Only this is open.")
        assert "I sat on the back stairs." in terminal.text
        assert "resignation" not in terminal.text
        terminal.press("esc", "esc")
        unlock(terminal)
        terminal.press("f9")
        assert terminal.end() == 0
    assert [row.form for row in again(tmp_path / "journal").ledger.rows()] == ["together"]
