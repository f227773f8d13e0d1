"""What every screen owes: a way back, help, cover and lock on their keys, and a menu that holds it all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.command import Command, CommandList
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Footer, Input, TextArea
from textual.widgets._footer import FooterKey

from peerjournal.tui import commands
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.help import HelpScreen
from tests.conftest import StandingClock
from tests.tui.every import LOCKED, MADE, STAYS, Opened, World, kinds, play, world_in
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until

every_screen = pytest.mark.parametrize("name", sorted(MADE))
every_open_screen = pytest.mark.parametrize("name", sorted(MADE.keys() - LOCKED))
COVERED_BY_THE_OTHER = {"Choose", "EditorScreen", "LockScreen", "MainScreen"}
NO_MENU = LOCKED
"""The locked journal has no menu: what can be done there stands on the screen."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    play(folder, StandingClock())
    return folder


@pytest.fixture
def world(tmp_path: Path, template: Path, clock: StandingClock) -> Iterator[World]:
    with world_in(tmp_path, template, clock) as made:
        yield made


def test_every_screen_there_is_is_asked() -> None:
    """F14: screens are enumerated, so no new one is left out."""
    assert set(kinds()) == set(MADE)


# Keys.


@every_screen
@acting
async def test_esc_goes_back_and_never_further(world: World, name: str) -> None:
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        screen = await opened.show(pilot)
        assert "escape" in screen.active_bindings or name in STAYS
        behind = opened.app.screen_stack[-2]
        # A line that is being found, or a pane that was opened, is left first.
        for _ in range(3):
            if opened.app.screen is screen:
                await pilot.press("escape")
                await opened.app.workers.wait_for_complete()
                await pilot.pause()
        if name in STAYS:
            assert opened.app.screen is screen
        else:
            await until(pilot, lambda: opened.app.screen is behind)
        assert opened.endings == []


@every_screen
@acting
async def test_help_opens_over_it_and_goes_back_to_it(world: World, name: str) -> None:
    """F14, N17: reachable from every registered screen; no file is written for it."""
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        screen = await opened.show(pilot)
        focused, before = screen.focused, files(world.folder)
        for key in ("f1", "ctrl+g"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(opened.app.screen, HelpScreen))
            if name != "HelpScreen":
                await pilot.press("escape")
                await until(pilot, lambda: opened.app.screen is screen)
        assert screen.focused is focused
        assert files(world.folder) == before


def files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@every_screen
@acting
async def test_cover_ends_it_at_once(world: World, name: str) -> None:
    """F16: on every screen, modals and pickers included."""
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        screen = await opened.show(pilot)
        # Two keys of one binding, and no screen has one of them for something else.
        for key in ("f9", "ctrl+backslash"):
            (of_the_app,) = opened.app._bindings.get_bindings_for_key(key)
            assert (of_the_app.action, of_the_app.priority) == ("cover", True)
            assert key not in screen.active_bindings or screen.active_bindings[key].node is opened.app
        await pilot.press("ctrl+backslash" if name in COVERED_BY_THE_OTHER else "f9")
        await until(pilot, lambda: opened.endings == [Ending.COVER])


@every_open_screen
@acting
async def test_lock_locks_it(world: World, name: str) -> None:
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        await opened.show(pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: opened.endings == [Ending.LOCK])


# The menu.


def described(screen: Screen[Any]) -> Iterator[str]:
    """Yield what the keys of a screen and of its app are said to do, where they do it now."""
    for active in screen.active_bindings.values():
        # What a widget's own keys do is named by its screen, or moves about in it.
        own = active.node is screen or active.node is screen.app or active.binding.show
        if own and active.enabled and active.binding.description and not active.binding.system:
            yield active.binding.description


@pytest.mark.parametrize("name", sorted(MADE.keys() - NO_MENU))
@acting
async def test_whatever_has_a_key_is_in_the_menu_and_says_what_it_does(world: World, name: str) -> None:
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        screen = await opened.show(pilot)
        entries = list(commands.entries(screen))
        titles = {entry.title for entry in entries}
        of_the_library = {"Focus Next", "Focus Previous", "Copy selected text"}
        assert set(described(screen)) - titles <= of_the_library
        # The menu itself is no entry of the menu, and help has a longer name there.
        assert {key.description for key in screen.query(FooterKey)} - {"Menu", "Help"} <= titles
        assert [entry.title for entry in entries if not entry.help] == []
        for always in ("Help and support", "Cover", "Lock now", "Close"):
            assert always in titles


@pytest.mark.parametrize("name", sorted(MADE.keys() - NO_MENU))
@acting
async def test_every_entry_of_the_menu_is_done_by_a_click(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    async def note(entry: commands.Entry) -> None:
        done.append(entry.title)

    monkeypatch.setattr(commands.Entry, "run", note)
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 40)) as pilot:
        screen = await opened.show(pilot)
        # What the whole app does is the same entry everywhere, so one screen is enough for it.
        owners = {screen.app} if name != "MainScreen" else set()
        own = [entry.title for entry in commands.entries(screen) if entry.node not in owners]
        for title in own:
            await pilot.press("f2")
            await until(pilot, lambda: bool(opened.app.screen.query(CommandList)))
            await click_on(pilot, opened.app.screen.query_one(CommandList), title)
            await until(pilot, lambda: opened.app.screen is screen)
            assert done[-1] == title
        assert done == own


async def click_on(pilot: Pilot[Any], listed: CommandList, title: str) -> None:
    """Click on an entry of the menu, turning the wheel to it first."""

    def named() -> list[str]:
        return [option.hit.text or "" for option in listed._options if isinstance(option, Command)]

    await until(pilot, lambda: title in named())
    await pilot.pause()
    line = next(at for at, (place, _) in enumerate(listed._lines) if named()[place] == title)
    listed.scroll_to(y=line, animate=False, force=True, immediate=True)
    await pilot.pause()
    top = listed.content_region.y - listed.region.y
    await pilot.click(CommandList, offset=(4, top + line - listed.scroll_offset.y))


# The footer.


@every_screen
@acting
async def test_the_footer_is_never_cut(world: World, name: str) -> None:
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24)) as pilot:
        screen = await opened.show(pilot)
        for columns in (80, 50):
            await pilot.resize_terminal(columns, 24)
            await until(pilot, lambda: screen.size.width == columns)  # noqa: B023 — it is called before the next turn
            await pilot.pause()
            for footer in screen.query(Footer):
                keys = list(footer.query(FooterKey))
                cut = [key.description for key in keys if key.region.right > footer.content_region.right]
                assert cut == []
                assert keys


# Text.


@every_screen
@acting
async def test_hostile_text_in_every_line_breaks_nothing(world: World, name: str) -> None:
    opened = Opened(world, name)
    async with opened.app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened.show(pilot)
        for line in screen.query(Input):
            line.value = HOSTILE
        for page in screen.query(TextArea):
            page.insert(HOSTILE)
        opened.app.notify(HOSTILE)
        await pilot.pause()
        await pilot.pause()
        assert opened.app.screen is screen
