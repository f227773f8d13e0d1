"""A terminal for figures: a program runs in it, and the moment of every frame that it paints is known.

Nothing is drawn here, which would take time of its own: what is waited for is looked for in the bytes.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

_ASKS_FOR_FRAMES, _KNOWS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_ENDS = b"\x1b[?2026l"
_PIECE = 256 * 1024
_LONGEST = 120.0
"""Seconds after which a program that shows nothing more is given up."""
SPELL = 0.12
"""Seconds without a frame after which a screen is taken to have settled."""
UP, DOWN, PAGE_DOWN, ESCAPE, ENTER, BACKSPACE = "\x1b[A", "\x1b[B", "\x1b[6~", "\x1b", "\r", "\x7f"


class Frames(NamedTuple):
    """When the first frame after a key was painted, and the last one; in seconds after the key."""

    first: float
    settled: float


class Screen:
    """A program in a terminal of 120 columns and 40 rows. Use it in a ``with``: it never outlives it."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        taken = {name: value for name, value in os.environ.items() if name not in {"LINES", "COLUMNS"}}
        taken |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self._seen = b""
        self._begun = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if not self._pid:
            # Nothing of this process may go on in the child, whatever happens.
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
                os.execve(arguments[0], [*arguments], taken)  # noqa: S606 — it is given no shell on purpose
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self._pid, 0)

    @property
    def peak(self) -> int:
        """The most memory that the program has held, in bytes; 0 where the system does not say."""
        # What wait4() says would begin with what this process held when it made the child.
        with contextlib.suppress(OSError):
            found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self._pid}/status").read_text())
            return int(found[1]) * 1024 if found else 0
        return 0

    def type(self, text: str) -> None:
        """Type, and begin to count the time."""
        self._seen = b""
        self._begun = time.perf_counter()
        os.write(self._terminal, text.encode())

    def wait(self, mark: str) -> float:
        """Return the seconds from the start, or from what was typed last, until something is painted.

        Args:
            mark: A regular expression for what is waited for.

        Raises:
            SystemExit: It never was.
        """
        wanted = re.compile(mark.encode())
        while not wanted.search(self._seen):
            if not self._read(_LONGEST):
                raise SystemExit(f"{mark!r} was never painted; the last was {self._seen[-400:]!r}")
        return time.perf_counter() - self._begun

    def idle(self, seconds: float) -> None:
        """Let time pass, as a person does."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def settle(self) -> None:
        """Wait until nothing more is painted."""
        while self._read(SPELL):
            pass

    def press(self, key: str, mark: str = "") -> Frames:
        """Press a key, and tell when the first frame was painted and when the last.

        Args:
            key: What to type.
            mark: A regular expression for what must be painted before the screen can have settled.

        Raises:
            SystemExit: Nothing was painted at all.
        """
        self.type(key)
        wanted = re.compile(mark.encode())
        frames = 0
        moments: list[float] = []
        while self._read(SPELL if moments and wanted.search(self._seen) else _LONGEST):
            if (count := self._seen.count(_FRAME_ENDS)) > frames:
                frames = count
                moments.append(time.perf_counter() - self._begun)
        if not moments:
            raise SystemExit(f"nothing was painted for {key!r}")
        return Frames(moments[0], moments[-1])

    def _read(self, patience: float) -> bytes:
        if not select.select([self._terminal], [], [], patience)[0]:
            return b""
        try:
            data = os.read(self._terminal, _PIECE)
        except OSError:
            # Linux says so when nobody has the other end any longer.
            return b""
        asked = self._seen.count(_ASKS_FOR_FRAMES)
        self._seen += data
        if self._seen.count(_ASKS_FOR_FRAMES) > asked:
            os.write(self._terminal, _KNOWS_FRAMES)
        return data
