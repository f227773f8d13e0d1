"""What a process does that was started for parts of rows: one part after another, each in an empty folder."""

import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.torture.tally import Part, Tally, silent

MEMORY = Path("/dev/shm")  # noqa: S108 - rooms of our own are made in it, and what is tried asks for no medium
_shared: dict[str, Any] = {}


def begin(cases: Any) -> None:
    """Count into ``cases`` from now on; Ctrl-C is for the parent to hear."""
    _shared["cases"] = cases
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def do(part: Part) -> tuple[Tally, float]:
    """Do one part; return its figures, and how many seconds it took."""
    begun = time.monotonic()
    tally = Tally(_count)
    made = tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY if MEMORY.is_dir() else None)
    with made as room, tally.case("part", part.func.__name__):
        part(tally, Path(room))
    del tally.done["part"]
    tally.tell = silent
    return tally, time.monotonic() - begun


def _count() -> None:
    with _shared["cases"].get_lock():
        _shared["cases"].value += 1
