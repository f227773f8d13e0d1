"""Moves entries with files in, and ends by a signal that nobody can catch: run as a program by the tests.

python -m tests.journal.dies_midway JOURNAL STATE CALL    dies at the n-th call to the disk; 0 lives
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from peerjournal.disk import Disk
from peerjournal.journal import Journal
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.journal.attached import Came, File, came, noise

FILES = tuple(File(f"{number}.jpg", noise(70_000 * number, seed=number), "photo") for number in range(1, 4))


def source() -> list[Came]:
    return [came(f"entry {number}", file) for number, file in enumerate(FILES, start=1)]


class Dying(Disk):
    """Dies before one of its calls that change something."""

    def __init__(self, at: int) -> None:
        self.left = at

    def _call(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, *arguments: Any) -> None:
        self._call()
        super().write(*arguments)

    def fsync(self, fd: int) -> None:
        self._call()
        super().fsync(fd)

    def rename(self, source: Path, target: Path) -> None:
        self._call()
        super().rename(source, target)


if __name__ == "__main__":
    folder, state, at = sys.argv[1:]
    disk = Dying(0)
    vault = Vault.unlock(Path(folder), Path(state), passphrase=PASSPHRASE, clock=StandingClock(), disk=disk)
    journal = Journal(vault)
    journal.list()
    disk.left = int(at)
    journal.move_in(source(), source="old")
    sys.stdout.write(f"{-disk.left}\n")
