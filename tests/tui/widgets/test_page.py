from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.widgets.text_area import Selection

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, passages
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.page_edits import applied, break_lines, long_lines, mark
from peerjournal.tui.widgets.page_looks import LONGEST, Inside, insides, looks
from tests.tui.widgets.hostile import ESCAPES, EVERYTHING, LONG_LINE, MARKUP
from tests.tui.widgets.stage import Stage, on_stage

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PASTED = "One sentence of it. " * 600

Writing = Stage[Page]


def looks_at(page: Page, row: int, word: str) -> set[str]:
    """Return which of the page's looks lie over a word of a line; some share their colour."""
    line = page.get_line(row)
    at = line.plain.index(word)
    laid = [span.style for span in line.spans if span.start <= at < span.end]
    looks = (look.removeprefix("page--") for look in page.COMPONENT_CLASSES)
    return {look for look in looks if page._page_looks.one(look) in laid}


# Letters.


@on_stage(lambda: Page(f"a{FAMILY}b"))
async def test_backspace_and_delete_take_a_whole_family(stage: Writing) -> None:
    page = stage.widget
    page.move_cursor((0, 1 + len(FAMILY)))
    await stage.press("backspace")
    assert page.text == "ab"
    page.put(f"a{FAMILY}b")
    page.move_cursor((0, 1))
    await stage.press("delete")
    assert page.text == "ab"


@on_stage(lambda: Page("e\u0301\nb"))
async def test_arrows_step_over_whole_letters_and_across_lines(stage: Writing) -> None:
    page = stage.widget
    for place in ((0, 2), (1, 0), (1, 1)):
        await stage.press("right")
        assert page.cursor_location == place
    for place in ((1, 0), (0, 2), (0, 0)):
        await stage.press("left")
        assert page.cursor_location == place
    await stage.press("backspace")
    assert page.text == "e\u0301\nb"


@on_stage(lambda: Page("one\ntwo"))
async def test_backspace_at_the_start_of_a_line_joins_it(stage: Writing) -> None:
    stage.widget.move_cursor((1, 0))
    await stage.press("backspace")
    assert stage.widget.text == "onetwo"


# What stands on it.


@on_stage(lambda: Page("## Head *no*\n- item **bold** `code` #tag\n> quote\n[a](b) *soft*"))
async def test_markdown_is_shown_as_it_is_written(stage: Writing) -> None:
    page = stage.widget
    assert "sign" in looks_at(page, 0, "##")
    assert "heading" in looks_at(page, 0, "Head")
    assert looks_at(page, 1, "item") == set()
    assert "strong" in looks_at(page, 1, "bold")
    assert "code" in looks_at(page, 1, "code")
    assert "tag" in looks_at(page, 1, "#tag")
    assert "quote" in looks_at(page, 2, "quote")
    assert "emphasis" in looks_at(page, 3, "soft")
    assert "## Head *no*" in stage.shown()


@on_stage(lambda: Page("a\n:mine\nsecret\n:end\nb [[c]]"))
async def test_marks_are_shown_and_follow_what_is_typed(stage: Writing) -> None:
    page = stage.widget
    assert "mine" in looks_at(page, 2, "secret")
    assert "mine" in looks_at(page, 4, "c")
    assert looks_at(page, 4, "b") == set()
    page.delete((1, 0), (2, 0))
    assert looks_at(page, 1, "secret") == set()
    page.undo()
    assert "mine" in looks_at(page, 2, "secret")
    page.redo()
    assert looks_at(page, 1, "secret") == set()


@on_stage(lambda: Page("", placeholder=MARKUP))
async def test_a_placeholder_is_no_markup_and_nothing_blinks(stage: Writing) -> None:
    assert MARKUP in stage.shown()
    assert not stage.widget.cursor_blink


@pytest.mark.parametrize("body", EVERYTHING.values(), ids=EVERYTHING)
def test_any_text_has_looks_inside_its_lines(body: str) -> None:
    lines = body.split("\n")[:300]
    for line, inside in zip(lines, insides(lines), strict=True):
        for start, end, _look in looks(line, inside):
            assert 0 <= start <= end <= len(line)


def test_a_very_long_line_is_not_looked_at() -> None:
    assert not list(looks("*" * (LONGEST + 1), Inside.MINE))


def test_a_fence_in_a_passage_ends_with_it_and_an_odd_one_lasts() -> None:
    assert insides([":mine", "a", ":end", "```", "b", "~~~", "```", "c"]) == [
        *(Inside.MINE, Inside.MINE, Inside.MINE, Inside.CODE, Inside.CODE, Inside.CODE, Inside.CODE),
        Inside.NOTHING,
    ]


# Coming in.


@on_stage(lambda: Page(ESCAPES))
async def test_nothing_comes_in_that_could_command_the_terminal(stage: Writing) -> None:
    page = stage.widget
    stage.app.copy_to_clipboard(ESCAPES)
    ways: list[Any] = [
        lambda: None,
        page.action_paste,
        lambda: page.insert(ESCAPES),
        lambda: page.load_text(ESCAPES),
        lambda: page.put(ESCAPES + "x"),
    ]
    for come_in in ways:
        come_in()
        await stage.pilot.pause()
        assert "title" in page.text
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page.text)
        assert stage.is_harmless()


async def paste(stage: Writing, text: str) -> None:
    stage.widget.post_message(events.Paste(text))
    await stage.pilot.pause()


@on_stage(lambda: Page("before "))
async def test_a_long_line_that_is_pasted_is_kept_and_breaking_it_is_offered(stage: Writing) -> None:
    page = stage.widget
    page.move_cursor((0, 7))
    await paste(stage, "short")
    assert not stage.heard(Page.LongLines)
    await paste(stage, PASTED)
    await stage.until(lambda: stage.heard(Page.LongLines))
    assert [each.count for each in stage.heard(Page.LongLines)] == [1]
    assert page.text == f"before short{PASTED}"
    page.break_long_lines()
    assert page.text.replace("\n", " ").split() == f"before short{PASTED}".split()
    assert long_lines(page.text) == 0
    assert page.text.split("\n")[0].endswith(".")
    page.undo()
    assert page.text == f"before short{PASTED}"


@on_stage(lambda: Page("first"))
async def test_what_is_put_in_the_place_of_all_can_be_undone(stage: Writing) -> None:
    page = stage.widget
    page.put("second")
    page.put("third")
    page.undo()
    assert page.text == "second"
    page.undo()
    assert page.text == "first"
    assert page.history.max_checkpoints == 1_000


@given(st.text("ab. é。", max_size=80).map(lambda text: text * 200))
def test_breaking_loses_nothing_but_space(text: str) -> None:
    assert "".join(break_lines(text).split()) == "".join(text.split())
    assert not long_lines(break_lines(text))


# Marking.


@on_stage(lambda: Page("one two three"))
async def test_a_key_marks_what_is_selected_and_can_be_undone(stage: Writing) -> None:
    page = stage.widget
    page.selection = Selection((0, 7), (0, 3))
    await stage.press("f6")
    assert page.text == "one [[two]] three"
    await stage.until(lambda: stage.heard(Page.Marked))
    assert stage.heard(Page.Marked)[0].light is Light.MINE
    page.undo()
    assert page.text == "one two three"


@on_stage(lambda: Page("one\ntwo\nthree\nfour"))
async def test_lines_are_marked_by_lines(stage: Writing) -> None:
    page = stage.widget
    page.selection = Selection((1, 1), (2, 3))
    await stage.press("f7")
    assert page.text == "one\n:careful\ntwo\nthree\n:end\nfour"
    page.move_cursor((0, 1))
    await stage.press("f6")
    assert page.text.startswith(":mine\none\n:end\n:careful\n")


@on_stage(lambda: Page(":mine\none\n:end\ntwo [[three]] four"))
async def test_a_mark_inside_a_mark_is_refused_and_nothing_changes(stage: Writing) -> None:
    page = stage.widget
    before = page.text
    page.move_cursor((1, 1))
    await stage.press("f7")
    page.selection = Selection((3, 0), (3, 7))
    await stage.press("f6")
    await stage.until(lambda: len(stage.heard(Page.MarkRefused)) == 2)
    assert page.text == before
    assert not page.history.undo_stack


LINE = st.text("ab [] :", max_size=12)


@given(st.lists(LINE, min_size=1, max_size=5), st.data(), st.sampled_from([Light.MINE, Light.CAREFUL]))
def test_marking_adds_one_passage_that_holds_what_was_meant_or_does_nothing(
    lines: list[str], data: st.DataObject, light: Light
) -> None:
    rows = st.integers(0, len(lines) - 1)
    start, end = sorted(
        (row, data.draw(st.integers(0, len(lines[row])))) for row in (data.draw(rows), data.draw(rows))
    )
    try:
        change = mark(lines, start, end, light)
    except MarkNotClosed:
        return
    after = "\n".join(applied(lines, change))
    meant = (lines[start[0]][start[1] :] if start[0] < end[0] else lines[start[0]][start[1] : end[1]]).strip()
    held = [each.text for each in passages.parse(after) if each.light is light]
    assert any(meant in text for text in held)
    assert (
        light is not Light.MINE
        or not meant
        or meant not in passages.resolve(after)
        or "\n".join(lines).count(meant) > 1
    )


# Finding.


def reversed_on(page: Page, y: int) -> bool:
    return any(segment.style and segment.style.reverse for segment in page.render_line(y))


@on_stage(lambda: Page("Été\none été\ntwo"))
async def test_finding_goes_on_and_round_and_back(stage: Writing) -> None:
    page = stage.widget
    for place in ((0, 0), (1, 4), (0, 0)):
        assert page.find(["ete"])
        assert page.selection.start == place
    assert page.find(["ete"], backwards=True)
    assert page.selection.start == (1, 4)
    assert "found" in looks_at(page, 0, "Été")
    await stage.until(lambda: reversed_on(page, 0))
    assert not page.find(["never"])
    await stage.until(lambda: not reversed_on(page, 0))
    page.stop_finding()
    assert looks_at(page, 0, "Été") == set()


@on_stage(lambda: Page(LONG_LINE))
async def test_a_very_long_line_can_still_be_written_on(stage: Writing) -> None:
    await stage.press("a")
    assert stage.widget.text == f"a{LONG_LINE}"


@on_stage(lambda: Page("one\ntwo\nthree"))
async def test_control_with_end_and_home_goes_to_the_ends_of_the_page(stage: Writing) -> None:
    page = stage.widget
    await stage.press("ctrl+end")
    assert page.cursor_location == (2, 5)
    await stage.press("ctrl+shift+home")
    assert page.selected_text == page.text
    await stage.press("ctrl+home")
    assert page.cursor_location == (0, 0)
