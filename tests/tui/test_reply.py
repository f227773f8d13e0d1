"""Writing back: a witness, not a fixer; nothing has to be filled in, and nothing that was begun is lost."""

from pathlib import Path

import pytest

from peerjournal.letters import OFFER, PROMPTS, SHORT_ONES, Kept
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.by_hand import ByHandScreen
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, found, keep_all, robin, seated
from tests.tui.test_receive import letter_file

pytestmark = pytest.mark.usefixtures("met")


def received(sam: Session, rob: Session, folder: Path, wish: str = "stayed") -> Kept:
    number = rob.inbox.keep(rob.inbox.look(letter_file(sam, folder, wish=wish).read_bytes()))
    kept = rob.inbox.letters.get(str(number))
    rob.inbox.letters.mark_opened(kept.id)
    return rob.inbox.letters.get(str(number))


async def through(seat: Seat, *parts: str) -> None:
    for part in parts:
        await seat.at(part)
        await seat.press("ctrl+s")


@pytest.mark.parametrize("wish", ["just_read", "been_there", "stayed", "ask_me"])
@acting
async def test_where_no_ideas_were_asked_for_there_is_only_the_offer(
    sam: Session, rob: Session, tmp_path: Path, wish: str
) -> None:
    """F11: step 5 has a field only where the wish is `ideas`."""
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path, wish))) as seat:
        await seat.at("begin")
        await seat.sees("You don't need to fix it, match it, or say it well.")
        await seat.sees("One line is a whole reply.")
        await seat.press("enter")
        for part in ("line", "picture", "life", "carry"):
            await seat.at(part)
            await seat.sees(PROMPTS[part])
            await seat.press("ctrl+s")
        await seat.at("offer")
        assert PROMPTS["ideas"] not in seat.shown()
        await seat.press("space", "ctrl+s")
        await seat.at("preview")
        assert seat.screen.query_one(ExactPage).text == OFFER


@acting
async def test_one_line_is_a_whole_reply(sam: Session, rob: Session, tmp_path: Path) -> None:
    """F11: a reply with only one step is valid."""
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        seat.put("the back stairs")
        await seat.click("#way-enough")
        await seat.at("preview")
        assert seat.screen.query_one(ExactPage).text == "**A line that stayed**\n\nthe back stairs"


@acting
async def test_a_ready_made_line_is_put_on_the_page_and_can_be_changed_or_left(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    """F11: the person picks, edits, or ignores; nothing is sent by itself."""
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.at("begin")
        for one in SHORT_ONES:
            await seat.sees(one)
        await seat.press("down", "down", "enter")
        await seat.at("note")
        assert seat.screen.query_one("#part-note").text == SHORT_ONES[0]  # type: ignore[attr-defined] # the page
        seat.put("I read it twice.")
        await seat.press("ctrl+s")
        await seat.at("preview")
        assert seat.screen.query_one(ExactPage).text == "I read it twice."


@acting
async def test_nothing_at_all_is_no_reply_and_is_said_calmly(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "enter")
        await through(seat, "line", "picture", "life", "carry", "offer")
        await seat.at("undecided")
        await seat.sees("There is nothing to send yet. One line is a whole reply.")
    assert rob.ledger.rows() == []


@acting
async def test_what_was_begun_is_there_again(sam: Session, rob: Session, tmp_path: Path) -> None:
    kept = received(sam, rob, tmp_path)
    async with seated(rob, ReplyScreen(rob, kept)) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        seat.put("the back stairs")
        await seat.press("ctrl+s")
        await seat.at("picture")
        seat.put("a trolley")
        await seat.press("f4")
        await seat.sees("I sat on the back stairs.")
        await seat.press("escape")
        await seat.step("picture", "escape", "escape", "escape")
        await seat.until(lambda: not isinstance(seat.screen, ReplyScreen))
    assert Begun(rob, "reply", kept.id).fields["said"]["picture"] == "a trolley"
    async with seated(rob, ReplyScreen(rob, kept)) as seat:
        await seat.step("begin", "enter")
        await seat.at("line")
        assert seat.app.keep_drafts()
        await through(seat, "line")
        await seat.at("picture")
        assert seat.screen.query_one("#part-picture").text == "a trolley"  # type: ignore[attr-defined] # the page
        await through(seat, "picture", "life", "carry", "offer")
        await seat.step("preview", "enter")
        await seat.form()
        await seat.at("file")
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.at("done")
    assert Begun(rob, "reply", kept.id).fields == {}


@acting
async def test_a_careful_passage_of_a_reply_stays_out_unless_let(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    async with seated(rob, ReplyScreen(rob, received(sam, rob, tmp_path))) as seat:
        await seat.step("begin", "down", "enter")
        await seat.at("note")
        seat.put(f"Open. [[mine]]\n\n:careful\nMy street.\n:end\n\n{HOSTILE}")
        await seat.press("ctrl+s")
        await seat.step("careful", "enter")
        await keep_all(seat)
        await seat.at("preview")
        text = seat.screen.query_one(ExactPage).text
        assert "mine" not in text
        assert "street" not in text


@acting
async def test_a_reply_that_came_another_way_is_kept_beside_its_letter(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    letter_file(sam, tmp_path)
    (sent,) = sam.inbox.letters.all()
    async with seated(sam, LetterScreen(sam, sent)) as seat:
        await seat.sees("You wrote this to Robin.")
        await seat.press("c")
        await seat.on(ByHandScreen)
        await seat.step("words", "ctrl+s")
        await seat.sees("There was no text. Nothing was kept or changed.")
        seat.put("She said: the stairs.")
        await seat.press("ctrl+s")
        await seat.on(LetterScreen)
    newest = sam.inbox.letters.all()[0]
    assert (newest.text, newest.in_reply_to, newest.sure) == (
        "She said: the stairs.",
        sent.letter_id,
        "by hand",
    )
    del rob


@acting
async def test_a_letter_is_removed_after_one_question(sam: Session, rob: Session, tmp_path: Path) -> None:
    kept = received(sam, rob, tmp_path)
    async with seated(rob, LetterScreen(rob, kept)) as seat:
        await seat.sees("back stairs")
        await seat.press("d")
        await seat.sees("Remove letter 1 from your journal?")
        await seat.press("escape")
        await seat.on(LetterScreen)
        assert rob.inbox.letters.all()
        await seat.press("d")
        await seat.click("#yes")
        await seat.until(lambda: not isinstance(seat.screen, LetterScreen))
    assert rob.inbox.letters.all() == []


# What was shared.


@acting
async def test_the_ledger_shows_what_they_have_even_when_the_story_was_changed(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    letter_file(sam, tmp_path)
    del rob
    sam.journal.edit(str(sam.journal.find("kind:story")[0].number), body="Something else.")
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("Robin · prepared")
        await seat.press("enter")
        await seat.on(LetterScreen)
        await seat.sees("I sat on the back stairs.")
        await seat.press("escape")
        await seat.press("b")
        await seat.sees("Robin · spoken about")


@acting
async def test_the_note_that_takes_back_can_be_sealed_and_is_told_for_what_it_is(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    received(sam, rob, tmp_path)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("t")
        await seat.on(TakeBackScreen)
        await seat.sees("It can't erase their copy.")
        await seat.click("#way-form")
        await seat.form()
        await seat.make("file", out)
    (note,) = found(out)
    assert "asks you to delete letter 1." in " ".join(rob.inbox.look(note.read_bytes()).remarks)


@acting
async def test_where_the_person_or_the_letter_is_gone_the_row_is_marked_all_the_same(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    del rob
    letter_file(sam, tmp_path)
    sam.circle.drop(robin(sam).id)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("someone no longer in your circle")
        await seat.press("t")
        await seat.on(TakeBackScreen)
        await seat.sees("No file can be made of it")
        assert seat.ways() == ["Done"]
    assert [row.state for row in sam.ledger.rows()] == ["taken back"]


@acting
async def test_the_ledger_is_forgotten_in_one_step_after_one_question(
    sam: Session, rob: Session, tmp_path: Path
) -> None:
    del rob
    letter_file(sam, tmp_path)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.screen.run_action("clear")
        await seat.sees("Forget all of the ledger, 1 row?")
        await seat.click("#yes")
        await seat.sees("Nothing is written down here.")
    assert sam.ledger.rows() == []
    assert len(sam.inbox.letters.all()) == 1
