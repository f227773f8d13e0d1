"""The web page: what is sealed in it, what the file is made of, and that nothing else is in either."""

import ast
import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import all_words
from peerjournal.errors import CryptoError
from peerjournal.journal import Story
from peerjournal.letters import BEFORE, ENOUGH, OFFER, PROMPTS, SHORT_ONES, STEPS, WITH_GAPS, Around, compose
from peerjournal.letters.forms import WebPage, can_answer
from peerjournal.letters.forms import page as web
from peerjournal.letters.forms.page import one_spelling, plaintext
from peerjournal.letters.layout import read, size_of
from peerjournal.letters.way_back import WayBack
from tests.letters.frozen import FOLDER as LETTERS
from tests.letters.pages import FOLDER, FROZEN, KEYS, inside, letter_of, opened, text_of
from tests.letters.test_compose import LETTER_ID, story
from tests.letters.test_withhold import family
from tests.test_voice import UNWANTED

STORY = read((LETTERS / "story-unmarked.letter").read_bytes()).letter
PARTS = {suffix: web._part(suffix) for suffix in ("html", "css", "js")}


# What is sealed in it


def test_a_frozen_page_opens_and_holds_what_it_held() -> None:
    page, plain = ((FOLDER / f"story.{suffix}").read_bytes() for suffix in ("html", "json"))
    assert opened(page, KEYS["story_words"]).rstrip(b"\n") == plain.rstrip(b"\n")
    page, plain = ((FOLDER / f"just-read.{suffix}").read_bytes() for suffix in ("html", "json"))
    assert opened(page, KEYS["just_read_words"]).rstrip(b"\n") == plain.rstrip(b"\n")


def test_the_frozen_letter_still_makes_the_same_plaintext() -> None:
    assert plaintext(STORY, FROZEN).rstrip(b"\n") == (FOLDER / "story.json").read_bytes().rstrip(b"\n")


@given(family())
@settings(max_examples=150)
def test_stories_that_differ_only_in_what_is_withheld_make_the_same_page(stories: list[Story]) -> None:
    """F3: non-interference reaches what is sealed in the page, before anything random."""
    made = [compose([one], LETTER_ID, around=Around(wish="stayed")).letter for one in stories]
    assert len({plaintext(one, FROZEN) for one in made if one}) <= 1


def test_it_is_padded_as_a_letter_is() -> None:
    for text in ("a", "a" * 1_000, "a" * 70_000):
        plain = plaintext(letter_of(text), FROZEN)
        assert len(plain) == size_of(len(plain.rstrip(b"\n")))


@pytest.mark.parametrize("wish", ["been_there", "stayed", "ideas", "ask_me"])
def test_a_page_that_asks_for_something_can_be_answered(wish: str) -> None:
    said = json.loads(plaintext(letter_of("One.", wish=wish), FROZEN))
    assert said["reply"] == {
        "id": FROZEN.reply_id,
        "ideas": wish == "ideas",
        "key": FROZEN.key.reveal().hex(),
    }


def test_a_page_that_asks_for_nothing_holds_nothing_to_answer_with() -> None:
    """F11: with `just_read` no form is made; a reply and a request have no wish at all."""
    reply = read((LETTERS / "reply.letter").read_bytes()).letter
    for letter in (letter_of("One.", wish="just_read"), reply):
        assert not can_answer(letter)
        assert "reply" not in json.loads(plaintext(letter, FROZEN))


def test_a_new_page_opens_with_its_words_and_no_others() -> None:
    way_back = WayBack.new()
    made = WebPage().make(STORY, way_back)
    assert len(made.words.split()) == 6
    assert {*made.words.split()} <= {*all_words()}
    assert opened(made.data, made.words.upper().replace(" ", " -_ ")) == plaintext(STORY, way_back)
    with pytest.raises(CryptoError):
        opened(made.data, f"{made.words}s")


def test_two_pages_of_one_letter_have_nothing_in_common_but_the_template() -> None:
    letter = letter_of("One.")
    one, other = (WebPage().make(letter, FROZEN) for _ in range(2))
    assert one.words != other.words
    assert not {*sealed_lines(one.data)} & {*sealed_lines(other.data)}
    assert without_seal(one.data) == without_seal(other.data)


def test_nothing_of_the_letter_stands_in_the_file_or_in_what_objects_show() -> None:
    made = WebPage().make(letter_of("canary7391 " * 9), FROZEN)
    shown = made.data.decode() + repr(made) + repr(FROZEN)
    assert "canary7391" not in shown
    assert "fedcba98" not in shown
    assert FROZEN.key.reveal().hex() not in shown
    assert not [word for word in made.words.split() if re.search(rf"\b{word}\b", repr(made))]


def sealed_lines(page: bytes) -> list[bytes]:
    return page.split(b"PAGE-----")[1].splitlines()[1:-1]


def without_seal(page: bytes) -> bytes:
    begin, _, rest = page.partition(b"-----BEGIN PEERJOURNAL PAGE-----")
    return begin + rest.partition(b"-----END PEERJOURNAL PAGE-----")[2]


# Words


@pytest.mark.parametrize(
    "typed",
    [
        "lemon tree six",
        "  Lemon   TREE six ",
        "lemon-tree-six",
        "LEMON_tree - six",
        "lemon\u00a0tree\u3000six",
        "lemon\u2011tree\u2013six\n",
        "\uff4c\uff45\uff4d\uff4f\uff4e tree six",
        "-lemon--tree__six-",
    ],
)
def test_words_are_one_however_they_are_typed(typed: str) -> None:
    assert one_spelling(typed) == "lemon-tree-six"


@given(st.text())
@settings(max_examples=300)
def test_one_spelling_of_one_spelling_is_itself(typed: str) -> None:
    once = one_spelling(typed)
    assert one_spelling(once) in {once, one_spelling(one_spelling(once))}
    assert not once.startswith("-")


# The file


class Tags(HTMLParser):
    """What stands in a page: its elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: bytes) -> list[tuple[str, dict[str, str | None]]]:
    tags = Tags()
    tags.feed(page.decode())
    return tags.found


def test_the_policy_lets_in_our_own_script_and_style_by_hash_and_nothing_else() -> None:
    page = WebPage().make(letter_of("One.")).data
    (policy,) = [given["content"] for tag, given in elements(page) if "http-equiv" in given]
    (script,) = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(rb"<style>(.*?)</style>", page, re.DOTALL)
    script_hash, style_hash = (b64encode(hashlib.sha256(one).digest()).decode() for one in (script, style))
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{script_hash}'; style-src 'sha256-{style_hash}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    places = [page.index(one) for one in (b"Content-Security-Policy", b"<style>", b"<script>")]
    assert places == sorted(places)


def test_nothing_in_the_file_leads_or_loads_from_anywhere() -> None:
    page = WebPage().make(letter_of("One.")).data
    for tag, given_ in elements(page):
        assert not {"src", "href", "action", "formaction", "style", "background", "srcset"} & given_.keys(), (
            tag
        )
        assert not [name for name in given_ if name.startswith("on")], tag
    text = without_seal(page).decode()
    assert not re.search(r"https?:|//\w|url\(|@import", re.sub(r"(?m)^\s*//.*$|; //.*$", "", text))


def test_no_browser_is_let_write_down_what_is_typed() -> None:
    """Some keep what is in a field for after a crash, unless the field says that it completes nothing."""
    fields = [given for tag, given in elements(PARTS["html"].encode()) if tag in {"input", "textarea"}]
    assert len(fields) == 9
    assert {one["autocomplete"] for one in fields} == {"off"}


def test_the_script_makes_no_html_keeps_nothing_and_asks_nothing() -> None:
    script = PARTS["js"]
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch",
                 "XMLHttp", "sendBeacon", "WebSocket", "Storage", "indexedDB", "cookie", "caches", "import(",
                 "history", "name =", "serviceWorker", "window.open"):  # fmt: skip
        assert word not in script, word
    assert "</" not in script
    assert "</" not in PARTS["css"]


def test_the_template_is_small_enough_to_read() -> None:
    assert sum(len(part.splitlines()) for part in PARTS.values()) <= 400
    assert all(len(line) <= 250 for part in PARTS.values() for line in part.splitlines())


def test_the_script_knows_the_same_elements_and_numbers() -> None:
    script = PARTS["js"]
    blocks = re.findall(r'"([\w ]+)"\.split', script)
    inline = re.findall(r"INLINE = (\[.*?\])", script)
    assert (blocks, ast.literal_eval(inline[0])) == ([web_blocks()], web_inline())
    assert f"ROUNDS = {web.ROUNDS};" in script
    assert f'"{web.CONTEXT.decode()}"' in script


def web_blocks() -> str:
    from peerjournal.letters.forms.steps import BLOCKS  # noqa: PLC0415 -- for this one test

    return BLOCKS


def web_inline() -> list[str]:
    from peerjournal.letters.forms.steps import INLINE  # noqa: PLC0415 -- for this one test

    return INLINE.split()


# What it says


def test_it_says_what_the_app_says_to_somebody_who_writes_back() -> None:
    """F11: the same invitations, the same short answers, the same offer."""
    said = " ".join(re.sub(r"<[^>]+>", " ", PARTS["html"]).split())
    asked = (*BEFORE, ENOUGH.rstrip("."), *PROMPTS.values(), *SHORT_ONES, *WITH_GAPS.values())
    labels = [label.replace("you'd", "they'd") for _, _, label in STEPS]
    assert [line for line in (*asked, *labels, OFFER) if line not in said] == []
    kinds = ["note", *(kind for _, kind, _ in STEPS)]
    assert f"FIELDS = {json.dumps(kinds)}" in PARTS["js"]
    assert [given["id"] for tag, given in elements(PARTS["html"].encode()) if tag == "textarea"] == [
        "words",
        *kinds,
        "block",
    ]


def test_it_speaks_in_our_voice() -> None:
    said = re.sub(r"<!--.*?-->|<[^>]+>", " ", PARTS["html"])
    said += " ".join(re.findall(r"textContent = (.*)", PARTS["js"]))
    found = [hit[0] for hit in UNWANTED.finditer(re.sub(r"===|!==", "", said))]
    assert found == []


def test_its_title_and_all_around_the_seal_say_nothing_of_this_program_or_of_anyone() -> None:
    shown = re.sub(r"<[^>]+>", " ", PARTS["html"])
    assert "eerjournal" not in shown.replace("PEERJOURNAL", "")
    assert "<title>For you</title>" in PARTS["html"]


def test_the_words_of_a_story_are_all_in_the_page() -> None:
    said = inside((FOLDER / "story.html").read_bytes(), KEYS["story_words"])
    shown = text_of(said["body"])
    assert all(word in shown for word in re.findall(r"\w+", STORY.text))
    assert said["end"] == "Tell me a line that stayed with you."
    assert story("x").title not in repr(WebPage().make(STORY))
