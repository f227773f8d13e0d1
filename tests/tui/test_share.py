"""Sharing: what is shown before anything leaves, what stays, and that going back loses nothing."""

from pathlib import Path

import pytest
from textual.widgets import Button

from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.screens.peers import PeersScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.exact_page import ExactPage
from tests.conftest import StandingClock
from tests.tui.hostile import ESCAPES, HOSTILE, HOSTILE_NAME
from tests.tui.pilot import acting
from tests.tui.sharing import (
    BODY,
    found,
    keep_all,
    meet,
    past_note,
    person,
    seated,
    story,
    to_around,
    to_form,
    to_note,
    to_preview,
)

LONG = BODY + "".join(f"\n\nParagraph {number}, with *more* in it." for number in range(40))

pytestmark = pytest.mark.usefixtures("met")


@acting
async def test_what_is_shown_is_what_leaves_byte_for_byte(sam: Session, rob: Session, tmp_path: Path) -> None:
    """F8: what the app's preview shows is the body in the file."""
    told = story(sam, f"{LONG}\n\n:careful\nThe street.\n:end\n\nÜber, 走. \\[[plain]] `code`")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_note(seat)
        seat.put("For [you](https://example.org/hidden).")
        await past_note(seat)
        await seat.step("careful", "enter")
        await seat.step("names", "enter")
        await seat.step("detail", "down", "down", "enter")
        await seat.step("names", "ctrl+s")
        await seat.at("preview")
        shown = seat.screen.query_one(ExactPage).text
        await seat.press("end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.at("file")
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.at("done")
    (file,) = found(tmp_path, "letter-*.age")
    arrival = rob.inbox.look(file.read_bytes())
    assert arrival.letter is not None
    assert arrival.letter.body == shown.encode()
    assert "https://example.org/hidden" in shown
    assert "[[plain]]" in shown
    for kept_back in ("street", "resignation", "Robin", "Sam"):
        assert kept_back not in arrival.plain.decode()


@acting
async def test_the_way_on_shows_only_once_the_end_was_on_the_screen(sam: Session) -> None:
    """F8: the end of the preview is seen before the way on appears."""
    async with seated(sam, ShareScreen(sam, [story(sam, LONG)])) as seat:
        await to_preview(seat)
        assert seat.ways() == ["Keep it to myself", "Back"]
        await seat.press("ctrl+s", "space")
        await seat.at("preview")
        assert seat.ways() == ["Keep it to myself", "Back"]
        for _ in range(40):
            await seat.press("enter")
            if "Looks right" in seat.ways():
                break
        assert seat.ways() == ["Keep it to myself", "Back", "Looks right"]
        page = seat.screen.query_one(ExactPage)
        assert page.scroll_offset.y == page.max_scroll_y
        await seat.at("preview")


@acting
async def test_keeping_it_to_myself_comes_first_at_every_step(sam: Session, tmp_path: Path) -> None:
    """N10: keeping it is the first choice, at every step."""
    told = story(sam, f"{BODY}\n\n:careful\nThe street.\n:end")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.at("person")
        assert seat.screen.query_one("Choices").key == "mine"  # type: ignore[attr-defined] # a list of choices
        await to_note(seat)
        assert seat.ways()[0] == "Keep it to myself"
        await past_note(seat)
        for step in ("careful", "preview", "form", "file"):
            await seat.at(step)
            assert seat.ways()[0] == "Keep it to myself"
            if step != "file":
                await seat.until(lambda step=step: step != "preview" or len(seat.ways()) == 3)  # type: ignore[misc] # bound
                await seat.press("enter")
        await seat.click("#way-mine")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
    assert sam.ledger.rows() == []
    assert sam.inbox.letters.all() == []
    assert found(tmp_path, "*.age") == []


@acting
async def test_what_is_undecided_is_told_by_its_line_and_nothing_can_leave(sam: Session) -> None:
    """F3: blocked in the app, by its line."""
    async with seated(sam, ShareScreen(sam, [story(sam, "Open.\n\nThen [[not closed")])) as seat:
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.at("undecided")
        await seat.sees("The mark on line 3 is not closed")
        assert seat.ways() == ["Keep it to myself", "Back", "Change the story"]
        number = str(sam.journal.find("kind:story")[0].number)
        sam.journal.edit(number, body="Open.\n\nThen [[closed]] it is.")
        await seat.screen._changed(None)  # type: ignore[attr-defined] # what the editor ends with
        await seat.at("preview")
        assert "closed" not in seat.screen.query_one(ExactPage).text


@acting
async def test_careful_passages_are_asked_about_each_time_and_stay_out_unless_let(sam: Session) -> None:
    """F3: careful passages are asked about one by one; the answer that stands there is no."""
    told = story(sam, "One.\n\n:careful\nThe street.\n:end\n\nTwo.\n\n:careful\nThe doctor.\n:end")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.at("careful")
        await seat.sees("Careful passage 1 of 2")
        await seat.press("enter")
        await seat.sees("Careful passage 2 of 2")
        await seat.press("down", "enter")
        await seat.at("preview")
        text = seat.screen.query_one(ExactPage).text
        assert ("street" in text, "doctor" in text) == (False, True)
        await seat.press("escape")
        await seat.sees("Careful passage 2 of 2")
        await seat.press("escape")
        await seat.sees("Careful passage 1 of 2")
        await seat.press("escape")
        await seat.step("around", "ctrl+s")
        await seat.sees("Careful passage 1 of 2")
        await seat.press("enter")
        await seat.sees("Careful passage 2 of 2")
        await seat.press("enter")
        await seat.at("preview")
        assert "doctor" not in seat.screen.query_one(ExactPage).text


@acting
async def test_words_not_compared_are_told_of_where_something_is_sealed(
    sam: Session, tmp_path: Path, clock: StandingClock
) -> None:
    meet(sam, person(tmp_path / "ana", clock), ("Ana", "Sam"), sure=False)
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", "down")
        await to_form(seat)
        await seat.form()
        await seat.at("sure")
        await seat.sees("The safety words have not been compared yet.")
        assert "--unconfirmed" not in seat.shown()
        await seat.press("down", "enter")
        await seat.sees("Yours, for you to read aloud to Ana")
        await seat.press("escape")
        await seat.step("sure", "down", "enter")
        await seat.at("file")


@acting
async def test_somebody_nothing_can_be_sealed_for_is_told_of_in_words(sam: Session) -> None:
    sam.circle.add_plain("Bo")
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await seat.step("person", "down")
        await to_form(seat)
        await seat.form("Peerjournal, or another age program")
        await seat.at("card")
        await seat.sees("There is no card or key of theirs here")
        assert "`" not in seat.shown()
        await seat.choose("Go to your circle")
        await seat.on(PeersScreen)
        await seat.press("escape")
        await seat.at("form")


@acting
async def test_an_entry_can_not_be_shared_and_no_story_is_no_dead_end(sam: Session) -> None:
    """F1: no path in the app exports an entry."""
    sam.journal.add(Draft(title="An entry"))
    async with seated(sam, ShareScreen(sam)) as seat:
        await seat.sees("There is no story yet.")
        assert "An entry" not in seat.shown()
        assert seat.ways() == ["Keep it to myself"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (50, 20)])
@acting
async def test_hostile_names_and_titles_are_shown_as_words(
    sam: Session, tmp_path: Path, size: tuple[int, int]
) -> None:
    sam.circle.rename("Robin", HOSTILE_NAME)
    told = story(sam, f"{HOSTILE.replace('[[', '')}\n\n:careful\n[on error] {ESCAPES[0]}\n:end", HOSTILE)
    async with seated(sam, ShareScreen(sam, [told]), size) as seat:
        await seat.step("person", "escape")
        await seat.step("choose", "ctrl+s")
        await to_note(seat)
        seat.put(HOSTILE)
        await past_note(seat)
        await seat.step("careful", "enter")
        await keep_all(seat)
        await seat.step("preview", "end")
        await seat.until(lambda: "Looks right" in seat.ways())
        await seat.press("enter")
        await seat.form()
        await seat.at("file")
        seat.put(str(tmp_path))
        await seat.press("enter")
        await seat.at("done")
        cut = [one for one in seat.screen.query(Button) if one.region.right > size[0]]
        assert cut == []
    assert len(found(tmp_path, "letter-*.age")) == 1


@acting
async def test_a_story_of_256_kib_is_refused_calmly(sam: Session) -> None:
    async with seated(sam, ShareScreen(sam, [story(sam, "word " * 60_000)])) as seat:
        await to_around(seat)
        await seat.press("ctrl+s")
        await seat.sees("This is larger than a letter may be.")
        await seat.at("around")
