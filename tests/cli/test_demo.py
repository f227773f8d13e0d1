"""The demo: a made-up journal that says so on every screen, and is gone afterwards."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.cli.demo_play import PASSPHRASE
from tests.tui.terminal import Terminal


@pytest.fixture
def demo(tmp_path: Path) -> Terminal:
    own = {
        "TMPDIR": str(tmp_path),
        "HOME": str(tmp_path / "home"),
        "PEERJOURNAL_CONFIG": str(tmp_path / "mine"),
    }
    return Terminal([sys.executable, "-m", "peerjournal", "demo"], environment=own)


def to_the_lock(terminal: Terminal) -> None:
    terminal.wait_for("Press Enter to open it.")
    assert PASSPHRASE in terminal.text
    terminal.press("enter")
    terminal.wait_for("Your journal is locked.")


def unlock(terminal: Terminal) -> None:
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("Six o'clock")


def test_every_screen_says_that_it_is_made_up(demo: Terminal, tmp_path: Path) -> None:
    """N22: made-up, on every screen."""
    with demo as terminal:
        to_the_lock(terminal)
        terminal.wait_for(f"made-up journal · it opens with: {PASSPHRASE}")
        terminal.press("f1")
        terminal.wait_for("If you need someone now")
        terminal.wait_for("made-up journal")
        terminal.press("esc")
        terminal.wait_for("Your journal is locked.")
        unlock(terminal)
        terminal.wait_for("made-up journal · nobody in it is real")
        terminal.press("f2")
        terminal.wait_for("What would you like to do?")
        terminal.wait_for("made-up journal")
        terminal.press("f9")
        assert terminal.end() == 0
        assert "The made-up journal is gone." in terminal.text
    assert list(tmp_path.iterdir()) == []


def test_locking_it_keeps_it_and_it_opens_again(demo: Terminal, tmp_path: Path) -> None:
    with demo as terminal:
        to_the_lock(terminal)
        unlock(terminal)
        terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        unlock(terminal)
        terminal.press("ctrl+q")
        terminal.wait_for("Press Ctrl+Q again to close.")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_is_closed_leaves_nothing_behind(demo: Terminal, tmp_path: Path) -> None:
    with demo as terminal:
        to_the_lock(terminal)
        unlock(terminal)
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", [["--play"], []])
def test_without_a_terminal_it_is_told_in_writing(given: list[str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "peerjournal", "demo", *given],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
    )
    assert "made-up · 1. Two people, Wren and Ilse, each make a journal." in told.stdout
    (folder,) = tmp_path.iterdir()
    assert f"Everything is in {folder}" in told.stdout
