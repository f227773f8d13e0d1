"""Measures everything, prints one table, and leaves nothing behind."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks import app, commands, hostile, library, moving, table
from benchmarks.fixtures import PASSPHRASE, Ours, jrnl, ours
from peerjournal import vault

SIZES = (1_000, 10_000, 100_000)
PARTS = ("library", "commands", "app")


def main() -> None:
    """Run every row at every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jrnl", required=True, help="the program to measure beside")
    parser.add_argument("--only", choices=PARTS, help="one part of the table")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many entries")
    asked = parser.parse_args()
    program = str(Path(asked.jrnl).absolute())
    parts = (asked.only,) if asked.only else PARTS
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print("Times are medians. A ratio is the median over rounds in which both ran in turn: quote those.\n")
    table.head()
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), program, parts, asked.sizes)


def _measure(folder: Path, program: str, parts: tuple[str, ...], sizes: list[int]) -> None:
    if "commands" in parts:
        commands.starting(program)
    if "library" in parts:
        library.sealing(folder)
    saves = {}
    for count in sizes:
        journal = ours(folder, count)
        if "library" in parts:
            saves[count] = library.saving(journal, folder, count)
            library.opening(journal, count)
            library.compaction(journal, count)
        _beside_jrnl(journal, folder, program, count, parts)
    if saves:
        library.flatness(saves)
    if "app" in parts:
        hostile.letters(folder)
    if "commands" in parts:
        vault.change_passphrase(journal.vault(), PASSPHRASE)
        commands.with_key_derivation(journal, PASSPHRASE)


def _beside_jrnl(mine: Ours, folder: Path, program: str, count: int, parts: tuple[str, ...]) -> None:
    if parts == ("library",):
        return
    theirs = jrnl(program, folder, count)
    if "commands" in parts:
        commands.beside_jrnl(mine, theirs, count)
        moving.beside_jrnl(folder, theirs, count)
    if "app" in parts:
        app.beside_jrnl(mine, theirs, count)


if __name__ == "__main__":
    main()
