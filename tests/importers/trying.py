"""A process of its own that tries one importer on all hostile sources, and tells what came of it.

`python -m tests.importers.trying NAME FOLDER` writes one JSON object: for each source what it ended in, and
of the process what it wrote, what it reached for, and the most memory it held.
"""

import contextlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peerjournal.errors import PeerjournalError
from peerjournal.importers import IMPORTERS, Found, Options, Skipped, recognise
from tests.importers.hostile import SOURCES, made

_MOST_MEMORY = 1024 * 1024 * 1024
_PATIENCE = 120
"""Seconds for one source; nothing here takes a tenth of it."""
_WRITES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
}
_REACHES = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system", "os.fork"}


class Watch:
    """Notes whatever Python writes, and wherever it reaches."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
                self.seen.append(f"open {arguments[0]}")
        elif event in _WRITES | _REACHES:
            self.seen.append(f"{event} {arguments}")


def outcomes(name: str, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Try the importer of this name on every source, whatever kind that is."""
    (importer,) = (each for each in IMPORTERS if each.name == name)
    options = Options(zone="Europe/Berlin", passphrase=lambda: "made up")
    for number, (called, make) in enumerate(SOURCES.items()):
        told: dict[str, Any] = {"found": 0, "skipped": 0, "refusal": "", "said": []}
        source = made(folder, number, make)
        signal.alarm(_PATIENCE)
        told["recognised"] = [each.name for each in recognise(source)]
        told["size"] = importer.size(source)
        try:
            for each in importer.read(source, options):
                if isinstance(each, Found):
                    told["found"] += 1
                    told["said"] += [*each.remarks, repr(each)] if told["found"] < 100 else []
                elif isinstance(each, Skipped):
                    told["skipped"] += 1
                    told["said"] += [each.why, repr(each)] if told["skipped"] < 100 else []
        except PeerjournalError as error:
            told["refusal"] = type(error).__name__
            told["said"] += [str(error), repr(error), error.hint]
        signal.alarm(0)
        yield called, told


def main(name: str, folder: str) -> None:
    """Try one importer, and write what came of it."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    watch = Watch()
    watch.on = True
    told = dict(outcomes(name, Path(folder)))
    watch.on = False
    sys.stdout.write(json.dumps({"told": told, "did": watch.seen, "peak": peak_memory()}))


def peak_memory() -> int:
    """Return how much memory this process ever held, in KiB."""
    with contextlib.suppress(OSError):
        # What getrusage says counts the process, too, from which this one was made.
        told = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(told.partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
