"""A person at a terminal: what stands on the screen is waited for, then something is typed."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence

from peerjournal.config import Places
from tests.cli.fresh_start import ROOT
from tests.conftest import PASSPHRASE

CTRL_C, CTRL_D = "\x03", "\x04"
UNLOCKS = ("Passphrase: ", f"{PASSPHRASE}\n")
_A_WHILE, _LONGEST = 5.0, 60.0
"""Seconds after which a silent program is nudged, or taken to be stuck; never waited for otherwise."""
# Ctrl-C and /dev/tty work only for whoever the terminal belongs to, and whoever starts the tests in the
# background lets them ignore the first.
_OWN_THE_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def at_terminal(
    places: Places,
    *arguments: str,
    typing: Sequence[tuple[str, str]] = (UNLOCKS,),
    columns: int = 80,
    before: Sequence[str] = (),
    module: str = "peerjournal",
    afterwards: Callable[[int], None] = lambda _: None,
) -> tuple[int, str]:
    """Run the command on a terminal.

    Args:
        places: Whose journal.
        arguments: What stands after the global options.
        typing: What to wait for, and what to type then.
        columns: How wide the terminal is.
        before: More global options.
        module: What is run: the program, or one of the tests' that breaks something in it first.
        afterwards: Is given the terminal when the program has ended.

    Returns:
        The exit code, and all that stood on the screen.
    """
    screen, keyboard = pty.openpty()
    fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", module, "--journal", places.journal, "--state", places.state]
    environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)
    with subprocess.Popen(
        [sys.executable, "-c", _OWN_THE_TERMINAL, *map(str, command), *before, *arguments],
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
        env=environment,
    ) as process:
        os.close(keyboard)
        shown = ""
        try:
            for awaited, typed in typing:
                begin = len(shown)
                while awaited not in shown[begin:]:
                    shown += _more(screen)
                os.write(screen, typed.encode())
            # A signal that arrives just before a program begins to wait for input is noticed only after it.
            again = CTRL_C if typing and typing[-1][1].endswith(CTRL_C) else ""
            deadline = time.monotonic() + _LONGEST
            while more := _more(screen, again, at_the_end=True):
                shown += more
                assert time.monotonic() < deadline, "the program goes on and on"
            afterwards(screen)
        finally:
            os.close(screen)
            if sys.exc_info()[0]:
                process.kill()
        return process.wait(), shown


def _more(screen: int, again: str = "", *, at_the_end: bool = False) -> str:
    """Return what appears next; nothing once the program has ended, which may only be at the end.

    Args:
        screen: The terminal.
        again: What is typed once more where nothing appears for a while, as a person would.
        at_the_end: Whether the program may end.
    """
    deadline = time.monotonic() + _LONGEST
    while not select.select([screen], [], [], _A_WHILE)[0]:
        assert time.monotonic() < deadline, "the program neither says nor does anything"
        os.write(screen, again.encode())
    try:
        more = os.read(screen, 65_536)
    except OSError:
        # Linux says so when nobody has the other end any longer.
        more = b""
    assert more or at_the_end, "the program ended before it asked"
    return more.decode("utf-8", "replace").replace("\r\n", "\n")
