"""A text that somebody gave: where it comes from, and how it is not lost should it not be kept."""

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError
from peerjournal.text import clean

if TYPE_CHECKING:  # Only to say what is handed in.
    from peerjournal.cli.program import Program

ENDS = "Ctrl-D on a line of its own ends it."
TYPED = "-"
"""Stands on the command line for a text that is asked for, or comes from stdin."""
_SHELL_KEEPS = (
    "Your shell may keep what stands on a command line in its history. `write`, `jot` and `people add` ask"
    " for it where nothing stands there, and other commands where `-` does. (This is said once.)"
)
_MARKER = "said-shell-history"
_NO_BACKUP = (
    "This computer has made no backup for a week or more. `peerjournal check` makes one, and so does the app."
    " (This is said once a week.)"
)
_NO_BACKUP_SAID = "said-no-backup"
_WEEK = 7 * 24 * 3600.0
"""Seconds."""
_MARKERS = {_MARKER, "said-own-editor", "said-unknown-editor"}
"""Empty files by which it is known what was said once."""


class OneOf(click.Choice[str]):
    """One of a few words; what was typed instead is not said again, and no error carries it."""

    def __init__(self, *words: str) -> None:
        """Take any of these words, whatever their case."""
        super().__init__(words, case_sensitive=False)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Say what would have been right."""
        del value, ctx
        return f"It takes {' or '.join(self.choices)}."


def read(terminal: Terminal, words: tuple[str, ...], question: str) -> str:
    """Return a text from the arguments, from stdin, or typed, cleaned.

    Raises:
        InputError: There is nothing in it.
        NotText: It is not UTF-8, or is longer than 8 MiB.
    """
    text = clean(terminal.text(words, question)).rstrip("\n")
    if not text.strip():
        raise InputError("There was no text. Nothing was kept or changed.")
    return text


def filled(program: "Program", options: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return options with the text that `-` stands for in one of them, and that text.

    Raises:
        InputError: There is nothing in it, or it stands for more than one.
        NotText: It is not UTF-8, or is longer than 8 MiB.
    """
    wanted = sum(map(_places, options.values()))
    if not wanted:
        return dict(options), ""
    if wanted > 1:
        raise InputError("`-` can stand for one text only.")
    if program.terminal.asks:
        # A wrong passphrase is told before the text is typed, not after.
        _ = program.session
    text = read(program.terminal, (), f"Write the text. {ENDS}")
    return {name: _with(value, text) for name, value in options.items()}, text


def _places(value: Any) -> int:
    return sum(map(_places, value)) if isinstance(value, tuple) else value == TYPED


def _with(value: Any, text: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_with(one, text) for one in value)
    return text if value == TYPED else value


@contextlib.contextmanager
def not_lost(terminal: Terminal, text: str, words: tuple[str, ...]) -> Iterator[None]:
    """Give a text that was typed or piped in back on stdout, should it not be kept after all.

    What stood on the command line is there still.
    """
    try:
        yield
    except (Exception, KeyboardInterrupt):
        if text and not words:
            terminal.tell("It was not kept. Here is what you wrote, so that it isn't lost:")
            terminal.result(text)
        raise


def tell_once_what_the_shell_keeps(terminal: Terminal, state: Path) -> None:
    """Say the first time that a text on the command line stays in the shell's history.

    Whether it was said is known by an empty file; where none can be made, nothing is said and nothing fails.
    """
    from peerjournal.disk import DISK  # noqa: PLC0415 — only for a text on the command line

    with contextlib.suppress(OSError):
        DISK.mkdir(state)
        DISK.create(state / _MARKER, b"")
        terminal.tell(_SHELL_KEEPS)


def tell_weekly_that_no_backup_was_made(terminal: Terminal, home: Any, now: datetime) -> None:
    """Say, once a week, that this computer has made no backup for a week or more.

    `write` and `jot` make none, so whoever uses only them is told. It costs them a look into one folder.
    Where there never was one, the journal must be a week old; where it can't be noted that it was said,
    nothing is said.
    """
    today = now.date()
    this_week = today.fromordinal(today.toordinal() - 6).isoformat(), today.isoformat()
    with contextlib.suppress(OSError):
        days = [name[:10] for name in home.disk.list(home.backups) if name[10:] == ".tar"]
        past = [day for day in days if day <= this_week[1]]
        # The pin is as old as the journal is on this computer.
        if max(past, default="") >= this_week[0] or (not past and _age(home.jot_pin, now) < _WEEK):
            return
        with contextlib.suppress(FileNotFoundError):
            said = home.disk.read_file(home.state / _NO_BACKUP_SAID, 16).decode("ascii", "replace")
            if this_week[0] <= said.strip() <= this_week[1]:
                return
        home.disk.replace(home.state / _NO_BACKUP_SAID, f"{today.isoformat()}\n".encode())
        terminal.tell(_NO_BACKUP)


def _age(path: Path, now: datetime) -> float:
    return now.timestamp() - path.lstat().st_mtime


def forget_what_was_said(state: Path) -> None:
    """Remove the marks that say so, and the folder they lie in, where no journal of this computer is left."""
    from peerjournal.disk import DISK  # noqa: PLC0415 — only where a journal is forgotten

    with contextlib.suppress(OSError):
        marks = DISK.list(state)
        if marks and _MARKERS.issuperset(marks):
            for mark in marks:
                DISK.unlink(state / mark)
            DISK.rmdir(state)
