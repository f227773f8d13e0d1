"""Something long that is done beside everything else: how far it is, and ending it where somebody asks."""

import contextlib
import threading
from collections.abc import Iterator

OFTEN = 0.25
"""Seconds after which a screen looks again how far something is."""
_WHOLE = 100


class Stopped(Exception):
    """It was stopped, so nothing of it is left."""


class Watch:
    """Follows one piece of work: called with how much of how much is done, it raises where that is to end."""

    def __init__(self) -> None:
        self._stop, self._ended = threading.Event(), threading.Event()
        self._done, self._total = 0, 0
        self.what = ""
        """Which part of the work is done now, where there are several."""

    def __call__(self, done: int, total: int) -> None:
        """Note how far it is, in the thread that does it."""
        if self._stop.is_set():
            raise Stopped
        self._done, self._total = done, total

    @contextlib.contextmanager
    def over(self) -> Iterator[None]:
        """Stand around the work, so that it is known when it has ended."""
        try:
            # What was stopped before it began never begins.
            self(0, 0)
            yield
        finally:
            self._ended.set()

    def stop(self, seconds: float = 0) -> bool:
        """Ask it to end, wait so long for that, and return whether it has ended."""
        self._stop.set()
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, no longer than that, and return whether it has."""
        return self._ended.wait(seconds)

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._ended.is_set()

    @property
    def is_stopping(self) -> bool:
        """Whether somebody asked it to end."""
        return self._stop.is_set()

    @property
    def counted(self) -> int:
        """How much is done, where it is not known of how much; else 0."""
        return 0 if self._total else self._done

    @property
    def percent(self) -> int:
        """How far it is."""
        return _WHOLE * min(self._done, self._total) // self._total if self._total else 0
