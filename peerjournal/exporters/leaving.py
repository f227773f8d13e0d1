"""The whole journal on its way out: what goes, what is said of it before, and where it may not go."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from peerjournal.errors import InputError
from peerjournal.exporters.exporter import Leaving
from peerjournal.journal import Journal, moving_words

NO_LOCK: Final = (
    "These files have no lock: anybody who gets at them, or at a copy, can read everything you wrote.",
    "What you marked to stay with you is in them too, and so is every name.",
)
NOTHING_WRITTEN: Final = "Nothing is written yet, so nothing was moved out."
STAYS: Final = "They are not sealed, and stay until you remove them. The journal is as it was."
_INSIDE = "That folder is inside your journal's own, where other programs may carry it elsewhere."


def everything(journal: Journal) -> Iterator[Leaving]:
    """Yield everything that is not hidden, the oldest first, with other versions of it."""
    for piece in reversed(journal.list()):
        yield Leaving(piece, journal.short(piece), tuple(journal.others(piece)))


def require_elsewhere(folder: Path, ours: Iterable[Path]) -> None:
    """Refuse a folder that a sync would carry off with the journal, or that goes when the state does."""
    for own in ours:
        if folder.resolve().is_relative_to(own.resolve()):
            raise InputError(_INSIDE, hint="Name a folder elsewhere. Nothing was written.")


def question(count: int, label: str) -> str:
    """Ask whether so many are really to stand in plain files."""
    return f"Write {moving_words.entries(count)} to plain files, as {label}?"


def written(count: int, files: int) -> str:
    """Say how many stand in how many files."""
    return f"{moving_words.entries(count)} in {files:,} {'file' if files == 1 else 'files'}."
