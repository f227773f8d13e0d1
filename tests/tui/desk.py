"""The main screen to play with: its rows, its keys, what stands on it, and waiting until it holds still."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.item_view import ItemView
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.list_pane import ListPane
from tests.tui.pilot import until

SMALL, LARGE, TINY = (80, 24), (120, 36), (50, 20)


class Desk:
    """What a test plays with."""

    def __init__(self, pilot: Pilot[Any], app: JournalApp, session: Session) -> None:
        self.pilot, self.app, self.session = pilot, app, session

    @property
    def main(self) -> MainScreen:
        found = self.app.screen_stack[1]
        assert isinstance(found, MainScreen)
        return found

    @property
    def rows(self) -> ItemList:
        return self.main.query_one(ItemList)

    @property
    def page(self) -> ItemView:
        return self.main.query_one(ItemView)

    @property
    def said(self) -> list[str]:
        """What was said in passing."""
        return [notification.message for notification in self.app._notifications]

    @property
    def titles(self) -> list[str]:
        pane = self.main.query_one(ListPane)
        numbers = range(len(pane._rows)) if pane._numbers is None else pane._numbers
        return [pane._rows[number].title for number in numbers]

    @property
    def at(self) -> str:
        return self.rows.row.title if self.rows.row else ""

    @property
    def shown(self) -> str:
        """Everything that can be read on the screen."""
        compositor = self.app.screen._compositor  # what is drawn is known nowhere else
        return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())

    @property
    def keys(self) -> list[str]:
        """What the footer says, as it is drawn."""
        return [str(key.render()).strip() for key in self.app.screen.query_one(KeyFooter).children]

    async def until(self, so: Callable[[], object]) -> None:
        await until(self.pilot, lambda: bool(so()))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until everything was read and drawn."""
        await self.until(lambda: self.main._library.is_whole)
        await self.pilot.pause()
        await self.pilot.pause()

    async def find(self, text: str) -> None:
        await self.press("slash")
        self.main.query_one(FindLine).value = text
        await self.until(lambda: self.main.query_one(ListPane)._text == text)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def shelf(self, name: str) -> None:
        """Go to a shelf with the keys."""
        for _ in range(60):
            if self.main._planes.shelf.name == name:
                return
            await self.press("right_square_bracket")
        raise AssertionError(f"there is no {name}")

    async def on(self, kind: type[Screen[Any]]) -> None:
        await self.until(lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()


@asynccontextmanager
async def at_desk(session: Session, size: tuple[int, int] = SMALL, **options: Any) -> AsyncIterator[Desk]:
    app = JournalApp(session, main=MainScreen, first_run=Screen, clock=session.vault.clock, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(pilot, app, session)
        await until(pilot, lambda: len(app.screen_stack) > 1 and isinstance(app.screen_stack[1], MainScreen))
        await desk.settle()
        yield desk
