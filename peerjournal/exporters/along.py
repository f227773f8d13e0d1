"""Files that move out with the entries they belong to: written first, so that the entries can name them."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO, Final

from peerjournal.errors import JournalDamaged, JournalError
from peerjournal.exporters.names import Once
from peerjournal.journal import safe_name

FOLDER: Final = "files"
"""The folder for them, beside what names them."""
_NOTES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_SPAN = 1 << 20


@dataclass(slots=True)
class Along:
    """A file on its way out."""

    name: str = field(repr=False)
    owner: str
    """The number of the entry that it belongs to."""
    open: Callable[[], BinaryIO] = field(repr=False)
    path: str = field(default="", repr=False)
    """Where it was written to, told from the folder that everything moves to; nothing while it was not."""
    sha256: str = ""

    def pieces(self) -> Iterator[bytes]:
        """Yield what is in it, and know its hash when the last piece was taken."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while piece := stream.read(_SPAN):
                digest.update(piece)
                yield piece
        self.sha256 = digest.hexdigest()

    def is_whole(self) -> bool:
        """Tell whether it can go along: a file that is not here, or is damaged, stays behind."""
        try:
            self.open().close()
        except (JournalError, JournalDamaged):
            return False
        return True


class FileNames:
    """What the files are called in the folder for them."""

    def __init__(self) -> None:
        self._once = Once()

    def of(self, name: str) -> str:
        """Return a safe name that is like this one: no note's, for those are taken for entries."""
        safe = PurePath(safe_name(name))
        suffix = f"{safe.suffix}.txt" if safe.suffix.lower() in _NOTES else safe.suffix
        return self._once.of(safe.stem, suffix)
