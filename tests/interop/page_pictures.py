"""Draws the pictures of the web page and of the PDF for the guide, with a made-up story in them.

python -m tests.interop.page_pictures [FOLDER]    a part of what `make pictures` does

It needs Chromium, and for the PDF the extra `pdf` and pdftoppm; without them a picture stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final
from unittest import mock

from peerjournal.cli.demo_stories import HEADER, stories
from peerjournal.crypto import Key
from peerjournal.journal import Story
from peerjournal.letters import Around, Letter, compose
from peerjournal.letters.forms import WebPage
from peerjournal.letters.forms.pdf import Pdf, pdf_is_here
from peerjournal.letters.way_back import WayBack
from tests.conftest import StandingClock
from tests.interop.chromium import Chromium
from tests.source_tree import ROOT
from tests.tui.every import World, play, world_in

FOLDER: Final = ROOT / "docs" / "pictures"
SCREEN: Final = (720, 500)
TALL: Final = (720, 640)
PHONE: Final = (390, 640)
MOST_BYTES: Final = 80_000
_WORDS: Final = "gravel thimble walnut oboe lantern puddle"
_TYPED: Final = "Gravel thimble walnut Oboe  lantern-puddle"
_SOME_ID: Final = "7f3a" * 8
# What is random in a page would make another picture each time.
_NOT_RANDOM: Final = "crypto.getRandomValues = (some) => some.fill(7)"


def letter_in(folder: Path) -> Letter:
    """Return the letter of the demo, which says at its beginning that nobody in it is real."""
    told, clock = stories()[0], StandingClock()
    play(folder / "template", clock)
    with world_in(folder / "world", folder / "template", clock) as world:
        assert isinstance(world, World)
        session = world.session
        story = next(one for one in session.journal.find("kind:story") if one.title == told.title)
        assert isinstance(story, Story)
        around = Around(wish=told.wish, hold=told.hold, note=HEADER)
        return compose([story], _SOME_ID, around=around, people=session.people.all()).ready()


class Reader:
    """Somebody in front of a browser who was given a page, and what they see."""

    def __init__(self, browser: Chromium, file: Path, folder: Path) -> None:
        self._browser, self._file, self._folder = browser, file, folder

    def opens_the_file(self, size: tuple[int, int]) -> None:
        """Open the file, on a screen of that size."""
        self.has_a_screen_of(size)
        self._browser.go(self._file)
        self._browser.run(_NOT_RANDOM)

    def has_a_screen_of(self, size: tuple[int, int]) -> None:
        """Make the screen larger or smaller."""
        self._browser.size(*size)

    def types(self, text: str, into: str = "words") -> None:
        """Type into a field."""
        self._browser.run(f"document.getElementById('{into}').focus()")
        self._browser.type(text)

    def clicks(self, what: str, then: str) -> None:
        """Click, and wait until something is there."""
        self._browser.run(f"document.querySelector('{what}').click()")
        self._browser.until(f"!document.getElementById('{then}').hidden")

    def sees(self, name: str, top: str = "") -> None:
        """Draw what is on the screen, from its top or from what a selector names."""
        self._browser.run("document.activeElement.blur()")
        if top:
            self._browser.run(f"document.querySelector('{top}').scrollIntoView()")
        self._browser.picture(self._folder / f"{name}.png", whole=False)

    def goes_away(self) -> None:
        """Leave the page, though what was typed is nowhere else."""
        self._browser.run("unsaved = false")


def draw_page(reader: Reader) -> None:
    """Draw the page from its words to the sealed reply."""
    said = stories()[0].reply
    reader.opens_the_file(SCREEN)
    reader.types(_TYPED)
    reader.sees("page-closed")
    reader.clicks("#open", then="cover")
    reader.sees("page-cover")
    reader.clicks("#read", then="letter")
    reader.sees("page-open")
    reader.clicks("#write", then="answer")
    reader.has_a_screen_of(TALL)
    reader.types(said.line, into="reply_line")
    reader.types(said.picture, into="reply_picture")
    reader.sees("page-reply", top="#answer")
    reader.clicks("#answer-form > p > button", then="sealed-reply")
    reader.clicks("#copy", then="sealed-reply")
    reader.sees("page-sealed-reply", top="#sealed-reply")
    reader.goes_away()
    reader.opens_the_file(PHONE)
    reader.types(_TYPED)
    reader.clicks("#open", then="cover")
    reader.clicks("#read", then="letter")
    reader.sees("page-phone")


def draw_pages(folder: Path, letter: Letter, home: Path) -> None:
    """Draw the web page in a browser that runs its script, and in one that runs none."""
    with mock.patch("peerjournal.letters.forms.page.generate", return_value=_WORDS):
        made = WebPage().make(letter, WayBack("7f" * 16, Key(bytes(32))))
    file = home / "letter-7f3a.html"
    file.write_bytes(made.data)
    with Chromium(home / "browser") as browser:
        draw_page(Reader(browser, file, folder))
    with Chromium(home / "preview", scripts=False) as preview:
        reader = Reader(preview, file, folder)
        reader.opens_the_file(PHONE)
        reader.sees("page-preview")


def draw_pdf(folder: Path, letter: Letter, home: Path) -> None:
    """Draw the page of the PDF on which the story begins."""
    import pikepdf  # noqa: PLC0415 -- part of the extra

    made, plain = Pdf().make(letter), home / "letter-7f3a.pdf"
    # The program that draws takes no password as long as six words are.
    with pikepdf.open(BytesIO(made.data), password=made.words) as pdf:
        pdf.save(plain)
    how = ("-png", "-gray", "-r", "72", "-f", "2", "-l", "2", "-singlefile")
    subprocess.run(["pdftoppm", *how, plain, folder / "pdf-page"], check=True)


def draw_all(folder: Path) -> None:
    """Draw every picture for which all that it needs is here."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        letter = letter_in(home)
        if shutil.which("chromium") or shutil.which("chromium-browser"):
            draw_pages(folder, letter, home)
        if pdf_is_here() and shutil.which("pdftoppm"):
            draw_pdf(folder, letter, home)


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
