"""A main screen that goes wrong where it is told to, with something private wherever it could be printed."""

import asyncio
import sys
import threading
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from peerjournal.session import Session
from tests.tui.tiny import TinyScreen

CANARY = "canary-8841"


class CanaryError(Exception):
    """Carries what it must not print."""


def go_wrong() -> None:
    secret = f"local {CANARY}"
    raise CanaryError(f"{secret} message {CANARY}")


class Unrendered(Static):
    def render(self) -> str:
        raise CanaryError(CANARY)


class Unready:
    def __del__(self) -> None:
        go_wrong()


class CrashingScreen(TinyScreen):
    """Each key goes wrong in another place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"f{number}", f"crash('{where}')", show=False, priority=True)
        for number, where in enumerate(("handler", "worker", "thread", "timer", "drawing", "task"), 3)
    ]

    def action_crash(self, where: str) -> None:
        getattr(self, f"in_{where}")()

    def in_handler(self) -> None:
        go_wrong()

    @work(thread=True)
    def in_worker(self) -> None:
        go_wrong()

    def in_thread(self) -> None:
        threading.Thread(target=go_wrong).start()

    def in_timer(self) -> None:
        self.set_timer(0.01, go_wrong)

    def in_drawing(self) -> None:
        self.mount(Unrendered())

    def in_task(self) -> None:
        """Go wrong where nobody waits: that ends nothing, and must say nothing either."""
        self.lost = asyncio.get_running_loop().create_task(self._in_vain())
        self.lost.add_done_callback(lambda _: self.forget())

    async def _in_vain(self) -> None:
        sys.stderr.write(CANARY)
        go_wrong()

    def forget(self) -> None:
        del self.lost
        Unready()
        self.mount(Static("Nothing was said."))


class ShapelessScreen(Screen[None]):
    """A screen whose style sheet can't be read."""

    CSS = "Static { color: canary-8841; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        del session

    def compose(self) -> ComposeResult:
        yield Static("The journal is open.")
