"""Somebody with nothing but a browser: a story goes to them as a page, and their answer arrives under it.

Sam's side are the commands as they are typed; Ana's is a real browser, which is closed again before anybody
looks at what it kept.
"""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.interop.chromium import Chromium
from tests.interop.firefox import Firefox
from tests.interop.open_page import Browser, tab_to, unlock
from tests.journeys.ana import ANSWERED, NOWHERE, share_as, without_what_stays
from tests.journeys.traces import files_with

pytestmark = pytest.mark.interop


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
    page, words = share_as("page", pj, tmp_path / "out")
    (tmp_path / "browser").mkdir()
    with kind(tmp_path / "browser") as browser:
        read, block = read_and_answer(browser, page, words)
    without_what_stays(read)

    message = f"Hello Sam,\r\n\r\n{block}\r\nAna"
    kept = pj("open", "--keep", "-", stdin=message, who="sam")
    assert (kept.code, ANSWERED in pj("letters", "show", kept.line, who="sam").out) == (0, True)
    came, sent = json.loads(pj("letters", "--json", who="sam").out)["items"]
    assert (sent["direction"], sent["answered_by"]) == ("sent", [came["number"]])
    assert (came["answers"], came["peer"], came["sure"]) == (sent["number"], "Ana", "by the page")
    assert "page" in pj("ledger", who="sam").out

    # In no file that anything left behind, Ana's browser among them.
    for secret in (*NOWHERE, words, words.replace(" ", "-")):
        assert files_with(tmp_path, secret) == {}, secret
