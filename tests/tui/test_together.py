"""Reading together: only what was chosen is there, in a process that never had a key, and no trace stays."""

import re
import signal
import sys
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.errors import LetterError
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.together import start_reading
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.conftest import app_in, unlock
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.test_locking import copies, open_app
from tests.tui.together import CHOSEN, CHOSEN_WORDS, FROM_HERE, OTHER, alone, secrets_of

WATCHED = """
import os, sys
if "PEERJOURNAL_TOGETHER" in os.environ:
    def look(event, arguments):
        if event in {"open", "os.listdir", "os.scandir", "os.mkdir"}:
            for which in ("JOURNAL", "STATE", "SETTINGS"):
                if str(arguments[0]).startswith(os.environ[f"WATCHED_{which}"]):
                    looked.add(which)
                    os.environ["LOOKED"] = " ".join(sorted(looked))
    looked = set()
    os.environ["LOOKED"] = ""
    sys.addaudithook(look)
elif "LOOKED" in os.environ:
    print("LOOKED AT:", os.environ["LOOKED"], flush=True)
"""
"""Has the process that shows the text tell the next one in which folders it opened anything."""


@pytest.fixture
def places(places: Places) -> Places:
    """A journal with another page."""
    session = Session.unlock(places, PASSPHRASE)
    session.journal.add(Draft(title="Not chosen", body=OTHER))
    session.lock()
    return places


# The process that shows it.


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory as Linux shows it")
def test_the_process_that_shows_it_has_no_key_and_no_other_text(places: Places) -> None:
    """`security.md`: a scan of its whole memory."""
    (key,) = secrets_of(places)
    with app_in(places, main=FROM_HERE, dumpable=True) as terminal:
        unlock(terminal)
        assert copies(terminal.pid, OTHER) > 0, "the search finds what is there"
        assert copies(terminal.pid, key) > 0, "the search finds what is there"
        before = terminal.pid
        terminal.press("f10")
        terminal.wait_for(CHOSEN_WORDS)
        assert terminal.pid == before
        assert copies(terminal.pid, CHOSEN_WORDS) > 0
        for secret in (OTHER, PASSPHRASE, key):
            assert copies(terminal.pid, secret) == 0
        terminal.press("esc", "esc")
        terminal.wait_for("Your journal is locked.")
        terminal.wait_gone(CHOSEN_WORDS)
        assert copies(terminal.pid, CHOSEN_WORDS) == 0
        unlock(terminal)
        terminal.press("f9")
        assert terminal.end() == 0


def test_it_never_looks_at_the_journal_until_the_passphrase_is_asked_for(
    places: Places, tmp_path: Path
) -> None:
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "help.toml").write_text("", encoding="utf-8")
    told = {
        "PEERJOURNAL_CONFIG": str(settings),
        "WATCHED_JOURNAL": str(places.journal),
        "WATCHED_STATE": str(places.state),
        "WATCHED_SETTINGS": str(settings),
    }
    with app_in(places, main=FROM_HERE, environment=told, before=WATCHED) as terminal:
        unlock(terminal)
        terminal.press("f10")
        terminal.wait_for(CHOSEN_WORDS)
        # What help reads shows that the search finds what is there.
        terminal.press("f1")
        terminal.wait_gone(CHOSEN_WORDS)
        terminal.press("esc")
        terminal.wait_for(CHOSEN_WORDS)
        terminal.press("q", "q")
        terminal.wait_for("Your journal is locked.")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
        assert terminal.echoes, "the terminal is as it was found, after three processes"
    assert re.findall(rb"LOOKED AT: (.*)\r", terminal.written) == [b"SETTINGS"]


def test_nothing_is_left_on_the_terminal_when_the_lock_screen_comes(places: Places) -> None:
    with app_in(places, main=FROM_HERE) as terminal:
        unlock(terminal)
        terminal.press("f10")
        terminal.wait_for(CHOSEN_WORDS)
        shown = len(terminal.written)
        terminal.press("ctrl+l")
        terminal.wait_for("Your journal is locked.")
        # A slow terminal may still be given the text; once it is emptied nothing of that comes again.
        written = terminal.written[terminal.written.index(b"\x1b[2J", shown) :]
        assert CHOSEN_WORDS.encode() not in written
        assert b"\x1b[?1049h" in written
        assert b"\x1b[?1049l" not in written


@acting
async def test_what_can_not_be_noted_is_not_read(places: Places, clock: StandingClock) -> None:
    ended: list[Ending] = []
    app = open_app(places, clock, ended)

    def refuse() -> None:
        raise LetterError("It waits until tomorrow.")

    async with app.run_test() as pilot:
        with pytest.raises(LetterError, match="tomorrow"):
            start_reading([CHOSEN], app=app, note=refuse)
        await pilot.pause()
        assert app.session is not None
        assert ended == []


@acting
async def test_the_journal_is_locked_before_anything_is_read(
    places: Places, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERJOURNAL_TOGETHER", "")
    ended: list[Ending] = []
    app = open_app(places, clock, ended)
    async with app.run_test() as pilot:
        session = app.session
        assert session is not None
        start_reading([CHOSEN], app=app, note=lambda: None)
        await until(pilot, lambda: ended == [Ending.LOCK])
        assert app.session is None
        with pytest.raises(Exception, match="locked"):
            session.vault.ring.key(b"anything")


# Ending, in a terminal.


@pytest.mark.parametrize("keys", [("esc", "esc"), ("q", "q"), ("ctrl+q", "ctrl+q"), ("ctrl+l",), ("f9",)])
def test_from_the_command_the_program_ends_on_a_blank_screen(tmp_path: Path, keys: tuple[str, ...]) -> None:
    with alone(tmp_path, CHOSEN) as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        terminal.press(*keys)
        assert terminal.end() == 0
        assert terminal.echoes
    assert_blank_before_it_is_left(terminal.written)


def assert_blank_before_it_is_left(written: bytes) -> None:
    last = written.rindex(CHOSEN_WORDS.encode())
    left = written.rindex(b"\x1b[?1049l")
    assert last < written.rindex(b"\x1b[2J", 0, left) < left


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGTSTP, 0), (signal.SIGINT, 130)],
)
def test_a_signal_leaves_a_blank_screen(tmp_path: Path, number: int, status: int) -> None:
    with alone(tmp_path, CHOSEN) as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        terminal.signal(number)
        assert terminal.end() == status
    assert_blank_before_it_is_left(terminal.written)


def test_it_ends_by_itself(tmp_path: Path) -> None:
    with alone(tmp_path, CHOSEN, idle=0.5) as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        assert terminal.end() == 0
    assert_blank_before_it_is_left(terminal.written)


def test_a_closed_window_ends_it(tmp_path: Path) -> None:
    with alone(tmp_path, CHOSEN) as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        terminal.close_window()


def test_another_size_of_the_window_shows_it_whole_again(tmp_path: Path) -> None:
    with alone(tmp_path, CHOSEN) as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        for size in ((120, 36), (44, 12), (80, 24)):
            terminal.resize(*size)
            terminal.wait(lambda: CHOSEN_WORDS in terminal.text, "the text")
            terminal.wait(lambda: "Everything else needs" in terminal.text, "what this is")
        terminal.press("ctrl+l")
        assert terminal.end() == 0


def test_hostile_text_commands_no_terminal(tmp_path: Path) -> None:
    with alone(tmp_path, f"{CHOSEN_WORDS}\n\n# {HOSTILE}\n\n{HOSTILE}\n\n```\n{HOSTILE}") as terminal:
        terminal.wait_for(CHOSEN_WORDS)
        terminal.press("ctrl+l")
        assert terminal.end() == 0
    for forbidden in (
        b"\x1b]0;",
        b"\x1b]2;",
        b"\x1b]52",
        b"\x1bP",
        b"\x1b[6n",
        "\u202e".encode(),
        b"\x1b]8;",
    ):
        assert forbidden not in terminal.written


def test_the_largest_letter_is_shown(tmp_path: Path) -> None:
    with alone(tmp_path, "A line of it.\n\n" * (256 * 1024 // 15)) as terminal:
        terminal.wait_for("A line of it.")
        terminal.press("ctrl+l")
        assert terminal.end() == 0
