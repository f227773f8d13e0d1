"""What a process does that was started for parts of rows: one part after another, each in an empty folder."""

import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.torture.tally import Part, Tally, silent

_shared: dict[str, Any] = {}


def begin(cases: Any, room: str) -> None:
    """Count into ``cases`` from now on, and work in ``room``; Ctrl-C is for the parent to hear."""
    _shared.update(cases=cases, room=room)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def do(part: Part) -> tuple[Tally, float]:
    """Do one part; return its figures, and how many seconds it took."""
    begun = time.monotonic()
    tally = Tally(_count)
    with tempfile.TemporaryDirectory(dir=_shared["room"]) as room, tally.case("part", part.func.__name__):
        part(tally, Path(room))
    del tally.done["part"]
    tally.tell = silent
    return tally, time.monotonic() - begun


def _count() -> None:
    with _shared["cases"].get_lock():
        _shared["cases"].value += 1
