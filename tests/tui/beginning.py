"""The first minute to play with: an app that makes a journal, and what stands on its screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from peerjournal.config import Places
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.first_run import FirstRunScreen
from peerjournal.tui.widgets.line import SecretInput
from tests.conftest import StandingClock
from tests.tui.pilot import until
from tests.tui.tiny import TinyScreen

STARTED = "Dark, light, or like my terminal?"


class World:
    def __init__(self, pilot: Pilot[Any], app: JournalApp, endings: list[Ending]) -> None:
        self.pilot, self.app, self.endings = pilot, app, endings

    @property
    def said(self) -> str:
        """Return what stands on the screen, as if it were one line."""
        strips = self.app.screen._compositor.render_strips()
        return " ".join(word for strip in strips for word in strip.text.split())

    async def until_said(self, text: str) -> None:
        await until(self.pilot, lambda: text in self.said)

    async def type(self, text: str) -> None:
        # Key by key takes the pilot 40 ms each; how keys arrive is tested in a real terminal.
        focused = self.app.focused
        assert isinstance(focused, SecretInput)
        focused.insert_text_at_cursor(text)
        await self.pilot.pause()

    async def to_passphrase(self) -> None:
        await self.until_said(STARTED)
        await self.pilot.press("enter")
        await self.until_said("Trust your own sense")
        await self.pilot.press("enter")
        await self.until_said("Make my journal")

    async def make(self, passphrase: str) -> None:
        """Go to the passphrase, type it twice, and wait for the journal."""
        await self.to_passphrase()
        for _ in range(2):
            await self.type(passphrase)
            await self.pilot.press("enter")
        await self.until_said("Your journal is there.")


@asynccontextmanager
async def first_run(
    places: Places, clock: StandingClock, *, size: tuple[int, int] = (80, 30)
) -> AsyncIterator[World]:
    endings: list[Ending] = []
    app = JournalApp(
        None,
        main=TinyScreen,
        first_run=lambda: FirstRunScreen(places, clock),
        clock=clock,
        leave=endings.append,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        yield World(pilot, app, endings)
