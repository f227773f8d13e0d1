"""The wall: what it lets through to a terminal, and what it does not."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from peerjournal.tui.wall import Scrub, plain
from tests.tui.hostile import MARKUP

BLACK = Color(0, 0, 0)
COMMANDS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
ANYTHING = st.text(st.characters(codec=None))


@given(ANYTHING)
def test_nothing_that_commands_a_terminal_passes(text: str) -> None:
    (segment,) = Scrub().apply([Segment(text)], BLACK)
    assert not COMMANDS.search(segment.text)
    assert segment.text.encode().decode() == segment.text


@given(ANYTHING)
def test_a_line_stays_as_wide_as_it_was_laid_out(text: str) -> None:
    (segment,) = Scrub().apply([Segment(text)], BLACK)
    assert segment.cell_length == Segment(text).cell_length


def test_joined_emoji_and_direction_marks_of_a_script_stay() -> None:
    text = "👩\u200d👧 \u200f\u05d0 می\u200cخواهم"  # noqa: RUF001 — Persian, with the joiner it is spelled with
    (segment,) = Scrub().apply([Segment(text)], BLACK)
    assert segment.text == text


def test_a_link_of_the_terminals_own_is_taken_off() -> None:
    (segment,) = Scrub().apply([Segment("here", Style(link="https://example.org", bold=True))], BLACK)
    assert segment.style is not None
    assert (segment.style.link, segment.style.bold) == (None, True)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.sampled_from(MARKUP))
def test_brackets_are_brackets(text: str) -> None:
    assert plain(text).plain == text
    assert not plain(text).spans
