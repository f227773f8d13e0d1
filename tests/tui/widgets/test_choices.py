"""Lists of choices and of ticks: what is long wraps under itself, at any width."""

import asyncio

import pytest

from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from tests.tui.hostile import HOSTILE
from tests.tui.widgets.stage import Stage, on_stage, play

LONG = "some people, some days, and you are asked about it each time you share it with somebody"


@on_stage(lambda: Choices([Choice("one", "Careful", LONG), Choice("two", "Mine")]), size=(40, 10))
async def test_what_a_choice_means_wraps_under_itself(stage: Stage[Choices]) -> None:
    await stage.until(lambda: "Mine" in stage.shown())
    lines = stage.lines()[: stage.lines().index(" Mine")]
    assert lines[0] == " Careful"
    assert all(line.startswith("   ") and line[3] != " " for line in lines[1:])
    assert " ".join("".join(f"{line.strip()} " for line in lines[1:]).split()) == LONG


@on_stage(lambda: CheckList([Check("one", LONG, checked=True), Check("two", "next")]), size=(40, 10))
async def test_what_is_ticked_wraps_under_itself(stage: Stage[CheckList]) -> None:
    await stage.until(lambda: "[ ] next" in stage.shown())
    lines = stage.lines()[: stage.lines().index(" [ ] next")]
    assert lines[0].startswith(" [x] some people")
    assert all(line.startswith("     ") for line in lines[1:])


@pytest.mark.parametrize("width", [1, 4, 6, 9, 12, 40])
def test_any_width_and_any_text_can_be_drawn(width: int) -> None:
    async def look(stage: Stage[Choices]) -> None:
        await stage.press("down")
        assert stage.is_harmless()

    async def look_at_checks(stage: Stage[CheckList]) -> None:
        await stage.press("down", "space")
        assert stage.is_harmless()

    choices = [Choice("one", HOSTILE, HOSTILE), Choice("two", LONG, LONG)]
    checks = [Check("one", HOSTILE, HOSTILE), Check("two", LONG, LONG)]
    asyncio.run(play(lambda: Choices(choices), look, size=(width, 8)))
    asyncio.run(play(lambda: CheckList(checks), look_at_checks, size=(width, 8)))
