"""Measures everything, prints one table, and leaves nothing behind."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks import commands, library, table
from benchmarks.fixtures import PASSPHRASE, jrnl, ours
from peerjournal import vault

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    """Run every row at every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jrnl", required=True, help="the program to measure beside")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="how many entries")
    asked = parser.parse_args()
    program = str(Path(asked.jrnl).absolute())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print("Times are medians. A ratio is the median over rounds in which both ran in turn: quote those.\n")
    table.head()
    commands.starting(program)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library.sealing(folder)
        saves = {}
        for count in asked.sizes:
            journal = ours(folder, count)
            saves[count] = library.saving(journal, folder, count)
            library.opening(journal, count)
            library.compaction(journal, count)
            commands.beside_jrnl(journal, jrnl(program, folder, count), count)
        library.flatness(saves)
        opened = journal.vault()
        vault.change_passphrase(opened, PASSPHRASE)
        commands.with_key_derivation(journal, PASSPHRASE)


if __name__ == "__main__":
    main()
