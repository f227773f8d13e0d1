from peerjournal.tui.widgets.tag_line import TagLine
from tests.tui.widgets.hostile import ESCAPES
from tests.tui.widgets.stage import Stage, on_stage

KNOWN = ["walking", "winter", "First time"]

Tags = Stage[TagLine]


@on_stage(lambda: TagLine(["small wins", "sleep"], known=KNOWN))
async def test_tags_are_typed_with_or_without_their_sign(stage: Tags) -> None:
    assert stage.widget.value == "#small-wins #sleep"
    stage.widget.value = "#a b, #a c"
    assert stage.widget.tags == ("a", "b", "c")


@on_stage(lambda: TagLine(known=KNOWN))
async def test_the_last_word_is_completed_from_tags_already_used(stage: Tags) -> None:
    line = stage.widget
    await stage.press(*"#wal")
    await stage.until(lambda: "#walking" in stage.shown())
    await stage.press("right")
    assert line.tags == ("walking",)
    await stage.press("space", "W")
    # What is on the line already is not offered again.
    await stage.until(lambda: "#walking Winter" in stage.shown())
    await stage.press("right", "space", *"fir")
    await stage.until(lambda: "first-time" in stage.shown())


@on_stage(lambda: TagLine(known=KNOWN))
async def test_other_tags_can_be_offered(stage: Tags) -> None:
    stage.widget.offer(["garden"])
    await stage.press("g")
    await stage.until(lambda: "garden" in stage.shown())
    await stage.press("backspace", "w")
    assert "walking" not in stage.shown()


@on_stage(lambda: TagLine([ESCAPES], known=[ESCAPES]))
async def test_nothing_comes_in_that_could_command_the_terminal(stage: Tags) -> None:
    stage.widget.value = ESCAPES
    stage.widget.insert(ESCAPES, 0)
    await stage.press("a")
    assert "\x1b" not in stage.widget.value
    assert stage.is_harmless()


@on_stage(lambda: TagLine(["one", "two"]))
async def test_option_backspace_takes_the_word_to_the_left(stage: Tags) -> None:
    await stage.press("end", "alt+backspace")
    assert stage.widget.value.startswith("#one ")
    assert "two" not in stage.widget.value
