"""What is typed before a screen can take it: it waits, and goes to that screen in the order it was typed."""

from typing import Any
from weakref import WeakSet

from textual import events
from textual.screen import Screen

_AT_ONCE = {"f1", "ctrl+g", "f9", "ctrl+backslash", "ctrl+l"}
"""What never waits: help, covering and locking."""


class Early:
    """Keys and pastes for a screen that was opened and is not laid out yet."""

    def __init__(self) -> None:
        self._ready: WeakSet[Screen[Any]] = WeakSet()
        self._waiting: list[events.Key | events.Paste] = []
        self._awaited: Screen[Any] | None = None

    def holds(self, event: events.Event, screen: Screen[Any]) -> bool:
        """Keep an event for the screen that is on top, if that can't take it yet; tell whether it was kept.

        Nothing is kept for the first screen: what was typed into a shell, or to a journal that has locked
        itself since, is not meant for it.
        """
        if not self._ready or screen in self._ready:
            return False
        if isinstance(event, events.Key):
            kept = event.is_printable or (bool(self._waiting) and event.key not in _AT_ONCE)
            again: events.Key | events.Paste = events.Key(event.key, event.character)
        elif isinstance(event, events.Paste):
            kept, again = True, events.Paste(event.text)
        else:
            return False
        if kept:
            if self._awaited is not screen:
                self._waiting.clear()
            self._awaited = screen
            again.time = event.time
            self._waiting.append(again)
        return kept

    def release(self, ready: Screen[Any], top: Screen[Any]) -> list[events.Key | events.Paste]:
        """Take note that a screen is laid out; return what waited for it, if it is still on top."""
        self._ready.add(ready)
        if ready is not top:
            return []
        # What came up again from the screen below is older than what came in meanwhile.
        waited = sorted(self._waiting, key=lambda event: event.time) if self._awaited is ready else []
        self._waiting.clear()
        return [*waited]
