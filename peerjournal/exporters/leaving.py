"""The whole journal on its way out: what goes, and what is said of it before and afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from peerjournal.exporters.along import Along
from peerjournal.exporters.exporter import Leaving
from peerjournal.journal import Journal, Piece, moving_words

NO_LOCK: Final = (
    "These files have no lock: anybody who gets at them, or at a copy, can read everything you wrote.",
    "What you marked to stay with you is in them too, and so is every name.",
)
NOTHING_WRITTEN: Final = "Nothing is written yet, so nothing was moved out."
LETTERS: Final = (
    "Letters, people and the ledger go with it. Not in it are keys, cards and the hope shelf.",
    "What others wrote to you was written for you.",
)
NO_PLACE: Final = "That form has no place for letters. Nothing was written."
STAYS: Final = "They are not sealed, and stay until you remove them. The journal is as it was."


def everything(journal: Journal) -> Iterator[Leaving]:
    """Yield everything that is not hidden, the oldest first, with other versions of it and its files."""
    found: dict[str, Along] = {}
    for piece in reversed(journal.list()):
        number, others = journal.short(piece), tuple(journal.others(piece))
        for one in (piece, *others):
            _take(found, journal, one, number)
        yield Leaving(piece, number, others, found)


def _take(found: dict[str, Along], journal: Journal, piece: Piece, number: str) -> None:
    for place, file in enumerate(piece.files, start=1):
        key = file.sealed.file if file.sealed is not None else f"{piece.id} {place}"
        opens = partial(journal.open_file, piece, place)
        found.setdefault(key, Along(file.name, number, opens))


def along_with(leaving: Sequence[Leaving]) -> tuple[Along, ...]:
    """Return every file that goes along with any of what leaves, once."""
    return tuple(leaving[0].along.values()) if leaving else ()


def left_behind(along: Iterable[Along]) -> str:
    """Say which files could not go along, once all was written; nothing where all did."""
    left = [one for one in along if not one.path]
    numbers = ", ".join(dict.fromkeys(one.owner for one in left))
    return (
        f"{_files(len(left))} could not go along, of entry {numbers}: not here, or damaged." if left else ""
    )


def question(count: int, label: str, files: int = 0, letters: int = 0) -> str:
    """Ask whether so many, and so many files and letters with them, are really to stand in plain files."""
    with_them = f" with {_files(files)} that belong to them," if files else ""
    and_letters = f" and {moving_words.letters(letters)}" if letters else ""
    return f"Write {moving_words.entries(count)}{and_letters} to plain files,{with_them} as {label}?"


def written(count: int, files: int) -> str:
    """Say how many stand in how many files."""
    return f"{moving_words.entries(count)} in {_files(files)}."


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
