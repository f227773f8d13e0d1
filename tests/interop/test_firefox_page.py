"""H1: the same page in a real Firefox, from a file: it opens, shows only text, and answers."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.letters import OFFER, Threads
from peerjournal.letters.forms import WebPage
from peerjournal.letters.forms.steps import steps
from peerjournal.session import Session
from tests.interop.firefox import Firefox
from tests.interop.open_page import SHOWN, STORED, WORDS, open_page, tab_to, unlock
from tests.interop.test_web_page_answer import fits, page_for_ana
from tests.letters.hostile import BODIES
from tests.letters.pages import FOLDER, FROZEN, letter_of, text_of

pytestmark = pytest.mark.interop


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture
def browser(firefox: Firefox) -> Iterator[Firefox]:
    """Whatever a test does, nothing is asked for and nothing stored."""
    yield firefox
    assert firefox.requests == []
    assert firefox.run(STORED) == [0, 0, "", 0, 0]


@pytest.mark.parametrize(
    "typed", [WORDS, WORDS.upper().replace(" ", "  "), f" {WORDS.replace(' ', '-')} _\u2013"],
    ids=["as told", "capitals and double spaces", "everything"],
)  # fmt: skip
def test_it_opens_with_its_words_however_they_are_typed(browser: Firefox, story: Path, typed: str) -> None:
    unlock(browser, story, typed)
    browser.until("!document.getElementById('cover').hidden")
    held = json.loads((FOLDER / "story.json").read_text(encoding="utf-8"))
    assert browser.run("document.getElementById('cover-lines').innerText").split("\n\n") == held["cover"]
    tab_to(browser, "#read")
    browser.press("Enter")
    assert browser.run(SHOWN) == ["letter", "after"]
    assert browser.run("document.getElementById('letter').textContent") == text_of(held["body"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lemon " + WORDS.partition(" ")[2], "Those words didn't open it."),
        (WORDS.rpartition(" ")[0], "There are six words. Here are 5."),
    ],
    ids=["another word", "five"],
)
def test_it_refuses_other_words_and_says_what_to_look_at(
    browser: Firefox, story: Path, typed: str, said: str
) -> None:
    unlock(browser, story, typed)
    browser.until(f"document.getElementById('words-said').textContent.startsWith({json.dumps(said)})")
    assert browser.run(SHOWN) == ["door"]
    assert browser.run("document.getElementById('letter').childNodes.length") == 0


def test_a_hundred_hostile_bodies_are_only_text(
    browser: Firefox, listener: socket.socket, tmp_path: Path
) -> None:
    host = f"http://127.0.0.1:{listener.getsockname()[1]}"
    for body in BODIES:
        letter = letter_of(body.replace("{host}", host))
        made = WebPage().make(letter, FROZEN)
        page = tmp_path / "page.html"
        page.write_bytes(made.data)
        open_page(browser, page, made.words)
        assert browser.run("document.getElementById('letter').textContent") == text_of(steps(letter.text))
        allowed = {step[0] for step in steps(letter.text) if isinstance(step, list) and step}
        there = browser.run("[...document.querySelectorAll('#letter *')].map((one) => one.localName)")
        assert {*there} == allowed
        assert browser.run("document.title") == "For you"


def test_even_what_would_get_in_can_neither_act_nor_ask(
    browser: Firefox, listener: socket.socket, story: Path
) -> None:
    """H1: the policy holds behind the first wall, too."""
    host = f"http://127.0.0.1:{listener.getsockname()[1]}"
    image = f"const i = new Image(); i.onerror = () => done(); i.src = '{host}/a.png'"
    open_page(browser, story)
    tries = [
        "const s = document.createElement('script'); s.text = 'document.title = 1'; document.body.append(s)",
        "document.body.innerHTML = '<img src=x onerror=\"document.title = 1\">'",
        f"await new Promise((done) => {{ {image} }})",
        f"await fetch('{host}')",
    ]
    for one in tries:
        browser.run(f"(async () => {{ try {{ {one} }} catch {{}} }})()")
    assert browser.run("document.title") == "For you"


def test_what_asks_for_something_would_be_counted(tmp_path: Path) -> None:
    page = tmp_path / "asks.html"
    with Firefox(tmp_path / "asks") as other, socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/a.png"
        page.write_text(f'<!doctype html><link rel="preload" as="image" href="{address}">')
        other.go(page)
        listening.accept()[0].close()
        assert address in other.requests


def test_a_reply_written_with_the_keyboard_alone_is_taken_in(
    browser: Firefox, sam: Session, tmp_path: Path
) -> None:
    """F11: from the six words to the letter it stands under, without a pointer."""
    page = tmp_path / "page.html"
    made = page_for_ana(sam, page, "stayed")
    unlock(browser, page, made.words)
    browser.until("!document.getElementById('cover').hidden")
    for wanted in ("#read", "#write"):
        tab_to(browser, wanted)
        browser.press("Enter")
    tab_to(browser, "#reply_line")
    browser.type('“The back stairs”\n— that. 🪴 \\ " שלום')
    tab_to(browser, "#offer")
    browser.press(" ")
    tab_to(browser, "#answer-form > p > button")
    browser.press("Enter")
    browser.until("!document.getElementById('sealed-reply').hidden")
    arrival = sam.inbox.look(("Hi,\n\n" + browser.run("document.getElementById('block').value")).encode())
    assert arrival.text == f'**A line that stayed**\n\n“The back stairs”\n— that. 🪴 \\ " שלום\n\n{OFFER}'
    sam.inbox.keep(arrival)
    (kept,) = Threads(sam.inbox.letters.all()).answered_by(made.kept)
    assert kept.sure == "by the page"


def test_the_reply_can_be_copied_and_saved_and_nothing_typed_is_kept_for_another_session(
    firefox: Firefox, story: Path
) -> None:
    """What a browser writes down to come back after a crash holds no word of it."""
    unlock(firefox, story, "canary7391 and five other words too")
    assert "canary7391" not in firefox.remembered()
    open_page(firefox, story)
    tab_to(firefox, "#write")
    firefox.press("Enter")
    tab_to(firefox, "#note")
    firefox.type("One canary7391.")
    assert "story.html" in firefox.remembered()
    assert "canary7391" not in firefox.remembered()
    tab_to(firefox, "#answer-form > p > button")
    firefox.press("Enter")
    firefox.until("!document.getElementById('sealed-reply').hidden")
    tab_to(firefox, "#copy")
    firefox.press("Enter")
    firefox.until("document.getElementById('block-said').textContent.startsWith('Copied.')")
    tab_to(firefox, "#save")
    firefox.press("Enter")
    assert firefox.saved() == firefox.run("document.getElementById('block').value")
    assert "canary7391" not in firefox.remembered()


def test_nothing_runs_off_the_side_of_a_phone(browser: Firefox, story: Path) -> None:
    browser.size(390, 844)
    open_page(browser, story)
    fits(browser, 390)
    browser.run("document.getElementById('write').click()")
    fits(browser, 390)


def test_without_scripts_it_says_what_to_do(tmp_path: Path, story: Path) -> None:
    with Firefox(tmp_path / "bare", scripts=False) as bare:
        bare.go(story)
        said = bare.shown()
        assert "opens in a web browser with six words" in said
        assert "as a PDF, on paper, or read together" in said
        assert "BEGIN" not in said
        assert "The six words" not in said
