from collections.abc import Iterator, Sequence
from typing import overload

from hypothesis import given
from hypothesis import strategies as st

from peerjournal.text import clean_line
from peerjournal.tui.widgets.row_set import RowSet
from peerjournal.tui.widgets.runs import cells_of, text_of
from peerjournal.tui.widgets.story_list import StoryList
from peerjournal.tui.widgets.story_row import Mark, StoryRow, excerpt_line, title_line
from peerjournal.tui.widgets.symbols import PLAIN_SYMBOLS, SYMBOLS
from tests.tui.widgets.hostile import ESCAPES, LONG_LINE, MARKUP
from tests.tui.widgets.stage import UNSAFE_OR_BREAK, Stage, on_stage

List = Stage[StoryList]


class Counted(Sequence[StoryRow]):
    """Very many rows, none of which exists until it is asked for."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.asked = 0

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, at: int) -> StoryRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[StoryRow]: ...
    def __getitem__(self, at: int | slice) -> StoryRow | Sequence[StoryRow]:
        assert isinstance(at, int)
        self.asked += 1
        return StoryRow(str(at), f"Title {at}", "today", f"Excerpt {at}")

    def __iter__(self) -> Iterator[StoryRow]:
        raise AssertionError("The list goes through its rows.")


def rows(count: int) -> list[StoryRow]:
    return [StoryRow(str(at), f"Title {at}", "today", f"Excerpt {at}") for at in range(count)]


def highlighted(stage: List) -> str:
    row = stage.widget.row
    return row.title if row else ""


@on_stage(lambda: StoryList(rows(3)))
async def test_a_row_is_a_title_and_a_date_over_an_excerpt(stage: List) -> None:
    first, second, third, *_ = stage.lines()
    assert first.startswith("▌ Title 0 ")
    assert first.endswith(" today")
    assert second == "▌ Excerpt 0"
    assert third.startswith("  Title 1 ")


@on_stage(lambda: StoryList(rows(3)), size=(80, 30))
async def test_on_a_tall_screen_an_empty_line_stands_between(stage: List) -> None:
    assert stage.widget.row_height == 3
    assert stage.lines()[2] == ""
    assert "Title 1" in stage.lines()[3]


@on_stage(lambda: StoryList(Counted(100_000)))
async def test_a_hundred_thousand_rows_cost_what_a_screen_of_them_costs(stage: List) -> None:
    rows = Counted(100_000)
    stage.widget.show(rows)
    await stage.until(lambda: "Title 0" in stage.shown())
    assert rows.asked < 200
    await stage.press("G")
    await stage.until(lambda: "Title 99999" in stage.shown())
    stage.widget.narrow(range(0, 100_000, 1_000))
    await stage.until(lambda: "Title 99000" not in stage.shown() and "Title 1000" in stage.shown())
    assert rows.asked < 600


@on_stage(lambda: StoryList(rows(100)))
async def test_keys_move_the_highlight_and_it_stays_in_sight(stage: List) -> None:
    steps = [
        *(("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("pagedown", 12), ("pageup", 0)),
        *(("G", 99), ("g", 0), ("end", 99), ("down", 99), ("home", 0)),
    ]
    for key, at in steps:
        await stage.press(key)
        assert highlighted(stage) == f"Title {at}"
        await stage.until(lambda: f"▌ {highlighted(stage)} " in stage.shown())
    told = [each.row.title for each in stage.heard(StoryList.Highlighted) if each.row]
    assert told == [f"Title {n}" for n in (0, 1, 2, 1, 0, 12, 0, 99, 0, 99, 0)]


@on_stage(lambda: StoryList(rows(100)))
async def test_the_terminals_cursor_stands_on_the_highlighted_row(stage: List) -> None:
    await stage.press("j", "j")
    assert stage.app.cursor_position == (2, 4)
    await stage.press("G")
    await stage.until(lambda: stage.app.cursor_position == (2, 22))


@on_stage(lambda: StoryList(rows(5)))
async def test_enter_and_its_letter_choose(stage: List) -> None:
    await stage.press("j", "enter", "j", "o")
    await stage.until(lambda: len(stage.heard(StoryList.Chosen)) == 2)
    assert [each.row.key for each in stage.heard(StoryList.Chosen)] == ["1", "2"]


@on_stage(lambda: StoryList(rows(5)))
async def test_a_click_highlights_and_a_double_click_chooses(stage: List) -> None:
    await stage.pilot.click(StoryList, offset=(5, 4))
    await stage.until(lambda: highlighted(stage) == "Title 2")
    assert not stage.heard(StoryList.Chosen)
    await stage.pilot.double_click(StoryList, offset=(5, 6))
    await stage.until(lambda: stage.heard(StoryList.Chosen))
    assert stage.heard(StoryList.Chosen)[0].row.key == "3"
    await stage.pilot.click(StoryList, offset=(5, 15))
    assert highlighted(stage) == "Title 3"


@on_stage(lambda: StoryList(rows(5)))
async def test_the_row_under_the_mouse_looks_different(stage: List) -> None:
    def ground(y: int) -> str:
        return str([segment.style.bgcolor for segment in stage.widget.render_line(y) if segment.style])

    before = ground(2)
    await stage.pilot.hover(StoryList, offset=(5, 2))
    await stage.until(lambda: ground(2) != before)
    assert ground(4) == before


@on_stage(lambda: StoryList(rows(5)))
async def test_ticks_are_written_out_and_told(stage: List) -> None:
    assert "[ ]" not in stage.shown()
    await stage.press("x", "j")
    await stage.until(lambda: "[x] Title 0" in stage.shown())
    assert "[ ] Title 1" in stage.shown()
    assert stage.widget.ticked == {"0"}
    stage.widget.narrow([3, 4])
    assert stage.widget.ticked == {"0"}
    stage.widget.narrow(None)
    await stage.press("g", "x")
    assert [each.ticked for each in stage.heard(StoryList.Ticked)] == [True, False]
    assert "[ ]" not in stage.shown()


@on_stage(lambda: StoryList(rows(100)))
async def test_narrowing_keeps_the_highlighted_row_if_it_is_there(stage: List) -> None:
    stage.widget.move_to(40)
    stage.widget.narrow([3, 40, 77])
    assert (stage.widget.highlighted, highlighted(stage)) == (1, "Title 40")
    stage.widget.narrow([3, 77])
    assert highlighted(stage) == "Title 3"
    stage.widget.narrow([])
    assert stage.widget.row is None
    stage.widget.narrow(None)
    await stage.until(lambda: [each.row for each in stage.heard(StoryList.Highlighted)].count(None) == 1)


@on_stage(lambda: StoryList(empty=("This is your place.", "Nothing here is public.")))
async def test_an_empty_list_says_something_kind_and_no_key_is_wrong(stage: List) -> None:
    assert [line.strip() for line in stage.lines()[:2]] == ["This is your place.", "Nothing here is public."]
    await stage.press("j", "G", "enter", "x", "pagedown")
    await stage.pilot.click(StoryList, offset=(5, 1))
    assert stage.widget.highlighted is None
    assert not stage.heard(StoryList.Chosen)


@on_stage(lambda: StoryList([StoryRow(MARKUP, MARKUP, MARKUP, MARKUP, tag=MARKUP)]), size=(200, 10))
async def test_markup_is_shown_as_it_was_written(stage: List) -> None:
    assert stage.shown().count(MARKUP) == 4


@on_stage(
    lambda: StoryList([StoryRow("1", ESCAPES, ESCAPES, LONG_LINE), StoryRow("2", LONG_LINE, "today", "")])
)
async def test_nothing_in_a_row_can_command_the_terminal_or_leave_it(stage: List) -> None:
    assert stage.is_harmless()
    assert max(map(len, stage.lines())) <= 80


@on_stage(lambda: StoryList(rows(2)), look="clear-light")
async def test_on_the_highlighted_row_all_text_has_one_color(stage: List) -> None:
    styles = [segment.style for y in (0, 1) for segment in stage.widget.render_line(y)]
    assert len({style.color for style in styles if style}) == 1


ROWS = st.builds(
    StoryRow,
    key=st.text(max_size=3),
    title=st.text(max_size=60),
    date=st.sampled_from(["today", "Sunday", "16 Mar 2024", "昨日"]),
    excerpt=st.text(max_size=90),
    marks=st.frozensets(st.sampled_from(Mark)),
    tag=st.text(max_size=20).map(clean_line),
)


@given(
    ROWS, st.integers(0, 70), st.sampled_from([SYMBOLS, PLAIN_SYMBOLS]), st.sampled_from([None, True, False])
)
def test_a_row_never_takes_more_than_its_width(
    row: StoryRow, width: int, symbols: object, ticked: object
) -> None:
    first = title_line(row, width=width, symbols=symbols, ticked=ticked)  # type: ignore[arg-type] # as sampled
    second = excerpt_line(row, width=width, symbols=symbols)  # type: ignore[arg-type] # as sampled
    if width > 8:
        assert cells_of(first) == cells_of(second) == width
    assert not UNSAFE_OR_BREAK.search(text_of([*first, *second]))


def test_plain_signs_are_ascii() -> None:
    row = StoryRow("1", "Title", "today", "text " * 30, frozenset(Mark))
    line = title_line(row, width=40, symbols=PLAIN_SYMBOLS) + excerpt_line(
        row, width=40, symbols=PLAIN_SYMBOLS
    )
    assert text_of(line).isascii()


def test_a_narrow_row_keeps_its_words_and_lets_the_date_go() -> None:
    row = StoryRow("1", "The letter I did not send", "16 Mar 2024")
    assert text_of(title_line(row, width=14, symbols=SYMBOLS)).rstrip() == "The letter I…"


@given(st.integers(0, 50), st.sets(st.integers(0, 49)), st.integers(0, 49))
def test_a_narrowed_set_holds_just_what_was_kept(count: int, kept: set[int], number: int) -> None:
    numbers = sorted(each for each in kept if each < count)
    found = RowSet(rows(count), numbers)
    assert [found.row(place).key for place in range(len(found))] == [str(each) for each in numbers]
    if number in numbers:
        assert found.number(found.place(number)) == number
    assert len(found.narrowed(None)) == count
