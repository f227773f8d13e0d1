"""A stage for one widget: an app of one screen, what was heard on it, and what can be read on it."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Generic, TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from peerjournal.text import UNSAFE
from peerjournal.tui import theme

W = TypeVar("W", bound=Widget)
M = TypeVar("M", bound=Message)
UNSAFE_OR_BREAK = re.compile(f"[{UNSAFE}\n\t]")
TURNS = 400
"""How often a test looks again before it gives up; a turn waits for nothing but the app itself."""


class OneWidget(App[None]):
    """An app that shows one widget."""

    CSS_PATH = Path(theme.__file__).with_name("app.tcss")

    def __init__(self, make: Callable[[], Widget], *, look: str = "dusk") -> None:
        super().__init__()
        self.make = make
        for _name, each in theme.THEMES:
            self.register_theme(each)
        self.theme = look

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.FALLBACK

    def compose(self) -> ComposeResult:
        yield self.make()


class Stage(Generic[W]):
    """What a test plays with."""

    def __init__(self, widget: W, pilot: Pilot[None], heard: list[Message]) -> None:
        self.widget = widget
        self.pilot = pilot
        self.app = pilot.app
        self._heard = heard

    def heard(self, kind: type[M]) -> list[M]:
        # Each is told once more by whatever it passes on its way up.
        told = {id(each): each for each in self._heard if isinstance(each, kind)}
        return list(told.values())

    def lines(self) -> list[str]:
        compositor = self.app.screen._compositor  # what is drawn is known nowhere else
        return [strip.text.rstrip() for strip in compositor.render_strips()]

    def shown(self) -> str:
        return "\n".join(self.lines())

    def is_harmless(self) -> bool:
        """Tell whether nothing on the screen could command it, with no other wall before the terminal."""
        return not UNSAFE_OR_BREAK.search("".join(self.lines()))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, true: Callable[[], object]) -> None:
        for _turn in range(TURNS):
            if true():
                return
            await self.pilot.pause()
        raise AssertionError(f"It never came about. On the screen:\n{self.shown()}")


def on_stage(
    make: Callable[[], W], *, size: tuple[int, int] = (80, 24), look: str = "dusk"
) -> Callable[[Callable[[Stage[W]], Awaitable[None]]], Callable[[], None]]:
    """Turn a scene into a test that plays it with a fresh widget."""

    def turned(scene: Callable[[Stage[W]], Awaitable[None]]) -> Callable[[], None]:
        def test() -> None:
            asyncio.run(play(make, scene, size=size, look=look))

        test.__name__ = test.__qualname__ = scene.__name__
        return test

    return turned


async def play(
    make: Callable[[], W],
    scene: Callable[[Stage[W]], Awaitable[None]],
    *,
    size: tuple[int, int] = (80, 24),
    look: str = "dusk",
) -> None:
    """Play one scene."""
    heard: list[Message] = []
    made: list[W] = []

    def make_here() -> W:
        # Some widgets look for their app as soon as they are made.
        made.append(make())
        return made[0]

    app = OneWidget(make_here, look=look)
    async with app.run_test(size=size, message_hook=heard.append) as pilot:
        made[0].focus()
        await pilot.pause()
        await scene(Stage(made[0], pilot, heard))
