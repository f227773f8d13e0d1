"""What a person wrote stays in: through crashes, hostile text, signals, the cover key, and odd terminals."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.tui import safety
from peerjournal.tui.theme import THEMES
from tests.conftest import PASSPHRASE
from tests.tui.conftest import RUN, app_in, bodies, unlock
from tests.tui.crashing import CANARY

BLANKED = rb"\x1b\[2J"
# Every sequence that the library itself has any business to send; what is left is text.
SEQUENCES = re.compile(
    rb"\x1b\[[0-9;]*[mHJKABCD]|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[[<>=]?[0-9]*u|\x1b\]22;[a-z-]*\x07"
)
ALONE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def after_blank(written: bytes) -> bytes:
    """Return what was written once the screen was blanked for the last time."""
    return re.split(BLANKED, written)[-1]


# Crashes.


@pytest.mark.parametrize(
    ("key", "where"),
    [("f3", "handler"), ("f4", "worker"), ("f5", "thread"), ("f6", "timer"), ("f7", "drawing")],
)
def test_a_crash_says_where_and_nothing_else(places: Places, key: str, where: str) -> None:
    """F3, F18: crash text is types and line numbers."""
    with app_in(places, main="tests.tui.crashing:CrashingScreen") as terminal:
        unlock(terminal)
        terminal.press(key)
        assert terminal.end() == 1
    written = terminal.written.decode()
    assert CANARY not in written, where
    assert "CanaryError" in written
    assert re.search(r"tui/crashing\.py:\d+ in (go_wrong|render)", written)
    assert "Nothing that you wrote is in this message" in written


def test_a_crash_keeps_what_is_being_written(places: Places) -> None:
    with app_in(places, main="tests.tui.crashing:CrashingScreen") as terminal:
        unlock(terminal)
        terminal.type("half a thought")
        terminal.wait_for("half a thought")
        terminal.press("f3")
        assert terminal.end() == 1
    assert "What you were writing is kept as a draft." in terminal.text
    assert "half a thought" not in after_blank(terminal.written).decode()
    assert bodies(places) == ["half a thought"]


def test_what_goes_wrong_where_nobody_waits_says_nothing(places: Places) -> None:
    with app_in(places, main="tests.tui.crashing:CrashingScreen") as terminal:
        unlock(terminal)
        terminal.press("f8")
        terminal.wait_for("Nothing was said.")
        terminal.press("f9")
        assert terminal.end() == 0
    assert CANARY.encode() not in terminal.written


def test_a_style_sheet_that_cannot_be_read_is_not_printed(places: Places) -> None:
    with app_in(places, main="tests.tui.crashing:ShapelessScreen") as terminal:
        terminal.wait_for("Jot a line")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        assert terminal.end() == 1
    assert CANARY.encode() not in terminal.written
    assert b"Something went wrong in the program itself" in terminal.written


# Hostile text.


def test_hostile_text_in_every_widget_commands_nothing(places: Places) -> None:
    with app_in(places, main="tests.tui.showing:ShowingScreen", size=(110, 60)) as terminal:
        unlock(terminal)
        terminal.wait_for("That is all.")
        terminal.wait_for("toast")
        for part in ("static", "placeholder", "area", "option", "markdown", "code", "tree", "column", "cell"):
            terminal.wait_for(part)
        assert "mood [ok]" in terminal.text
        assert "[@click=app.bell]press[/]" in terminal.text
        terminal.press("f9")
        assert terminal.end() == 0
    left = SEQUENCES.sub(b"", terminal.written).decode("utf-8", "surrogateescape")
    assert ALONE.findall(left) == []
    assert "TITLE" in left, "the text itself is shown"


def test_no_title_and_no_clipboard_is_ever_written(places: Places) -> None:
    """F3, F16, F18: no title and no clipboard, ever."""
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.type(PASSPHRASE)
        terminal.press("home", "\x1b[1;2F", "ctrl+c", "ctrl+x", "enter")
        terminal.wait_for("The journal is open.")
        terminal.type("some words")
        terminal.wait_for("some words")
        terminal.press("home", "\x1b[1;2F", "ctrl+c", "f9")
        assert terminal.end() == 0
    assert not re.search(rb"\x1b\](0|1|2|52);", terminal.written)


# Ending.


@pytest.mark.parametrize("key", ["f9", "ctrl+backslash"])
@pytest.mark.parametrize(
    ("keys", "awaited"),
    [((), "Your journal is locked."), (("f1",), "If you need someone now"), (("f3",), "sealed at once")],
    ids=["lock", "help", "jot"],
)
def test_cover_ends_from_every_locked_screen(
    places: Places, key: str, keys: tuple[str, ...], awaited: str
) -> None:
    """F16: the locked screens too; nothing is drawn after the blank."""
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press(*keys)
        terminal.wait_for(awaited)
        terminal.press(key)
        assert terminal.end() == 0
    assert SEQUENCES.sub(b"", after_blank(terminal.written)) == b""


@pytest.mark.parametrize("keys", [(), ("f1",), ("f2",)], ids=["writing", "help", "menu"])
def test_cover_keeps_the_draft_blanks_and_ends_from_every_open_screen(
    places: Places, keys: tuple[str, ...]
) -> None:
    """F16: the draft is kept, the screen blanked, status 0, terminal modes restored."""
    with app_in(places) as terminal:
        unlock(terminal)
        terminal.type("nobody reads this")
        terminal.wait_for("nobody reads this")
        terminal.press(*keys)
        terminal.wait(
            lambda: not keys or "someone" in terminal.text or "Lock now" in terminal.text, "it open"
        )
        terminal.press("f9")
        assert terminal.end() == 0
    assert SEQUENCES.sub(b"", after_blank(terminal.written)) == b""
    assert terminal.written.rstrip().endswith(b"\x1b[?1049l\x1b[?25h\x1b[?1004l")
    assert bodies(places) == ["nobody reads this"]


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 0)],
)
def test_a_signal_keeps_the_draft_and_ends(places: Places, number: int, status: int) -> None:
    with app_in(places) as terminal:
        unlock(terminal)
        terminal.type("not lost")
        terminal.wait_for("not lost")
        terminal.signal(number)
        assert terminal.end() == status
    assert bodies(places) == ["not lost"]


def test_closing_the_window_keeps_the_draft(places: Places) -> None:
    with app_in(places) as terminal:
        unlock(terminal)
        terminal.type("the window goes")
        terminal.wait_for("the window goes")
        terminal.close_window()
    assert bodies(places) == ["the window goes"]


def test_a_signal_on_the_lock_seals_the_line_being_jotted(places: Places) -> None:
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        terminal.press("f3")
        terminal.wait_for("sealed at once")
        terminal.type("ask about the lake")
        terminal.wait_for("ask about the lake")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 143
    assert Session.unlock(places, PASSPHRASE).taken_in == 1


# Odd terminals and environments.


@pytest.mark.parametrize("look", [theme.name for _, theme in THEMES])
def test_without_color_everything_can_be_read(places: Places, look: str) -> None:
    """N21: nothing is told by color alone."""
    with app_in(places, look=look, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Your journal is locked.")
        for text in ("Your journal is locked.", "Jot a line", "Passphrase"):
            front, back = terminal.colors_of(text)
            assert front != back or front == "default"
            assert len({front[:2], front[2:4], front[4:]}) == 1 or front == "default"


def test_few_colors_get_the_terminals_own(places: Places) -> None:
    with app_in(places, environment={"TERM": "xterm", "COLORTERM": ""}) as terminal:
        terminal.wait_for("Your journal is locked.")
        assert terminal.colors_of("Your journal is locked.") == ("default", "default")


def test_the_librarys_own_switches_do_nothing(places: Places, tmp_path: Path) -> None:
    """F18: nothing can be made to log keys or draw pictures."""
    asked = {
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "f3",
        "TEXTUAL_DRIVER": "nowhere:Nothing",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    before = set(tmp_path.iterdir())
    with app_in(places, environment=asked) as terminal:
        unlock(terminal)
        terminal.type("typed here")
        terminal.wait_for("typed here")
        terminal.press("f9")
        assert terminal.end() == 0
    assert set(tmp_path.iterdir()) == before
    assert b"returned" not in terminal.written


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_a_screen_gets_a_sentence_and_the_command(places: Places, term: str) -> None:
    with app_in(places, environment={"TERM": term}) as terminal:
        assert terminal.end() == 7
    assert terminal.text.strip() == "The app needs a terminal with a screen. Every command works without one."


def test_no_terminal_gets_a_sentence_and_the_command(places: Places) -> None:
    command = [sys.executable, "-c", RUN, str(places.journal), str(places.state), "", "x:y", "9", "x:y", ""]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == "The app needs a terminal with a screen. Every command works without one.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system as Linux answers")
def test_memory_is_dumped_nowhere_and_shown_to_nobody(places: Places) -> None:
    """F18: core dumps are refused."""
    with app_in(places) as terminal:
        terminal.wait_for("Jot a line")
        status = Path(f"/proc/{terminal.pid}/limits").read_text(encoding="ascii")
        assert re.search(r"Max core file size\s+0\s+0", status)
        # The files of a process that may not be dumped belong to root, whoever runs it.
        owner = Path(f"/proc/{terminal.pid}/mem").stat().st_uid
        assert owner == 0
        terminal.signal(signal.SIGABRT)
        assert terminal.end() == -signal.SIGABRT
    assert not list(Path.cwd().glob("core*"))


# In words.


def test_crash_words_name_a_place_and_hold_no_message() -> None:
    """F18: crash words hold no message."""
    try:
        secret = CANARY
        raise ValueError(secret)  # noqa: TRY301 — where it is raised is what the words tell
    except ValueError as error:
        words = safety.crash_words(error, kept=True)
    assert CANARY not in words
    assert "ValueError" in words
    assert re.search(r"tui/test_safety\.py:\d+ in test_crash_words", words)
    assert str(Path.home()) + os.sep not in words


def test_sweeping_takes_every_switch_of_the_library_and_nothing_else() -> None:
    environment = {"TEXTUAL_LOG": "x", "TEXTUAL": "y", "textual_x": "z", "TERM": "xterm", "HOME": "/"}
    safety.sweep(environment)
    assert environment == {"TERM": "xterm", "HOME": "/"}
