"""What hands do at a page in a real browser, and what must not happen to them meanwhile; and paper."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from peerjournal.crypto import seal_gcm
from peerjournal.letters.forms import WebPage
from peerjournal.letters.forms import page as web
from peerjournal.letters.forms.page import CONTEXT, SALT_SIZE, page_key, plaintext
from peerjournal.letters.way_back import write_json
from tests.interop import age_programs
from tests.interop.chromium import Chromium
from tests.interop.open_page import SHOWN, WORDS, open_page, unlock
from tests.letters.pages import FROZEN, letter_of, text_of

pytestmark = pytest.mark.interop

OFF = {"autocomplete": "off", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


# The words


def test_nothing_changes_completes_or_looks_up_the_words(browser: Chromium, story: Path) -> None:
    browser.go(story)
    field = "document.getElementById('words')"
    assert {name: browser.run(f"{field}.getAttribute('{name}')") for name in OFF} == OFF
    assert browser.run(f"{field}.spellcheck || document.getElementById('note').spellcheck") is False


def test_words_are_taken_as_they_were_pasted_and_all_of_them_can_be_seen(
    browser: Chromium, story: Path
) -> None:
    """They come out of a message, over two lines, with more than fits in one line of a phone."""
    browser.size(390, 844)
    browser.go(story)
    first, second = WORDS.rsplit(" ", 3)[0], " ".join(WORDS.split()[-3:])
    browser.type(f"\n{first}\n{second}\n")
    field = "document.getElementById('words')"
    browser.run(f"{field}.value = {field}.value.trim()")
    assert browser.run(f"{field}.scrollHeight <= {field}.clientHeight") is True
    browser.type("\n")
    browser.press("Enter")
    browser.until("!document.getElementById('cover').hidden")
    assert browser.run(f"{field}.value") == ""


def test_while_it_opens_it_says_so_and_opens_once(browser: Chromium, story: Path) -> None:
    browser.go(story)
    browser.run(f"document.getElementById('words').value = {json.dumps(WORDS)}")
    said = browser.run(
        "(() => { const open = document.getElementById('open'); open.click(); open.click();"
        " return [document.getElementById('words-said').textContent, open.disabled] })()"
    )
    assert said == ["Opening. This takes a moment.", True]
    browser.until("!document.getElementById('cover').hidden")
    assert browser.run("document.getElementById('cover-lines').childElementCount") == browser.run(
        "new Set([...document.querySelectorAll('#cover-lines p')].map((one) => one.textContent)).size"
    )


# The letter, and the answer


@pytest.mark.parametrize(
    "body",
    [
        [["hr"], "a", []], [["br"], ["p"], [], []], [["p"], "a"], [[], "a"], [["script"], []], [5],
        [["p"]] * 101 + [[]] * 101,
    ],
    ids=["text in a ruler", "more in a break", "no end", "no beginning", "script", "a number", "too deep"],
)  # fmt: skip
def test_what_the_format_page_tells_every_reader_to_refuse_is_not_shown(
    browser: Chromium, tmp_path: Path, body: list[object]
) -> None:
    page = tmp_path / "page.html"
    said = json.loads(plaintext(letter_of("One."), FROZEN)) | {"body": body}
    salt = bytes(SALT_SIZE)
    page.write_bytes(web._file(salt + seal_gcm(page_key(WORDS, salt), write_json(said), CONTEXT)))
    unlock(browser, page, WORDS)
    browser.until("document.getElementById('words-said').textContent.startsWith('Those')")
    assert browser.run(SHOWN) == ["door"]
    assert browser.run("document.getElementById('letter').childNodes.length") == 0


def test_what_may_just_be_is_shown(browser: Chromium, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    said = json.loads(plaintext(letter_of("One."), FROZEN)) | {"body": [["p"]] * 100 + ["a"] + [[]] * 100}
    salt = bytes(SALT_SIZE)
    page.write_bytes(web._file(salt + seal_gcm(page_key(WORDS, salt), write_json(said), CONTEXT)))
    open_page(browser, page)
    assert browser.run("document.querySelectorAll('#letter p').length") == 100


def test_a_very_long_story_is_all_there(browser: Chromium, tmp_path: Path) -> None:
    text = "\n\n".join(f"{number} {'and on it went ' * 12}" for number in range(1_300))
    assert 230_000 < len(text) < 256 * 1024
    made = WebPage().make(letter_of(text), FROZEN)
    page = tmp_path / "long.html"
    page.write_bytes(made.data)
    open_page(browser, page, made.words)
    assert browser.run("document.querySelectorAll('#letter > p').length") == 1_301
    assert text_of(text.split()) in browser.run(
        "document.getElementById('letter').textContent.replace(/\\s+/g, '')"
    )


def test_what_was_typed_is_not_lost_by_an_accidental_reload(browser: Chromium, story: Path) -> None:
    """The browser asks first; once the reply was copied or saved, it does not."""
    open_page(browser, story)
    asks = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert browser.run(asks) is False
    browser.run("document.getElementById('write').click(); document.getElementById('note').focus()")
    browser.type("One line.")
    assert browser.run(asks) is True
    browser.run("document.getElementById('answer-form').requestSubmit()")
    browser.until("!document.getElementById('sealed-reply').hidden")
    assert browser.run(asks) is True
    browser.run("document.getElementById('copy').click()")
    browser.until("document.getElementById('block-said').textContent")
    assert browser.run(asks) is False


@pytest.mark.parametrize("copies", ["true", "false"])
def test_where_a_page_may_not_copy_by_itself_it_selects_or_says_so(
    browser: Chromium, story: Path, copies: str
) -> None:
    open_page(browser, story)
    browser.run("document.getElementById('write').click(); document.getElementById('note').value = 'a'")
    browser.run("document.getElementById('answer-form').requestSubmit()")
    browser.until("!document.getElementById('sealed-reply').hidden")
    browser.run("Object.defineProperty(navigator, 'clipboard', { value: undefined }); 0")
    browser.run(f"document.execCommand = () => {copies}; document.getElementById('copy').click()")
    browser.until("document.getElementById('block-said').textContent")
    said = browser.run("document.getElementById('block-said').textContent")
    assert said.startswith("Copied." if copies == "true" else "It is selected.")
    block = "document.getElementById('block')"
    assert browser.run(f"{block}.selectionEnd - {block}.selectionStart === {block}.value.length") is True


# Paper


def test_on_paper_are_the_words_of_the_letter_and_no_others(
    browser: Chromium, story: Path, tmp_path: Path
) -> None:
    if not shutil.which("pdftotext"):
        age_programs.missing("The command pdftotext is not there. On Debian: apt-get install poppler-utils")
    open_page(browser, story)
    browser.run("document.getElementById('write').click()")
    assert browser.run(SHOWN) == ["letter", "after", "answer"]
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(browser.printed())
    told = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, check=True, text=True).stdout
    letter = browser.run("document.getElementById('letter').innerText")
    # A browser writes bullets and numbers before what is in a list; what has another font comes last.
    marks = {"•", "\f", *(f"{number}." for number in range(1, 10))}
    assert sorted({*told.split()} - marks) == sorted({*letter.split()} - marks)
    assert len(told.split()) < len(letter.split()) + 10
