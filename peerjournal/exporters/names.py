"""What files are called that move out: by the day and the title, and never by what could lead elsewhere."""

import re
import unicodedata
from itertools import count

from peerjournal.journal import Piece

_LONGEST = 60
"""Bytes of a title in a file's name."""
_NO_LETTER = re.compile(r"[\W_]+")


class Names:
    """Base names in one folder, each given once, also where capitals and small letters are one."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._given: set[str] = set()

    def of(self, piece: Piece) -> str:
        """Return a name for a piece: `2026-11-21-0900-the-lake.md`."""
        words = _NO_LETTER.sub("-", unicodedata.normalize("NFKC", piece.title).casefold()).strip("-")
        short = words.encode()[:_LONGEST].decode(errors="ignore")
        short = short if short == words else short.rpartition("-")[0] or short
        local = piece.written.local
        stem = "-".join(part for part in (f"{local:%Y-%m-%d-%H%M}".zfill(15), short) if part)
        for number in count(1):
            name = f"{stem}-{number}" if number > 1 else stem
            folded = unicodedata.normalize("NFKD", name).casefold()
            if folded not in self._given:
                self._given.add(folded)
                return f"{name}.{self._suffix}"
        raise AssertionError("there is always another number")
