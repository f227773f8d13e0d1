"""A letter as a PDF from the app: what it needs, what it could not show, and its words as they are typed."""

from io import BytesIO
from pathlib import Path

import pytest

from peerjournal.session import Session
from peerjournal.tui.screens import leaving
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.choices import Choices
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, found, seated, story, to_file, to_form

PHONE = "A phone or a tablet"
UNSEEN = "I wrote \U000f0041 there."
"""A character for which no font has a picture: it stands for nothing."""


@pytest.fixture(autouse=True)
def ana(sam: Session) -> None:
    """Let somebody be in the circle who has no card."""
    sam.circle.add_plain("Ana")


def words_of(seat: Seat) -> str:
    words = seat.screen._words  # type: ignore[attr-defined] # the screen of the file
    assert isinstance(words, str)
    return words


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
@acting
async def test_a_pdf_opens_with_the_words_that_stand_there(
    sam: Session, out: Path, size: tuple[int, int]
) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    pytest.importorskip("typst")
    async with seated(sam, ShareScreen(sam, [story(sam)]), size) as seat:
        await to_file(seat, PHONE)
        await seat.sees("Once this leaves, it can be copied.")
        await seat.make("file", out)
        words = words_of(seat)
        await seat.sees(words)
        await seat.sees("typed exactly so")
        await seat.press("enter")
        await seat.at("hand")
        await seat.sees("In a chat, attach it as a document, not as a picture.")
    (file,) = found(out, "letter-*.pdf")
    data = file.read_bytes()
    with pikepdf.open(BytesIO(data), password=words) as opened:
        assert opened.pages
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(data), password=words.title())
    assert [(row.form, row.state) for row in sam.ledger.rows()] == [("pdf", "handed over")]


@acting
async def test_what_no_font_here_has_is_listed_before_it_is_made(sam: Session, out: Path) -> None:
    pytest.importorskip("typst")
    async with seated(sam, ShareScreen(sam, [story(sam, UNSEEN)])) as seat:
        await to_form(seat)
        await seat.form(PHONE)
        await seat.at("missing")
        await seat.sees("U+F0041")
        assert seat.screen.query_one(Choices).key == "form"
        await seat.press("enter")
        await seat.form(PHONE)
        await seat.step("missing", choose="Go on as it is")
        await seat.make("file", out)
    assert len(found(out, "letter-*.pdf")) == 1


@acting
async def test_where_the_extra_is_not_installed_the_choice_says_so_and_how(
    sam: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "pdf_is_here", lambda: False)
    async with seated(sam, ShareScreen(sam, [story(sam)])) as seat:
        await to_form(seat)
        await seat.sees("What makes PDFs is not installed here yet.")
        await seat.form(PHONE)
        await seat.sees("pip install 'peerjournal[pdf]'")
        await seat.sees("The other forms need nothing more.")
        await seat.at("form")
    assert sam.ledger.rows() == []
