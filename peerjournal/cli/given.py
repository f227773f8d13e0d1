"""A text that somebody gave: where it comes from, and how it is not lost should it not be kept."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError
from peerjournal.text import clean

ENDS = "Ctrl-D on a line of its own ends it."
_SHELL_KEEPS = (
    "Your shell may keep what stands on a command line in its history. Without a text there, `write` and"
    " `jot` ask for it. (This is said once.)"
)
_MARKER = "said-shell-history"


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
