"""The rows: what each is called, what it does, the least it must do, and the file that does it."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from tests.torture.tally import Part


@dataclass(frozen=True, slots=True)
class Row:
    """One promise, and the file that tries to break it."""

    name: str
    does: str
    floor: int
    """The least number of cases of a whole run."""
    room: str
    """The file in this folder whose ``parts`` are the row; ``room:name`` where it holds more than one."""

    def parts(self, *, quick: bool) -> list[Part]:
        """Return its pieces, each of which can be run by itself."""
        module, _, name = self.room.partition(":")
        found = getattr(importlib.import_module(f"tests.torture.{module}"), name or "parts")
        return cast("list[Part]", found(quick=quick))


ROWS = (
    Row("R1", "killed at any call to the disk", 200, "kills"),
    Row("R2", "a disk that refuses at any call", 400, "refusals"),
    Row("R3", "a disk that is really full", 200, "full_disk"),
    Row("R4", "an end that was cut off, or lost", 9_000, "torn_ends"),
    Row("R5", "the plug pulled, changes written in any order or not at all", 3_000, "reordered"),
    Row("R6", "every bit flipped, one at a time", 33_000, "flips"),
    Row("R7", "saves swapped, doubled, taken out, spliced in", 300, "splices"),
    Row("R8", "two programs saving at once, readers beside them", 20_000, "two_writers"),
    Row("R9", "files replaced, grown or gone under a running session", 40, "under_a_session"),
    Row("R10", "random operations beside TinyDB's own memory", 100_000, "model"),
    Row("R11", "odd places: links, pipes, other people's files", 12, "suites:odd_places"),
    Row("R12", "clocks that are wrong or move", 12, "clocks"),
    Row("R13", "backups over 400 days, spoiled and brought back", 400, "backups"),
    Row("C4", "key files made to harm", 200, "hostile_keys"),
    Row("C6", "nonces while the system's randomness stands still", 1_000_000, "nonces"),
    Row("P1", "passphrases in every script", 1_040, "passphrases"),
    Row("P3", "recovery words with a slip", 275, "recovery"),
    Row("E", "erased for good, struck at every call, with every key tried", 22, "suites:erasing"),
    Row("F", "copies of a log that a sync made, and forks", 4, "suites:copies"),
    Row("L", "replies, page files and bodies made to harm", 30_000, "forms"),
    Row("M", "three devices' histories brought together", 2_000, "merging"),
)


def chosen(names: list[str]) -> Iterator[Row]:
    """Yield the rows of these names, or every row where none is named.

    Raises:
        ValueError: There is no such row.
    """
    known = {row.name for row in ROWS}
    unknown = [name for name in names if name.upper() not in known]
    if unknown:
        raise ValueError(f"There is no row {unknown[0]}. The rows are {', '.join(row.name for row in ROWS)}.")
    wanted = {name.upper() for name in names} or known
    yield from (row for row in ROWS if row.name in wanted)
