"""F11: writing back from a page in a real browser, and how it looks on screens and on paper."""

import json
from pathlib import Path
from typing import Any

import pytest

from peerjournal.letters import JUST_READ, OFFER, Prepared, Threads
from peerjournal.letters.forms import WebPage
from peerjournal.session import Session
from tests.interop import age_programs
from tests.interop.chromium import Chromium
from tests.interop.open_page import WORDS, Browser, of_today, open_page, tab_to, unlock
from tests.letters.pages import FROZEN, KEYS, letter_of

pytestmark = pytest.mark.interop


# Writing back


def page_for_ana(sam: Session, where: Path, wish: str) -> Prepared:
    ana = sam.circle.add_plain("Ana")
    made = sam.outbox.prepare(letter_of("I sat on the back stairs.", wish=wish), ana, form="page")
    where.write_bytes(made.data)
    sam.outbox.handed_over(made)
    return made


def test_a_reply_written_with_the_keyboard_alone_is_taken_in(
    either: Browser, sam: Session, tmp_path: Path
) -> None:
    """F11: from the six words to the letter it stands under, without a pointer."""
    page = tmp_path / "page.html"
    made = page_for_ana(sam, page, "stayed")
    unlock(either, page, made.words)
    either.until("!document.getElementById('cover').hidden")
    for wanted in ("#read", "#write"):
        tab_to(either, wanted)
        either.press("Enter")
    tab_to(either, "summary")
    either.press("Enter")
    tab_to(either, "#starters button")
    either.press("Enter")
    tab_to(either, "#reply_line")
    either.type('“The back stairs”\n— that. 🪴 \\ " שלום')
    tab_to(either, "#offer")
    either.press(" ")
    tab_to(either, "#answer-form > p > button")
    either.press("Enter")
    either.until("!document.getElementById('sealed-reply').hidden")
    arrival = sam.inbox.look(("Hi,\n\n" + either.run("document.getElementById('block').value")).encode())
    assert arrival.text == (
        "I read it, all of it. Thank you for trusting me with this.\n\n"
        f'**A line that stayed**\n\n“The back stairs”\n— that. 🪴 \\ " שלום\n\n{OFFER}'
    )
    assert "Whoever can open that page can answer it" in arrival.sentence
    sam.inbox.keep(arrival)
    (kept,) = Threads(sam.inbox.letters.all()).answered_by(made.kept)
    assert kept.sure == "by the page"


def test_ideas_have_a_field_only_where_they_were_asked_for(
    browser: Chromium, story: Path, sam: Session, tmp_path: Path
) -> None:
    """F11: step five is a field only when the wish is `ideas`; otherwise it is one fixed offer."""
    page = tmp_path / "page.html"
    made = page_for_ana(sam, page, "ideas")
    visible = "[...document.querySelectorAll('.ideas, .offer')].filter((one) => one.offsetParent).length"
    open_page(browser, page, made.words)
    browser.run("document.getElementById('write').click(); document.getElementById('starters').open = true")
    assert browser.run(visible) == 2
    browser.run("document.getElementById('reply_offer').value = 'Walking.'")
    browser.run("document.getElementById('answer-form').requestSubmit()")
    browser.until("!document.getElementById('sealed-reply').hidden")
    arrival = sam.inbox.look(browser.run("document.getElementById('block').value").encode())
    assert arrival.text == "**If you'd like it**\n\nWalking."
    open_page(browser, story)
    browser.run("document.getElementById('write').click(); document.getElementById('starters').open = true")
    assert browser.run(visible) == 1


def test_a_page_that_asks_for_nothing_offers_no_way_to_write(browser: Chromium, tmp_path: Path) -> None:
    """F11: with `just_read` no form is made."""
    open_page(browser, of_today("just-read", tmp_path), KEYS["just_read_words"])
    assert browser.run("document.getElementById('end').textContent") == JUST_READ
    assert browser.run("document.getElementById('write').offsetParent") is None


def test_an_empty_reply_and_one_that_is_far_too_long_are_not_sealed(browser: Chromium, story: Path) -> None:
    open_page(browser, story)
    browser.run("document.getElementById('write').click()")
    for text, said in (("  \n", "One line is a whole reply."), ("a" * 200_001, "more than a reply can hold")):
        browser.run(f"document.getElementById('note').value = {json.dumps(text)}")
        browser.run("document.getElementById('answer-form').requestSubmit()")
        assert said in browser.run("document.getElementById('answer-said').textContent")
        assert browser.run("document.getElementById('sealed-reply').hidden") is True


def test_the_reply_can_be_saved_as_a_file(browser: Chromium, story: Path, tmp_path: Path) -> None:
    browser.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    open_page(browser, story)
    browser.run(
        "document.getElementById('write').click(); document.getElementById('note').value = 'Thank you.'"
    )
    browser.run("document.getElementById('answer-form').requestSubmit()")
    browser.until("!document.getElementById('sealed-reply').hidden")
    browser.run("document.getElementById('save').click()")
    for _ in range(100):
        if (tmp_path / "reply.txt").exists():
            break
        browser.until("true")
        browser.run("new Promise((done) => setTimeout(done, 50))")
    assert (tmp_path / "reply.txt").read_text() == browser.run("document.getElementById('block').value")
    browser.requests[:] = [url for url in browser.requests if not url.startswith("blob:")]


def test_what_was_closed_again_is_gone_from_it(browser: Chromium, story: Path) -> None:
    open_page(browser, story)
    browser.reload("document.querySelector('.close').click()")
    assert browser.run("document.getElementById('door').hidden") is False
    assert browser.run("document.getElementById('letter').textContent") == ""
    assert browser.run("document.getElementById('words').value") == ""


# How it looks

LONG = "\n\n".join(
    [
        "# " + "Straßenbahnhaltestelle" * 5,
        "a" * 400,
        "| a | b | c |\n|---|---|---|\n| " + "x" * 90 + " | y | z |",
        "```\n" + "z" * 300 + "\n```",
    ]
)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 600), (1200, 900)])
def test_nothing_runs_off_the_side_and_everything_can_be_touched(
    either: Browser, tmp_path: Path, width: int, height: int
) -> None:
    made = WebPage().make(letter_of(LONG), FROZEN)
    page = tmp_path / "page.html"
    page.write_bytes(made.data)
    either.size(width, height)
    either.go(page)
    fits(either, width)
    open_page(either, page, made.words)
    fits(either, width)
    either.run("document.getElementById('write').click(), document.getElementById('starters').open = true")
    either.run("document.getElementById('note').value = 'Thank you.'")
    either.run("document.getElementById('answer-form').requestSubmit()")
    either.until("!document.getElementById('sealed-reply').hidden")
    fits(either, width)


def fits(browser: Browser, width: int) -> None:
    assert browser.run("document.documentElement.scrollWidth") <= width
    small: Any = browser.run(
        "[...document.querySelectorAll('button, .button, textarea')]"
        ".filter((one) => one.offsetParent && one.offsetHeight < 44).map((one) => one.id)"
    )
    assert small == []
    smallest = browser.run(
        "Math.min(...[...document.querySelectorAll('main *')].filter((one) => one.offsetParent)"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= 16


AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_it_keeps_anybody_out(browser: Chromium, story: Path, scheme: str) -> None:
    """What axe-core looks for, on every step of the way, at the width of a phone."""
    if not AXE.exists():
        age_programs.missing("The npm package `axe-core` is not there: `npm ci` in tests/interop gets it.")
    browser.size(390, 844)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    unlock(browser, story, "")
    browser.call("Runtime.evaluate", expression=AXE.read_text(encoding="utf-8"))
    found = browser.run(LOOKED_AT)
    browser.run(f"document.getElementById('words').value = {json.dumps(WORDS)}")
    browser.press("Enter")
    browser.until("!document.getElementById('cover').hidden")
    for step in ("read", "write", "starters", "reply"):
        found += browser.run(LOOKED_AT)
        browser.run(STEPS_ON[step])
    browser.until("!document.getElementById('sealed-reply').hidden")
    assert found + browser.run(LOOKED_AT) == []
    browser.call("Emulation.setEmulatedMedia", features=[])


LOOKED_AT = "axe.run().then((told) => told.violations.map((one) => [one.impact, one.id]))"
STEPS_ON = {
    "read": "document.getElementById('read').click()",
    "write": "document.getElementById('write').click()",
    "starters": "document.getElementById('starters').open = true",
    "reply": "document.getElementById('note').value = 'One line.';"
    "document.getElementById('answer-form').requestSubmit()",
}


def test_printed_it_is_the_letter_and_nothing_else(browser: Chromium, story: Path) -> None:
    open_page(browser, story)
    browser.run("document.getElementById('write').click()")
    browser.call("Emulation.setEmulatedMedia", media="print")
    shown = browser.run("document.querySelector('main').innerText")
    assert shown.split() == browser.run("document.getElementById('letter').innerText").split()
    assert "trolley" in shown
    browser.call("Emulation.setEmulatedMedia", media="")
    assert browser.printed().startswith(b"%PDF")
