"""A plain copy of one entry or story, for oneself: what is said before, what is in it, where it may go."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from peerjournal import files
from peerjournal.journal import Piece, Story, beside

NO_LOCK: Final = "The file has no lock: whoever can open it, or a copy of it, can read it."
ALL_OF_IT: Final = "What you marked to stay with you is in it too, and so is every name."
STAYS: Final = "It is not sealed, and stays until you remove it."
NOT_WRITTEN: Final = "No file was written."
ONE_VERSION: Final = "It stands in two versions, and the one that is shown is copied."


def question(called: str) -> str:
    """Ask whether something is really to stand in a plain file."""
    return f"Write '{called}' to a plain file?"


def said_before(piece: Piece, *, versions: int = 1) -> tuple[str, ...]:
    """Return what there is to know before, a sentence each."""
    said = [NO_LOCK, ALL_OF_IT, *([ONE_VERSION] if versions > 1 else [])]
    if count := len(piece.files):
        said.append(f"What is beside it stays sealed: {count:,} {'file' if count == 1 else 'files'}.")
    return tuple(said)


def write(piece: Piece, out: Path, ours: Iterable[Path]) -> Path:
    """Write a copy that only its owner can read, over nothing, and return where it is.

    Raises:
        InputError: There is something by that name, there is no such folder, or it is one of ``ours``.
        NotSaved: The disk refused.
    """
    files.require_elsewhere(out, ours)
    return files.write(out, f"{piece.kind}.md", page(piece)).absolute()


def page(piece: Piece) -> bytes:
    """Return what stands in the copy: title, time and tags, the text, and what stands beside a story's."""
    tags = " ".join(f'#"{tag}"' if " " in tag else f"#{tag}" for tag in piece.tags)
    about = " · ".join(part for part in (str(piece.written), tags) if part)
    parts = [f"# {piece.title}" if piece.title else "", about, piece.body]
    if isinstance(piece, Story):
        parts += ["\n".join(beside.lines(piece))]
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n".encode("utf-8", "replace")
