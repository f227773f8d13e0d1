"""Draws the screens for the README and the guide, on the made-up journal of the demo.

python -m tests.tui.pictures [FOLDER]    what `make pictures` does; the folder is docs/pictures when not given
"""

import asyncio
import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest import mock

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from peerjournal.cli.demo_play import READER
from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.screens.first_run import FirstRunScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.widgets.new_passphrase import NewPassphrase
from peerjournal.tui.widgets.page import Page
from tests.conftest import StandingClock
from tests.source_tree import ROOT
from tests.tui.every import Opened, World, play, world_in
from tests.tui.moving import to_what_comes_in
from tests.tui.pilot import until

FOLDER = ROOT / "docs" / "pictures"
SIZE = (100, 30)
_OFFERED = "gravel thimble walnut oboe lantern puddle"
"""What stands in the pictures in the place of random words."""
_HOME = "/home/wren"
_WORDS = f"{_OFFERED} kettle meadow anchor violin saddle"
_MADE_UP = "made-up journal · nobody in it is real"
_OTHERS = (
    "Edwin asks where Mum is most days around four. Noor sat with him, and I walked to the reservoir."
    "\n\nThe carers' group is at Saint Orla Hospital. I said nothing there until the third week."
)

Act = Callable[[Pilot[Any]], Awaitable[None]]


async def _nothing(_: Pilot[Any]) -> None:
    pass


async def _among_careful(pilot: Pilot[Any]) -> None:
    page = pilot.app.screen.query_one(Page)
    page.go_to(next(at for at, line in enumerate(page.document.lines, 2) if line == ":careful"))


async def _to_passphrase(pilot: Pilot[Any]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, FirstRunScreen)
    await screen._show("passphrase")
    form = screen.query_one(NewPassphrase)
    form.query_one("#first", Input).value = "gravel thimble walnut oboe"


def _share(*steps: tuple[str, str]) -> Act:
    """Return what goes along the way of sharing: on each step that is named, these keys."""

    async def act(pilot: Pilot[Any]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ShareScreen)
        for name, keys in steps:
            await until(pilot, lambda name=name: screen.names[-1] == name)  # type: ignore[misc]  # a default in a lambda
            await pilot.pause()
            await pilot.press(*keys.split())

    return act


_TO_ENDS = (("person", "down enter"), ("before", "f5"))
_TO_NAMES = (*_TO_ENDS, ("ends", "down enter"), ("around", "ctrl+s"))
_TO_PREVIEW = (*_TO_NAMES, ("names", "ctrl+s"))
_TO_FORM = (*_TO_PREVIEW, ("preview", "end enter"), ("form", ""))


async def _as_a_page(pilot: Pilot[Any]) -> None:
    """Come to the last step as if a web page had been made; its name and its words are the same each time."""
    await _share(*_TO_FORM)(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ShareScreen)
    screen.form, screen.path, screen._words = "page", Path(_HOME, "letter-7f3a.html"), _OFFERED
    await screen.turn_to("hand")


class Reader(World):
    """The same, in the journal of whoever got the letter."""

    @property
    def places(self) -> Places:
        return Places(self.folder / READER.lower(), self.folder / f"{READER.lower()}.state")


class Marked(World):
    """The same, with marks of both kinds in the story."""

    @cached_property
    def session(self) -> Session:
        session = super().session
        story = next(one for one in session.journal.find("kind:story"))
        first, second, rest = story.body.split("\n\n", 2)
        session.journal.edit(story.id, body=f"{first}\n\n:careful\n{second}\n:end\n\n{rest}")
        return session


class WithOthers(World):
    """The same, with a story in which there are several people."""

    @cached_property
    def session(self) -> Session:
        session = super().session
        session.journal.edit(self._told_of(session).id, body=_OTHERS)
        return session

    @property
    def story(self) -> Any:
        return self._told_of(self.session)

    def _told_of(self, session: Session) -> Any:
        return next(one for one in session.journal.find("kind:story") if "Edwin" in one.body)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    screen: str
    act: Act = _nothing
    look: str = "dusk"
    size: tuple[int, int] = SIZE
    world: type[World] = World
    """Whose journal, and which story of it."""
    made_up: str = _MADE_UP
    """What stands above it, so that nobody takes what is shown for somebody's own."""


PICTURES: dict[str, Picture] = {
    "app": Picture("MainScreen", size=(120, 36)),
    "app-paper": Picture("MainScreen", look="paper", size=(120, 36)),
    "app-small": Picture("MainScreen", size=(80, 24)),
    "lock": Picture("LockScreen"),
    "first-run": Picture("FirstRunScreen", made_up=""),
    "passphrase": Picture("FirstRunScreen", _to_passphrase, made_up=""),
    "marks": Picture("EditorScreen", _among_careful, world=Marked),
    "before": Picture("ShareScreen", _share(*_TO_ENDS, ("ends", ""))),
    "names": Picture("ShareScreen", _share(*_TO_NAMES, ("names", "")), world=WithOthers),
    "share": Picture("ShareScreen", _share(*_TO_PREVIEW, ("preview", ""))),
    "form": Picture("ShareScreen", _share(*_TO_FORM)),
    "handing": Picture("ShareScreen", _as_a_page),
    "letter": Picture("LetterScreen", world=Reader),
    "reply": Picture("ReplyScreen", world=Reader),
    "moving-in": Picture("MovingInScreen", to_what_comes_in),
    **{
        name: Picture(screen)
        for name, screen in (
            ("compare", "CompareScreen"),
            ("editor", "EditorScreen"),
            ("help", "HelpScreen"),
            ("ledger", "LedgerScreen"),
            ("looking-after", "LookingAfterScreen"),
            ("meet", "MeetScreen"),
            ("peers", "PeersScreen"),
            ("receive", "ReceiveScreen"),
            ("recovery", "RecoveryScreen"),
            ("settings", "SettingsScreen"),
            ("together", "TogetherScreen"),
            ("tools", "ToolsScreen"),
            ("way-in", "WayInScreen"),
        )
    },
}
"""What each is called."""


async def drawn(world: World, picture: Picture) -> str:
    """Return one picture as SVG."""
    world = picture.world(world.folder, world.clock)
    opened = Opened(world, picture.screen, look=picture.look, made_up=picture.made_up)
    if "session" in vars(world):
        # Only shown: nothing is written any more.
        world.session.vault.home.folder = Path(_HOME, ".local/share/peerjournal/journal")
    async with opened.app.run_test(size=picture.size) as pilot:
        await opened.show(pilot)
        await picture.act(pilot)
        for line in opened.app.screen.query("Input, TextArea").results():
            assert isinstance(line, Input | TextArea)
            line.cursor_blink = False
        await opened.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.pause()
        return tidy(opened.app.export_screenshot(title="Peerjournal", simplify=True))


def tidy(svg: str) -> str:
    """Return a picture that no program fetches anything for, and that is the same each time it is drawn."""
    svg = re.sub(r"@font-face\s*{[^}]*}\s*", "", svg)
    svg = svg.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono")
    numbers = dict.fromkeys(re.findall(r"terminal-\d+", svg))
    for place, name in enumerate(numbers):
        svg = svg.replace(name, f"terminal-{'abcdefgh'[place]}")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


@contextlib.contextmanager
def nothing_random() -> Iterator[None]:
    """Put made-up words in the place of random ones, and a made-up home in the place of the real one."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            mock.patch.dict(os.environ, {"PEERJOURNAL_CONFIG": f"{_HOME}/.config/peerjournal"})
        )
        for name, words in (
            ("peerjournal.tui.widgets.new_passphrase.generate", lambda _: _OFFERED),
            ("peerjournal.vault.keys.recovery_words", lambda: _WORDS),
            ("peerjournal.peers.Circle.words", lambda *_, **__: _OFFERED),
        ):
            stack.enter_context(mock.patch(name, words))
        yield


def draw_all(folder: Path) -> None:
    """Draw every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = StandingClock()
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / "template"
        play(template, clock)
        with nothing_random():
            for called, picture in PICTURES.items():
                with world_in(Path(name) / called, template, clock) as world:
                    svg = asyncio.run(drawn(world, picture))
                (folder / f"{called}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
