"""Acting on an app without a terminal: tests that are coroutines, and waiting until something is so."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any

from textual.pilot import Pilot

_TIMES = 4_000


def acting(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Make a test of a coroutine."""

    @functools.wraps(test)
    def run(*arguments: Any, **fixtures: Any) -> None:
        asyncio.run(test(*arguments, **fixtures))

    return run


async def until(pilot: Pilot[Any], so: Callable[[], bool]) -> None:
    """Let the app go on until something is so."""
    for _ in range(_TIMES):
        if so():
            return
        await pilot.pause(0.005)
    raise AssertionError("it never became so")
