"""R3: a disk that is really full: file systems in memory of 64 KiB and 1 MiB, with room left of every size.

python -m tests.torture.full_disk FOLDER KIBIBYTES LEFT ...    run in a mount namespace; prints JSON lines

Whoever writes is told when it was not saved; what was said to be saved is there; with room it goes on.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NotSaved
from peerjournal.vault import Vault
from tests.source_tree import ROOT
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import DRAFT, JOT, Place, documents
from tests.vault.small_room import mounted
from tests.vault.stretched_once import remember_stretching

PAGE = 4
"""KiB: the least that a file system in memory gives."""
SIZES = {64: range(0, 64, PAGE), 1_024: range(0, 736, PAGE)}
"""Room left in KiB, in a file system of so many; 200 together."""
SECOND_JOT = JOT.replace("0001", "0002")


def parts(*, quick: bool) -> list[Part]:
    every = 40 if quick else 1
    left = [(size, list(found)[::every]) for size, found in SIZES.items()]
    halves = [(size, found[start::2]) for size, found in left for start in (0, 1) if found[start::2]]
    saved = [partial(filled, size=size, left=found) for size, found in halves]
    return [*saved, partial(backed_up, steps=8 if quick else 48)]


def namespace() -> list[str]:
    """Return what a command begins with so that it may mount; empty where that can't be done."""
    here = shutil.which("unshare") and not subprocess.run(["unshare", "-rm", "true"], check=False).returncode
    return ["unshare", "-rm", sys.executable, "-m"] if here else []


def filled(tally: Tally, room: Path, *, size: int, left: list[int]) -> None:
    """Write into a journal on a disk with so much room left."""
    if not namespace():
        tally.skip("no mount namespace can be made here, so no disk was really full")
        return
    words = [*namespace(), "tests.torture.full_disk", str(room), str(size), *map(str, left)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as told:
        assert told.stdout is not None
        for line in told.stdout:
            done = json.loads(line)
            tally.lost += done["lost"]
            for kind, count in done["done"].items():
                tally.count(kind, count)
    assert told.returncode == 0, "it ended before its end"


def backed_up(tally: Tally, room: Path, *, steps: int) -> None:
    """Back up and restore into rooms that are too small."""
    if not namespace():
        return
    words = [*namespace(), "tests.vault.small_room", str(room), str(steps)]
    told = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 0, told.stderr
    full, enough = map(int, told.stdout.split())
    tally.count("a backup made or restored: no room", full)
    tally.count("a backup made or restored: room enough", enough)


# What follows runs in the namespace.


def main(folder: Path, size: int, left: list[int]) -> None:
    room = folder / "room"
    room.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        for kibibytes in left:
            tally = Tally()
            mounted(room, size)
            with tally.case(f"{size} KiB", f"{kibibytes} KiB left"):
                _written(room, kibibytes)
            subprocess.run(["umount", str(room)], check=True)
            sys.stdout.write(json.dumps({"lost": tally.lost, "done": tally.done}) + "\n")
            sys.stdout.flush()


def _written(room: Path, kibibytes: int) -> None:
    place = Place(room)
    vault = place.create()
    vaults.pin(vault)
    vaults.keep(vault.home, "a jot", identifier=JOT, written=vault.clock())
    scenes.drafts_of(vault).keep(DRAFT, {"text": "as it was"})
    ballast = _fill(room, kibibytes)
    said, jots, draft = _use(vault)
    assert _shown(place.unlock()) == said, "on the full disk"
    # What stood there before opens on the full disk too, and nothing that was refused turns up.
    ballast.unlink()
    again = place.unlock()
    assert _shown(again) == said
    assert {jot.text for jot in vaults.waiting(again)} == jots
    assert scenes.draft_text(again) == draft
    scenes.save(vault, "after", "there is room")
    assert _shown(place.unlock()) == {**said, "after": "there is room"}
    assert vaults.check(place.unlock()).whole


def _shown(vault: Vault) -> dict[str, str]:
    return {name: one["title"] for name, one in documents(vault).get("entries", {}).items()}


def _fill(room: Path, kibibytes: int) -> Path:
    """Fill the disk until so much is left."""
    ballast = room / "ballast"
    ballast.touch()
    free = shutil.disk_usage(room).free - kibibytes * 1_024
    ballast.write_bytes(bytes(max(free, 0)))
    return ballast


def _use(vault: Vault) -> tuple[dict[str, str], set[str], str]:
    """Do a little of everything until it was refused some times; return what was said to be kept."""
    said: dict[str, str] = {}
    jots, draft = {"a jot"}, "as it was"
    for number in range(4):
        name, text = f"entry {number}", "some words, " * (1, 40, 400, 4_000)[number]
        if _kept(lambda name=name, text=text: scenes.save(vault, name, text)):  # type: ignore[misc] # mypy: lambda with defaults
            said[name] = text
    if said and _kept(lambda: scenes.save(vault, "entry 0", "edited")):
        said["entry 0"] = "edited"
    _kept(lambda: vaults.compact(vault))
    if _kept(lambda: scenes.drafts_of(vault).keep(DRAFT, {"text": "as it is"})):
        draft = "as it is"
    if _kept(lambda: vaults.keep(vault.home, "two", identifier=SECOND_JOT, written=vault.clock())):
        jots.add("two")
    _kept(lambda: vaults.keep_recovery(vault, scenes.WORDS))
    _kept(lambda: vaults.keep_daily(vault))
    return said, jots, draft


def _kept(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except NotSaved:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(word) for word in sys.argv[3:]])
