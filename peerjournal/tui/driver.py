"""How the terminal is taken and given back: blank before it is left, and kept where another screen follows.

The library's own driver does the rest. What it does inside is pinned with its version and held by tests.
"""

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from typing import Any, ClassVar

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from peerjournal.tui.safety import BLANK, HANDED_OVER

_TICK = 0.1
"""Seconds after which a lone Esc is taken to be no more than that, as in the library."""
_PIECE = 4096


class CalmDriver(LinuxDriver):
    """A terminal that shows nothing of ours once it is left."""

    keeps_screen = False
    """Whether another screen of ours follows, so that the shell must not flash in between."""
    _found: ClassVar[list[Any] | None] = None
    """How the terminal was before the first of our screens."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._woken, self._wake = os.pipe()

    def run_input_thread(self) -> None:
        """Read the keyboard as the library does, but end at once: it takes a fifth of a second for that."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._woken], [], [], _TICK)
            text = decode(os.read(self.fileno, _PIECE)) if self.fileno in ready else ""
            for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                self.process_message(event)

    def disable_input(self) -> None:
        """Stop reading the keyboard."""
        self._loop.remove_signal_handler(signal.SIGWINCH)
        # It stays there until the thread has ended, which looks at the library's own event.
        os.write(self._wake, b"\0")
        super().disable_input()
        os.read(self._woken, 1)

    def write(self, data: str) -> None:
        """Write, unless the terminal is gone: the queue would fill, and everything would wait for ever."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, remembering how it was before the first of our screens."""
        super().start_application_mode()  # type: ignore[no-untyped-call] # the library gives it no type
        kept = CalmDriver._found or _decode(os.environ.pop(HANDED_OVER, ""))
        if kept is not None:
            self.attrs_before = kept
        CalmDriver._found = self.attrs_before
        self._take_sizes_in_order()

    def _take_sizes_in_order(self) -> None:
        """Read each new size of the window in the loop.

        The library reads it inside the signal handler, which a next signal may interrupt: then the older size
        was told last, and the page stayed as narrow as the window no longer was.
        """
        resized = signal.getsignal(signal.SIGWINCH)
        if callable(resized):
            self._loop.add_signal_handler(signal.SIGWINCH, resized, signal.SIGWINCH, None)

    def stop_application_mode(self) -> None:
        """Give the terminal back, blank; or leave it as it is for the next screen."""
        if self.keeps_screen:
            self._stop_keeping()
        else:
            self.write(BLANK)
            super().stop_application_mode()
            CalmDriver._found = None

    def _stop_keeping(self) -> None:
        self._disable_bracketed_paste()
        self._disable_in_band_window_resize()
        # Echo stays off meanwhile: what is typed too early must not be shown.
        self.disable_input()
        self.write("\x1b[<u\x1b[?1004l")

    def blank(self) -> None:
        """Show nothing, at once."""
        self.write(BLANK)

    def hand_over(self) -> None:
        """Tell the process that takes our place how the terminal was before us."""
        if CalmDriver._found is not None:
            os.environ[HANDED_OVER] = _encode(CalmDriver._found)


def _encode(attributes: list[Any]) -> str:
    *numbers, characters = attributes
    codes = (one if isinstance(one, int) else one[0] for one in characters)
    return " ".join(str(number) for number in (*numbers, *codes))


def _decode(text: str) -> list[Any] | None:
    try:
        numbers = [int(part) for part in text.split()]
        here = termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0)
    except (ValueError, OSError, termios.error):
        return None
    if len(numbers) != len(here) - 1 + len(here[-1]):
        return None
    split = len(here) - 1
    return [*numbers[:split], [bytes([number & 0xFF]) for number in numbers[split:]]]


def give_back() -> None:
    """Put the terminal back as it was found, if one of our screens still holds it."""
    found, CalmDriver._found = CalmDriver._found, None  # noqa: SLF001 — the same room
    stream, keyboard = sys.__stderr__, sys.__stdin__
    if found is None or stream is None or keyboard is None:
        return
    stream.write(f"{BLANK}\x1b[?1049l\x1b[?25h\x1b[?7h")
    stream.flush()
    termios.tcsetattr(keyboard.fileno(), termios.TCSANOW, found)
