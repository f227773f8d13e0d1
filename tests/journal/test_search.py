import contextlib
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import JournalError
from peerjournal.journal import Page, Query, near_duplicates, page_of, read_query, tag_key, tidy_tags
from peerjournal.journal.search import fold
from peerjournal.journal.tagging import counted
from peerjournal.text import clean, clean_line
from peerjournal.vault.log import dump
from tests.sampling import part, sampled

TODAY = date(2026, 11, 21)
PAGE = page_of(
    {
        "kind": "story",
        "title": "The Stairwell",
        "body": "Budget day, a café.\nI sat on the back\nstairs. It\u2019s \u201cfine\u201d\u2014at 10:30.",
        "tags": ["Work", "first time", "Größe"],
        "written": "2026-11-20T23:30:00-05:00[America/Toronto]",
        "starred": True,
    }
)


def answers(typed: str, page: Page = PAGE) -> bool:
    return read_query(typed, TODAY).matches(page)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "budget",
        "BUDGET stairwell",
        "cafe",
        "café",
        "cafe\u0301",
        "dge",
        '"back stairs"',
        '"BUDGET   day"',
        "\u201cback stairs\u201d",
        "it's",
        '"fine"',
        "10:30",
        ["groesse", "#größe"][1],
        "#grosse",
        "#work",
        "#first-time",
        '#"first time"',
        "#First_Time",
        "work",
        "kind:story",
        "Kind:Story",
        "is:starred",
        "is:tagged",
        "on:2026-11-20",
        "on:yesterday",
        "on:2026-11",
        "from:2026-11-20 to:2026-11-20",
        "from:2026",
        'from:"last monday"',
        "-supermarket",
        "-#home -kind:entry -on:today",
        '-"back stair well"',
        "-",
        ['"from:x"', "budget"][1],
    ],
)
def test_a_query_is_answered(typed: str) -> None:
    assert answers(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "supermarket",
        "budget supermarket",
        '"stairs back"',
        '"time work"',
        "#wor",
        "#home",
        "kind:entry",
        "on:2026-11-21",
        "from:today",
        "to:2026-11-19",
        "-budget",
        "-#work",
        "-is:starred",
        "-is:tagged",
        "-on:2026-11",
        "from:2027",
        '"from:2026"',
    ],
)
def test_a_query_is_not_answered(typed: str) -> None:
    assert not answers(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"a phrase', "not closed"),
        ('""', "nothing"),
        ("#", "tag"),
        ("from:", "follow"),
        ("from:3/4", "two ways"),
        ("on:someday", "can't be read"),
        ("kind:poem", "kinds"),
        ("is:happy", "is:starred"),
        ("peer:robin", "peer:"),
        ("budget -peer:robin", "peer:"),
    ],
)
def test_a_query_that_cannot_be_read_is_told_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(JournalError, match=said) as refused:
        read_query(typed, TODAY)
    assert str(refused.value).endswith(".")
    assert not {"robin", "poem", "happy", "someday"} & set(str(refused.value).split())


def test_other_texts_can_be_looked_through() -> None:
    letter = Page("Dear you, the back stairs.", day="2026-11-21", kind="letter")
    assert answers("stairs kind:letter on:today", letter)
    assert not answers("#work", letter)


def test_a_query_shows_nothing_of_what_was_looked_for() -> None:
    assert "bettany" not in repr(read_query("bettany #bettany", TODAY)).lower()
    assert "Budget" not in repr(PAGE)


@settings(max_examples=300)
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300)
@given(st.text(min_size=1), st.text(), st.text())
def test_a_word_is_found_wherever_it_stands(word: str, before: str, after: str) -> None:
    # Marks at its edges would belong to a neighbour; between letters they fold alike.
    assert fold(word) in fold(f"{before}a{word}a{after}")


@settings(max_examples=300)
@given(st.text())
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(JournalError):
        assert read_query(typed, TODAY).matches(PAGE) in {True, False}


# Tags


def test_tags_that_differ_in_case_are_counted_as_one_under_the_usual_spelling() -> None:
    assert counted(["Work", "work", "work", "panic"]) == {"work": 3, "panic": 1}
    assert counted(["b", "B"]) == {"B": 2}


def test_tags_that_look_like_one_are_pointed_out() -> None:
    tags = [
        "first time",
        "first-time",
        "walk",
        "walks",
        "asking",
        "askign",
        "cafe",
        "café",
        "home",
        "hope",
        "work",
    ]
    assert near_duplicates(tags) == [
        ("askign", "asking"),
        ("cafe", "café"),
        ("first time", "first-time"),
        ("walk", "walks"),
    ]


def test_a_hundred_thousand_letters_and_ten_thousand_slips_are_gone_through_once() -> None:
    tags = [word for number in range(10_000) for word in (f"{number:05}st", f"{number:05}sts")]
    found = near_duplicates([*tags, "a" * 100_000])
    assert {tag for group in found for tag in group} == {*tags}
    sets = [set(group) for group in found]
    assert not any(one < other for one in sets[:50] for other in sets)


def test_a_tag_is_found_however_its_words_are_joined() -> None:
    assert tag_key("First  time") == tag_key("first-time") == tag_key("first_time") == "first-time"


# Letters that fold to several, to none, or to what JSON escapes, and what stands behind a backslash in it.
_ODD = (
    'aBénrtu0 \n\t\r"\\/\u0301\u0345\u2019\u201c\u2026\u00bd\ufb01\u00df\u1e9e'
    "\u0130\u0131\u03a3\u03c2\u1fb3\u0149\ufdfa\uac01"
    "\u00a8\u00b4\u00a0\u2003\u2028\uff02\uff3c\ufe68\u200d\u202e\x00\x1f\x7f\ud800\U0001f600"
)
_texts = st.text(st.sampled_from(_ODD)) | st.text(max_size=8)


@sampled
@settings(max_examples=part(1_000))
@given(
    title=_texts,
    body=_texts,
    tags=st.lists(_texts, max_size=2),
    asked=_texts,
    part=st.none() | st.tuples(st.integers(0, 8), st.integers(1, 4)),
    escaped=st.booleans(),
)
def test_json_that_cannot_answer_holds_no_page_that_does(
    title: str, body: str, tags: list[str], asked: str, part: tuple[int, int] | None, *, escaped: bool
) -> None:
    body = clean(body)
    doc = {"title": clean_line(title), "body": body, "tags": [*tidy_tags(tags)]}
    if part is not None:
        # What is asked for stands in the text, so that it is mostly found.
        asked = body[part[0] : sum(part)]
    query = Query(words=(" ".join(fold(clean(asked)).split()),))
    said = {"put": {"entries": [["other", 1, {}, 1, {}], ["id", 1, {}, 1, doc]]}}
    # Another program may write every letter as an escape: that is JSON too.
    written = json.dumps(said).encode() if escaped else dump(said)
    if query.matches(page_of(doc)):
        assert query.may_answer(written)


@settings(max_examples=300)
@given(st.text(st.sampled_from(_ODD) | st.characters()))
def test_each_letter_folds_by_itself(text: str) -> None:
    # So a word that is cut out of a text, or has something put around it, folds to what it is there.
    assert fold(text) == "".join(map(fold, text))


def test_json_without_the_words_needs_no_reading() -> None:
    written = dump({"put": {"entries": [["id", 1, {}, 1, {"title": "Café", "body": "by the\nlake"}]]}})
    assert read_query('cafe "the lake"', TODAY).may_answer(written)
    assert not read_query("stairwell", TODAY).may_answer(written)
    assert not read_query("cafe stairwell", TODAY).may_answer(written)
    assert read_query("-stairwell", TODAY).may_answer(written)
