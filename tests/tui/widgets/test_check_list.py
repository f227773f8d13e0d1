from peerjournal.tui.widgets.check_list import Check, CheckList
from tests.tui.widgets.hostile import ESCAPES, MARKUP
from tests.tui.widgets.stage import Stage, on_stage

CHECKS = [Check("m", "Maya", "a friend", checked=True), Check("b", "the bridge"), Check("d", MARKUP, MARKUP)]

List = Stage[CheckList]


@on_stage(lambda: CheckList(CHECKS), size=(140, 10))
async def test_every_state_is_written_out(stage: List) -> None:
    shown = [line.strip() for line in stage.lines()[:3]]
    assert shown == ["[x] Maya  a friend", "[ ] the bridge", f"[ ] {MARKUP}  {MARKUP}"]


@on_stage(lambda: CheckList(CHECKS))
async def test_space_a_letter_enter_and_a_click_all_tick_and_tell_it_once(stage: List) -> None:
    for turn, key in enumerate(("space", "x", "enter")):
        await stage.press(key)
        assert ("m" in stage.widget.checked) is bool(turn % 2)
    await stage.pilot.click(CheckList, offset=(4, 1))
    await stage.until(lambda: "b" in stage.widget.checked)
    told = [(each.key, each.checked) for each in stage.heard(CheckList.Toggled)]
    assert told == [("m", False), ("m", True), ("m", False), ("b", True)]
    assert not stage.heard(CheckList.OptionSelected)
    assert "[x] the bridge" in stage.shown()


@on_stage(lambda: CheckList(CHECKS))
async def test_ticking_from_outside_tells_nothing(stage: List) -> None:
    stage.widget.put("b", checked=True)
    await stage.until(lambda: "[x] the bridge" in stage.shown())
    assert stage.widget.checked == ("m", "b")
    assert not stage.heard(CheckList.Toggled)


@on_stage(lambda: CheckList(CHECKS))
async def test_other_things_can_be_shown_and_none(stage: List) -> None:
    stage.widget.show([Check("e", ESCAPES, ESCAPES)])
    await stage.until(lambda: "Maya" not in stage.shown())
    assert stage.is_harmless()
    await stage.press("j", "k", "x")
    assert stage.widget.checked == ("e",)
    stage.widget.show([])
    await stage.press("x", "j")
    assert stage.widget.checks == ()


@on_stage(lambda: CheckList(CHECKS), look="clear-dark")
async def test_the_highlighted_row_has_one_color_and_the_others_two(stage: List) -> None:
    def colors(y: int) -> int:
        return len({segment.style.color for segment in stage.widget.render_line(y) if segment.style})

    assert (colors(0), colors(2)) == (1, 2)
    await stage.press("j", "j")
    await stage.until(lambda: (colors(0), colors(2)) == (2, 1))
