"""A real terminal for tests: a program runs in it, keys and the mouse go in, the screen is read and drawn.

What stands on the screen is waited for by reading until it is there, with a deadline; nothing ever sleeps.
"""

import contextlib
import html
import os
import re
import select
import termios
import time
import tty
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess  # type: ignore[import-untyped] # it has no types

ROOT = Path(__file__).parents[2]
LONGEST = 60.0
"""Seconds after which a program that shows nothing more is taken to be stuck; never waited for otherwise."""
_UNSET = ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR", "COLORTERM", "TMUX", "STY")

_ASKS_FOR_FRAMES, _FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026$p", b"\x1b[?2026h", b"\x1b[?2026l"
_TAUGHT = (
    (b"\x1b[<u", b""),
    (b"\x1b[>25u", b""),
    (b"\x1b[?1049h", b"\x1b[2J"),
)
"""What the stand-in for a terminal does not know: two sequences it would draw, and an empty screen."""
_LONGEST_MARK = 9
"""Bytes of one of these without its last, which may have come in two pieces."""

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{f"f{number}": f"\x1bO{letter}" for number, letter in zip(range(1, 5), "PQRS", strict=True)},
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip(range(5, 11), (15, 17, 18, 19, 20, 21), strict=True)
    },
    **{f"ctrl+{chr(code + 96)}": chr(code) for code in range(1, 27)},
    "ctrl+backslash": "\x1c",
}


class Terminal:
    """A program on a screen of its own. Use it in a ``with``: the program never outlives it."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start a program.

        Args:
            command: The program and its arguments.
            size: Columns and rows.
            environment: What to add to this process's own, after that was freed of what changes colors.
        """
        self.columns, self.rows = size
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self._drawing, self._knows_frames = False, False
        self._begun = b""
        self.written = b""
        """Everything that the program wrote, in order."""
        base = {name: value for name, value in os.environ.items() if name not in _UNSET}
        base |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        self._process = PtyProcess.spawn(
            [str(part) for part in command],
            env=base | dict(environment or {}),
            dimensions=(self.rows, self.columns),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._process.close(force=True)

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    # Reading.

    @property
    def text(self) -> str:
        """What stands on the screen, line by line, without the spaces behind."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Read until something is so.

        Raises:
            AssertionError: It is not so in a long time, or the program ended first; shows the screen.
        """
        deadline = time.monotonic() + LONGEST
        while self._drawing or not until():
            alive = self._read(deadline)
            assert alive, f"never saw {what} before it {self._how()}; the screen holds:\n{self.text}"

    def _how(self) -> str:
        return "went quiet" if self._process.isalive() else f"ended with {self._process.exitstatus}"

    def wait_for(self, text: str) -> None:
        """Read until a text stands on the screen."""
        self.wait(lambda: text in self.text, repr(text))

    def wait_gone(self, text: str) -> None:
        """Read until a text stands no longer on the screen."""
        self.wait(lambda: text not in self.text, f"{text!r} go")

    def wait_written(self, data: bytes) -> None:
        """Read until the program has written some bytes."""
        self.wait(lambda: data in self.written, repr(data))

    def end(self) -> int:
        """Read until the program has ended; return its status, or minus the signal that ended it."""
        deadline = time.monotonic() + LONGEST
        while self._read(deadline):
            assert time.monotonic() < deadline, f"it never ended; the screen holds:\n{self.text}"
        assert time.monotonic() < deadline, f"it never ended; the screen holds:\n{self.text}"
        self._process.wait()
        if self._process.signalstatus is not None:
            return -int(self._process.signalstatus)
        return int(self._process.exitstatus or 0)

    def _read(self, deadline: float) -> bool:
        """Read what comes next; return whether anything came before the deadline or the end."""
        ready, _, _ = select.select([self._process.fd], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._process.fd, 65_536)
        except OSError:
            # Linux says so when nobody has the other end any longer.
            return False
        begin = max(0, len(self.written) - _LONGEST_MARK)
        self.written += data
        self._answer(self.written[begin:])
        shown, self._begun = _whole(self._begun + data)
        for unknown, instead in _TAUGHT:
            shown = shown.replace(unknown, instead)
        self._stream.feed(shown)
        return bool(data)

    def _answer(self, recent: bytes) -> None:
        """Say that this terminal knows where a frame begins and ends, and note whether one is half drawn."""
        if _ASKS_FOR_FRAMES in recent and not self._knows_frames:
            self.type("\x1b[?2026;2$y")
        self._knows_frames = _ASKS_FOR_FRAMES in recent
        if _FRAME_BEGINS in recent or _FRAME_ENDS in recent:
            self._drawing = recent.rfind(_FRAME_BEGINS) > recent.rfind(_FRAME_ENDS)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as a shell finds it."""
        return bool(termios.tcgetattr(self._process.fd)[tty.LFLAG] & termios.ECHO)

    def show_typing(self) -> None:
        """Have the terminal show what is typed, as a shell does while the program is stopped."""
        self._process.setecho(state=True)

    # Typing.

    def type(self, text: str) -> None:
        """Type a text as it is."""
        os.write(self._process.fd, text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name, or single letters."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """Paste a text, as a terminal does."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def click(self, text: str) -> None:
        """Click on the first place where a text stands."""
        row = next(number for number, line in enumerate(self.screen.display) if text in line)
        column = _cell_of(self.screen, row, text)
        for end in "Mm":
            self.type(f"\x1b[<0;{column + 1};{row + 1}{end}")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close_window(self) -> None:
        """Close the window under the program, and wait until it has ended."""
        os.close(self._process.fd)
        os.waitpid(self.pid, 0)

    # Drawing.

    def svg(self) -> str:
        """Draw the screen as SVG."""
        width, height = self.columns * _WIDE + 2 * _EDGE, self.rows * _HIGH + 2 * _EDGE
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}">'
            f'<rect width="100%" height="100%" fill="{_GROUND}"/><g shape-rendering="crispEdges"'
            f' font-family="DejaVu Sans Mono" font-size="14" transform="translate({_EDGE} {_EDGE})">'
        )
        cells = (
            _drawn(self.screen.buffer[row][column], column, row)
            for row in range(self.rows)
            for column in range(self.columns)
        )
        return head + "".join(cells) + "</g></svg>"

    def colors_of(self, text: str) -> tuple[str, str]:
        """Return the color of a text on the screen and of its ground."""
        row = next(number for number, line in enumerate(self.screen.display) if text in line)
        cell = self.screen.buffer[row][_cell_of(self.screen, row, text)]
        return (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)


def _whole(data: bytes) -> tuple[bytes, bytes]:
    """Split off a sequence that has only begun."""
    begun = re.search(rb"\x1b(\[[<>?0-9;$]*)?$", data)
    return (data[: begun.start()], data[begun.start() :]) if begun else (data, b"")


def _cell_of(screen: pyte.Screen, row: int, text: str) -> int:
    """Return the column at which a text begins; a wide character takes two."""
    place = screen.display[row].index(text)
    column, seen = 0, 0
    while seen < place:
        seen += len(screen.buffer[row][column].data) or 0
        column += 1
    return column


_WIDE, _HIGH, _EDGE = 8.4, 17.0, 8
_INK, _GROUND = "#d0d0d0", "#101010"
_NAMED = dict(
    zip(
        "black red green brown blue magenta cyan white".split(),  # noqa: SIM905 — one line reads better
        "#000000 #cd3131 #0dbc79 #b58900 #2472c8 #bc3fbc #11a8cd #e5e5e5".split(),  # noqa: SIM905 — as above
        strict=True,
    )
)


def _drawn(cell: pyte.screens.Char, column: int, row: int) -> str:
    """Draw one cell."""
    front, back = _color(cell.fg, _INK), _color(cell.bg, _GROUND)
    if cell.reverse:
        front, back = back, front
    x, y = column * _WIDE, row * _HIGH
    ground = f'<rect x="{x:.1f}" y="{y:.1f}" width="{_WIDE}" height="{_HIGH}" fill="{back}"/>'
    if not cell.data.strip():
        return ground
    style = (
        (' font-weight="bold"' if cell.bold else "")
        + (' font-style="italic"' if cell.italics else "")
        + (' text-decoration="underline"' if cell.underscore else "")
    )
    return (
        ground + f'<text x="{x:.1f}" y="{y + 13:.1f}" fill="{front}"{style}>{html.escape(cell.data)}</text>'
    )


def _color(name: str, default: str) -> str:
    if name == "default":
        return default
    if len(name) == len("ffffff") and all(letter in "0123456789abcdef" for letter in name.lower()):
        return f"#{name}"
    return _NAMED.get(name.removeprefix("bright"), default)
