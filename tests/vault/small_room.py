"""Backs up and restores on a file system that is really full, at many sizes; run in a mount namespace.

python -m tests.vault.small_room FOLDER STEPS    prints how often the room was too small, and how often enough
"""

import subprocess
import sys
from pathlib import Path

from peerjournal import vault as vaults
from peerjournal.errors import NotSaved
from peerjournal.vault import Target
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import OLD, Place, documents

_STEP = 4
"""KiB from one size to the next: one page, the least that a file system in memory gives."""

_ENTRIES = 60
"""Of 1 KiB each, sealed."""


def mounted(room: Path, kibibytes: int) -> None:
    options = ["-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(room)]
    subprocess.run(["mount", *options], check=True)


def backed_up(original: Place, room: Path) -> bool:
    """Back up into the room; tell whether there was enough of it."""
    place = original.copy("copy")
    vault = place.unlock()
    try:
        vaults.back_up(vault, room / "backup.tar")
    except NotSaved:
        assert list(room.iterdir()) == []
        scenes.save(vault, "after", "it goes on")
        return False
    found = vaults.restore(
        room / "backup.tar", Target(place.root / "back", place.root / "back.state"), secret=OLD,
        clock=StandingClock(),
    )  # fmt: skip
    assert documents(found.vault) == documents(vault)
    return True


def brought_back(place: Place, room: Path) -> bool:
    """Restore into the room; tell whether there was enough of it."""
    target = Target(room / "journal", room / "state")
    try:
        found = vaults.restore(place.backup, target, secret=OLD, clock=StandingClock())
    except NotSaved:
        assert not target.folder.exists()
        assert not list(room.glob(".restoring-*"))
        return False
    assert vaults.check(found.vault).whole
    return True


def main(folder: Path, steps: int) -> None:
    place, room = Place(folder / "original"), folder / "room"
    scenes.furnish(place)
    room.mkdir()
    vault = place.unlock()
    for number in range(_ENTRIES):
        scenes.save(vault, f"entry {number}", "some words, " * 60)
    vaults.back_up(vault, place.backup)
    counts = [0, 0]
    for step in range(1, steps + 1):
        for deed in (backed_up, brought_back):
            mounted(room, step * _STEP)
            counts[deed(place, room)] += 1
            subprocess.run(["umount", str(room)], check=True)
    sys.stdout.write(f"{counts[0]} {counts[1]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
