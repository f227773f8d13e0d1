"""From a body to rows, without a screen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from peerjournal.tui.widgets import reading as room
from peerjournal.tui.widgets.layout import Layout, Row
from peerjournal.tui.widgets.limits import MOST_NESTING
from peerjournal.tui.widgets.reading import AS_IT_IS, CHUNK, Laid, Reading, lay_out
from tests.tui.widgets.hostile import EVERYTHING, HEADINGS, LARGE, MARKUP, TOO_MUCH


def laid(
    body: str, *, width: int = 40, marks: bool = True, folded: Sequence[int] = (), hits: tuple[str, ...] = ()
) -> Laid:
    return lay_out(Reading(body=body, marks=marks), Layout(width, width, hits), folded)


def texts(body: str, **options: object) -> list[str]:
    return [row.text.rstrip() for row in laid(body, **options).rows]  # type: ignore[arg-type] # as laid takes them


def looks_of(rows: Sequence[Row], text: str) -> frozenset[str]:
    return next(run.looks for row in rows for run in row.runs if text in run.text)


# Markdown.


def test_a_single_enter_is_a_break_and_an_empty_line_a_gap() -> None:
    assert texts("one\ntwo\n\nthree") == ["one", "two", "", "three"]


def test_lists_keep_close_and_stand_apart_from_what_is_around() -> None:
    body = "before\n- one\n- two\n  - three\n\nafter\n\n9. nine\n10. ten"
    assert texts(body) == [
        "before",
        "",
        "• one",
        "• two",
        "  • three",
        "",
        "after",
        "",
        " 9. nine",
        "10. ten",
    ]


@pytest.mark.parametrize("levels", [9, 10, 20, 21, MOST_NESTING, MOST_NESTING + 1])
def test_no_word_is_left_out_however_deep_it_lies(levels: int) -> None:
    outline = "".join(f"{'  ' * level}- level {level}\n" for level in range(levels))
    for body in (outline, ">" * levels + " hello", "- " * levels + "hello", "1. " * levels + "hello"):
        shown = " ".join("".join(texts(body, width=160)).split())
        assert "hello" in shown or all(f"level {level}" in shown for level in range(levels)), body[:20]


def test_a_quote_keeps_its_bar_from_end_to_end() -> None:
    assert texts("> one\n>\n> two\n\nthree") == ["▌ one", "▌", "▌ two", "", "three"]


def test_a_heading_a_rule_and_code() -> None:
    assert texts("# Head\ntext\n\n---\n\n```\na  b\n```", width=10) == [
        *("Head", "", "text", "", "──────────", "", "  a  b"),
    ]


def test_emphasis_is_a_look_and_its_signs_are_gone() -> None:
    rows = laid("*soft* **strong** ~~gone~~ `code`").rows
    assert rows[0].text == "soft strong gone code"
    assert looks_of(rows, "soft") == {"emphasis"}
    assert looks_of(rows, "strong") == {"strong"}
    assert looks_of(rows, "gone") == {"strike"}
    assert looks_of(rows, "code") == {"code"}


def test_a_picture_is_what_it_was_described_as() -> None:
    assert texts("![the bridge](x.jpg) and ![](y.jpg)") == ["[picture: the bridge] and [picture]"]


def test_html_is_shown_as_it_was_written() -> None:
    assert texts("<b>bold</b>\n\n<script>x</script>") == ["<b>bold</b>", "", "<script>x</script>"]


def test_links_are_numbered_and_say_where_they_lead() -> None:
    found = laid("[one](https://a.example) and <https://b.example>")
    assert found.rows[0].text == "one[1] and https://b.example[2]"[:40]
    assert [(link.number, link.text, link.url) for link in found.links] == [
        (1, "one", "https://a.example"),
        (2, "https://b.example", "https://b.example"),
    ]


def test_a_table_is_drawn_in_columns_or_where_there_is_no_room_in_lines() -> None:
    body = "|day|far|\n|-|-|\n|Monday|the gate|"
    assert texts(body) == ["day     far", "────────────────", "Monday  the gate"]
    many = "|" + "word|" * 20 + "\n|" + "-|" * 20
    assert texts(many, width=20)[0] == "word | word | word |"


def test_an_entity_cannot_bring_in_what_was_cleaned_away() -> None:
    assert texts("&#27;[31m &#8238;drow &lt;b&gt; a&#10;b") == ["\ufffd[31m drow <b> a b"]


def test_nobody_can_fence_a_passage_with_our_own_signs() -> None:
    assert texts("\ufdd0mine\ufdd1 [[two]]") == ["\ufffdmine\ufffd [mine: two]"]
    assert texts("\ufdd0mine\ufdd1", marks=False) == ["\ufffdmine\ufffd"]


def test_markup_is_only_text() -> None:
    assert texts(MARKUP, width=80) == [MARKUP]


def test_the_end_of_an_empty_item_is_still_drawn() -> None:
    assert texts("- \n- a\n>") == ["•", "• a", "", "▌"]


def test_a_text_read_from_the_right_takes_all_the_width_and_no_styles() -> None:
    found = lay_out(Reading(body="**שלום** עולם"), Layout(20, 60, ("עולם",)))
    assert found.rows[0].from_right
    assert [run.looks for run in found.rows[0].runs] == [frozenset()]


# Marks.


def test_what_is_mine_stands_beside_its_word() -> None:
    rows = laid("one\n:mine\ntwo\n\nthree\n:end\nfour").rows
    assert [row.text.rstrip() for row in rows] == ["one", "", "mine two", "", "     three", "", "four"]
    assert looks_of(rows, "two") == {"mine"}


def test_what_is_careful_says_so_and_is_not_dimmed() -> None:
    rows = laid(":careful\ntwo\n:end").rows
    assert rows[0].text == "careful two"
    assert looks_of(rows, "two") == set()


def test_an_inline_passage_says_its_word_across_emphasis_and_rows() -> None:
    rows = laid("one [[two *three*]] four", width=14).rows
    assert [row.text for row in rows] == ["one [mine: two", "three] four"]
    assert looks_of(rows, "three") == {"mine", "emphasis"}


def test_passages_fold_each_for_itself() -> None:
    """F3: a folded passage says in words that it is one; folding is only how it looks."""
    body = "a [[one]] b\n:mine\ntwo\n:end\n`c [[three]]`\n\n:careful\nfour\n:end"
    stays = "1 passage stays with you"
    assert texts(body, folded=[1, 2], width=60) == [
        f"a [{stays}] b", "", f"mine {stays}", "", "c [mine: three]", "", "careful four",
    ]  # fmt: skip
    assert texts(body, folded=[3, 4], width=60)[-3:] == [
        f"c [{stays}]", "", "careful 1 passage, asked about each time",
    ]  # fmt: skip
    assert laid(body).marked == 4


def test_a_passage_that_holds_only_a_list_still_begins_with_its_word() -> None:
    assert texts(":mine\n- one\n- two\n:end") == ["mine • one", "     • two"]
    assert texts(":mine\n:end") == ["mine"]


def test_from_a_mark_that_cannot_be_read_on_everything_is_mine_and_it_is_said() -> None:
    rows = laid("open\n\n:mine\nsecret").rows
    assert rows[0].text.startswith("The mark on line 3 is not closed")
    assert looks_of(rows, "secret") == {"mine"}
    assert looks_of(rows, "open") == set()


def test_a_letter_has_no_marks_so_its_brackets_are_its_own() -> None:
    assert texts("[[a]]\n:mine", marks=False) == ["[[a]]", ":mine"]


# What was looked for.


def test_hits_are_found_across_rows_and_styles() -> None:
    rows = laid("look for the *bridge* there", width=15, hits=("the bridge",)).rows
    assert ["".join(run.text for run in row.runs if "hit" in run.looks) for row in rows] == ["the", "bridge"]


# All of it.


@pytest.mark.parametrize("width", [9, 40, 72])
@pytest.mark.parametrize("body", EVERYTHING.values(), ids=EVERYTHING)
def test_no_row_is_wider_than_there_is_room(body: str, width: int) -> None:
    found = laid(body, width=width)
    while not found.is_done:
        found.lay_more()
    assert max((sum(cell_len(run.text) for run in row.runs) for row in found.rows), default=0) <= width


@pytest.mark.parametrize("body", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_is_never_parsed(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(room, "Reader")
    found = laid(body)
    assert found.is_plain
    assert found.rows[0].text == AS_IT_IS[:40].rstrip() or AS_IT_IS.startswith(found.rows[0].text)


def test_a_long_plain_text_is_laid_out_part_by_part_and_nothing_of_it_is_lost() -> None:
    found = laid(HEADINGS)
    assert len(found.rows) < CHUNK
    while not found.is_done:
        found.lay_more()
    assert found.steps == -(-len(HEADINGS) // CHUNK)
    assert sum(row.text == "# heading" for row in found.rows) == 10_000
    whole = laid(LARGE)
    while not whole.is_done:
        whole.lay_more()
    assert sum(row.text.count("word") for row in whole.rows) == pytest.approx(60_000, abs=whole.steps)


SIGNS = (
    "# |- |1. |> |**|*|`|~~|[[|]]|:mine\n|:end\n|:careful\n|\n|\n\n| |    |```\n|[a](b)|![c](d)|\\|<b>|&amp;"
)
WORDS = ["word", "日本語。", "שלום", "e\u0301", "a|b\n-|-\n"]
WRITTEN = st.lists(st.sampled_from(SIGNS.split("|") + WORDS), max_size=40).map("".join)


@given(body=WRITTEN, width=st.integers(8, 60), marks=st.booleans(), folded=st.sets(st.integers(1, 4)))
def test_anything_written_can_be_read_at_any_width(
    *, body: str, width: int, marks: bool, folded: set[int]
) -> None:
    found = lay_out(Reading("title", ("day",), "#tag", body, marks), Layout(width, width, ("word",)), folded)
    shown = "".join(row.text for row in found.rows)
    assert shown.isprintable()
    assert max(sum(cell_len(run.text) for run in row.runs) for row in found.rows) <= width
    if not folded:
        assert shown.count("日") == body.count("日")
