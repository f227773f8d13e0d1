"""Ctrl-C that waits for the end of a step, so that what is being written is whole and known to be there."""

import contextlib
import signal
from collections.abc import Iterator
from typing import Any

from peerjournal.cli.terminal import Progress


@contextlib.contextmanager
def stopped_between(progress: Progress) -> Iterator[Progress]:
    """Give a progress that Ctrl-C stops at its next word; a second Ctrl-C does not wait for that."""
    asked: list[int] = []

    def ask(number: int, frame: Any) -> None:
        del frame
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    def watched(done: int, total: int) -> None:
        if asked:
            raise KeyboardInterrupt
        progress(done, total)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield watched
    finally:
        signal.signal(signal.SIGINT, before)
