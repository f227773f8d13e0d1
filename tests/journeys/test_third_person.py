"""Somebody with nothing but a browser: a story goes to them as a page, and their answer arrives under it.

Sam's side are the commands as they are typed; Ana's is a real browser, which is closed again before anybody
looks at what it kept.
"""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.interop.chromium import Chromium
from tests.interop.firefox import Firefox
from tests.interop.open_page import Browser, tab_to, unlock
from tests.journeys.traces import files_with
from tests.journeys.way import BODY, CANARY, FAMILY, LISTED, STAND_IN, WITHHELD

pytestmark = pytest.mark.interop

TOLD = re.compile(r"^ {4}((?:[a-z]+ ){5}[a-z]+)$", re.MULTILINE)
ANSWERED = "begegnungswort"
"""Stands in what is written back."""


def share_as_a_page(pj: Command, out: Path) -> tuple[Path, str]:
    """Have Sam write, and make a page of it for Ana; return it, and the words that Sam is told."""
    out.mkdir()
    pj("peers", "add", "Ana", who="sam")
    pj("write", "--title", f"Title {CANARY}", stdin=BODY, who="sam")
    number = pj("story", "1", who="sam").line
    pj("people", "add", STAND_IN, "--asked", "can't ask", stdin=f"{LISTED}\n{FAMILY}\n", who="sam")
    pj("names", number, "--looked", who="sam")
    how = ("--form", "page", "--wish", "stayed", "--note", f"For you, {CANARY}.", "--looked", "--out", out)
    made = pj("share", number, "--to", "Ana", *how, who="sam")
    told = TOLD.search(made.err)
    assert told is not None, made.err
    return Path(made.line), told[1]


def read_and_answer(browser: Browser, page: Path, words: str) -> tuple[str, str]:
    """Have Ana open the page, read it, and answer; return what she read and what she copied."""
    unlock(browser, page, f" {words.title().replace(' ', ' - ', 2)} ")
    browser.until("!document.getElementById('cover').hidden")
    tab_to(browser, "#read")
    browser.press("Enter")
    read = str(browser.run("document.getElementById('letter').innerText"))
    tab_to(browser, "#write")
    browser.press("Enter")
    tab_to(browser, "#reply_line")
    browser.type(f"That one. {ANSWERED}")
    tab_to(browser, "#answer-form > p > button")
    browser.press("Enter")
    browser.until("!document.getElementById('sealed-reply').hidden")
    return read, str(browser.run("document.getElementById('block').value"))


@pytest.mark.parametrize("kind", [Chromium, Firefox])
def test_a_third_person_reads_and_answers(tmp_path: Path, kind: type[Chromium | Firefox]) -> None:
    pj = Command(tmp_path)
    page, words = share_as_a_page(pj, tmp_path / "out")
    (tmp_path / "browser").mkdir()
    with kind(tmp_path / "browser") as browser:
        read, block = read_and_answer(browser, page, words)
    for there in (CANARY, STAND_IN.split()[1]):
        assert there in read
    for stays in (WITHHELD, FAMILY):
        assert stays.casefold() not in read.casefold()

    message = f"Hello Sam,\r\n\r\n{block}\r\nAna"
    kept = pj("open", "--keep", "-", stdin=message, who="sam")
    assert (kept.code, ANSWERED in pj("letters", "show", kept.line, who="sam").out) == (0, True)
    came, sent = json.loads(pj("letters", "--json", who="sam").out)["items"]
    assert (sent["direction"], sent["answered_by"]) == ("sent", [came["number"]])
    assert (came["answers"], came["peer"], came["sure"]) == (sent["number"], "Ana", "by the page")
    assert "page" in pj("ledger", who="sam").out

    # In no file that anything left behind, Ana's browser among them.
    for secret in (CANARY, WITHHELD, FAMILY, PASSPHRASE, ANSWERED, words, words.replace(" ", "-")):
        assert files_with(tmp_path, secret) == {}, secret
