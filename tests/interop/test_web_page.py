"""H1: a page in real browsers, from a file: it opens, shows only text, and asks for nothing."""

import json
import socket
from pathlib import Path

import pytest

from peerjournal.letters.forms import WebPage
from peerjournal.letters.forms.steps import steps
from tests.interop.chromium import Chromium
from tests.interop.firefox import Firefox
from tests.interop.open_page import SHOWN, WORDS, Browser, open_page, tab_to, unlock
from tests.letters.hostile import BODIES
from tests.letters.pages import FOLDER, FROZEN, letter_of, text_of

pytestmark = pytest.mark.interop


# Opening


@pytest.mark.parametrize(
    "typed",
    [WORDS, WORDS.title(), WORDS.upper().replace(" ", "  "), WORDS.replace(" ", "-"), f" {WORDS} _\u2013"],
    ids=["as told", "capitals", "double spaces", "hyphens", "everything"],
)  # fmt: skip
def test_it_opens_with_its_words_however_they_are_typed(either: Browser, story: Path, typed: str) -> None:
    unlock(either, story, typed)
    either.until("!document.getElementById('cover').hidden")
    assert either.run(SHOWN) == ["cover"]
    held = json.loads((FOLDER / "story.json").read_text(encoding="utf-8"))
    assert either.run("document.getElementById('cover-lines').innerText").split("\n\n") == held["cover"]
    tab_to(either, "#read")
    either.press("Enter")
    assert either.run(SHOWN) == ["letter", "after"]
    assert either.run("document.getElementById('letter').textContent") == text_of(held["body"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lemon " + WORDS.partition(" ")[2], "Those words didn't open it."),
        (" ".join(reversed(WORDS.split())), "Those words didn't open it."),
        (WORDS.rpartition(" ")[0], "There are six words. Here are 5."),
        ("", "There are six words. Here are 0."),
    ],
    ids=["another word", "another order", "five", "none"],
)
def test_it_refuses_other_words_and_says_what_to_look_at(
    either: Browser, story: Path, typed: str, said: str
) -> None:
    unlock(either, story, typed)
    either.until(f"document.getElementById('words-said').textContent.startsWith({json.dumps(said)})")
    assert either.run(SHOWN) == ["door"]
    assert either.run("document.getElementById('letter').childNodes.length") == 0


def test_a_hundred_hostile_bodies_are_only_text(
    either: Browser, listener: socket.socket, tmp_path: Path
) -> None:
    """H1: what tries to act is shown as it was written; nobody is asked for anything."""
    host = f"http://127.0.0.1:{listener.getsockname()[1]}"
    assert len(BODIES) == 100
    for body in BODIES:
        letter = letter_of(body.replace("{host}", host))
        made = WebPage().make(letter, FROZEN)
        page = tmp_path / "page.html"
        page.write_bytes(made.data)
        open_page(either, page, made.words)
        assert either.run("document.getElementById('letter').textContent") == text_of(steps(letter.text))
        allowed = {step[0] for step in steps(letter.text) if isinstance(step, list) and step}
        there = either.run("[...document.querySelectorAll('#letter *')].map((one) => one.localName)")
        assert {*there} == allowed
        attributes = "[...document.querySelectorAll('#letter *')].flatMap((one) => one.getAttributeNames())"
        assert {*either.run(attributes)} <= {"dir", "start"}
        assert either.run("document.title") == "For you"


@pytest.mark.parametrize(
    "body",
    [
        [["script"], []], [["p", 1], []], [["ol", 1, 1], []], [["ol", "1"], []], [["ol", -1], []],
        [["ol", 1.5], []], [["ol", 10**9], []], [["ol", None], []], [None], [1], [{}], [["p"]], [[]],
        [{"0": "p", "length": 1}, []], [["hr"], "a", []], [["br"], ["p"], [], []], [["p"]] * 101 + [[]] * 101,
    ],
)  # fmt: skip
def test_a_step_that_is_none_is_refused(browser: Chromium, story: Path, body: object) -> None:
    """docs/formats/page.md, PLAIN: whoever has the words could have made it."""
    browser.go(story)
    tried = "(() => {{ try {{ build({}); return 'built' }} catch {{ return 'refused' }} }})()"
    assert browser.run(tried.format(json.dumps(body))) == "refused"
    assert browser.run(tried.format(json.dumps([["ol", 999999999], []]))) == "built"


def test_even_what_would_get_in_can_neither_act_nor_ask(
    either: Browser, story: Path, listener: socket.socket
) -> None:
    """H1: the policy holds behind the first wall, too."""
    host = f"http://127.0.0.1:{listener.getsockname()[1]}"
    open_page(either, story)
    tries = [
        "const s = document.createElement('script'); s.text = 'document.title = 1'; document.body.append(s)",
        "document.body.innerHTML = '<img src=x onerror=\"document.title = 1\">'",
        f"await new Promise((done) => {{ const i = new Image(); i.onerror = done; i.src = '{host}/a.png' }})",
        f"await fetch('{host}')",
    ]
    if isinstance(either, Chromium):
        tries.append("eval('document.title = 1')")  # Firefox would do it outside of the page
    for one in tries:
        either.run(f"(async () => {{ try {{ {one} }} catch {{}} }})()")
    assert either.run("document.title") == "For you"
    if isinstance(either, Chromium):
        assert either.said, "the browser says what it held back"
        either.said.clear()
        either.requests.clear()  # it names what it then did not ask for


# Without what it needs


@pytest.mark.parametrize("kind", [Chromium, Firefox])
def test_without_scripts_it_says_what_to_do(
    tmp_path: Path, story: Path, kind: type[Chromium | Firefox]
) -> None:
    with kind(tmp_path / "bare", scripts=False) as bare:
        bare.go(story)
        said = bare.shown()
        assert "opens in a web browser with six words" in said
        assert "as a PDF, on paper, or read together" in said
        assert "BEGIN" not in said
        assert "The six words" not in said


def test_where_a_browser_has_no_keys_it_says_what_to_do(browser: Chromium, story: Path) -> None:
    script = "Object.defineProperty(globalThis, 'crypto', { value: {} })"
    added = browser.call("Page.addScriptToEvaluateOnNewDocument", source=script)
    browser.go(story)
    assert browser.run(SHOWN) == ["help"]
    browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
