"""What came as text: a reply from a web page, pasted or dropped, with a message around it."""

from pathlib import Path

import pytest
from textual import events

from peerjournal.letters import Around, Kept, compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.receive import ReceiveScreen
from peerjournal.tui.widgets.path_line import PathLine
from tests.letters.pages import answer, block, inside, way_back_of
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, robin, seated, story

pytestmark = pytest.mark.usefixtures("ana")


@pytest.fixture
def ana(sam: Session) -> None:
    """Let somebody be in the circle who has no card."""
    sam.circle.add_plain("Ana")


def shared(sam: Session, *, wish: str = "stayed") -> tuple[Kept, bytes, str]:
    """Give Ana a page; return the letter, the page, and its words."""
    told = story(sam, "I sat on the back stairs.")
    letter = compose([told], new_letter_id(), around=Around(wish=wish)).ready()
    prepared = sam.outbox.prepare(letter, robin(sam, "Ana"), form="page", stories=[told.id])
    sam.outbox.handed_over(prepared)
    return prepared.kept, prepared.data, prepared.words


def answered(sam: Session, text: str = "the back stairs") -> tuple[Kept, str]:
    """Return a letter that was given as a page, and what its reader wrote back, as it came by mail."""
    kept, page, words = shared(sam)
    said = way_back_of(inside(page, words))
    sealed = block(said, answer(kept.letter_id, reply_line=text)).decode()
    return kept, f"Hi Sam,\nhere is what I wrote.\n\n{sealed}\n\nLove, Ana\n"


async def pasted(seat: Seat, text: str) -> None:
    """Paste as a terminal does."""
    seat.app.post_message(events.Paste(text))
    await seat.pilot.pause()


async def is_taken_in(seat: Seat, sam: Session, kept: Kept, text: str = "the back stairs") -> None:
    """See the cover, open it, and find it under the letter that it answers."""
    await seat.at("cover")
    await seat.sees("Written back from the page you made for Ana.")
    await seat.sees("Whoever can open that page can answer it, and nobody else.")
    await seat.sees(f"It answers letter {sam.inbox.letters.reference(kept)}, “The stairwell”.")
    assert text not in seat.shown()
    await seat.press("enter")
    await seat.on(LetterScreen)
    await seat.sees(text)
    newest = sam.inbox.letters.all()[0]
    assert (newest.sure, newest.peer, newest.in_reply_to) == ("by the page", kept.peer, kept.letter_id)
    await seat.sees(f"It answers letter {sam.inbox.letters.reference(kept)}.")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20)])
@acting
async def test_a_reply_is_pasted_with_the_message_around_it(sam: Session, size: tuple[int, int]) -> None:
    kept, message = answered(sam)
    async with seated(sam, ReceiveScreen(sam), size) as seat:
        await seat.at("file")
        await seat.click("#way-paste")
        await seat.at("paste")
        await pasted(seat, message)
        await seat.sees("END PEERJOURNAL REPLY")
        await seat.press("ctrl+s")
        await is_taken_in(seat, sam, kept)


@acting
async def test_it_is_pasted_and_looked_at_with_the_mouse_alone(sam: Session) -> None:
    kept, message = answered(sam)
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.step("file", click="#way-paste")
        await seat.at("paste")
        seat.put(message)
        await seat.click("#way-look")
        await is_taken_in(seat, sam, kept)


@pytest.mark.parametrize("focus", ["#file", "#way-next"])
@acting
async def test_it_can_be_pasted_onto_the_line_for_a_file_or_beside_it(sam: Session, focus: str) -> None:
    """A paste in a terminal is one event with all its lines; no first line of it is left in the line."""
    kept, message = answered(sam)
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.at("file")
        seat.screen.query_one(focus).focus()
        await pasted(seat, message)
        await is_taken_in(seat, sam, kept)


@pytest.mark.parametrize("focus", ["#file", "#way-next"])
@acting
async def test_half_a_reply_is_told_to_be_half_and_leaves_nothing_in_the_line(
    sam: Session, focus: str
) -> None:
    """Its end alone is no path either."""
    _kept, message = answered(sam)
    head, end, tail = message.partition("-----END")
    async with seated(sam, ReceiveScreen(sam)) as seat:
        for half, said in (
            (head, "There is not exactly one whole reply in this."),
            (head[-70:] + end + tail, "There is no reply in this text."),
        ):
            await seat.at("file")
            seat.screen.query_one(focus).focus()
            await pasted(seat, half)
            await seat.sees(said)
            assert seat.screen.query_one(PathLine).value == ""


@acting
async def test_it_comes_as_a_file_too_and_is_kept_once(sam: Session, tmp_path: Path) -> None:
    kept, message = answered(sam)
    path = tmp_path / "message.txt"
    path.write_text(message)
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.at("file")
        await pasted(seat, f"'{path}' ")
        await seat.press("enter")
        await is_taken_in(seat, sam, kept)
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.at("file")
        await pasted(seat, message)
        await seat.at("already")
    assert len([one for one in sam.inbox.letters.all() if one.direction == "received"]) == 1


@acting
async def test_what_is_not_whole_is_refused_in_words_and_stays_on_the_page(sam: Session) -> None:
    _kept, message = answered(sam)
    head, end, tail = message.partition("-----END")
    changes = sam.vault.changes
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.step("file", click="#way-paste")
        for text, said in (
            ("", "There is no reply in this text."),
            (HOSTILE, "There is no reply in this text."),
            (head, "There is not exactly one whole reply in this."),
            (message + message, "There is not exactly one whole reply in this."),
            (head[:-30] + end + tail, "This reply is not whole."),
            ("-----BEGIN SOMETHING ELSE-----", "is something else than a letter"),
        ):
            await seat.at("paste")
            seat.put(text)
            await seat.press("ctrl+s")
            await seat.sees(said)
            assert "`" not in seat.shown()
        seat.put(head)
        await seat.press("escape")
        await seat.step("file", click="#way-paste")
        await seat.at("paste")
        assert seat.screen.query_one("#pasted").text == head  # type: ignore[attr-defined] # the page
    assert sam.vault.changes == changes


@acting
async def test_one_that_answers_somebody_elses_page_is_not_for_me(sam: Session, rob: Session) -> None:
    _kept, message = answered(sam)
    async with seated(rob, ReceiveScreen(rob)) as seat:
        await seat.at("file")
        await pasted(seat, message)
        await seat.sees("This answers a web page that this journal knows nothing of.")
        await seat.at("file")
    assert rob.inbox.letters.all() == []


@acting
async def test_a_page_itself_says_where_it_is_opened(sam: Session, tmp_path: Path) -> None:
    _kept, page, _words = shared(sam)
    (tmp_path / "letter.html").write_bytes(page)
    async with seated(sam, ReceiveScreen(sam, tmp_path / "letter.html")) as seat:
        await seat.sees("This is a web page that somebody made for you.")
        await seat.sees("Open it in a browser, with the six words they told you.")


@pytest.mark.parametrize("way", ["not", "later"])
@acting
async def test_later_and_not_for_me_keep_nothing_of_it(sam: Session, way: str) -> None:
    _kept, message = answered(sam)
    changes = sam.vault.changes
    async with seated(sam, ReceiveScreen(sam)) as seat:
        await seat.at("file")
        await pasted(seat, message)
        await seat.at("cover")
        await seat.click(f"#way-{way}")
        await seat.until(lambda: not isinstance(seat.screen, ReceiveScreen))
    assert sam.vault.changes == changes
