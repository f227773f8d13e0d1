"""Handing over: which way the file goes, which way its words, what may go wrong, and what to say aloud."""

import re

import pytest

from peerjournal.letters import FORMS, TOGETHER, USES, HandingOver, handing_over
from tests.reading_grade import grade
from tests.test_voice import UNWANTED

SPOKEN = "able baker cargo dozen eagle fancy"
TYPED = SPOKEN.replace(" ", "-")
WORDS = {"page": SPOKEN, "pdf": TYPED}
NAME = {
    "sealed": "letter-7f3a.age",
    "page": "letter-7f3a.html",
    "pdf": "letter-7f3a.pdf",
    "markdown": "letter-7f3a.md",
}
LONGEST = 76
"""What fits beside its indent on one line of a terminal of 80 columns, with a name of usual length."""
every_form = pytest.mark.parametrize("form", [use.form for use in USES])


def said_of(form: str) -> HandingOver:
    return handing_over(form, called="Wren", name=NAME.get(form, ""), words=WORDS.get(form, ""))


def for_the_writer(said: HandingOver) -> list[str]:
    return [*said.file, *said.words, *said.may_go_wrong]


def test_what_somebody_uses_leads_to_each_form_once_and_the_sealed_file_stands_first() -> None:
    assert [use.form for use in USES] == ["sealed", "page", "pdf", TOGETHER, "markdown"]
    assert {form.name for form in FORMS} <= {use.form for use in USES}
    assert all(use.label and len(use.more) <= LONGEST and use.more.endswith(".") for use in USES)


@every_form
def test_each_form_has_all_four_and_they_are_short(form: str) -> None:
    said = said_of(form)
    assert 1 <= len(said.file) <= 3
    assert 1 <= len(said.words) <= 3
    assert 1 <= len(said.may_go_wrong) <= 4
    assert said.read_aloud
    for sentence in for_the_writer(said):
        assert len(sentence) <= LONGEST, sentence
        assert sentence.endswith("."), sentence
        assert not re.search(r"[.?]\s", sentence), "one sentence at a time"


@every_form
def test_it_reads_at_grade_six_or_below_and_in_our_voice(form: str) -> None:
    said = said_of(form)
    # The words are drawn from a list, and a file's name says nothing.
    aloud = said.read_aloud.replace(WORDS.get(form, "-"), "").replace(NAME.get(form, "-"), "")
    for text in (" ".join(for_the_writer(said)).replace(NAME.get(form, "-"), "it"), aloud):
        assert grade(text) <= 6, text
        assert not UNWANTED.search(text)


@every_form
def test_they_are_called_what_the_writer_calls_them_and_only_to_the_writer(form: str) -> None:
    said = said_of(form)
    assert any("Wren" in sentence for sentence in said.file + said.words)
    assert "Wren" not in said.read_aloud
    assert "{" not in " ".join([*for_the_writer(said), said.read_aloud])


@pytest.mark.parametrize("odd", ["{words}", "{", "}", "{0}", "%s"])
def test_a_name_with_signs_in_it_is_a_name(odd: str) -> None:
    said = handing_over("page", called=odd, name="letter-7f3a.html", words=SPOKEN)
    assert odd in said.file[0]


@pytest.mark.parametrize("form", WORDS)
def test_no_message_has_both_the_file_and_the_words(form: str) -> None:
    """F8: the words go another way than the file, and nothing here could be pasted that has both."""
    said = said_of(form)
    assert WORDS[form] in said.read_aloud
    assert NAME[form] not in said.read_aloud
    assert any(NAME[form] in sentence for sentence in said.file)
    for sentence in for_the_writer(said):
        assert WORDS[form] not in sentence
    assert any(re.search("another way", sentence) for sentence in said.words)
    assert any(re.search("Never in the same message", sentence) for sentence in said.words)


@every_form
def test_what_is_read_aloud_can_be_said_as_it_stands(form: str) -> None:
    """Sentences, and nothing that only an eye understands."""
    told = said_of(form).read_aloud.replace(NAME.get(form, "-"), "").replace(WORDS.get(form, "-"), "")
    assert re.fullmatch(
        r"(?:[A-Z][A-Za-z,':; ]+[.] ?)+", told.replace(": .", ".").replace("called .", "called.")
    )


@pytest.mark.parametrize("form", WORDS)
def test_before_there_are_words_nothing_pretends_to_be_them(form: str) -> None:
    told = handing_over(form, called="Wren").read_aloud
    assert "I'll tell you those in a moment." in told
    assert "able" not in told


def test_the_words_of_a_pdf_are_said_to_be_typed_exactly_so_and_those_of_a_page_not() -> None:
    pdf, page = said_of("pdf"), said_of("page")
    assert any("typed exactly so" in sentence for sentence in pdf.words)
    assert "small letters" in pdf.read_aloud
    assert any("make no difference" in sentence for sentence in page.words)


def test_the_first_thing_said_of_a_page_is_what_it_cannot_do() -> None:
    """Somebody who can change the file can change the page, and nothing in the file helps against that."""
    first = said_of("page").may_go_wrong[0]
    assert "can change the page" in first
    assert "sealed file" in first


def test_of_plain_text_it_is_said_first_that_anybody_can_read_it() -> None:
    said = said_of("markdown")
    assert said.may_go_wrong[0].startswith("Anybody")
    assert "Anybody who gets at it can read it" in said.read_aloud
    assert any("printer" in sentence for sentence in said.may_go_wrong)
