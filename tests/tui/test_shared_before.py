"""What was shared before: an earlier version, and the ledger that is private, and can be forgotten."""

from pathlib import Path

import pytest

from peerjournal.letters import Around, compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.row_note import RowNoteScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.tui.pilot import acting
from tests.tui.sharing import found, robin, seated, story, to_around, to_file

pytestmark = pytest.mark.usefixtures("met")


def share(session: Session, *, body: str = "Budget day.") -> str:
    """Hand a story over, and return the id under which its letter is kept."""
    told = story(session, body)
    letter = compose([told], new_letter_id(), around=Around()).ready()
    prepared = session.outbox.prepare(letter, robin(session), stories=[told.id])
    session.outbox.handed_over(prepared)
    return prepared.kept.id


@pytest.mark.parametrize("place", [True, False])
@acting
async def test_an_edited_story_takes_the_place_of_what_they_have_or_goes_besides(
    sam: Session, rob: Session, tmp_path: Path, *, place: bool
) -> None:
    """F8: an earlier version is told of, with the difference; what becomes of it is the writer's choice."""
    kept = sam.inbox.letters.by_id(share(sam))
    assert kept is not None
    (told,) = sam.journal.find("kind:story")
    changed = sam.journal.edit(told.id, body="Budget day. And the stairs.")
    async with seated(sam, ShareScreen(sam, [changed])) as seat:  # type: ignore[list-item] # it is a story
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.at("earlier")
        await seat.sees("Robin has an earlier version, in letter 1.")
        difference = seat.screen.query_one(ExactPage).text
        assert "- Budget day." in difference
        assert "+ Budget day. And the stairs." in difference
        await seat.choose("It takes its place" if place else "It goes besides")
        await seat.at("preview")
        await seat.press("end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.make("file", tmp_path)
    arrival = rob.inbox.look(found(tmp_path, "letter-*.age")[0].read_bytes())
    assert arrival.letter is not None
    assert arrival.letter.replaces == (kept.letter_id if place else "")


@acting
async def test_what_they_received_stays_as_it_was_after_later_edits(sam: Session) -> None:
    """F9: the snapshot shows exactly what that person has."""
    share(sam)
    (told,) = sam.journal.find("kind:story")
    sam.journal.edit(told.id, body="Something else altogether.")
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("enter")
        await seat.on(LetterScreen)
        await seat.sees("Budget day.")
        assert "altogether" not in seat.shown()


@acting
async def test_a_row_has_room_for_ones_own_words_and_is_forgotten_alone(sam: Session) -> None:
    """F9: a note, spoken about, and forgetting one row; the letter and the person stay."""
    share(sam)
    share(sam)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("n")
        await seat.on(RowNoteScreen)
        await seat.step("note", *"It went well.", "escape")
        await seat.on(LedgerScreen)
        await seat.sees("“It went well.”")
        await seat.press("b")
        await seat.sees("Robin · spoken about")
        await seat.press("d")
        await seat.sees("Forget this row of the ledger?")
        await seat.click("#yes")
        await seat.until(lambda: len(sam.ledger.rows()) == 1)
    assert len(sam.inbox.letters.all()) == 2
    assert [one.stand_in for one in sam.circle.peers()] == ["Robin"]


@acting
async def test_the_ledger_is_switched_off_and_on_and_cleared(sam: Session, tmp_path: Path) -> None:
    """F9: it can be switched off or cleared in one step, and then holds nothing of what leaves."""
    share(sam)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("It stays in your journal.")
        await seat.screen.run_action("switch")
        await seat.sees("The ledger is off: what leaves from now on is not written down.")
        await seat.screen.run_action("clear")
        await seat.sees("Forget all of the ledger, 1 row?")
        await seat.click("#yes")
        await seat.sees("Nothing is written down here.")
    assert sam.ledger.rows() == []
    async with seated(sam, ShareScreen(sam, [story(sam, "Another one.", "Quiet")])) as seat:
        await to_file(seat)
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.at("done")
        await seat.sees("The ledger is off, so nothing was written down.")
    assert sam.ledger.rows() == []


@acting
async def test_without_a_row_a_letter_can_be_taken_back_all_the_same(sam: Session) -> None:
    """F9: taking back is as near from the letter itself, and says what it can't do."""
    sam.ledger.switch(on=False)
    kept = sam.inbox.letters.by_id(share(sam))
    assert kept is not None
    async with seated(sam, LetterScreen(sam, kept)) as seat:
        await seat.press("t")
        await seat.on(TakeBackScreen)
        await seat.sees("This writes a note you can send. It can't erase their copy.")
        assert seat.ways() == ["Make a file for Robin", "Done"]
        await seat.press("enter")
        await seat.on(LetterScreen)


@acting
async def test_nothing_in_the_ledger_counts_days_or_tells_what_they_did(sam: Session) -> None:
    """F9, N5: no last opened, no delivery, no days since, and no reply that is missing."""
    share(sam)
    sam.vault.clock.move(days=40)  # type: ignore[attr-defined] # the standing clock
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("Robin · handed over")
        shown = seat.shown().lower()
        for never in ("opened", "delivered", "days", "ago", "no reply", "waiting"):
            assert never not in shown
        assert len(seat.screen.query_one(Choices)._choices) == 1
