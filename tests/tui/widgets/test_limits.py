import pytest

from peerjournal.tui.widgets import limits
from peerjournal.tui.widgets.limits import is_too_much
from tests.tui.widgets.hostile import BEARABLE, TOO_MUCH


@pytest.mark.parametrize("body", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_text_made_to_stop_a_reader_is_too_much(body: str) -> None:
    assert is_too_much(body)


@pytest.mark.parametrize("body", BEARABLE.values(), ids=BEARABLE)
def test_a_strange_text_can_still_be_laid_out(body: str) -> None:
    assert not is_too_much(body)


@pytest.mark.parametrize(
    ("just", "one_more"),
    [
        ("x" * limits.MOST_BYTES, "x"),
        ("é" * (limits.MOST_BYTES // 2), "é"),
        ("- a\n" * limits.MOST_BLOCKS, "- a"),
        ("a\n\n" * limits.MOST_BLOCKS, "a"),
        ("- - a\n" * (limits.MOST_BLOCKS // 2), "- a"),
        ("a\n" * limits.MOST_LINES, "\n"),
        ("|" + "a|" * limits.MOST_COLUMNS, "a|"),
        (">" * limits.MOST_NESTING, ">"),
        ("[" * limits.MOST_BRACKETS, "["),
    ],
    ids=[
        "bytes",
        "letters of two bytes",
        "bullets",
        "paragraphs",
        "bullets in one",
        "lines",
        "columns",
        "quotes",
        "[",
    ],
)
def test_the_limits_are_where_they_are_said_to_be(just: str, one_more: str) -> None:
    assert not is_too_much(just)
    assert is_too_much(just + one_more)


def test_a_line_drawn_with_signs_is_not_deep() -> None:
    assert not is_too_much("- " * 100 + "\n" + "*" * 200 + "\n" + "=" * 100)


def test_a_year_of_ordinary_writing_is_not_too_much() -> None:
    assert not is_too_much("It was colder than it looked, and I went out all the same.\n\n" * 1_900)
