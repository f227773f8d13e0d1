"""Cover, in a real terminal: nothing of what was open is left on screen, on disk or in the process list."""

import re
import sys
from pathlib import Path

import pytest

from peerjournal.config import Places
from tests.conftest import PASSPHRASE
from tests.journeys.traces import files_with
from tests.tui.conftest import app_in
from tests.tui.terminal import Terminal

CANARY = "kingfisher-over-the-weir-7719"
MAIN = "peerjournal.tui.screens.main:MainScreen"
WORLD = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
FROM_THE_START = {b"25", b"7"}
"""The modes that a terminal has on before anything is started in it."""


@pytest.fixture
def world(tmp_path: Path) -> dict[str, str]:
    """Give the app folders of its own wherever it could put a file."""
    for name in WORLD:
        (tmp_path / name).mkdir()
    return {name: str(tmp_path / name) for name in WORLD}


def begin(terminal: Terminal) -> None:
    terminal.wait_for("Your journal is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("Write")
    terminal.press("n")
    terminal.wait_for("Start anywhere.")
    terminal.type(CANARY)
    terminal.wait_for(CANARY)


@pytest.mark.parametrize("key", ["f9", "ctrl+backslash"])
@pytest.mark.parametrize(
    ("keys", "awaited"),
    [
        ((), CANARY),
        (("f1",), "If you need someone now"),
        (("f2",), "What would you like to do?"),
        (("f1", "m"), "Words to begin with"),
    ],
    ids=["editor", "help", "menu", "words"],
)
def test_after_the_key_nothing_is_left_anywhere(
    places: Places, tmp_path: Path, world: dict[str, str], key: str, keys: tuple[str, ...], awaited: str
) -> None:
    """F16: no canary on the screen or behind it, no plain file, modes restored, status 0, modals too."""
    with app_in(places, main=MAIN, environment=world, size=(100, 30)) as terminal:
        begin(terminal)
        for one in keys:
            terminal.press(one)
        terminal.wait_for(awaited)
        terminal.press(key)
        assert terminal.end() == 0
        assert terminal.echoes
        assert CANARY not in terminal.text
    written = terminal.written
    assert CANARY.encode() in written, "it stood on the screen"
    # Whatever was drawn was drawn on the second screen, and that was emptied before it was given back.
    first, last = written.index(b"\x1b[?1049h"), written.rindex(b"\x1b[?1049l")
    emptied = written.rindex(b"\x1b[2J")
    assert first < emptied < last
    assert CANARY.encode() not in written[:first] + written[emptied:]
    assert modes_left_on(written) == FROM_THE_START & modes_left_on(written)
    assert files_with(tmp_path, CANARY) == {}
    with app_in(places, main=MAIN, environment=world, size=(100, 30)) as again:
        again.wait_for("Your journal is locked.")
        assert CANARY not in again.text
        again.press("f9")
        assert again.end() == 0


def modes_left_on(written: bytes) -> set[bytes]:
    """Return the terminal's modes that were switched last to on."""
    state = {mode: on == b"h" for modes, on in MODE.findall(written) for mode in modes.split(b";")}
    return {mode for mode, on in state.items() if on}


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process as Linux shows it")
def test_a_look_at_the_processes_shows_nothing_open_or_locked(places: Places, world: dict[str, str]) -> None:
    """F18: `ps` holds no text, neither while one writes nor of the process that locking begins anew."""
    with app_in(places, main=MAIN, environment=world, dumpable=True) as terminal:
        begin(terminal)
        shown = looked_at(terminal.pid)
        terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        shown += looked_at(terminal.pid)
        terminal.press("f9")
        assert terminal.end() == 0
    assert shown.count(b"otherwise=lambda") == len(("before", "after"))
    assert CANARY.encode() not in shown
    assert PASSPHRASE.encode() not in shown


def looked_at(pid: int) -> bytes:
    return b"".join(Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ", "comm"))
