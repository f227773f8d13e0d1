"""A body as the steps of a page: a few elements, every word as text, and nothing that acts."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.letters.forms.steps import BLOCKS, INLINE, MOST_IN_ONE, MOST_OPEN, steps
from peerjournal.text import UNSAFE
from tests.letters.hostile import BODIES
from tests.letters.pages import text_of
from tests.sampling import part, sampled

ELEMENTS = {*BLOCKS.split(), *INLINE.split()}


def is_whole(body: list[Any]) -> bool:
    """Whether every step is one of the format page, and what begins ends."""
    depth = 0
    for step in body:
        if isinstance(step, str):
            assert step
            continue
        depth += 1 if step else -1
        assert 0 <= depth <= MOST_OPEN
        if step:
            assert step[0] in ELEMENTS
            assert len(step) == 1 or (step[0] == "ol" and len(step) == 2 and 0 <= int(step[1]) <= 999_999_999)
    return depth == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One.\ntwo", [["p"], "One.", ["br"], [], "two", []]),
        ("# A *b*", [["h1"], "A ", ["em"], "b", [], []]),
        ("- a\n- b", [["ul"], ["li"], "a", [], ["li"], "b", [], []]),
        ("7. a", [["ol", 7], ["li"], "a", [], []]),
        ("1. a", [["ol"], ["li"], "a", [], []]),
        ("0. a", [["ol", 0], ["li"], "a", [], []]),
        ("> a", [["blockquote"], ["p"], "a", [], []]),
        ("---", [["hr"], []]),
        ("`b` ~~c~~", [["p"], ["code"], "b", [], " ", ["s"], "c", [], []]),
        ("**d**", [["p"], ["strong"], "d", [], []]),
        ("```py\na <b\n```", [["pre"], ["code"], "py\na <b", [], []]),
        ("    a\n    b", [["pre"], ["code"], "a\nb", [], []]),
        ("a &amp; &lt;b&gt;&#10;c", [["p"], "a & <b> c", []]),
        ("a &#x202e;b", [["p"], "a b", []]),
        ("<b>x</b>", [["p"], "<b>x</b>", []]),
        ("", []),
    ],
)  # fmt: skip
def test_what_becomes_of_markdown(text: str, told: list[Any]) -> None:
    assert steps(text) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[here](https://a.example/b)", "here (https://a.example/b)"),
        ('[here](https://a.example "now")', 'here (https://a.example "now")'),
        ("<https://a.example/b>", "https://a.example/b"),
        ("<me@a.example>", "me@a.example (mailto:me@a.example)"),
        ("[**so** `it`](https://a.example)", "so it (https://a.example)"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![a *lamp*](https://a.example/l.png)", "[picture: a lamp]"),
        ("![](https://a.example/l.png)", "[picture]"),
        ('![a lamp](https://a.example/l.png "at night")', '[picture: a lamp "at night"]'),
        ('![](https://a.example/l.png "at night")', '[picture: "at night"]'),
        ("[![a](https://a.example/p.png)](https://b.example)", "[picture: a] (https://b.example)"),
        ("[x]: https://a.example", "[x]: https://a.example"),
    ],
)
def test_a_link_is_its_text_and_its_address_and_a_picture_is_its_words(text: str, shown: str) -> None:
    assert text_of(steps(text)) == shown


@pytest.mark.parametrize("body", BODIES)
def test_a_hundred_hostile_bodies_are_text(body: str) -> None:
    """H1: nothing of them is an element that the format page does not name."""
    made = steps(body.replace("{host}", "http://127.0.0.1:9"))
    assert is_whole(made)
    assert not re.search(f"[{UNSAFE}]", text_of(made))


markdown = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("#*_~`>-[]()!|<>&\n\n\t 1.\\"), max_size=200
)


@given(markdown)
@sampled
@settings(max_examples=part(600))
def test_any_text_at_all_becomes_whole_steps(text: str) -> None:
    made = steps(text)
    assert is_whole(made)
    assert not re.search(f"[{UNSAFE}]", text_of(made))
    assert json.loads(json.dumps(made)) == made


words = st.lists(st.from_regex(r"[a-z]{3,6}", fullmatch=True), min_size=1, max_size=6)
shapes = st.sampled_from(
    ["{}", "# {}", "> {}", "- {}", "3. {}", "**{}**", "`{}`", "    {}", "~~~\n{}\n~~~", "<b>{}</b>",
     "[{}](x)", "[{}]: x", "| {} |\n|---|", "> - 1. {}", "~~{}~~", "\\*{}", "{}\n===",
     "> > > > {}", "&{};", "```{}\nx"]
)  # fmt: skip


@given(st.lists(st.tuples(shapes, words.map(" ".join)), min_size=1, max_size=6))
@sampled
@settings(max_examples=part(400))
def test_no_word_is_lost_on_the_way(blocks: list[tuple[str, str]]) -> None:
    shown = text_of(steps("\n\n".join(shape.format(said) for shape, said in blocks)))
    assert all(word in shown for _, said in blocks for word in said.split())


signs = st.text(st.sampled_from("#*_~`>-[]()<|:=+\\ 12.\n\t\"'\u00a0"), max_size=6)


@given(st.lists(st.tuples(signs, st.from_regex("[a-z]{4}", fullmatch=True)), min_size=1, max_size=30))
@sampled
@settings(max_examples=part(800))
def test_no_word_is_lost_whatever_signs_stand_between(pieces: list[tuple[str, str]]) -> None:
    """Only entities (`&`) become something else, and the address of a picture (`!`) goes."""
    shown = text_of(steps("".join(f"{sign}{word}" for sign, word in pieces)))
    assert [word for _, word in pieces if word not in shown] == []


rows = st.lists(
    st.lists(st.sampled_from(["", " ", "\u00a0", "word", "`a", "b`", "\\"]), max_size=5), max_size=4
)


@given(rows, st.integers(1, 3), st.sampled_from(["", "> ", "- ", "1. "]), st.booleans())
@sampled
@settings(max_examples=part(600))
def test_no_cell_of_a_table_is_lost(
    cells: list[list[str]],
    columns: int,
    sign: str,
    closed: bool,  # noqa: FBT001 -- hypothesis gives it
) -> None:
    """A row may have more cells than the head, and the parser drops those: then it is all shown as typed."""
    edge, lines = "|" * closed, ["|".join(["head"] * columns), "|".join(["---"] * columns)]
    lines += ["|".join([*row, f"mine{number}"]) for number, row in enumerate(cells)]
    inside = " " * len(sign) if sign != "> " else sign
    made = steps("\n".join(f"{inside if number else sign}|{line}{edge}" for number, line in enumerate(lines)))
    assert is_whole(made)
    assert [number for number in range(len(cells)) if f"mine{number}" not in text_of(made)] == []
    assert text_of(made).count("word") == sum(row.count("word") for row in cells)


@pytest.mark.parametrize("sign", ["> ", "- ", "1. "])
@pytest.mark.parametrize("depth", [10, 18, 19, 20, 37, 38, 39, 40, 41, 400])
def test_no_word_is_lost_however_deep_it_lies(sign: str, depth: int) -> None:
    made = steps(f"{sign * depth}deep\n\nafter")
    assert is_whole(made)
    assert "deep" in text_of(made)
    assert "after" in text_of(made)


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|\n|-|-|\n|c|d|lost|",
        "| a |\n|---|\nx | lost",
        "> |a|\n> |-|\n> |b|lost|",
        "- |a|\n  |-|\n  |b|lost|",
    ],
)
def test_a_cell_beyond_the_first_row_is_not_lost(text: str) -> None:
    """The parser drops it; the letter has it, so the page shows the table as it was typed."""
    made = steps(f"{text}\n\nafter")
    assert is_whole(made)
    assert "lost" in text_of(made)
    assert ["table"] not in made


def test_every_other_table_is_one() -> None:
    for text in ("|a|b|\n|-|-|", "|a|b|\n|-|-|\n|c|", "> |a|\n> |-|\n> |b\\|c|", "1. |a|\n   |-|\n   |b|"):
        assert ["table"] in steps(text), text


def test_what_would_take_unbounded_work_is_shown_as_it_was_typed() -> None:
    for piece in ("[", "*a ", "`", "<", "![", "_a_"):
        text = f"x {piece * MOST_IN_ONE}".strip()
        same = text_of(steps(text)) == text
        assert same, piece
