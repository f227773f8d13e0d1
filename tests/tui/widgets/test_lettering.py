from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from peerjournal.text import clean_line
from peerjournal.tui.widgets.lettering import (
    find_words,
    fit,
    graphemes,
    reads_from_the_right,
    wrap,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1f3\U0001f1f1"
WAVE = "\U0001f44b\U0001f3fd"
LETTERS = st.text(
    st.one_of(
        st.sampled_from("abc  -.,é\u0301\u05d0日本語。「」、ー\u200d\ufe0f❤" + FAMILY + FLAG + WAVE),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")),
    )
)


@given(LETTERS.map(clean_line), st.integers(2, 30))
@example("\U0001f468\u200d\U0001f469 ❤\ufe0f" * 9, 3)
def test_no_row_is_wider_than_the_width_and_nothing_but_space_is_lost(line: str, width: int) -> None:
    at = 0
    for start, end, cells in wrap(line, width):
        assert not line[at:start].strip()
        assert cell_len(line[start:end]) <= width
        assert cells == cell_len(line[start:end])
        at = end
    assert not line[at:].strip()


@given(st.lists(st.text("abcdef", min_size=1, max_size=8)), st.integers(8, 40))
def test_words_that_fit_stay_whole(words: list[str], width: int) -> None:
    line = " ".join(words)
    assert [word for start, end, _cells in wrap(line, width) for word in line[start:end].split()] == words


def test_a_word_that_is_too_long_is_broken() -> None:
    assert [end - start for start, end, _cells in wrap("x" * 25, 10)] == [10, 10, 5]


def test_no_row_begins_with_a_full_stop_or_ends_with_an_opening_quote_in_japanese() -> None:
    line = "水は横から光を受けていた。「まだ行ける」と思った。それで、十分だった。" * 3
    for width in range(6, 40):
        rows = [line[start:end] for start, end, _cells in wrap(line, width)]
        assert "".join(rows) == line
        assert not [row for row in rows if row[0] in "。、」" or row[-1] == "「"]


def test_space_before_the_first_word_of_a_line_is_kept() -> None:
    assert wrap("    deep " + "word " * 9, 20)[0][0] == 0


def test_a_family_a_flag_and_a_skin_tone_are_one_letter_each() -> None:
    text = f"a{FAMILY}{FLAG}{FLAG}{WAVE}e\u0301"
    assert [text[start:end] for start, end, _cells in graphemes(text)] == [
        "a",
        FAMILY,
        FLAG,
        FLAG,
        WAVE,
        "e\u0301",
    ]


@given(LETTERS)
def test_letters_are_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end, _cells in graphemes(text)) == text


@given(LETTERS.map(clean_line), st.integers(0, 30))
def test_what_is_fitted_fits(text: str, cells: int) -> None:
    shown = fit(text, cells, more="…")
    assert cell_len(shown) <= cells
    assert shown == text or shown.removesuffix("…") == text[: len(shown.removesuffix("…"))]


def test_words_are_found_whatever_their_case_accents_and_quotes() -> None:
    text = "Été: it\u2019s the CAFÉ"
    found = [text[start:end] for start, end in find_words(text, ["ete", "it's", "Café", "never"])]
    assert found == ["Été", "it\u2019s", "CAFÉ"]


@given(LETTERS, st.lists(st.text(max_size=3), max_size=3))
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str, words: list[str]) -> None:
    at = 0
    for start, end in find_words(text, words):
        assert at <= start < end <= len(text)
        at = end


def test_the_first_letter_with_a_direction_decides() -> None:
    assert reads_from_the_right("12 - היום")
    assert not reads_from_the_right("to היום")
    assert not reads_from_the_right("12")
