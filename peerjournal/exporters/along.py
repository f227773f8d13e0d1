"""Files that move out with the entries they belong to: written first, so that the entries can name them."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePath
from typing import BinaryIO, Final

from peerjournal.errors import JournalDamaged, JournalError
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
    """Base names in the folder for files, each given once, also where capitals and small letters are one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """Return a safe name that is like this one: no note's, for those are taken for entries."""
        safe = PurePath(safe_name(name))
        stem, suffix = safe.stem, safe.suffix
        if suffix.lower() in _NOTES:
            suffix += ".txt"
        for number in count(1):
            given = f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}"
            folded = unicodedata.normalize("NFKD", given).casefold()
            if folded not in self._given:
                self._given.add(folded)
                return given
        raise AssertionError("there is always another number")
