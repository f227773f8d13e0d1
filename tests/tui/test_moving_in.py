"""Moving another journal in, in the app: what it is, shown first, asked once, in the list then."""

import asyncio
from pathlib import Path

import pytest
from textual import events

from peerjournal.session import Session
from peerjournal.tui.screens.looking_after import LookingAfterScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.moving_back import MovingBackScreen
from peerjournal.tui.screens.moving_in import MovingInScreen
from peerjournal.tui.screens.settings import SettingsScreen
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.path_line import PathLine
from tests.cli.test_moving_in import entry
from tests.cli.test_moving_in import source as moved_out
from tests.importers.exports import day_one, day_one_zip, photo
from tests.tui.desk import LARGE, SMALL, TINY, at_desk
from tests.tui.moving import (
    jrnl,
    moved_in,
    titles,
    to_kind,
    to_preview,
)
from tests.tui.pilot import acting
from tests.tui.sharing import seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


# The whole way.


@sizes
@acting
async def test_of_a_path_longer_than_its_line_the_end_is_seen(
    session: Session, size: tuple[int, int]
) -> None:
    async with seated(session, MovingInScreen(session), size) as seat:
        await seat.at("path")
        seat.screen.post_message(events.Paste("/nowhere" * 20 + "/the end of it.txt"))
        await seat.sees("the end of it.txt")


@sizes
@acting
async def test_it_is_shown_first_and_then_kept_with_the_keyboard_alone(
    session: Session, out: Path, size: tuple[int, int]
) -> None:
    source = jrnl(out)
    before = await asyncio.to_thread(source.read_bytes)
    async with seated(session, MovingInScreen(session), size) as seat:
        await to_kind(seat, source)
        await seat.sees("This looks like: jrnl, a text file.")
        await seat.press("enter")
        await seat.at("zone")
        seat.put("Australia/Sydney")
        await seat.press("enter")
        await seat.at("preview")
        await seat.sees("Move these 2 entries in?")
        await seat.sees("2020-05-01 15:00  ★ The lake  #walk")
        assert titles(session) == []
        await seat.press("end", "enter")
        await seat.at("came_in")
        await seat.sees("2 entries came in.")
        await seat.sees("The source was left as it is.")
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, MovingInScreen))
    assert titles(session) == ["The lake", "The wood"]
    assert {piece.written.zone for piece in session.journal.list()} == {"Australia/Sydney"}
    assert await asyncio.to_thread(source.read_bytes) == before


@acting
async def test_it_is_done_with_the_mouse_alone(session: Session, out: Path) -> None:
    source = jrnl(out)
    async with seated(session, MovingInScreen(session)) as seat:
        await seat.at("path")
        seat.put(str(source))  # dropped onto the window
        await seat.click("#way-next")
        await seat.at("kind")
        await seat.choose("jrnl, a text file")
        await seat.at("zone")
        await seat.click("#way-next")
        await seat.at("preview")
        await seat.click("#way-move")
        await seat.at("came_in")
        await seat.click("#way-take_out")
        await seat.on(MovingBackScreen)
        await seat.click("#way-take_out")
        await seat.at("taken")
        await seat.click("#way-done")
        await seat.until(lambda: not isinstance(seat.screen, MovingBackScreen | MovingInScreen))
        assert not seat.pressed
    assert titles(session) == []


@pytest.mark.parametrize("way", ["menu", "settings"])
@acting
async def test_the_list_shows_what_came_in(filled: Session, out: Path, way: str) -> None:
    async with at_desk(filled) as desk:
        if way == "menu":
            await desk.main.run_action("moving_in")
        else:
            await desk.main.run_action("settings")
            await desk.on(SettingsScreen)
            await desk.pilot.click("#looking-after")
            await desk.on(LookingAfterScreen)
            steps = desk.app.screen
            assert isinstance(steps, LookingAfterScreen)
            await desk.until(lambda: steps.step is not None)
            await steps.turn_to("moving")
            await desk.press("enter")
        await desk.on(MovingInScreen)
        screen = desk.app.screen
        assert isinstance(screen, MovingInScreen)
        await desk.until(lambda: screen.query(PathLine))
        screen.query_one(PathLine).value = str(jrnl(out))
        for name, key in (("path", "enter"), ("kind", "enter"), ("zone", "enter"), ("preview", "ctrl+s")):
            await desk.until(lambda name=name: screen.names[-1] == name and not screen.busy)  # type: ignore[misc] # a default in a lambda
            await desk.pilot.pause()
            await desk.press(key)
        await desk.until(lambda: screen.names[-1] == "came_in")
        for _ in range(5):
            if desk.app.screen is not desk.main:
                await desk.press("escape")
                await desk.app.workers.wait_for_complete()
        await desk.on(MainScreen)
        await desk.until(lambda: "The lake" in desk.titles)


@acting
async def test_all_three_are_reached_from_looking_after_the_journal(filled: Session) -> None:
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        for label, kind in (
            ("Move another journal in", "MovingInScreen"),
            ("Take back what was moved in", "MovingBackScreen"),
            ("Move out to plain files", "MovingOutScreen"),
        ):
            await seat.at("home")
            await seat.choose("Move in, or move out")
            await seat.at("moving")
            await seat.choose(label)
            await seat.until(lambda kind=kind: type(seat.screen).__name__ == kind)  # type: ignore[misc] # as above
            await seat.press("escape")
            await seat.at("moving")
            await seat.press("escape")


# What is found.


@acting
async def test_twice_there_is_nothing_new_in_it(session: Session, out: Path) -> None:
    source = jrnl(out)
    async with seated(session, MovingInScreen(session)) as seat:
        await moved_in(seat, source)
        await seat.press("escape")
        await seat.app.push_screen(MovingInScreen(session))
        await to_preview(seat, source)
        await seat.sees("There is nothing in it that is not here.")
        await seat.sees("2 here already.")
        await seat.press("ctrl+s")
        await seat.until(lambda: not isinstance(seat.screen, MovingInScreen))
    assert len(session.journal.batches()) == 1


@acting
async def test_what_is_left_out_and_what_belongs_to_it_is_counted_and_told(
    session: Session, out: Path
) -> None:
    source = day_one_zip(
        out / "Journal.zip", day_one(photos=[photo()]), "no entry", day_one(uuid="7", text="")
    )
    async with seated(session, MovingInScreen(session), LARGE) as seat:
        await to_kind(seat, source)
        await seat.press("enter")
        await seat.at("options")
        await seat.sees("What is taken along?")
        assert seat.screen.query_one(CheckList).checked == ()
        await seat.press("ctrl+s")
        await seat.at("preview")
        await seat.sees("1 left out · 1 picture or other file.")
        await seat.sees("Left out: 1")
        await seat.sees("Pictures and other files: 1")
        await seat.press("ctrl+s")
        await seat.at("came_in")
        await seat.sees("Files sealed with them: 1.")
        # Once more: what is here has no files that would come in.
        await seat.app.push_screen(MovingInScreen(session))
        await to_kind(seat, source)
        await seat.press("enter")
        await seat.step("options", "ctrl+s")
        await seat.at("preview")
        await seat.sees("here already · 1 left out.")


@acting
async def test_what_changed_at_the_source_is_told_and_left(session: Session, out: Path) -> None:
    known = {"id": "01a205b6-04fd-7e83-b1ce-621dab2f1df5"}
    async with seated(session, MovingInScreen(session)) as seat:
        for title in ("The lake", "The sea"):
            await to_kind(seat, moved_out(out, entry(title, **known)))
            await seat.press("enter")
            await seat.at("preview")
            if title == "The lake":
                await seat.click("#way-move")
                await seat.step("came_in", "escape")
                await seat.app.push_screen(MovingInScreen(session))
        await seat.sees("1 here already · 1 changed at the source since.")
        await seat.sees("What is here was left as it is.")
    assert titles(session) == ["The lake"]


@acting
async def test_a_source_with_nothing_in_it_is_not_asked_what_it_is(session: Session, out: Path) -> None:
    (out / "empty.txt").touch()
    async with seated(session, MovingInScreen(session)) as seat:
        await seat.at("path")
        seat.put(str(out / "empty.txt"))
        await seat.press("enter")
        await seat.sees("There is nothing in it. Nothing was read.")
        assert seat.screen.names[-1] == "path"  # type: ignore[attr-defined] # it is a screen of steps


@acting
async def test_an_unknown_source_is_read_as_what_it_is_said_to_be(session: Session, out: Path) -> None:
    source = out / "picture.bin"
    await asyncio.to_thread(source.write_bytes, b"\x89PNG\x00\x00\x01")
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, source)
        await seat.sees("It isn't known what kind of journal this is, so nothing was read.")
        await seat.choose("Day One")
        await seat.at("options")
        await seat.press("ctrl+s")
        await seat.sees("picture.bin")
        await seat.sees("Nothing was kept, and the source is as it was.")
        await seat.at("options")
        await seat.press("escape")
        await seat.at("kind")


@acting
async def test_what_is_not_there_is_told_and_the_line_stays(session: Session, out: Path) -> None:
    async with seated(session, MovingInScreen(session)) as seat:
        await seat.at("path")
        seat.put(str(out / "nowhere.txt"))
        await seat.press("enter")
        await seat.sees("There is no file or folder by that name.")
        assert seat.screen.query_one(PathLine).value == str(out / "nowhere.txt")
        seat.put("")
        await seat.press("enter")
        await seat.sees("Type where it is, or drop the file onto this window.")
