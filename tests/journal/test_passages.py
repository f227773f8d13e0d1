import pytest

from peerjournal.errors import JournalError, MarkNotClosed
from peerjournal.journal import Light, passages

# The marks themselves


STAIRS = "The table could hear it. [[I had already written my resignation.]] I said I needed water"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (STAIRS, "The table could hear it. I said I needed water"),
        ("I know her name now. [[It's Bettany.]] We have lunch.", "I know her name now. We have lunch."),
        ("a\n\n:mine\nx\n:end\n\nb\n", "a\n\nb\n"),
        ("a\n\n:mine\nx\n:end\n", "a"),
        ("a\n:mine\nx\n:end\n\n \n", "a"),
        ("a\n\n[[x]]", "a"),
        ("a\n\n# [[x]]\n", "a"),
        ("a [[x]]\n", "a\n"),
        ("a\n\n:careful\nx\n:end\n\nb\n", "a\n\nb\n"),
        ("a [[x]]\nb", "a\nb"),
        ("[[x]] a", "a"),
        ("a [[x]][[y]] b", "a b"),
        ("a[[x]] b", "a b"),
        ("a [[x]]b", "a b"),
        ("a\n  [[x]] \nb", "a\nb"),
        ("a\n[[x]]\nb", "a\nb"),
        ("a\n\n[[x\ny]]\n\nb", "a\n\nb"),
        ("a [[x\ny]] b", "a b"),
        ("a  [[x]]  b", "a   b"),
        ("    [[x]] = 1", "    = 1"),
        ("[[x]]]", ""),
        ("- [[x]]\n- b", "-\n- b"),
        ("```\n[[x]]\n:mine\ny\n:end\nz\n```", "```\nz\n```"),
        ("a\n:mine\nx\n:end\n\nb", "a\n\nb"),
        (":mine\nx\n:end", ""),
        ("  :MINE  \nx\n:End\nb", "b"),
        ("\uff1a\uff4d\uff49\uff4e\uff45\nx\n:e\u200bnd\nb", "b"),
        ("a\r\n\r\n:mine\r\nx\r\n:end\r\n\r\nb", "a\n\nb"),
        (":mine\n[[ ]] [[ \\[[[\n:end\nb", "b"),
    ],
)
def test_what_stays_goes_without_a_trace(body: str, left: str) -> None:
    """F3: a gap is silent; nothing but one space or one blank line goes with it."""
    assert passages.resolve(body) == left


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a\n\n# [[x]]\n\nb", "a\n\nb"),
        ("a\n\n## [[x]] [[y]] ##\n\nb", "a\n\nb"),
        ("> # [[x]]\n> b", "> b"),
        ("a\n\n[[x]]\n---\n\nb", "a\n\nb"),
        ("[[x]]\n[[y]]\n===\nb", "b"),
        ("# The [[x]] lake", "# The lake"),
        ("The\n[[x]]\n---\nb", "The\n---\nb"),
        ("# Stays\n\n:mine\nx\n:end\n\n# Also", "# Stays\n\n# Also"),
    ],
)
def test_a_heading_goes_only_when_all_its_own_words_did(body: str, left: str) -> None:
    """F3: no heading is left that became empty; a heading that stays open stays."""
    assert passages.resolve(body) == left


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("\\[[x]]", "[[x]]"),
        ("\\\\[[x]]", "\\[[x]]"),
        ("\\:mine\nb", ":mine\nb"),
        ("- \\:end [[x]] b", "- :end b"),
        ("\\[[a]] [[b]] c", "[[a]] c"),
        ("a[b[0]] [[x]]", "a[b[0]]"),
        ("12:mine\n:minecraft\n: mine\nto:end", "12:mine\n:minecraft\n: mine\nto:end"),
    ],
)
def test_a_backslash_makes_a_mark_plain(body: str, left: str) -> None:
    assert passages.resolve(body) == left


BROKEN = [
    ("a\n:mine\nx", 2, "a"),
    ("a\n:careful\nx\n\nx", 2, "a"),
    ("a [[x", 1, "a"),
    ("a [[x\n\nx]] x", 1, "a"),
    ("a [[x\n:mine\nx\n:end\nx]]", 1, "a"),
    ("a\n\n:mine\nx\n:mine\nx\n:end\nx\n:end", 3, "a"),
    (":mine\nx\n:careful\nx\n:end\n:end", 1, ""),
    ("x\n:end\nx", 2, ""),
    ("a\n:mine\nx\n:end\nx\n:end\nx", 6, "a"),
    ("a [[x [[x]] x]] x", 1, "a"),
    ("a [[x]] x]] x", 1, "a"),
    ("a [[x[0]] = x]] x", 1, "a"),
    ("a\n:mine x", 2, "a"),
    ("a\n> :mine\n> x\n> :end", 2, "a"),
    ("a\n- :careful\nx\n:end", 2, "a"),
    ("a\n:mine\nx\n:end x\nx", 2, "a"),
    ("a \\[[[x]]]", 1, "a"),
    ("a\n:careful\nx [[x]]\n:end\nx", 2, "a"),
    ("a\n:careful\n\\[[[x\n:end\nx", 2, "a"),
]
"""Each with the line to blame, and what a preview shows of it."""


@pytest.mark.parametrize(("body", "line", "shown"), BROKEN)
def test_a_mark_that_cannot_be_read_lets_nothing_leave(body: str, line: int, shown: str) -> None:
    """F3: each malformed fixture is refused with its line, and the preview stops before it."""
    with pytest.raises(MarkNotClosed) as refused:
        passages.resolve(body)
    assert refused.value.line == line
    assert str(line) in str(refused.value)
    assert passages.preview(body) == shown


# Careful passages


TWO = "a\n\n:careful\nb \\[[x]]\n\n\\:end\n:end\n\nc\n:careful\nd\n:end\ne"


@pytest.mark.parametrize(
    ("careful", "left"),
    [
        ((), "a\n\nc\ne"),
        ((1,), "a\n\nb [[x]]\n\n:end\n\nc\ne"),
        ((2,), "a\n\nc\nd\ne"),
        ((1, 2), "a\n\nb [[x]]\n\n:end\n\nc\nd\ne"),
    ],
)
def test_a_careful_passage_leaves_only_when_asked_for(careful: tuple[int, ...], left: str) -> None:
    """F3: what is careful and not answered is left out."""
    assert passages.resolve(TWO, frozenset(careful)) == left


def test_careful_passages_are_numbered_in_order() -> None:
    found = [
        (each.number, each.text, each.line) for each in passages.parse(TWO) if each.light is Light.CAREFUL
    ]
    assert found == [(1, "b [[x]]\n\n:end\n", 3), (2, "d\n", 10)]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_asking_for_a_passage_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(JournalError):
        passages.resolve(TWO + "\n[[x]]", {number})


def test_no_number_brings_out_what_is_mine() -> None:
    """F3: `mine` cannot be overridden."""
    body = "a [[secret]] b\n:mine\nsecret\n:end\n"
    for number in (0, 1, 2):
        assert "secret" not in passages.preview(body, {number})


def test_an_empty_careful_passage_leaves_no_gap() -> None:
    assert passages.resolve("a\n\n:careful\n:end\n\nb", {1}) == "a\n\nb"


def test_a_passage_does_not_show_its_words() -> None:
    assert "secret" not in repr(passages.parse("a [[secret]] b"))
