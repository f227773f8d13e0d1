"""Whole screens as somebody looked at them and found them good: fifteen in two sizes, one in every look.

What is kept is a picture of each; CONTRIBUTING.md says how to look at a change and how to take it.
"""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.tags_renamed import RenameTagScreen
from peerjournal.tui.theme import DEFAULT, THEMES
from peerjournal.tui.widgets.spread import Spread
from tests.conftest import StandingClock
from tests.tui import moving
from tests.tui.every import Opened, World, play, world_in
from tests.tui.pictures import nothing_random, tidy
from tests.tui.pilot import until

Compare = Callable[..., None]
TO_WHAT_LEAVES = {
    "person": ["down", "enter"],
    "before": ["f5"],
    "ends": ["down", "enter"],
    "around": ["ctrl+s"],
    "names": ["ctrl+s"],
}
"""The steps up to what leaves, and the keys that answer each."""
Act = Callable[[Pilot[Any]], Awaitable[None]]
SIZES = {"80x24": (80, 24), "120x36": (120, 36)}
MADE_UP_FOLDER = Path("/home/wren/.local/share/peerjournal/journal")
LOOKS = [one.name for _, one in THEMES if one.name != DEFAULT]
"""The one that is worn where none is chosen is that of all the other pictures."""


async def as_it_comes(_: Pilot[Any]) -> None:
    """Leave a screen as it is shown first."""


async def read_whole(pilot: Pilot[Any]) -> None:
    """Wait until the journal was read to its end."""
    await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    await until(pilot, lambda: screen._library.is_whole)


async def to_how_it_reads(pilot: Pilot[Any]) -> None:
    """Open the editor's preview."""
    await pilot.press("ctrl+r")
    await until(pilot, lambda: pilot.app.screen.query_one(Spread).is_previewing)


async def to_what_leaves(pilot: Pilot[Any]) -> None:
    """Share a story with the first person, answering everything else as the answers stand."""
    screen = pilot.app.screen
    assert isinstance(screen, ShareScreen)
    for name, keys in TO_WHAT_LEAVES.items():
        await until(pilot, lambda: screen.names[-1] == name)  # noqa: B023 — it is called before the next turn
        await pilot.pause()
        await pilot.press(*keys)
    await until(pilot, lambda: screen.names[-1] == "preview")


async def in_another_zone(pilot: Pilot[Any]) -> None:
    """Say that it was written elsewhere."""
    pilot.app.screen.query_one("#zone", Input).value = "Asia/Tokyo"
    await until(pilot, lambda: pilot.app.screen.query_one("#stays").display)


async def to_a_folder(pilot: Pilot[Any]) -> None:
    """Name a folder that is the same on every computer."""
    line = pilot.app.screen.query_one(Input)
    line.value = "/home/wren/Downloads"
    line.cursor_position = len(line.value)


async def to_another_tag(pilot: Pilot[Any]) -> None:
    """Come to where two tags would become one."""
    screen = pilot.app.screen
    assert isinstance(screen, RenameTagScreen)
    screen.query_one(Input).value = screen._known[0]
    await pilot.press("enter")
    await until(pilot, lambda: screen.names[-1] == "sure")


SHOWN: dict[str, tuple[str, Act]] = {
    "lock": ("LockScreen", as_it_comes),
    "first-run": ("FirstRunScreen", as_it_comes),
    "main": ("MainScreen", read_whole),
    "editor": ("EditorScreen", as_it_comes),
    "editor-preview": ("EditorScreen", to_how_it_reads),
    "share-preview": ("ShareScreen", to_what_leaves),
    "peers": ("PeersScreen", as_it_comes),
    "letter": ("LetterScreen", as_it_comes),
    "settings": ("SettingsScreen", as_it_comes),
    "moving-in": ("MovingInScreen", as_it_comes),
    "moving-in-preview": ("MovingInScreen", moving.to_what_comes_in),
    "moving-back": ("MovingBackScreen", moving.to_what_is_taken_back),
    "moving-out": ("MovingOutScreen", moving.to_plain_files),
    "when": ("WhenScreen", in_another_zone),
    "tags": ("TagsScreen", as_it_comes),
    "tags-merged": ("RenameTagScreen", to_another_tag),
    "copy": ("CopyScreen", to_a_folder),
    "files": ("FilesScreen", as_it_comes),
}
"""What each picture is of, and what is done there first."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    play(folder, StandingClock())
    return folder


@pytest.fixture(autouse=True)
def in_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw in color for those too who want none elsewhere."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def world(tmp_path: Path, template: Path, clock: StandingClock) -> Iterator[World]:
    with nothing_random(), world_in(tmp_path, template, clock) as made:
        yield made


@pytest.fixture
def compare(snap_compare: Callable[..., bool]) -> Compare:
    """Return what compares an app, once it was acted on, with its picture."""

    def compare_one(app: App[Any], act: Act, size: str) -> None:
        drawn = Drawn(app)

        async def come_to_rest(pilot: Pilot[Any]) -> None:
            await act(pilot)
            await at_rest(pilot)

        same = snap_compare(app, terminal_size=SIZES[size], run_before=come_to_rest)
        assert same, drawn.text

    return compare_one


class Drawn:
    """What an app draws, without the addresses that the library puts into a picture."""

    def __init__(self, app: App[Any]) -> None:
        self.text = ""
        self._draw, self._app = app.export_screenshot, app
        app.export_screenshot = self  # type: ignore[method-assign] # it is called like the method

    def __call__(self, **options: Any) -> str:
        strips = self._app.screen._compositor.render_strips()  # what is drawn is known nowhere else
        self.text = "\n".join(["it looks otherwise; now:", *(strip.text.rstrip() for strip in strips)])
        return tidy(self._draw(**options))


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or drawn any more; cursors do not blink."""
    for line in pilot.app.screen.query("Input, TextArea").results():
        assert isinstance(line, Input | TextArea)
        line.cursor_blink = False
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SHOWN)
def test_screen(compare: Compare, world: World, name: str, size: str) -> None:
    kind, act = SHOWN[name]
    opened = Opened(world, kind)
    if name == "files":
        # They come in while the journal is where it is.
        assert world.with_files
    world.session.vault.home.folder = MADE_UP_FOLDER

    async def shown(pilot: Pilot[Any]) -> None:
        await opened.show(pilot)
        await act(pilot)

    compare(opened.app, shown, size)


@pytest.mark.parametrize("size", SIZES)
def test_empty_journal(compare: Compare, session: Session, size: str) -> None:
    compare(desk(session), read_whole, size)


@pytest.mark.parametrize("look", LOOKS)
def test_look(compare: Compare, world: World, look: str) -> None:
    compare(desk(world.session, look), read_whole, "120x36")


def desk(session: Session, look: str = DEFAULT) -> JournalApp:
    """Make an app of an open journal."""
    return JournalApp(session, main=MainScreen, first_run=Screen, clock=session.vault.clock, look=look)
