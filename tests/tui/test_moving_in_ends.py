"""Moving another journal in, in the app: stopped, locked, on a full disk, from a hostile source, and Esc."""

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import NotSaved
from peerjournal.importers import Found, Importer, Options, Reading, Skipped, read_all
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens import moving_in
from peerjournal.tui.screens.moving_back import MovingBackScreen
from peerjournal.tui.screens.moving_in import MovingInScreen
from peerjournal.tui.widgets.path_line import PathLine
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held, doing, places_of
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.hostile import COMMANDS, HOSTILE, MARKUP
from tests.tui.moving import (
    JRNL,
    MANY,
    FillingDisk,
    jrnl,
    long_jrnl,
    titles,
    to_kind,
    to_preview,
)
from tests.tui.pilot import acting
from tests.tui.sharing import seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


# Stopping, locking, and bad luck.


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
@acting
async def test_reading_can_be_stopped(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    held = Held().hold(monkeypatch, moving_in, "read_all")
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, long_jrnl(out))
        await seat.press("enter")
        await doing(seat)
        await seat.sees("Nothing is kept yet.")
        await (seat.press("escape") if by == "keyboard" else seat.click("#way-stop"))
        await seat.at("kind")
        await seat.sees("It was stopped. Nothing was added.")
    assert held.begun.is_set()
    assert titles(session) == []


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
@acting
async def test_moving_in_can_be_stopped_and_what_came_in_is_whole(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    source = long_jrnl(out)
    held = Held().hold(monkeypatch, type(session.journal), "move_in")
    async with seated(session, MovingInScreen(session)) as seat:
        await to_preview(seat, source)
        await seat.click("#way-move")
        await doing(seat)
        await (seat.press("escape") if by == "keyboard" else seat.click("#way-stop"))
        await seat.at("came_in")
        await seat.sees("It was stopped. What came in so far is whole.")
        assert 0 < len(titles(session)) < MANY
        held.let_go.set()
        await seat.press("escape")
        await seat.app.push_screen(MovingInScreen(session))
        await to_preview(seat, source)
        await seat.click("#way-move")
        await seat.at("came_in")
    assert len(titles(session)) == MANY


@pytest.mark.parametrize(("key", "ending"), [("ctrl+l", Ending.LOCK), ("f9", Ending.COVER)])
@acting
async def test_locking_and_covering_end_it_with_whole_entries(
    session: Session,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    ending: Ending,
    clock: StandingClock,
) -> None:
    ended: list[Ending] = []
    Held().hold(monkeypatch, type(session.journal), "move_in")
    async with seated(session, MovingInScreen(session)) as seat:
        seat.app._leave = ended.append
        await to_preview(seat, long_jrnl(out))
        await seat.click("#way-move")
        await doing(seat)
        await seat.press(key)
        await seat.until(lambda: ended == [ending])
        await seat.app.workers.wait_for_complete()
    again = await asyncio.to_thread(Session.unlock, places_of(session), PASSPHRASE, clock=clock)
    (batch,) = again.journal.batches()
    assert 0 < len(titles(again)) == batch.added < MANY
    assert not batch.whole


@acting
async def test_idling_over_the_preview_locks_and_keeps_nothing(
    session: Session, out: Path, clock: StandingClock
) -> None:
    ended: list[Ending] = []
    async with seated(session, MovingInScreen(session)) as seat:
        seat.app._leave = ended.append
        await to_preview(seat, jrnl(out))
        clock.move(minutes=6)
        await seat.press("ctrl+s")
        await seat.until(lambda: ended == [Ending.LOCK])
    again = await asyncio.to_thread(Session.unlock, places_of(session), PASSPHRASE, clock=clock)
    assert titles(again) == []


@acting
async def test_a_journal_that_was_locked_meanwhile_keeps_nothing(session: Session, out: Path) -> None:
    async with seated(session, MovingInScreen(session)) as seat:
        await to_preview(seat, jrnl(out))
        session.vault.lock()
        await seat.click("#way-move")
        await seat.sees("The journal is locked.")


@acting
async def test_a_disk_that_fills_up_leaves_whole_entries_and_says_so(
    tmp_path: Path, out: Path, clock: StandingClock
) -> None:
    disk = FillingDisk()
    places = places_of(Session.create(_places(tmp_path), PASSPHRASE, cost=CHEAPEST, clock=clock, disk=disk))
    session = await asyncio.to_thread(Session.unlock, places, PASSPHRASE, clock=clock, disk=disk)
    async with seated(session, MovingInScreen(session)) as seat:
        await to_preview(seat, long_jrnl(out))
        disk.left = 3
        await seat.click("#way-move")
        await seat.at("came_in")
        await seat.sees("The disk is full")
        await seat.sees("What came in so far is whole.")
        disk.left = 100_000
        came = len(titles(session))
        await seat.click("#way-take_out")
        await seat.on(MovingBackScreen)
        await seat.click("#way-take_out")
        await seat.at("taken")
    assert 0 < came < MANY
    assert titles(session) == []


@acting
async def test_a_disk_that_is_full_from_the_first_save_leaves_the_preview(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotSaved from OSError(28, "no room")

    async with seated(session, MovingInScreen(session)) as seat:
        await to_preview(seat, jrnl(out))
        with monkeypatch.context() as patched:
            patched.setattr(type(session.journal), "move_in", refuse)
            await seat.click("#way-move")
            await seat.sees("The disk is full")
            await seat.at("preview")
        await seat.click("#way-move")
        await seat.at("came_in")


@acting
async def test_a_source_that_vanishes_while_it_is_read_is_told(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*given: Any) -> Any:
        shutil.rmtree(out)
        return read_all(*given)

    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, jrnl(out))
        monkeypatch.setattr(moving_in, "read_all", gone)
        await seat.press("enter")
        await seat.sees("Nothing was kept")
        await seat.at("kind")
        await seat.sees("old.txt")
    assert titles(session) == []


@acting
async def test_a_disk_that_breaks_off_midway_ends_nothing(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        """What a source is read by, on a disk that gives up."""

        name = label = "broken"

        def recognises(self, source: Path) -> bool:
            return source.is_file()

        def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
            del options
            yield Skipped(source.name, "This is no entry.")
            raise OSError(5, "no words of anybody's")

        def size(self, source: Path) -> int:
            del source
            return 0

    def read(_: Importer, source: Path, options: Options, progress: Callable[[int, int], None]) -> Reading:
        return read_all(Broken(), source, options, progress)

    monkeypatch.setattr(moving_in, "read_all", read)
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, jrnl(out))
        await seat.press("enter")
        await seat.sees("It could not be read to its end.")
        assert "anybody's" not in seat.shown()


# Hostile sources.


@sizes
@acting
async def test_hostile_names_and_first_lines_command_nothing(
    session: Session, out: Path, size: tuple[int, int]
) -> None:
    words = re.sub("[\n\r\x00]", " ", HOSTILE)
    text = "".join(
        f"[2020-05-0{day} 15:00] {title}\nbody {title}\n\n"
        for day, title in enumerate((words, "x" * 10_000, "\u202eevil", "שלום עולם", *MARKUP[:3]), 1)
    )
    source = jrnl(out, text, "old \x1b[2J [red] \u202egnp.txt")
    async with seated(session, MovingInScreen(session), size) as seat:
        await to_preview(seat, source)
        for _ in range(4):
            assert not COMMANDS.search(seat.shown().replace("\n", ""))
            await seat.press("space")
            await seat.pilot.pause()
        await seat.sees("Move these 7 entries in?")
        await seat.click("#way-move")
        await seat.at("came_in")
        await seat.click("#way-take_out")
        await seat.on(MovingBackScreen)
        await seat.at("sure")
        assert not COMMANDS.search(seat.shown().replace("\n", ""))
        await seat.sees("[red]")


# Going back.


@acting
async def test_esc_goes_one_step_back_at_a_time_and_loses_nothing(session: Session, out: Path) -> None:
    source = jrnl(out)
    async with seated(session, MovingInScreen(session)) as seat:
        await to_preview(seat, source)
        for name in ("zone", "kind", "path"):
            await seat.press("escape")
            await seat.at(name)
        assert seat.screen.query_one(PathLine).value == str(source)
        await seat.press("enter")
        await seat.step("kind", "enter")
        await seat.step("zone", "enter")
        await seat.at("preview")
    assert JRNL.encode() == await asyncio.to_thread(source.read_bytes)
    assert titles(session) == []


def _places(folder_of_it: Path) -> Places:
    return Places(folder_of_it / "filling", folder_of_it / "filling.state")
