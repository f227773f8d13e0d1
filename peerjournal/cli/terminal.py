"""The only code that reads or writes the terminal, and the rules of our voice.

Results go to stdout, everything else to stderr, so that a pipe carries only what was asked for. Nothing is
ever asked where nobody can answer: without a terminal the command says what to pass instead. Every word that
a person wrote passes ``text.clean`` on its way out, so that no escape reaches the terminal.
"""

import contextlib
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from peerjournal.disk import DISK
from peerjournal.errors import InputError, NeedsAnswer, NotText
from peerjournal.text import UNSAFE, clean

LARGEST = 8 * 1024 * 1024
"""The most bytes that are read from stdin: 8 MiB."""
_LONGEST_PAGE = 256 * 1024
"""Characters; a longer text is shown as it is, because setting it would take seconds."""
_NARROWEST = 20
"""Columns; where there are fewer, the terminal breaks lines as it likes."""
_PATIENCE = 1.0
"""Seconds after which a bar is shown: what is quicker needs none."""
Progress = Callable[[int, int], None]


class Terminal:
    """What a command says and asks."""

    def __init__(self, *, color: bool = True) -> None:
        self.input_taken = False
        """Whether stdin carries the passphrase, so that no text can come from it."""
        # A stream that was closed before we began is None.
        self._out: TextIO = sys.stdout or _nowhere()
        self._err: TextIO = sys.stderr or _nowhere()
        for stream in (self._out, self._err):
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a TextIO that is no TextIOWrapper is left as it is
        self.color = color and "NO_COLOR" not in os.environ and self._out.isatty()

    @property
    def asks(self) -> bool:
        """Whether there is somebody at a terminal to answer."""
        return sys.stdin is not None and sys.stdin.isatty()

    @property
    def shows(self) -> bool:
        """Whether results go to a terminal."""
        return self._out.isatty()

    @property
    def has_screen(self) -> bool:
        """Whether somebody sits at a terminal that can show a whole screen."""
        whole = self.asks and self.shows and self._err.isatty()
        return whole and os.environ.get("TERM", "dumb") not in {"", "dumb"}

    @property
    def width(self) -> int:
        """How many columns there are."""
        import shutil  # noqa: PLC0415 — 4 ms, and only where columns matter

        return shutil.get_terminal_size((80, 24)).columns

    # Saying.

    def result(self, text: str = "") -> None:
        """Write a line of the result to stdout."""
        self._out.write(clean(text) + "\n")

    def result_bytes(self, data: bytes) -> None:
        """Write bytes to stdout exactly as they are: what will leave, or a file."""
        self._out.flush()
        buffer: BinaryIO = self._out.buffer
        buffer.write(data)
        buffer.flush()

    def result_json(self, value: Any) -> None:
        """Write one JSON document to stdout, in UTF-8; what could command a terminal is escaped."""
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
        self._out.write(re.sub(f"[{UNSAFE}\ud800-\udfff]", _escaped, text) + "\n")

    def tell(self, text: str = "", *, as_it_is: bool = False) -> None:
        """Say to the person, on stderr, what happened or what can be done.

        Args:
            text: What to say.
            as_it_is: Whether its lines are left as they are, where what is shown is what leaves.
        """
        self._out.flush()
        self._err.write((clean(text) if as_it_is else self._fitted(clean(text))) + "\n")
        self._err.flush()

    def show_until(self, text: str, question: str) -> None:
        """Show what nobody else may find on the screen later, until a line is typed.

        It stands on the terminal's other screen, which can't be scrolled back to. Where that is missing, or
        too low for the text, it stays on the one there is.
        """
        aside = self._has_room_aside(text)
        self._err.write("\x1b[?1049h\x1b[H" if aside else "")
        try:
            self.tell(text)
            self.line(question, instead="")
        finally:
            self._err.write("\x1b[?1049l" if aside else "")
            self._err.flush()

    def leave_other_screen(self) -> None:
        """Leave the screen on which a program that was cut off still shows its words."""
        if self._err.isatty():
            self._err.write("\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1006l\x1b[?2004l\x1b[0m")
            self._err.flush()

    def _has_room_aside(self, text: str) -> bool:
        if not self._err.isatty() or os.environ.get("TERM", "dumb") == "dumb":
            return False
        with contextlib.suppress(OSError, ValueError):
            return self._fitted(text).count("\n") + 2 < os.get_terminal_size(self._err.fileno()).lines
        return False

    def _fitted(self, text: str) -> str:
        """Break long lines between words on a terminal, which would break them within one; nowhere else."""
        if not self._err.isatty():
            return text
        with contextlib.suppress(OSError, ValueError):
            columns = os.get_terminal_size(self._err.fileno()).columns
            return "\n".join(_broken(line, columns) for line in text.split("\n"))
        return text

    def page(self, markdown: str) -> None:
        """Show Markdown: typeset on a terminal, as it is in a pipe."""
        if not self.shows or len(markdown) > _LONGEST_PAGE:
            return self.result(markdown)
        from peerjournal.cli import typeset  # noqa: PLC0415 — rich takes 46 ms, only where a text is shown

        self._out.flush()
        return typeset.show(markdown, to=self._out, color=self.color)

    def flush(self) -> None:
        """Hand over what was written so far."""
        self._out.flush()

    @staticmethod
    def close() -> None:
        """Write nothing more of the result: nobody takes it, and what still waits must not fail again."""
        with contextlib.suppress(OSError, AttributeError):
            os.dup2(DISK.open(Path(os.devnull), os.O_WRONLY), sys.stdout.fileno())

    # Asking.

    def _need(self, instead: str) -> None:
        if not self.asks:
            raise NeedsAnswer(hint=instead)

    def secret(self, question: str, *, instead: str) -> str:
        """Ask for something that is not shown while it is typed.

        Raises:
            NeedsAnswer: The input is not a terminal; ``instead`` says what to pass.
        """
        self._need(instead)
        from getpass import getpass  # noqa: PLC0415 — only where something is asked

        from peerjournal.cli import unseen  # noqa: PLC0415 — as above

        self._out.flush()
        with unseen.also_afterwards():
            return getpass(question, stream=self._err)

    def line(self, question: str, *, instead: str) -> str:
        """Ask for one line; raises as ``secret`` does, and EOFError where Ctrl-D is all that is typed."""
        self._need(instead)
        self._err.write(f"{self._fitted(question.rstrip(' '))} ")
        self._err.flush()
        if not (typed := sys.stdin.readline()):
            # It is no answer, and must never count as the one that Enter gives.
            raise EOFError
        return clean(typed.rstrip("\n"))

    def answer(self) -> str:
        """Return lines that are typed until Ctrl-D; nothing where the first is empty. Only at a terminal.

        Raises:
            NotText: It is longer than 8 MiB.
        """
        lines: list[str] = []
        size = 0
        while line := sys.stdin.readline():
            if not lines and not line.strip():
                return ""
            lines.append(line)
            size += len(line)
            if size > LARGEST:
                raise NotText("The answer is longer than 8 MiB.", hint="Keep a part of it elsewhere.")
        return clean("".join(lines)).strip("\n")

    def agrees(self, question: str, *, yes: bool) -> bool:
        """Ask the one question a command may ask; ``yes`` answers it beforehand.

        Raises:
            NeedsAnswer: The input is not a terminal, and ``--yes`` was not given.
        """
        if yes:
            return True
        answer = self.line(f"{question} [y/N] ", instead="Pass `--yes` to go ahead. Nothing was done.")
        return answer.strip().lower() in {"y", "yes"}

    def text(self, words: tuple[str, ...], question: str) -> str:
        """Return a text from the arguments, from stdin, or typed on the terminal until Ctrl-D.

        Raises:
            NotText: It is not UTF-8, or is longer than 8 MiB.
        """
        if words:
            return " ".join(words)
        if self.asks:
            self.tell(question)
        return self.standard_input()

    def standard_input(self) -> str:
        """Return everything on stdin as text.

        Raises:
            NotText: It is not UTF-8, or is longer than 8 MiB.
        """
        try:
            return self.standard_input_bytes().decode("utf-8-sig").rstrip("\n")
        except UnicodeDecodeError:
            # Python's own error holds the bytes, so it stays out of the chain.
            raise NotText from None

    def standard_input_bytes(self) -> bytes:
        """Return everything on stdin.

        Raises:
            NotText: It is longer than 8 MiB.
            InputError: The passphrase comes from stdin.
        """
        if self.input_taken:
            raise InputError(
                "The passphrase comes from stdin, so nothing else can. Nothing was kept.",
                hint="Pass it another way, as in `--passphrase-fd 3 3<FILE`.",
            )
        if sys.stdin is None:
            return b""
        data = sys.stdin.buffer.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise NotText(
                "The input is longer than 8 MiB, so nothing was kept.", hint="Split it and try again."
            )
        return data

    @contextlib.contextmanager
    def progress(self, what: str) -> Iterator[Progress]:
        """Give a callback that draws a bar on stderr once the work took a second; Ctrl-C stops the work."""
        begun, drawn = time.monotonic(), [0.0]

        def moved(done: int, total: int) -> None:
            now = time.monotonic()
            if self._err.isatty() and now - begun > _PATIENCE and now - drawn[0] > 1 / 10:
                drawn[0] = now
                filled = 20 * done // max(total, 1)
                bar = "=" * filled + " " * (20 - filled)
                self._err.write(f"\r{what} [{bar}] {100 * done // max(total, 1)} %")
                self._err.flush()

        try:
            yield moved
        finally:
            if drawn[0]:
                self._err.write("\r" + " " * (len(what) + 30) + "\r")
                self._err.flush()


def _nowhere() -> TextIO:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def _broken(line: str, columns: int) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    if len(line) <= columns or columns < len(indent) + _NARROWEST:
        return line
    import textwrap  # noqa: PLC0415 — 2 ms, only for a line that is too long

    return textwrap.fill(
        line, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
