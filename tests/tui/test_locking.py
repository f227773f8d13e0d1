"""Locking again: what ends, what is kept, and what is left of an open journal afterwards."""

import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.safety import Ending
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.conftest import app_in, bodies, unlock
from tests.tui.pilot import acting, until
from tests.tui.tiny import TinyScreen

CANARY = "kingfisher over the weir 7719"


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")
def test_nothing_is_left_in_memory_once_it_is_locked(places: Places) -> None:
    """F16: keys and text are dropped."""
    with app_in(places, dumpable=True) as terminal:
        unlock(terminal)
        terminal.type(CANARY)
        terminal.wait_for(CANARY)
        assert copies(terminal.pid, CANARY) > 0, "the search finds what is there"
        terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        terminal.wait_gone(CANARY)
        assert copies(terminal.pid, CANARY) == 0
        assert copies(terminal.pid, PASSPHRASE) == 0
        unlock(terminal)
        terminal.press("f9")
        assert terminal.end() == 0
    assert bodies(places) == [CANARY]


def copies(pid: int, what: str | bytes) -> int:
    """Count bytes in all that a process has in memory, or a text in each way that Python may hold it."""
    codes = ("utf-8", "utf-16-le", "utf-32-le")
    ways = [what] if isinstance(what, bytes) else [what.encode(code) for code in codes]
    found = 0
    with (
        Path(f"/proc/{pid}/maps").open(encoding="ascii") as maps,
        Path(f"/proc/{pid}/mem").open("rb", 0) as memory,
    ):
        for line in maps:
            begin, end = (int(number, 16) for number in line.split()[0].split("-"))
            if "r" not in line.split()[1] or "[v" in line:
                continue
            memory.seek(begin)
            try:
                held = memory.read(end - begin)
            except OSError:
                continue
            found += sum(held.count(way) for way in ways)
    return found


def test_locking_blanks_first_and_keeps_the_screen(places: Places) -> None:
    """F16: the second screen is blanked before it is given back."""
    with app_in(places) as terminal:
        unlock(terminal)
        before = len(terminal.written)
        terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        written = terminal.written[before:]
        assert b"\x1b[?1049l" not in written
        assert written.index(b"\x1b[2J") < written.index(b"\x1b[?1049h")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
        assert terminal.echoes, "the terminal is as it was found, after two processes"


def test_stopping_the_process_locks_it_instead(places: Places) -> None:
    with app_in(places) as terminal:
        unlock(terminal)
        terminal.signal(signal.SIGTSTP)
        terminal.wait_for("Your journal is locked.")


def test_it_locks_by_itself(places: Places) -> None:
    """F16: the idle lock."""
    with app_in(places, idle=0.5) as terminal:
        unlock(terminal)
        terminal.wait_for("Your journal is locked.")


def open_app(places: Places, clock: StandingClock, ended: list[Ending]) -> JournalApp:
    return JournalApp(
        Session.unlock(places, PASSPHRASE, clock=clock),
        main=TinyScreen,
        first_run=lambda: pytest.fail("there is a journal"),
        clock=clock,
        leave=ended.append,
    )


@acting
async def test_idling_is_counted_by_the_clock_and_every_key_counts(
    places: Places, clock: StandingClock
) -> None:
    """F16: the idle lock falls after five minutes."""
    ended: list[Ending] = []
    app = open_app(places, clock, ended)
    async with app.run_test() as pilot:
        clock.move(minutes=4, seconds=59)
        assert not app.look_at_clock()
        await pilot.press("a")
        clock.move(minutes=4, seconds=59)
        assert not app.look_at_clock()
        clock.move(seconds=1)
        assert app.look_at_clock()
        await until(pilot, lambda: ended == [Ending.LOCK])
        assert app.session is None


@acting
async def test_the_first_key_after_a_sleep_locks_and_does_nothing_else(
    places: Places, clock: StandingClock
) -> None:
    ended: list[Ending] = []
    app = open_app(places, clock, ended)
    async with app.run_test() as pilot:
        await pilot.press("a")
        clock.now += timedelta(hours=8)
        await pilot.press("b")
        await until(pilot, lambda: ended == [Ending.LOCK])
    assert bodies(places) == ["a"]


@acting
async def test_a_clock_that_was_set_back_never_makes_the_wait_longer(
    places: Places, clock: StandingClock
) -> None:
    ended: list[Ending] = []
    app = open_app(places, clock, ended)
    async with app.run_test():
        clock.now -= timedelta(hours=3)
        assert not app.look_at_clock()
        clock.move(minutes=5)
        assert app.look_at_clock()


@acting
async def test_closing_asks_once_more(places: Places, clock: StandingClock) -> None:
    app = open_app(places, clock, [])
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+q")
        assert app.is_running
        clock.move(seconds=6)
        await pilot.press("ctrl+q")
        assert app.is_running
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)


@acting
async def test_the_menu_holds_ours_and_nothing_that_writes_pictures(
    places: Places, clock: StandingClock
) -> None:
    app = open_app(places, clock, [])
    async with app.run_test():
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert titles[0] == "Do nothing"
        assert {"Help and support", "Cover", "Lock now", "Close"} <= set(titles)
        assert not {"Screenshot", "Quit", "Keys", "Theme"} & set(titles)
        assert all(command.help for command in app.get_system_commands(app.screen))


@acting
async def test_nothing_is_opened_delivered_or_copied_outside(places: Places, clock: StandingClock) -> None:
    """F14, F18: no browser is opened, nothing is copied outside."""
    app = open_app(places, clock, [])
    async with app.run_test():
        app.open_url("https://example.org")
        app.deliver_screenshot()
        app.action_screenshot()
        app.copy_to_clipboard("inside")
        assert app.clipboard == "inside"
