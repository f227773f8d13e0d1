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
from pathlib import Path
from typing import Any
from unittest import mock

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from peerjournal.tui.screens.first_run import FirstRunScreen
from peerjournal.tui.widgets.new_passphrase import NewPassphrase
from tests.conftest import StandingClock
from tests.source_tree import ROOT
from tests.tui.every import Opened, World, play, world_in

FOLDER = ROOT / "docs" / "pictures"
SIZE = (100, 30)
_OFFERED = "gravel thimble walnut oboe lantern puddle"
"""What stands in the pictures in the place of random words."""
_HOME = "/home/wren"
_WORDS = f"{_OFFERED} kettle meadow anchor violin saddle"

Act = Callable[[Pilot[Any]], Awaitable[None]]


async def _nothing(_: Pilot[Any]) -> None:
    pass


async def _to_passphrase(pilot: Pilot[Any]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, FirstRunScreen)
    await screen._show("passphrase")
    form = screen.query_one(NewPassphrase)
    form.query_one("#first", Input).value = "gravel thimble walnut oboe"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    screen: str
    act: Act = _nothing
    look: str = "dusk"
    size: tuple[int, int] = SIZE


PICTURES: dict[str, Picture] = {
    "app": Picture("MainScreen", size=(120, 36)),
    "app-paper": Picture("MainScreen", look="paper", size=(120, 36)),
    "app-small": Picture("MainScreen", size=(80, 24)),
    "lock": Picture("LockScreen"),
    "first-run": Picture("FirstRunScreen"),
    "passphrase": Picture("FirstRunScreen", _to_passphrase),
    **{
        name: Picture(screen)
        for name, screen in (
            ("compare", "CompareScreen"),
            ("editor", "EditorScreen"),
            ("help", "HelpScreen"),
            ("ledger", "LedgerScreen"),
            ("letter", "LetterScreen"),
            ("meet", "MeetScreen"),
            ("peers", "PeersScreen"),
            ("receive", "ReceiveScreen"),
            ("recovery", "RecoveryScreen"),
            ("reply", "ReplyScreen"),
            ("settings", "SettingsScreen"),
            ("share", "ShareScreen"),
        )
    },
}
"""What each is called."""


async def drawn(world: World, picture: Picture) -> str:
    """Return one picture as SVG."""
    opened = Opened(world, picture.screen, look=picture.look)
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
