import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerjournal.text import clean, clean_line, visible

# Everything that any rule speaks of, so that the rules meet each other; and any text besides.
HOSTILE = st.text(
    st.sampled_from(
        "ab é\t\n\r\x00\x07\x08\x1b\x7f\x80\x85\x9b\x9f\u00ad\u0301\u061c\u200b\u200c\u200d\u200e\u200f"
        "\u2028\u2029\u202a\u202e\u2066\u2069\ud800\udfff\ufeff\U000e0041\U000e007f\U0001f468"
    ),
    max_size=40,
)
ANY = HOSTILE | st.text(st.characters())


def commands_a_terminal(text: str) -> bool:
    return any((ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) <= 0x9F for c in text)


@settings(max_examples=400)
@given(ANY)
@example("\r\x00\n")
def test_a_cleaned_body_commands_nothing_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not commands_a_terminal(cleaned)
    assert not {"\u202e", "\u2066", "\ufeff", "\u2028", "\U000e0041"} & set(cleaned)
    cleaned.encode()
    assert clean(cleaned) == cleaned


@settings(max_examples=400)
@given(ANY)
def test_a_cleaned_line_is_one_line_and_hides_nothing(text: str) -> None:
    line = clean_line(text)
    assert not commands_a_terminal(line)
    assert not {"\n", "\t", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"} & set(line)
    assert line == line.strip()
    assert clean_line(line) == line


@settings(max_examples=150)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("\n\t")))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@settings(max_examples=150)
@given(ANY)
def test_what_is_visible_has_nothing_hidden_in_it(text: str) -> None:
    shown = visible(text)
    assert not commands_a_terminal(shown)
    assert not {"\n", "\t", "\u202e", "\u200b", "\u200f", "\ufeff", "\u00ad"} & set(shown)
    shown.encode()
    assert visible(shown) == shown


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u05d0\u200f!",
    ],
)
def test_bodies_keep_what_words_are_spelled_with(text: str) -> None:
    assert clean(text) == text
    assert len(clean_line(text)) < len(text)


def test_a_name_cannot_grow_over_its_neighbours() -> None:
    assert clean_line("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 8 + "b"
    assert clean("a" + "\u0301" * 50) == "a" + "\u0301" * 50


def test_a_lone_surrogate_becomes_a_sign_that_something_was_there() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


def test_a_line_break_in_a_name_becomes_a_space() -> None:
    assert clean_line(" The \r\n lake\t") == "The lake"


def test_a_hidden_turn_in_a_file_name_shows() -> None:
    assert visible("letter\u202ediap.age\n") == "letter\ufffddiap.age\ufffd"
