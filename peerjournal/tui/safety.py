"""What keeps the app from saying more than it means to: environment, memory dumps, crashes, and how it ends.

Nothing here imports the screen library: its environment must be swept before its first import.
"""

import enum
import os
import sys
import threading
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import NoReturn

_FRAMES = 8
_PATIENCE = 3.0
"""Seconds after which a process that is ending ends, whatever its terminal does."""
BLANK = "\x1b[0m\x1b[2J\x1b[H"
"""Puts an empty screen in the place of whatever is shown."""
HANDED_OVER = "PEERJOURNAL_TERMINAL"
"""Names the variable by which a process tells the next one how the terminal was before both."""
_WENT_TO = ("PEERJOURNAL_WENT_TO", "PEERJOURNAL_WENT_TO_STATE")
"""Name the variables by which a process tells the next one which journal somebody went to."""


class Ending(enum.Enum):
    """Why the process ends at once; the value is its exit status."""

    COVER = 0
    LOCK = -1
    """It begins anew, locked."""
    INTERRUPTED = 130
    HUNG_UP = 129
    TERMINATED = 143


def sweep(environment: MutableMapping[str, str]) -> None:
    """Take out what would make the screen library log keys, load code, or write pictures of the screen."""
    for name in [name for name in environment if name.upper().startswith("TEXTUAL")]:
        del environment[name]


def has_screen(environment: MutableMapping[str, str]) -> bool:
    """Tell whether somebody sits at a terminal that can show a whole screen."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    try:
        at_terminal = all(stream is not None and stream.isatty() for stream in streams)
    except ValueError:
        return False
    # Windows has no such variable and needs none.
    return at_terminal and (sys.platform == "win32" or environment.get("TERM", "dumb") not in {"", "dumb"})


# Crashes.


def crash_words(error: BaseException, *, kept: bool) -> str:
    """Say where something went wrong: no value, no message, no line of source, for each may be private.

    Args:
        error: What nobody foresaw.
        kept: Whether what was being written could be kept.
    """
    frames = _frames(error.__traceback__)
    told = "What you were writing is kept as a draft." if kept else "What was saved before is safe."
    lines = [
        f"Something went wrong in the program itself ({type(error).__name__}).",
        told,
        "Nothing that you wrote is in this message, so you can pass it on.",
        *(f"  {frame}" for frame in frames[-_FRAMES:]),
    ]
    return "\n".join(lines)


def _frames(traceback: TracebackType | None) -> list[str]:
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        # A whole path would name the person's own folders.
        place = "/".join(code.co_filename.replace("\\", "/").rsplit("/", 2)[-2:])
        found.append(f"{place}:{traceback.tb_lineno} in {code.co_name}")
        traceback = traceback.tb_next
    return found


def tell(words: str) -> None:
    """Say something on the terminal while no screen is shown."""
    stream = sys.__stderr__
    if stream is not None:
        try:
            stream.write(words + "\n")
            stream.flush()
        except (OSError, ValueError):
            # There is nobody left to tell.
            return


def guard_hooks(in_thread: Callable[[BaseException, str], None] | None = None) -> None:
    """Replace every hook by which Python would print an exception with its message.

    Args:
        in_thread: Is handed what ended a thread, and the thread's name; without it, words are said.
    """
    sys.excepthook = lambda _kind, error, _trace: tell(crash_words(error, kept=False))
    # It was nobody's to handle and stopped nothing, so there is nothing to say over what is on the screen.
    sys.unraisablehook = lambda _unraisable: None

    def of_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is None or isinstance(told.exc_value, SystemExit):
            return
        if in_thread is not None:
            in_thread(told.exc_value, told.thread.name if told.thread is not None else "")
        else:
            tell(crash_words(told.exc_value, kept=False))

    threading.excepthook = of_thread


# Ending.


def leave(ending: Ending) -> None:
    """End this process now, or put a locked one in its place; nothing is waited for and nothing returns."""
    if ending is Ending.LOCK:
        begin_anew()
    os._exit(ending.value)


def begin_anew() -> NoReturn:
    """Put a new, locked process in the place of this one, so that nothing of it is left in memory."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":
        # There is no real exec there: this process stays behind, without its screen, until the new one ends.
        import subprocess  # noqa: PLC0415 — only here

        os._exit(subprocess.call(command))  # noqa: S603 — it is the very command that started this process
    try:
        os.execv(sys.executable, command)  # noqa: S606 — it is the very command that started this process
    except OSError:
        tell("The journal is closed. Start it again to open it.")
        os._exit(0)


def begin_with(folder: Path, state: Path) -> None:
    """Let the next process that ``begin_anew`` begins open this journal, and not the one that was named."""
    os.environ.update(zip(_WENT_TO, (str(folder), str(state)), strict=True))


def went_to(journal: str | None, state: str | None) -> tuple[str | None, str | None]:
    """Return the folders of the journal that somebody went to, or those that were named."""
    folder, beside = (os.environ.get(name) for name in _WENT_TO)
    return (folder, beside) if folder and beside else (journal, state)


def end_anyway(ending: Ending) -> None:
    """See to it that the process ends soon, even where the terminal takes nothing any more."""
    last_resort = threading.Timer(_PATIENCE, os._exit, [max(ending.value, 0)])
    last_resort.daemon = True
    last_resort.start()
