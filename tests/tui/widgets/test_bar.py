"""The bar: as far as it is told, from the first frame on, and in signs that every terminal has."""

from peerjournal.tui.widgets.bar import Bar
from tests.tui.widgets.stage import Stage, on_stage


@on_stage(Bar, size=(40, 5))
async def test_it_is_drawn_before_anything_is_done(stage: Stage[Bar]) -> None:
    await stage.until(lambda: "─" * 40 in stage.shown())
    assert "━" not in stage.shown()


@on_stage(Bar, size=(40, 5))
async def test_it_is_as_thick_as_it_is_told(stage: Stage[Bar]) -> None:
    stage.widget.show(25)
    await stage.until(lambda: "━" * 10 + "─" * 30 in stage.shown())
    stage.widget.show(100)
    await stage.until(lambda: "━" * 40 in stage.shown())


@on_stage(Bar, size=(40, 5))
async def test_it_fits_a_window_that_becomes_narrower(stage: Stage[Bar]) -> None:
    stage.widget.show(50)
    await stage.pilot.resize_terminal(20, 5)
    await stage.until(lambda: "━" * 10 + "─" * 10 in stage.shown())


@on_stage(Bar, size=(40, 5))
async def test_plain_symbols_draw_it_in_ascii(stage: Stage[Bar]) -> None:
    stage.app.screen.add_class("-plain")
    stage.widget.show(50)
    await stage.until(lambda: "=" * 20 + "-" * 20 in stage.shown())
