"""Rows of moving in: jrnl's text into an empty journal of ours, in the same rounds as into one of jrnl's."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import program
from benchmarks.fixtures import Jrnl, Ours, empty_jrnl, person, places_of
from benchmarks.table import row
from benchmarks.timing import Command, processes
from peerjournal import vault as vaults

_MANY = 20_000
"""From so many on a round is long, and jrnl takes a minute."""
_BUDGETED = 10_000


@dataclass(frozen=True)
class _Anew:
    """A command that needs everything as it was before the last round."""

    prepare: Callable[[], object]
    command: Command

    def run(self) -> float:
        """Return the seconds that the command took."""
        self.prepare()
        return self.command.run()


def beside_jrnl(folder: Path, source: Jrnl, count: int) -> None:
    """Time moving in ``count`` entries, beside jrnl reading the same text into a journal of its own.

    The recovery words open ours, so what is told is beyond the key derivation; today's backup is there.

    Args:
        folder: Where journals are made.
        source: What is moved in was written by this.
        count: How many entries stand in it.
    """
    text = source.folder / "plain.txt"
    mine, theirs = _empty(folder, count), empty_jrnl(source.program, folder / f"moving-{count}")
    kept = (mine.places.journal, mine.places.journal.with_suffix(".state"))
    sealed = theirs.journal.read_bytes()

    def put_back() -> None:
        for each in kept:
            shutil.rmtree(each)
            shutil.copytree(each.with_name(f"{each.name}.before"), each)

    runs = processes(
        {
            "ours": _Anew(put_back, mine.command(program(), "import", str(text), "--yes")),
            "jrnl": _Anew(
                lambda: theirs.journal.write_bytes(sealed), theirs.command("--import", "--file", str(text))
            ),
        },
        rounds=3 if count >= _MANY else 7,
    )
    held = 0.5 if count == _BUDGETED else None
    told = "500 ms; 0.5 of jrnl" if held else ""
    row(f"import jrnl's text, {count:,}", runs["ours"], peer=runs["jrnl"], budget=told, ratio=held)


def _empty(folder: Path, count: int) -> Ours:
    """Make a journal with nothing in it, whose backup of today was made, and keep a copy beside it."""
    home = folder / f"moving-{count}"
    home.mkdir()
    session = person(home / "ours")
    words = vaults.new_recovery_words()
    vaults.keep_recovery(session.vault, words)
    session.vault.state()
    session.back_up()
    session.lock()
    places = places_of(home / "ours")
    for each in (places.journal, places.journal.with_suffix(".state")):
        shutil.copytree(each, each.with_name(f"{each.name}.before"))
    return Ours(places, words)
