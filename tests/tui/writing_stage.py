"""A stage for the editor: an open journal, a screen under it, and what the editor ended with."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.journal import Piece
from peerjournal.session import Session
from peerjournal.tui import keeping
from peerjournal.tui.drafts import left_behind, open_draft
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.writing_bar import WritingBar
from tests.conftest import StandingClock
from tests.tui.pilot import until

UNDER = "The screen below."


class UnderScreen(Screen[None]):
    """Lies under the editor."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        del session

    def compose(self) -> ComposeResult:
        yield Static(plain(UNDER))


class GoesOnScreen(UnderScreen):
    """Opens the editor at once: with the newest draft that was left behind, if there is one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session

    def on_mount(self) -> None:
        left = left_behind(self.session)
        self.app.push_screen(EditorScreen(self.session, draft=left[0].name if left else None))


class Stage:
    """The editor in an app, and what a test does with it."""

    def __init__(self, pilot: Pilot[Any], editor: EditorScreen, left: list[Ending]) -> None:
        self.pilot, self.editor = pilot, editor
        self.app = pilot.app
        self.ended: list[Piece | None] = []
        self.left = left

    @property
    def page(self) -> Page:
        return self.editor.query_one(Page)

    @property
    def status(self) -> str:
        return self.editor.query_one(WritingBar).status

    @property
    def said(self) -> list[str]:
        """What passing messages say."""
        return [each.message for each in self.app._notifications]  # they are known nowhere else

    def note(self, name: str) -> str:
        """Return a line under the sheet: ``told``, ``mark`` or ``count``."""
        line = self.editor.query_one(f"#{name}", Static)
        return str(line.content) if line.has_class("-said") else ""

    def line(self, name: str) -> Input:
        return self.editor.query_one(f"#{name}", Input)

    def shown(self) -> str:
        """Return what stands on the screen."""
        strips = self.app.screen._compositor.render_strips()  # what is drawn is known nowhere else
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def write(self, text: str) -> None:
        """Put words where the cursor is, as fast as a paste."""
        self.page.insert(text)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, so: Any) -> None:
        await until(self.pilot, so)

    async def settle(self) -> None:
        """Wait until all threads have ended and what they told was heard."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def done(self) -> Piece | None:
        """Press Esc and return what the editor ended with."""
        await self.press("escape")
        await self.until(lambda: bool(self.ended))
        return self.ended[0]


@asynccontextmanager
async def writing(
    session: Session,
    clock: StandingClock,
    piece: Piece | None = None,
    *,
    draft: str | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Stage]:
    """Open the editor in an app without a terminal."""
    left: list[Ending] = []
    app = JournalApp(
        session,
        main=UnderScreen,
        first_run=lambda: None,  # type: ignore[arg-type,return-value] # never called
        clock=clock,
        look="dusk",
        leave=left.append,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        editor = EditorScreen(session, piece, draft=draft)
        stage = Stage(pilot, editor, left)
        app.push_screen(editor, stage.ended.append)
        await stage.until(lambda: editor.is_mounted and editor.is_active and editor.focused is not None)
        await stage.settle()
        yield stage


def drafted(session: Session) -> list[str]:
    """Return what all drafts hold."""
    return [open_draft(session, name).writing.body for name in drafts_of(session).names()]


def bodies(session: Session) -> list[str]:
    """Return the text of everything that is kept."""
    return sorted(piece.body for piece in session.journal.list())


def refuse(monkeypatch: pytest.MonkeyPatch, *what: str) -> None:
    """Have the disk refuse to replace drafts, or the journal to keep anything."""
    if "draft" in what:

        def full(*_: Any, **__: Any) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(Disk, "replace", full)
    if "journal" in what:

        def refused(*_: Any) -> None:
            raise NotSaved

        monkeypatch.setattr(keeping, "keep", refused)
