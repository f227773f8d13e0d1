import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages
from peerjournal.text import clean
from tests.sampling import part, sampled

pytestmark = sampled
THOROUGH = settings(max_examples=part(500))

# What a withheld passage may hold to trip the reader up: line ends of every kind, blank lines, Markdown,
# brackets, backslashes, and what only looks like a mark.
ODDMENTS = st.sampled_from(
    [
        *["a", "secret", " ", "  ", "\n", "\r\n", "\u2028", "\t", "\\", "[", "]", "(", "é", "|"],
        *["#", "# ", "---", "===", "> ", "```", "\n```\n", "- ", "1. ", "``"],
        *["::", ":min", ": end", "\\[[", "\u200b", "\x00", "\x01", "\u202e"],
    ]
)
IN_LINES = ["[[", "]]", "[[x]]", "\\:end", "\n\n", "\n\n\n", "[[[", "\\[[[", "x:end", "\n#\n"]
LINE_ODDMENTS = st.sampled_from(IN_LINES)
SIGNS = [
    "word",
    " ",
    " ",
    "\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "> ",
    "---\n",
    "===\n",
    "```\n",
    "é",
    "a[0]",
    "b]",
    "\\ ",
]
OUTSIDE = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)

BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def fits_between_brackets(content: str) -> bool:
    """Say, without the reader's help, what the marks' page allows inside brackets."""
    told = clean(content)
    plain = told.replace("\\[[", "..")
    return (
        "[[" not in plain
        and "\\..[" not in plain.replace("..[", "\\..[")
        and "]]" not in told.rstrip("]")
        and not BLANK_LINE.search(f"x{told}x")
        and not any(not line.strip() for line in f"x{told}x".split("\n"))
    )


def fits_careful_lines(content: str) -> bool:
    return "[[" not in clean(content).replace("\\[[", "..") and "\\[[[" not in clean(content)


BETWEEN_BRACKETS = st.lists(ODDMENTS, max_size=8).map("".join).filter(fits_between_brackets)
BETWEEN_LINES = st.lists(ODDMENTS | LINE_ODDMENTS, max_size=8).map("".join)
WITHHELD = {
    ("[[", "]]"): BETWEEN_BRACKETS,
    ("\n:mine\n", "\n:end\n"): BETWEEN_LINES,
    ("\n:careful\n", "\n:end\n"): BETWEEN_LINES.filter(fits_careful_lines),
}


@st.composite
def told_twice(draw: st.DrawFn) -> tuple[str, str]:
    """Two bodies that differ only inside what stays with the writer."""
    one = other = draw(OUTSIDE)
    for _ in range(draw(st.integers(1, 3))):
        opener, closer = draw(st.sampled_from(list(WITHHELD)))
        content = WITHHELD[opener, closer]
        then = draw(OUTSIDE)
        one += opener + draw(content) + closer + then
        other += opener + draw(content) + closer + then
    return one, other


@settings(max_examples=part(5_000))
@given(told_twice())
def test_bodies_that_differ_only_inside_what_stays_leave_as_the_same_text(pair: tuple[str, str]) -> None:
    """F3: non-interference, for the text of a story alone."""
    one, other = pair
    assert passages.resolve(one) == passages.resolve(other)
    assert passages.preview(one) == passages.resolve(one)


@THOROUGH
@given(told_twice())
def test_cleaning_first_changes_nothing(pair: tuple[str, str]) -> None:
    assert passages.resolve(pair[0]) == passages.resolve(clean(pair[0]))


CANARY = "canary7f3a"


@THOROUGH
@given(OUTSIDE, BETWEEN_LINES, BETWEEN_LINES, OUTSIDE, st.sampled_from(["[[", "\n:mine\n", "\n:careful\n"]))
def test_nothing_leaves_from_a_mark_on_that_is_not_closed(
    before: str, first: str, second: str, after: str, opener: str
) -> None:
    """F3: the preview treats everything after an opener that is not closed as mine."""
    inside = (first + CANARY + second + after).replace("]", "").replace(":", "")
    body = before + opener + inside
    with pytest.raises(MarkNotClosed):
        passages.resolve(body)
    assert CANARY not in passages.preview(body)


WORDS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["one", "two,", "naïve", "水", "e.g."])), min_size=1
)


@THOROUGH
@given(WORDS)
def test_between_words_only_the_passage_and_one_space_go(words: list[tuple[bool, str]]) -> None:
    """F3: an inline passage takes one of two adjoining spaces along, and nothing else."""
    body = " ".join(f"[[{word}]]" if mine else word for mine, word in words)
    assert passages.resolve(body) == " ".join(word for mine, word in words if not mine)


PARAGRAPHS = st.lists(
    st.tuples(
        st.sampled_from(["open", "mine", "careful", "inline"]),
        st.sampled_from(
            ["One\nline  \nand another", "# A heading", "    code()\n\n    more", "- a\n- b", "水\tx"]
        ),
    )
)


@THOROUGH
@given(PARAGRAPHS)
def test_between_paragraphs_the_rest_is_left_exactly_as_it_was(parts: list[tuple[str, str]]) -> None:
    """F3: verbatim outside what was withheld, line breaks and other scripts kept."""
    told = []
    for light, text in parts:
        if light == "inline":
            told.append("[[" + text.replace("\n\n", "\n") + "]]")
        else:
            told.append(text if light == "open" else f":{light}\n{text}\n:end")
    left = "\n\n".join(text for light, text in parts if light == "open")
    resolved = passages.resolve("\n\n".join(told) + "\n")
    assert resolved.rstrip("\n") == left
    if parts and parts[-1][0] == "open":
        assert resolved == left + "\n"


@THOROUGH
@given(OUTSIDE.map(lambda text: text.replace("b]", "b")) | st.text())
def test_text_without_marks_is_left_alone(text: str) -> None:
    """F3: verbatim, for any text at all."""
    text = clean(text.replace("[[", "[ [").replace(":", ";").replace("\uff1a", ";"))
    assert passages.resolve(text) == text


MARKS = st.sampled_from([":mine", "\n:end\n", "- :mine", "\uff1amine", "\\", "[[[[", "1. ", "\n"])


@THOROUGH
@given(st.lists(ODDMENTS | LINE_ODDMENTS | MARKS).map("".join))
def test_escaped_text_says_itself_and_marks_nothing(text: str) -> None:
    escaped = passages.escape(text)
    assert passages.resolve(escaped) == clean(text)
    assert all(each.light is Light.OPEN for each in passages.parse(escaped))


@THOROUGH
@given(told_twice())
def test_the_passages_in_order_are_the_whole_body(pair: tuple[str, str]) -> None:
    body = clean(pair[0])
    at = 0
    for each in passages.parse(body):
        assert each.start == at
        assert each.line == body.count("\n", 0, each.start) + 1
        at = each.end
    assert at == len(body)
