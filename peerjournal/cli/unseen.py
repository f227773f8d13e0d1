"""Typing unseen: a passphrase stays unseen also where the program was stopped at the question and goes on."""

import contextlib
import signal
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def also_afterwards() -> Iterator[None]:
    """Hide what is typed once more after Ctrl-Z and `fg`: the shell in between has let it be shown."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGCONT, lambda *_: _hide())
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)


def _hide() -> None:
    import termios  # noqa: PLC0415 — it can't be imported on Windows

    # Whoever asks has the terminal already; where there is none, nothing is shown either.
    with contextlib.suppress(OSError, termios.error), open("/dev/tty", "rb", buffering=0) as keyboard:  # noqa: PTH123 — a device
        how = termios.tcgetattr(keyboard)
        how[3] &= ~termios.ECHO
        termios.tcsetattr(keyboard, termios.TCSANOW, how)
