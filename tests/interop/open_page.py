"""What somebody does at a page in a browser: opening it with the words, and going through it with Tab."""

import json
from pathlib import Path
from typing import Final

from peerjournal.letters.forms import page as web
from tests.interop.chromium import Chromium
from tests.letters.pages import FOLDER, KEYS, sealed_in

WORDS: Final[str] = KEYS["story_words"]
SHOWN: Final = "[...document.querySelectorAll('main > *')].filter((one) => !one.hidden).map((one) => one.id)"


def of_today(name: str, folder: Path) -> Path:
    """Return a file with what is sealed in a frozen page, in the template of today."""
    page = folder / f"{name}.html"
    page.write_bytes(web._file(sealed_in((FOLDER / f"{name}.html").read_bytes())))
    return page


def unlock(browser: Chromium, page: Path, typed: str) -> None:
    """Open a page with what is typed, as somebody does who only has a keyboard."""
    browser.go(page)
    assert browser.run("document.activeElement.id") == "words"
    browser.type(typed)
    browser.press("Enter")


def open_page(browser: Chromium, page: Path, words: str = WORDS) -> None:
    """Open a page with its words, and go on to the letter."""
    unlock(browser, page, words)
    browser.until("!document.getElementById('cover').hidden")
    browser.run("document.getElementById('read').click()")


def tab_to(browser: Chromium, wanted: str) -> None:
    """Press Tab until the cursor is where it is wanted."""
    for _ in range(40):
        if browser.run(f"document.activeElement.matches({json.dumps(wanted)})"):
            return
        browser.press("Tab")
    raise AssertionError(f"No Tab leads to {wanted}.")
