"""For somebody without a card: which form, the words that open it, and how it is handed over."""

import dataclasses
from pathlib import Path

import pytest

from peerjournal.letters import Around, Kept, compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.handing import HandingScreen
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.meet import MeetScreen
from peerjournal.tui.screens.peers import PeersScreen
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.widgets.choices import Choices
from tests.letters.pages import answer, block, inside, way_back_of
from tests.tui.hostile import HOSTILE_NAME
from tests.tui.pilot import acting
from tests.tui.sharing import (
    BODY,
    SEALED,
    Seat,
    found,
    past_note,
    robin,
    seated,
    story,
    to_file,
    to_form,
    to_note,
)

SIZES = [(80, 24), (120, 36), (50, 20)]
PAGE, PLAIN = "A computer with a browser", "Only plain text, or paper"

pytestmark = pytest.mark.usefixtures("ana")


@pytest.fixture
def ana(sam: Session) -> None:
    """Let somebody be in the circle who has no card."""
    sam.circle.add_plain("Ana")


def given(sam: Session, *, wish: str = "stayed") -> tuple[Kept, bytes, str]:
    """Give Ana a page; return the letter, the page, and its words."""
    told = story(sam, "I sat on the back stairs.")
    letter = compose([told], new_letter_id(), around=Around(wish=wish)).ready()
    prepared = sam.outbox.prepare(letter, robin(sam, "Ana"), form="page", stories=[told.id])
    sam.outbox.handed_over(prepared)
    return prepared.kept, prepared.data, prepared.words


def words_of(seat: Seat) -> str:
    """Return the words on the screen, as they are told."""
    screen = seat.screen
    assert isinstance(screen, HandingScreen)
    return screen._words


@pytest.mark.parametrize("size", SIZES)
@acting
async def test_a_page_for_somebody_who_has_only_a_browser(
    sam: Session, out: Path, size: tuple[int, int]
) -> None:
    """The whole way by the keyboard: no card is asked for, and the words shown open the file."""
    async with seated(sam, ShareScreen(sam, [story(sam)]), size) as seat:
        await to_form(seat)
        # Who has no key is not asked for one: the cursor stands on what needs none.
        assert seat.screen.query_one(Choices).key == "page"
        await seat.press("enter")
        await seat.at("file")
        await seat.sees("Once this leaves, it can be copied. Peerjournal can't bring it back.")
        await seat.sees("Also in the file: a random id for this letter")
        assert "card" not in seat.shown().lower()
        await seat.make("file", out)
        await seat.sees("Here is the file. Nothing has left this computer yet.")
        words = words_of(seat)
        await seat.sees(words)
        await seat.sees("They are kept nowhere, and shown only now.")
        await seat.press("enter")
        await seat.at("hand")
        await seat.sees("In a chat, attach it as a file or document.")
        told = seat.shown()
        for _ in range(12):
            await seat.press("space")
            told += seat.shown()
        for said in ("Tell Ana the six words", "What may go wrong", "To say to them, as it is"):
            assert "".join(said.split()) in "".join(told.split())
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
        assert words not in "".join(one.message for one in seat.app._notifications)
    (file,) = found(out, "letter-*.html")
    assert inside(file.read_bytes(), words)["letter_id"] == sam.inbox.letters.all()[0].letter_id
    assert [(row.form, row.state) for row in sam.ledger.rows()] == [("page", "handed over")]


@acting
async def test_a_page_is_made_with_the_mouse_alone(sam: Session, out: Path) -> None:
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", choose="Ana")
        await seat.step("before", click="#way-past")
        await seat.step("ends", choose="Go on to preview")
        await seat.step("around", click="#way-next")
        await seat.at("preview")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.click("#way-next")
        await seat.form(PAGE, by="mouse")
        await seat.make("file", out, by="mouse")
        await seat.click("#way-hand")
        await seat.at("hand")
        await seat.click("#way-back")
        await seat.at("done")
        await seat.sees(words_of(seat))
        await seat.click("#way-done")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    assert len(found(out, "letter-*.html")) == 1


@acting
async def test_the_words_are_gone_with_the_screen_and_not_by_one_key(
    sam: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are copied only when asked for, are in no notification, and are nowhere in the journal."""
    copied: list[str] = []
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        monkeypatch.setattr(seat.app, "_write_clipboard", copied.append)
        await to_file(seat, PAGE)
        await seat.make("file", out)
        words = words_of(seat)
        assert copied == []
        await seat.press("c")
        assert copied == [words]
        await seat.press("escape")
        await seat.at("done")
        await seat.sees("The words are shown nowhere else.")
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    assert words.encode() not in b"".join(one.plain for one in sam.inbox.letters.all())
    assert words not in str([dataclasses.asdict(row) for row in sam.ledger.rows()])


@acting
async def test_plain_text_is_asked_about_once_and_keeping_it_stands_first(sam: Session, out: Path) -> None:
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_form(seat)
        await seat.form(PLAIN)
        await seat.at("plain")
        await seat.sees("May anybody read it who gets at the file?")
        assert seat.screen.query_one(Choices).key == "mine"
        await seat.choose("Another form")
        await seat.form(PLAIN)
        await seat.step("plain", choose="Yes, as plain text")
        await seat.at("file")
        await seat.sees("Nothing else is in the file.")
        await seat.make("file", out)
        assert "words" not in seat.shown()
        await seat.click("#way-hand")
        await seat.sees("Anybody who gets at the file or the paper can read it.")
    (file,) = found(out, "letter-*.md")
    assert file.read_bytes() == sam.inbox.letters.all()[0].letter.body  # type: ignore[union-attr] # it is one


@acting
async def test_sealing_for_somebody_without_a_card_says_what_to_do_and_loses_nothing(
    sam: Session, out: Path
) -> None:
    """From there one goes to the circle and comes back, or takes another form; the note is still there."""
    told = story(sam)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_note(seat)
        seat.put("A note of mine.")
        await past_note(seat)
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form(SEALED)
        await seat.at("card")
        await seat.sees("There is no card or key of theirs here, so nothing can be sealed for them.")
        await seat.choose("Go to your circle")
        await seat.on(PeersScreen)
        await seat.press("m")
        await seat.on(MeetScreen)
        await seat.make("folder", out)
        await seat.press("enter")
        await seat.on(PeersScreen)
        await seat.press("escape")
        await seat.form(SEALED)
        await seat.at("card")
        await seat.sees("They have not answered your card yet")
        await seat.choose("Another form")
        await seat.at("form")
        assert seat.app.keep_drafts()
        assert Begun(sam, "share", told.id).fields["body"] == "A note of mine."
        await seat.form(PAGE)
        await seat.make("file", out)
    assert "A note of mine." in sam.inbox.letters.all()[0].text


@acting
async def test_going_back_to_the_form_asks_nothing_anew_and_makes_what_was_chosen_last(
    sam: Session, out: Path
) -> None:
    """A careful passage that goes along still does, whatever form is taken in the end."""
    body = f"{BODY}\n\n:careful\nThe doctor.\n:end"
    async with seated(sam, ShareScreen(sam, [story(sam, body)])) as seat:
        await seat.step("person", "down", "enter")
        await seat.step("before", "f5")
        await seat.step("ends", "down", "enter")
        await seat.step("around", "ctrl+s")
        await seat.step("careful", "down", "enter")
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form(PLAIN)
        await seat.step("plain", choose="Yes, as plain text")
        await seat.at("file")
        for step in ("plain", "form", "preview"):
            await seat.press("escape")
            await seat.at(step)
        await seat.press("end", "enter")
        await seat.form(PAGE)
        await seat.make("file", out)
    assert "The doctor." in sam.inbox.letters.all()[0].text
    assert [path.suffix for path in found(out)] == [".html"]


@pytest.mark.parametrize("form", [PAGE, PLAIN])
@acting
async def test_a_reply_to_somebody_who_wrote_from_a_page_leaves_in_a_form_they_can_open(
    sam: Session, out: Path, form: str
) -> None:
    """Who wrote by the page has no card; what goes back asks for no answer."""
    kept, page, words = given(sam)
    sealed = block(way_back_of(inside(page, words)), answer(kept.letter_id, reply_line="the stairs"))
    sam.inbox.keep(sam.inbox.look(sealed))
    came = sam.inbox.letters.all()[0]
    sam.inbox.letters.mark_opened(came.id)
    async with seated(sam, LetterScreen(sam, sam.inbox.letters.all()[0])) as seat:
        await seat.sees("the stairs")
        await seat.click("#reply")
        await seat.on(ReplyScreen)
        await seat.step("begin", "down", "enter")
        await seat.step("note", *"Thank you.", "ctrl+s")
        await seat.at("preview")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form(form)
        if form == PLAIN:
            await seat.step("plain", choose="Yes, as plain text")
        await seat.at("file")
        assert "a key that" not in seat.shown()
        await seat.make("file", out)
        opening = words_of(seat)
    (file,) = found(out)
    if form == PAGE:
        assert "reply" not in inside(file.read_bytes(), opening)
    else:
        assert file.read_text() == "Thank you."
    newest = sam.inbox.letters.all()[0]
    assert (newest.direction, newest.in_reply_to) == ("sent", came.letter_id)


@acting
async def test_the_note_that_takes_back_leaves_as_a_page_too(sam: Session, out: Path) -> None:
    given(sam)
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("t")
        await seat.on(TakeBackScreen)
        await seat.click("#way-form")
        await seat.form(PAGE)
        await seat.make("file", out)
        opening = words_of(seat)
    (file,) = found(out)
    assert "delete your copy" in str(inside(file.read_bytes(), opening)["body"])


@pytest.mark.parametrize("size", SIZES)
@acting
async def test_a_hostile_name_is_words_on_every_step(sam: Session, out: Path, size: tuple[int, int]) -> None:
    sam.circle.rename("Ana", HOSTILE_NAME)
    async with seated(sam, ShareScreen(sam, [story(sam)]), size) as seat:
        await to_file(seat, PAGE)
        await seat.make("file", out)
        await seat.press("enter", "space", "space")
        await seat.at("hand")
    assert len(found(out, "letter-*.html")) == 1
