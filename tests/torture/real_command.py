"""The real command in a process of its own, killed or refused by ``strace`` at a real system call."""

import functools
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import NoJournal, WrongPassphrase
from peerjournal.vault import Vault
from tests.conftest import StandingClock
from tests.source_tree import ROOT
from tests.vault import scenes
from tests.vault.scenes import OLD, Place, documents

KILLED = -9
CALLS = (
    "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,openat,unlink,unlinkat,mkdir,rmdir"
)
"""Every system call by which the seam changes a disk, and opening."""
TEXT = "the words that somebody gave"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One command with what is piped into it."""

    name: str
    words: tuple[str, ...]
    given: str = ""
    asks: bool = True
    """Whether it unlocks."""
    elsewhere: bool = False
    """Whether it works on a journal that is not there yet."""


COMMANDS = (
    Spoken("write", ("write",), TEXT),
    Spoken("edit", ("edit", "1", "--body", "-"), TEXT),
    Spoken("remove", ("remove", "1", "--yes")),
    Spoken("jot", ("jot",), TEXT, asks=False),
    Spoken("jot intake", ("list",)),
    Spoken("compact", ("compact",)),
    Spoken("backup", ("backup", "{place}/wanted.tar")),
    Spoken("restore", ("restore", "{place}/backup.tar"), elsewhere=True),
    Spoken("check", ("check",)),
    Spoken("keys renew", ("keys", "renew", "--yes")),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of it."""

    code: int
    out: str
    err: str


@functools.cache
def can_trace() -> bool:
    """Tell whether system calls can be struck here."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


def begun(room: Path) -> Place:
    """Make a journal with one entry of the command's own, a jot that waits, and a backup."""
    place = Place(room / "start")
    scenes.furnish(place)
    (waits,) = place.folder.glob("jots/*")
    aside = waits.read_bytes()
    waits.unlink()
    told = run(Spoken("write", ("write",), "the first entry"), place)
    assert told.code == 0, told.err
    waits.write_bytes(aside)
    vaults.back_up(place.unlock(), place.backup)
    return place


def run(spoken: Spoken, place: Place, *, under: tuple[str, ...] = ()) -> Ran:
    """Run a command on a journal, under strace where that is given."""
    folder, state = place.folder, place.state
    if spoken.elsewhere:
        folder, state = place.root / "back", place.root / "back.state"
    words = [word.format(place=place.root) for word in spoken.words]
    reading, writing = os.pipe()
    os.write(writing, f"{OLD}\n".encode())
    os.close(writing)
    asks = ("--passphrase-fd", str(reading)) if spoken.asks else ()
    ended = subprocess.run(
        [*under, sys.executable, "-m", "peerjournal", "--journal", folder, "--state", state, *asks, *words],
        input=spoken.given,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        pass_fds=(reading,),
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(place.root)},
    )
    os.close(reading)
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def points(spoken: Spoken, start: Place, most: int) -> list[str]:
    """Return where to strike, as ``call:k`` for its k-th time, among those that touch the journal."""
    place, log = start.copy("traced"), start.root.parent / "trace"
    told = run(spoken, place, under=("strace", "-f", "-y", "-o", str(log), "-e", f"trace={CALLS}"))
    assert told.code == 0, told.err
    seen: Counter[str] = Counter()
    found = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if call:
            seen[call[1]] += 1
            if str(place.root) in line:
                found.append(f"{call[1]}:{seen[call[1]]}")
    step = -(-len(found) // most)
    return found[-1::-step][::-1]


def injected(spoken: Spoken, place: Place, point: str, what: str) -> Ran:
    """Run a command in which one system call is struck."""
    call, when = point.split(":")
    strike = f"inject={call}:{what}:when={when}"
    return run(spoken, place, under=("strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", strike))


def is_said(ran: Ran) -> bool:
    """Tell whether a command has said that something is kept."""
    return "Kept" in ran.err or "Changed" in ran.err


def all_is_there(spoken: Spoken, place: Place, ran: Ran) -> None:
    """Open what is left: all that was ever said to be kept is there, it is whole, and the next save works."""
    if spoken.elsewhere:
        _restored(spoken, place)
    vault = _opened(place, ran)
    vaults.finish_renewal(vault)
    before = documents(vault)["entries"]
    bodies = [one.get("body", "") for one in before.values()]
    assert {"first", "second"} <= before.keys()
    assert any(body in ("the first entry", TEXT) for body in bodies) or spoken.name == "remove"
    waiting = [jot.text for jot in vaults.waiting(vault)]
    texts = [*waiting, *bodies, *(one.get("title", "") for one in before.values())]
    assert "a jot" in texts
    assert not spoken.given or not is_said(ran) or TEXT in texts
    scenes.save(vault, "after", "written after")
    assert scenes.draft_text(vault) == "as it was"
    assert vaults.check(vault).whole
    assert scenes.backups_are_whole(place, vault)


def _opened(place: Place, ran: Ran) -> Vault:
    """Unlock with the passphrase, or with recovery words that were shown."""
    try:
        return place.unlock(OLD)
    except WrongPassphrase:
        words = " ".join(re.findall(r"^ +\d+  ([a-z-]+)$", ran.err + ran.out, re.MULTILINE))
        if not words:
            pytest.fail("nothing that anybody knows opens it")
        return place.unlock(words)


def _restored(spoken: Spoken, place: Place) -> None:
    """Find a whole journal in the new folder, or room for one."""
    again = Place(place.root)
    folder, state = again.root / "back", again.root / "back.state"
    try:
        vault = Vault.unlock(folder, state, passphrase=OLD, clock=StandingClock())
    except NoJournal:
        told = run(spoken, place)
        assert told.code == 0, told.err
        vault = Vault.unlock(folder, state, passphrase=OLD, clock=StandingClock())
    assert vaults.check(vault).whole
    assert {"first", "second"} <= documents(vault)["entries"].keys()
