"""The lock: what opens it, what it shows, and what one can do without opening it."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Button, Input

from peerjournal.config import Places
from peerjournal.errors import JournalDamaged, WrongPassphrase
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.lock import LockApp
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.lock import LockScreen, greeting
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.line import Line, SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.conftest import app_in, unlock
from tests.tui.pilot import acting, until
from tests.tui.tiny import TinyScreen

# Opening.


def test_a_wrong_passphrase_is_met_kindly_and_the_right_one_opens(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Your journal is locked.")
        terminal.type("not this one")
        terminal.press("enter")
        terminal.wait_for("That one did not open it.")
        terminal.wait_for("No harm done, try again.")
        assert "not this one" not in terminal.text
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("The journal is open.")
    assert "not this one" not in terminal.written.decode()


def test_files_that_others_can_read_are_said_above_the_list(places: Places) -> None:
    places.journal.chmod(0o755)
    with app_in(places, main="peerjournal.tui.screens.main:MainScreen") as terminal:
        terminal.wait_for("Your journal is locked.")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("Other accounts on this computer can get at the journal's files.")
        terminal.wait_for("go-rwx")


def test_it_opens_by_mouse_and_shows_what_is_typed_only_when_asked(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.type(PASSPHRASE)
        terminal.wait_for("•" * len(PASSPHRASE))
        terminal.click("Show")
        terminal.wait_for(PASSPHRASE)
        terminal.click("Hide")
        terminal.wait_gone(PASSPHRASE)
        terminal.click("Unlock")
        terminal.wait_for("The journal is open.")


def test_the_shell_does_not_flash_between_the_lock_and_the_journal(places: Places) -> None:
    with app_in(places) as terminal:
        unlock(terminal)
        assert b"\x1b[?1049l" not in terminal.written


def test_the_lock_shows_no_name_and_no_count(places: Places) -> None:
    """F16: the lock shows no title, no name, no count."""
    with app_in(places, size=(50, 20)) as terminal:
        terminal.wait_for("Jot a line")
        shown = set(re.findall(r"[A-Za-z']+|\d+", terminal.text.replace("F1", "").replace("F3", "")))
    ours = (
        "Good morning afternoon evening Hello Your journal is locked Passphrase Unlock Show Jot a line Help"
    )
    assert shown <= {*ours.split(), "and", "support"}


def test_a_folder_that_holds_no_journal_goes_on_to_making_one(tmp_path: Path) -> None:
    places = Places(tmp_path / "journal", tmp_path / "state")
    places.journal.mkdir()
    (places.journal / "something else").write_text("")
    with app_in(places, first_run="tests.tui.tiny:TinyFirstRun") as terminal:
        terminal.wait_for("There is no journal yet.")
        terminal.press("f9")
        assert terminal.end() == 0


def test_with_no_folder_at_all_one_is_made_at_once(tmp_path: Path) -> None:
    places = Places(tmp_path / "journal", tmp_path / "state")
    with app_in(places, first_run="tests.tui.tiny:TinyFirstRun") as terminal:
        terminal.wait_for("There is no journal yet.")
        terminal.press("enter")
        terminal.wait_for("The journal is open.")


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "Hello."), (5, "Good morning."), (12, "Good afternoon."), (17, "Good evening."), (22, "Hello.")],
)
def test_it_greets_by_the_hour(hour: int, said: str) -> None:
    assert greeting(hour) == said


@acting
async def test_what_is_wrong_with_the_journal_is_said_in_the_errors_own_words(places: Places) -> None:
    app = lock_app(places)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, LockScreen)
        screen.refused(JournalDamaged("A log is not whole.", hint="Ask."))
        assert said(screen).startswith("A log is not whole. Ask. A backup may bring your journal back")
        screen.refused(WrongPassphrase())
        assert (
            said(screen) == "That one did not open it.\nNo harm done, try again."
            "\nRecovery words open it too, if you made them."
        )
        screen.refused(WrongPassphrase(hint="The newer one opens it."))
        assert said(screen).endswith("The newer one opens it.")
        await pilot.pause()


@acting
async def test_the_journal_that_was_laid_out_while_locked_is_the_one_that_opens(places: Places) -> None:
    session = Session.unlock(places, PASSPHRASE)
    session.journal.add(Draft(title="The lake", body="I sat there."))
    session.lock()
    app = lock_app(places, main=MainScreen, lay_out=MainScreen)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._laid_out is not None and app._laid_out.is_mounted)
        assert isinstance(app.screen, LockScreen)
        assert app.screen_stack[1:] == [app.screen], "what is laid out is on no stack"
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app._laid_out)
        assert app.screen_stack[1:] == [app.screen], "the lock screen is gone"
        rows = app.screen.query_one(ItemList)
        await until(pilot, lambda: rows.row is not None and rows.row.title == "The lake")
        await pilot.press("n", "h", "i", "escape")
        await until(pilot, lambda: app.session is not None and len(app.session.journal.list()) == 2)


@acting
async def test_a_journal_that_opens_sooner_than_anything_is_laid_out_opens_all_the_same(
    places: Places,
) -> None:
    app = lock_app(places, main=MainScreen)
    async with app.run_test() as pilot:
        app.screen.query_one(SecretInput).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))


def said(screen: LockScreen) -> str:
    return str(screen.query_one("#answer").render())


def lock_app(places: Places, **options: Any) -> LockApp:
    options.setdefault("clock", lambda: datetime.now().astimezone())
    return LockApp(places, **{"main": TinyScreen, "first_run": Screen} | options)


# Typing.


@acting
async def test_a_passphrase_is_never_copied_or_cut(places: Places) -> None:
    """F18: a passphrase never reaches a clipboard."""
    app = lock_app(places)
    async with app.run_test() as pilot:
        line = app.screen.query_one(SecretInput)
        line.value = PASSPHRASE
        for password in (True, False):
            line.password = password
            line.action_select_all()
            await pilot.press("ctrl+c", "ctrl+x", "super+c")
            assert app.clipboard == ""
            assert line.value == PASSPHRASE
        assert not line.allow_select


@pytest.mark.parametrize("key", ["alt+backspace", "ctrl+backspace", "ctrl+w"])
@acting
async def test_a_word_is_taken_to_the_left(places: Places, key: str) -> None:
    app = lock_app(places)
    async with app.run_test() as pilot:
        await pilot.press("f3")
        line = app.screen.query_one(Line)
        line.value = "one two three"
        line.cursor_position = len("one two ")
        await pilot.press(key)
        assert line.value == "one three"


@acting
async def test_no_cursor_blinks_and_nothing_moves(places: Places) -> None:
    """N21: nothing blinks or moves."""
    app = lock_app(places)
    async with app.run_test() as pilot:
        await pilot.press("f3")
        assert [line.cursor_blink for screen in app.screen_stack for line in screen.query(Input)] == [
            False,
            False,
        ]
        assert app.animation_level == "none"


@acting
async def test_a_passphrase_left_standing_is_forgotten(places: Places, clock: StandingClock) -> None:
    app = lock_app(places, clock=clock)
    async with app.run_test() as pilot:
        line = app.screen.query_one(SecretInput)
        await pilot.press("a", "b")
        await pilot.click("#show")
        assert (line.value, line.password) == ("ab", False)
        clock.move(minutes=5)
        app.look_at_clock()
        assert (line.value, line.password) == ("", True)
        assert str(app.screen.query_one("#show", Button).label) == "Show"


# Jotting.


def test_a_line_is_jotted_and_found_at_the_next_unlock(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.click("Jot a line")
        terminal.wait_for("sealed at once")
        terminal.type("ask about the lake")
        terminal.wait_for("ask about the lake")
        terminal.press("enter")
        terminal.wait_for("Kept. You will find it when you next unlock.")
        terminal.wait_gone("ask about the lake")
        terminal.press("f9")
        assert terminal.end() == 0
    session = Session.unlock(places, PASSPHRASE)
    assert session.taken_in == 1
    assert [entry.body.strip() for entry in session.journal.list()] == ["ask about the lake"]


def test_going_back_keeps_a_line_and_not_now_leaves_none(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press("f3")
        terminal.wait_for("sealed at once")
        terminal.type("kept")
        terminal.press("esc")
        terminal.wait_for("Kept. You will find it")
        terminal.press("f3")
        terminal.wait_for("sealed at once")
        terminal.type("let go")
        terminal.wait_for("let go")
        terminal.click("Not now")
        terminal.wait_gone("sealed at once")
        terminal.press("f9")
        assert terminal.end() == 0
    assert Session.unlock(places, PASSPHRASE).taken_in == 1
