"""What somebody does at a page in a browser: opening it with the words, and going through it with Tab."""

import json
from pathlib import Path
from typing import Any, Final, Protocol

from peerjournal.letters.forms import page as web
from tests.letters.pages import FOLDER, KEYS, sealed_in

WORDS: Final[str] = KEYS["story_words"]
SHOWN: Final = "[...document.querySelectorAll('main > *')].filter((one) => !one.hidden).map((one) => one.id)"

STORED: Final = """(async () => [localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys().catch(() => [])).length])()"""
"""What the page has stored: in the two storages, as cookies, as databases, and as caches."""


class Browser(Protocol):
    """Any of the browsers here, as somebody uses it."""

    def go(self, page: Path) -> None: ...
    def run(self, script: str) -> Any: ...
    def shown(self) -> str: ...
    def until(self, script: str) -> None: ...
    def type(self, text: str) -> None: ...
    def press(self, key: str) -> None: ...
    def size(self, width: int, height: int) -> None: ...
    def picture(self, path: Path, *, whole: bool = True) -> None: ...


def of_today(name: str, folder: Path) -> Path:
    """Return a file with what is sealed in a frozen page, in the template of today."""
    page = folder / f"{name}.html"
    page.write_bytes(web._file(sealed_in((FOLDER / f"{name}.html").read_bytes())))
    return page


def unlock(browser: Browser, page: Path, typed: str) -> None:
    """Open a page with what is typed, as somebody does who only has a keyboard."""
    browser.go(page)
    assert browser.run("document.activeElement.id") == "words"
    browser.type(typed)
    browser.press("Enter")


def open_page(browser: Browser, page: Path, words: str = WORDS) -> None:
    """Open a page with its words, and go on to the letter."""
    unlock(browser, page, words)
    browser.until("!document.getElementById('cover').hidden")
    browser.run("document.getElementById('read').click()")


def tab_to(browser: Browser, wanted: str) -> None:
    """Press Tab until the cursor is where it is wanted."""
    for _ in range(40):
        if browser.run(f"document.activeElement.matches({json.dumps(wanted)})"):
            return
        browser.press("Tab")
    raise AssertionError(f"No Tab leads to {wanted}.")
