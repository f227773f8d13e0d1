import asyncio

import pytest

from peerjournal.tui.widgets.blocks import Link
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.symbols import PLAIN_SYMBOLS
from tests.tui.widgets.hostile import EVERYTHING, HEADINGS, MARKUP
from tests.tui.widgets.stage import Stage, on_stage, play

LONG = "\n\n".join(f"Paragraph {n} of a day by the river." for n in range(1, 200))
TITLED = Reading("The bridge", ("Tuesday",), "#walking", "One line of *text*.", marks=True)
MINE = Reading(body="open\n\n:mine\nhidden thing\n:end\n\nand [[this one]] too", marks=True)
LINKED = Reading(body="See [the map](https://example.org/map) first.")

View = Stage[StoryView]
PANE = (74, 24)
"""As wide as the measure, so that nothing is moved to the middle."""


@on_stage(lambda: StoryView(TITLED), size=PANE)
async def test_the_title_the_day_and_the_tags_stand_above_the_text(stage: View) -> None:
    assert [line[2:] for line in stage.lines()[:5]] == [
        "The bridge",
        "Tuesday",
        "#walking",
        "",
        "One line of text.",
    ]


@on_stage(lambda: StoryView(TITLED), size=(120, 20))
async def test_the_text_stands_in_the_middle_of_a_wide_pane(stage: View) -> None:
    line = stage.lines()[0]
    assert line.index("The bridge") - 2 == (120 - 3 - 72) // 2


@on_stage(lambda: StoryView(Reading(body="word " * 100)), size=(120, 20))
async def test_no_line_is_longer_than_the_measure(stage: View) -> None:
    assert max(len(row.text) for row in stage.widget.rows) <= 72
    await stage.pilot.resize_terminal(40, 20)
    await stage.until(lambda: max(len(row.text) for row in stage.widget.rows) <= 37)


@on_stage(lambda: StoryView(Reading(body=LONG)))
async def test_keys_page_through_the_text(stage: View) -> None:
    view = stage.widget
    await stage.press("j")
    await stage.until(lambda: view.scroll_y == 1)
    await stage.press("space")
    await stage.until(lambda: view.scroll_y > 20)
    await stage.press("minus", "k")
    await stage.until(lambda: view.scroll_y == 0)
    await stage.press("G")
    await stage.until(lambda: view.scroll_y == view.max_scroll_y)
    assert "Paragraph 199" in stage.shown()
    await stage.press("g")
    await stage.until(lambda: view.scroll_y == 0)


@on_stage(lambda: StoryView(Reading(body=LONG)))
async def test_a_text_is_shown_from_the_first_word_looked_for(stage: View) -> None:
    stage.widget.show(Reading(body=LONG), hits=["paragraph 150"])
    await stage.until(lambda: "Paragraph 150" in stage.shown())
    stage.widget.show(TITLED)
    await stage.until(lambda: "The bridge" in stage.shown())
    assert stage.widget.scroll_y == 0


@on_stage(lambda: StoryView(MINE), size=PANE)
async def test_what_is_marked_folds_by_key_and_by_click(stage: View) -> None:
    """F3: shown as words, folded by key and by click."""
    await stage.press("m")
    await stage.until(lambda: "hidden" not in stage.shown())
    assert stage.widget.folded == {1, 2}
    assert "mine 1 passage stays with you" in stage.shown()
    assert "and [1 passage stays with you] too" in stage.shown()
    await stage.pilot.click(StoryView, offset=(3, 2))
    await stage.until(lambda: "hidden thing" in stage.shown())
    assert stage.widget.folded == {2}
    await stage.press("m")
    await stage.until(lambda: "this one" in stage.shown())


@on_stage(lambda: StoryView(LINKED), size=PANE)
async def test_links_are_told_and_never_opened(stage: View) -> None:
    link = Link(1, "the map", "https://example.org/map")
    await stage.press("l")
    await stage.until(lambda: stage.heard(StoryView.LinksAsked))
    assert stage.heard(StoryView.LinksAsked)[0].links == (link,)
    await stage.pilot.click(StoryView, offset=(8, 0))
    await stage.until(lambda: stage.heard(StoryView.LinkChosen))
    assert stage.heard(StoryView.LinkChosen)[0].link == link


@on_stage(
    lambda: StoryView(Reading(body="one two\nthree " + "four " * 20 + "\n\n日本語の文章 end")), size=(40, 20)
)
async def test_what_is_selected_with_the_mouse_is_copied_as_it_was_written(stage: View) -> None:
    await stage.pilot.mouse_down(StoryView, offset=(6, 0))
    await stage.pilot.hover(StoryView, offset=(10, 2))
    await stage.pilot.mouse_up(StoryView, offset=(10, 2))
    await stage.until(stage.app.screen.get_selected_text)
    chosen = stage.app.screen.get_selected_text()
    # The row's end was no end of a line.
    assert chosen is not None
    assert chosen.startswith("two\nthree four four")
    assert "\n" not in chosen.removeprefix("two\n")


@on_stage(lambda: StoryView(Reading(body="日本語の文章 end")), size=(40, 5))
async def test_a_selection_counts_letters_and_not_cells(stage: View) -> None:
    await stage.pilot.mouse_down(StoryView, offset=(4, 0))
    await stage.pilot.hover(StoryView, offset=(6, 0))
    await stage.pilot.mouse_up(StoryView, offset=(6, 0))
    await stage.until(lambda: stage.app.screen.get_selected_text() == "本語")


@on_stage(lambda: StoryView(TITLED, symbols=PLAIN_SYMBOLS))
async def test_the_bar_shows_the_focus_and_has_a_plain_sign(stage: View) -> None:
    assert all(line.startswith("|") for line in stage.lines())
    stage.app.set_focus(None)
    await stage.until(lambda: not any(line.startswith("|") for line in stage.lines()))


@on_stage(lambda: StoryView(Reading(body="היום")), size=(40, 5))
async def test_what_is_read_from_the_right_stands_at_the_right(stage: View) -> None:
    assert stage.lines()[0].endswith("היום")
    assert stage.lines()[0].index("ה") > 30


@on_stage(lambda: StoryView(Reading(MARKUP, (MARKUP,), MARKUP, MARKUP)))
async def test_markup_is_shown_as_it_was_written_everywhere(stage: View) -> None:
    assert stage.shown().count(MARKUP) == 4
    await stage.pilot.click(StoryView, offset=(26, 0))
    assert stage.app.is_running


@on_stage(lambda: StoryView(Reading("Long", body=HEADINGS)))
async def test_a_text_that_is_too_much_is_shown_as_it_is_to_its_end(stage: View) -> None:
    view = stage.widget
    assert view.is_plain
    assert "# heading" in stage.shown()
    await stage.until(lambda: sum(row.text == "# heading" for row in view.rows) == 10_000)
    await stage.press("G")
    await stage.until(lambda: view.scroll_y == view.max_scroll_y > 9_000)


@on_stage(lambda: StoryView(Reading("Long", body=HEADINGS)))
async def test_another_text_stops_the_laying_out_of_the_one_before(stage: View) -> None:
    stage.widget.show(TITLED)
    await stage.until(lambda: "One line" in stage.shown())
    assert len(stage.widget.rows) == 5


@pytest.mark.parametrize("body", EVERYTHING.values(), ids=EVERYTHING)
def test_nothing_that_was_sent_can_command_the_terminal(body: str) -> None:
    async def scene(stage: View) -> None:
        await stage.press("m", "G", "g")
        assert stage.is_harmless()

    asyncio.run(play(lambda: StoryView(Reading(body, (body,), body, body, marks=True)), scene))


@on_stage(lambda: StoryView(TITLED), size=PANE)
async def test_only_the_rows_that_can_be_seen_are_drawn(stage: View) -> None:
    view = stage.widget
    drawn: list[int] = []
    draw = view._segments
    view._segments = lambda row, width, y: drawn.append(y) or draw(row, width, y)  # type: ignore[method-assign,func-returns-value] # counts
    view.show(Reading(body=LONG))
    await stage.until(lambda: "Paragraph 1 " in stage.shown())
    assert max(drawn) < 48


def dimmed(view: StoryView) -> bool:
    """Tell whether what is mine is drawn unlike what is open."""
    mine, rest = (
        {segment.style for y in range(6) for segment in view.render_line(y) if word in segment.text}
        for word in ("hidden thing", "open")
    )
    return {(style.color, style.dim) for style in mine if style} != {
        (style.color, style.dim) for style in rest if style
    }


@on_stage(lambda: StoryView(MINE), size=PANE)
async def test_a_passage_is_dimmed_in_every_theme_and_changes_with_it(stage: View) -> None:
    for look in ("dusk", "paper", "clear-dark", "clear-light", "terminal-dark", "terminal-light"):
        stage.app.theme = look
        await stage.until(lambda: dimmed(stage.widget))


@on_stage(lambda: StoryView(MINE), size=PANE)
async def test_another_theme_changes_the_colors_at_once(stage: View) -> None:
    before = stage.widget._looks.laid(frozenset({"title"}))
    stage.app.theme = "paper"
    await stage.until(lambda: stage.widget._looks.laid(frozenset({"title"})) != before)
