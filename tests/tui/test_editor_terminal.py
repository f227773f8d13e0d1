"""The editor in a real terminal: killed, hung up, covered, locked and resized while somebody writes."""

import fcntl
import signal
import struct
import termios
from collections.abc import Callable
from typing import Any

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui.drafts import GONE_ON
from peerjournal.tui.widgets.keeper import DRAFT, JUST_SAVED
from tests.conftest import PASSPHRASE
from tests.tui.conftest import app_in, bodies
from tests.tui.hostile import HOSTILE
from tests.tui.terminal import Terminal
from tests.tui.writing_stage import UNDER, GoesOnScreen

GOES_ON = "tests.tui.writing_stage:GoesOnScreen"
AT_LAST = (120, 36)
"""The size that a dragged window has in the end: columns and rows."""


class DraggedScreen(GoesOnScreen):
    """In a window that is given its last size while the one before is being read."""

    def on_mount(self) -> None:
        driver: Any = self.app._driver
        read, sizes = driver._get_terminal_size, [AT_LAST]

        def dragged() -> tuple[int, int]:
            found: tuple[int, int] = read()
            if sizes:
                columns, rows = sizes.pop()
                fcntl.ioctl(driver.fileno, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            return found

        driver._get_terminal_size = dragged
        super().on_mount()


def open_editor(terminal: Terminal, first: str = "Start anywhere.") -> None:
    """Type the passphrase and wait for the page."""
    terminal.wait_for("Your journal is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for(first)


def kept(places: Places) -> list[str]:
    """Return what is in the journal."""
    session = Session.unlock(places, PASSPHRASE)
    found = [piece.body for piece in session.journal.list()]
    session.lock()
    return found


def test_a_killed_process_loses_at_most_what_was_typed_last(places: Places) -> None:
    with app_in(places, main=GOES_ON) as terminal:
        open_editor(terminal)
        terminal.type("Sealed words.")
        terminal.wait_for(DRAFT)
        (draft,) = (places.journal / "drafts").glob("*.draft")
        before = draft.read_bytes()
        terminal.type(" Words after.")
        terminal.wait(lambda: draft.read_bytes() != before, "the draft change")
        terminal.type(" And the last.")
        terminal.wait_for("And the last.")
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    with app_in(places, main=GOES_ON) as terminal:
        open_editor(terminal, GONE_ON)
        terminal.wait_for("Sealed words. Words after.")
        terminal.wait_for(DRAFT)
        terminal.press("esc")
        terminal.wait_for(UNDER)
    assert [body.removesuffix(" And the last.") for body in kept(places)] == ["Sealed words. Words after."]
    assert bodies(places) == []


def close_window(terminal: Terminal) -> None:
    terminal.close_window()


def hang_up(terminal: Terminal) -> None:
    terminal.signal(signal.SIGHUP)
    assert terminal.end() == 129


def terminate(terminal: Terminal) -> None:
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 143


def cover(terminal: Terminal) -> None:
    terminal.press("f9")
    assert terminal.end() == 0


def lock(terminal: Terminal) -> None:
    terminal.press("ctrl+l")
    terminal.wait_for("Your journal is locked.")
    assert "Words" not in terminal.text
    open_editor(terminal, GONE_ON)
    assert "Words nobody sealed yet." in terminal.text
    cover(terminal)


@pytest.mark.parametrize("end", [close_window, hang_up, terminate, cover, lock])
def test_however_it_ends_no_word_is_lost(places: Places, end: Callable[[Terminal], None]) -> None:
    with app_in(places, main=GOES_ON) as terminal:
        open_editor(terminal)
        terminal.type("Words nobody sealed yet.")
        terminal.wait_for("sealed yet.")
        end(terminal)
    assert bodies(places) == ["Words nobody sealed yet."]
    assert kept(places) == []


def test_resizing_while_writing_loses_nothing(places: Places) -> None:
    with app_in(places, main=GOES_ON, size=(120, 36)) as terminal:
        open_editor(terminal)
        for number, size in enumerate(((50, 20), (120, 36), (20, 8), (80, 24))):
            terminal.type(f"w{number} ")
            terminal.resize(*size)
        terminal.wait_for("w0 w1 w2 w3")
        terminal.press("ctrl+s")
        terminal.wait_for(JUST_SAVED)
        terminal.press("esc")
        terminal.wait_for(UNDER)
    assert kept(places) == ["w0 w1 w2 w3 "]


def test_a_resize_in_the_midst_of_a_resize_is_the_one_that_counts(places: Places) -> None:
    with app_in(places, main=f"{__name__}:DraggedScreen") as terminal:
        open_editor(terminal)
        terminal.resize(50, 20)
        terminal.screen.resize(*reversed(AT_LAST))
        terminal.wait(lambda: "Menu" in terminal.screen.display[-1], "the last line go to the bottom")
        assert len(terminal.screen.display) == AT_LAST[1]


def test_what_is_pasted_commands_nothing(places: Places) -> None:
    with app_in(places, main=GOES_ON) as terminal:
        open_editor(terminal)
        # A paste ends with an escape of its own, so none can be inside it.
        pasted = HOSTILE.replace("\x1b", "")
        terminal.paste(pasted)
        terminal.press("ctrl+t")
        terminal.paste(pasted)
        terminal.press("up")
        terminal.paste(pasted)
        terminal.wait_for("[/sigh]")
        terminal.press("f4")
        terminal.wait_for("[@click=app.bell]press[/]")
        terminal.press("esc", "ctrl+s")
        terminal.wait_for(JUST_SAVED)
        terminal.press("f9")
        assert terminal.end() == 0
        for unwanted in (
            b"\x1b]0;",
            b"\x1b]2;",
            b"\x1b]52;",
            b"\x1bP",
            b"\x9b31m".decode("latin-1").encode(),
        ):
            assert unwanted not in terminal.written
