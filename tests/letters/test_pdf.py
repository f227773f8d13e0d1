"""A letter becomes a PDF: what it is made from, what it is sealed with, and all that must not be in it."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import spoken
from peerjournal.errors import LetterError, PdfNotHere
from peerjournal.letters import Letter
from peerjournal.letters.forms import Pdf, pdf, pdf_is_here
from peerjournal.letters.forms.pdf_steps import MOST_DEEP, MOST_MARKS, paper_steps
from peerjournal.letters.letter import MOST_BODY, Page
from peerjournal.text import clean
from tests.letters.hostile import BODIES
from tests.letters.pages import letter_of, text_of

CANARY = "quetzalcanary"
TELLS = [
    *("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Author", "/Title", "/Metadata", "/Lang"),
    *("/Names", "/Outlines", "/JS", "/JavaScript", "/URI", "/Launch", "/AA", "/OpenAction", "/EmbeddedFile"),
]
"""What a PDF can say of its making, and how it can act."""
TYPESETTERS = r"""
#read("/etc/passwd")
#panic()
$ x^2 $
@label <label>
"); #let x = 1
\u{41}
#[
= Not a heading
// no comment
https://example.com
~ -- ---
'quotes' and "quotes"
""".strip().splitlines()
"""Texts that would be more than text in the typesetter's own language."""


def opened(data: bytes, words: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data), password=words)


def begun(text: str, tag: str) -> list[list[Any]]:
    """Return how elements of one kind begin in a letter with this text."""
    return [step for step in paper_steps(letter_of(text)) if isinstance(step, list) and step[:1] == [tag]]


def content_noted(text: str) -> Letter:
    page = Page()
    page.paragraph("content_note", "It is about a stairwell.")
    page.paragraph("story", text)
    return Letter("0" * 32, page.body, tuple(page.parts))


# The seal


def test_it_opens_with_its_words_exactly_and_is_sealed_with_aes_256() -> None:
    made = Pdf().make(letter_of("One."))
    assert re.fullmatch(r"[a-z]{3,9}(-[a-z]{3,9}){5}", made.words)
    assert spoken(made.words) == made.words.replace("-", " ")
    with opened(made.data, made.words) as file:
        how = file.encryption
        assert (how.R, how.bits) == (6, 256)
        methods = (how.file_method, how.stream_method, how.string_method)
        assert {str(one).rpartition(".")[2] for one in methods} == {"aesv3"}
        assert all(file.allow)
        assert file.trailer.Encrypt.get("/EncryptMetadata", True)


@pytest.mark.parametrize("changed", [str.upper, str.title, lambda words: words.replace("-", " ")])
def test_it_opens_with_no_others(changed: Any) -> None:
    made = Pdf().make(letter_of("One."))
    for words in (changed(made.words), "", made.words[:32], made.words + "-", " " + made.words):
        with pytest.raises(pikepdf.PasswordError):
            opened(made.data, words)


def test_each_has_words_and_bytes_of_its_own() -> None:
    letter = letter_of("One.")
    one, other = Pdf().make(letter), Pdf().make(letter)
    assert one.words != other.words
    assert one.data != other.data


# What must not be in it


def test_nothing_in_it_tells_of_its_making() -> None:
    made = Pdf().make(letter_of(f"# {CANARY}\n\nOne."))
    for word in (CANARY, "pikepdf", "qpdf", "ypst", "Libertinus", "xmp", *TELLS):
        assert word.encode() not in made.data, word
    with opened(made.data, made.words) as file:
        assert {*file.trailer.keys()} - {"/DecodeParms", "/Filter", "/Index", "/Length", "/Type", "/W"} == {
            "/Encrypt", "/ID", "/Root", "/Size",
        }  # fmt: skip
        assert {*file.Root.keys()} <= {"/Extensions", "/MarkInfo", "/Pages", "/StructTreeRoot", "/Type"}
        spoken_of = {str(name) for each in file.objects for name in names_in(each)}
        assert not spoken_of & {*TELLS}


def names_in(thing: Any) -> list[str]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return [*thing.keys()]
    return []


def test_its_id_is_chance() -> None:
    ids = []
    for _ in range(2):
        made = Pdf().make(letter_of("One."))
        with opened(made.data, made.words) as file:
            ids.append([bytes(each) for each in file.trailer.ID])
            assert ids[-1][0].hex().encode() != pdf._SAME_ID
    assert [len({*each}) for each in ids] == [1, 1]
    assert ids[0] != ids[1]


def test_what_reads_the_same_is_typeset_from_the_same_bytes() -> None:
    """Neither the id of a letter nor what it answers or replaces goes into it."""
    letter = letter_of("One.")
    other = replace(letter, letter_id="0" * 32, in_reply_to="1" * 32, replaces="2" * 32, takes_back="3" * 32)
    assert pdf.pdf_input(letter) == pdf.pdf_input(other)
    assert pdf._typeset(letter) == pdf._typeset(other)


def test_nothing_touches_the_disk_or_asks_anyone() -> None:
    """As far as Python sees. The library was watched with strace, too: it opens fonts, to read them."""
    script = """
import sys
from tests.letters.pages import letter_of
from peerjournal.letters.forms import Pdf
Pdf().make(letter_of("Before."))
touched = []
def watch(event, given):
    if event.startswith(("socket", "subprocess")) or event == "open" and given[1] not in ("r", "rb"):
        touched.append(event)
sys.addaudithook(watch)
Pdf().make(letter_of("#read(\\"/etc/hosts\\") #import \\"@preview/a:0.1.0\\""))
print(touched)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


# What it says


def test_text_is_only_text() -> None:
    """Whatever could be the typesetter's own language, or a page's, stands as it was written."""
    for body in TYPESETTERS + BODIES[::4]:
        letter = letter_of(body.replace("{host}", "http://127.0.0.1"))
        made = pdf._typeset(letter)
        assert made.startswith(b"%PDF-")
        with pikepdf.open(BytesIO(made)) as file:
            assert not any("/Annots" in page for page in file.pages)


@given(st.text(st.sampled_from("ab א水🪴\u0301\u200d*_`~>#-+|[]()<>!&;\\\"'01.\n\n  \t"), max_size=200))
@settings(max_examples=40)
def test_any_text_can_be_typeset(text: str) -> None:
    assert pdf._typeset(letter_of(clean(text))).startswith(b"%PDF-")


def test_what_comes_before_the_first_story_stands_apart() -> None:
    first = paper_steps(letter_of("One."))[0]
    assert first == ["front", None, 0]
    assert paper_steps(content_noted("One."))[0] == ["front", None, 1]
    with pikepdf.open(BytesIO(pdf._typeset(content_noted("One.")))) as file:
        assert len(file.pages) == 2, "a reader turns the page after a content note"
    with pikepdf.open(BytesIO(pdf._typeset(letter_of("One.")))) as file:
        assert len(file.pages) == 1


@pytest.mark.parametrize(
    ("text", "tag", "right"),
    [
        ("שלום, then English", "p", [False, True]),
        ("English, then שלום", "p", [False, False]),
        ("12. جلست", "li", [True]),
        ("# 10 שלום", "h1", [True]),
        ("* 1\n* שתיים", "ul", [True]),
        ("> 🪴 שלום", "blockquote", [True]),
        ("3.14", "p", [False, False]),
    ],
)
def test_a_block_begins_at_the_side_of_its_first_letter(text: str, tag: str, right: list[bool]) -> None:
    assert [step[1] for step in begun(text, tag)] == right


def test_lists_and_tables_say_their_numbers() -> None:
    assert begun("7. seven", "ol") == [["ol", False, 7]]
    assert [one[2] for one in begun("* tight\n* list", "li")] == [0, 0]
    assert [one[2] for one in begun("* loose\n\n* list", "li")] == [1, 1]
    assert begun("|a|b|c|\n|-|-|-|\n|1|2|3|", "table") == [["table", False, 3]]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("> " * (MOST_DEEP + 1) + "x", "blockquote"),
        ("*a **b " * MOST_MARKS + "c" + "** d*" * MOST_MARKS, "em"),
    ],
)
def test_what_goes_too_deep_is_set_as_it_was_typed(text: str, tag: str) -> None:
    assert begun(text, tag) == []
    assert text in text_of(paper_steps(letter_of(text)))


@pytest.mark.parametrize(
    "word",
    ["https://example.com/" + "a" * 300, "ш" * 90, "👩‍👩‍👧" * 40, "xa\u0301" * 90],
    ids=["address", "Cyrillic", "emoji", "marks"],
)
def test_a_word_wider_than_the_page_gets_places_to_break_at(word: str) -> None:
    said = paper_steps(letter_of(word))
    assert word in text_of(said)
    pieces = [step for step in said if isinstance(step, str) and step in word]
    assert max(len(piece) for piece in pieces) <= 30
    assert not [piece for piece in pieces if piece[0] in "\u0301\u200d" or piece[-1] == "\u200d"]


def test_scripts_without_spaces_are_left_to_break_by_themselves() -> None:
    assert begun("水" * 200 + "\n\n" + "ที่" * 100, "may-break") == []


def test_more_pieces_than_can_be_set_in_time_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """And before any is set; the longest letter in short lines has its PDF."""
    monkeypatch.setattr(pdf, "_template", lambda: b"A page.")
    lines = letter_of("a few words in a line\n" * (MOST_BODY // 23))
    assert Pdf().make(lines).data.startswith(b"%PDF-")
    many = letter_of("- a\n" * 25_000)
    for asked in (Pdf().make, Pdf().missing_characters):
        with pytest.raises(LetterError, match="too many small pieces"):
            asked(many)


# Characters without a picture


def test_what_no_font_can_show_is_told_once_and_in_order() -> None:
    letter = letter_of('# A \U000f1234\n\n"Quoted \\ \u0379" `\u0378` and *\u0379* \U000f1234, é ж λ.')
    assert Pdf().missing_characters(letter) == ("\U000f1234", "\u0379", "\u0378")
    assert Pdf().missing_characters(letter_of("Über ж λ, “so”, and 1½.")) == ()


def test_many_are_all_told() -> None:
    missing = [chr(0xF0000 + number) for number in range(1000)]
    assert Pdf().missing_characters(letter_of(" ".join(missing))) == (*missing,)


# Where it is not installed, and where it fails


def test_nothing_of_it_is_loaded_to_know_whether_it_is_here() -> None:
    script = "import sys; from peerjournal.letters import forms; assert forms.pdf_is_here();"
    script += "print({'typst', 'pikepdf', 'PIL', 'lxml'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_without_it_the_hint_says_how_it_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf_is_here()
    monkeypatch.setattr(pdf, "find_spec", lambda name: None if name == "pikepdf" else SimpleNamespace())
    assert not pdf_is_here()
    for asked in (Pdf().make, Pdf().missing_characters):
        with pytest.raises(PdfNotHere) as refused:
            asked(letter_of("One."))
        assert "pip install 'peerjournal[pdf]'" in refused.value.hint


@pytest.mark.parametrize("faulty", [False, True], ids=["a refusal", "a fault"])
def test_a_refusal_of_the_typesetter_quotes_nothing(monkeypatch: pytest.MonkeyPatch, *, faulty: bool) -> None:
    def fault(*_: object, **told: object) -> None:
        raise type("PanicException", (BaseException,), {})(told)

    monkeypatch.setattr(pdf, "_template", lambda: b"#panic(sys.inputs.letter)")
    if faulty:
        monkeypatch.setattr(pdf._typst(), "compile_with_warnings", fault)
    with pytest.raises(LetterError) as refused:
        Pdf().make(letter_of(CANARY))
    told = f"{refused.value}{refused.value.hint}{refused.value.__context__!r}{refused.value.__cause__!r}"
    assert CANARY not in told


def test_the_input_is_json_that_anyone_can_read() -> None:
    assert json.loads(pdf.pdf_input(letter_of("One."))) == paper_steps(letter_of("One."))
