"""What files are called that move out: by the day and the title, and never by what could lead elsewhere."""

import re
import unicodedata
from itertools import count

from peerjournal.journal import Piece

_LONGEST = 60
"""Bytes of a title in a file's name."""
_NO_LETTER = re.compile(r"[\W_]+")


class Once:
    """Gives each base name in one folder once, also where capitals and small letters are one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, stem: str, suffix: str) -> str:
        """Return that name, or the first like it with a number that is free."""
        for number in count(1):
            name = f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}"
            folded = unicodedata.normalize("NFKD", name).casefold()
            if folded not in self._given:
                self._given.add(folded)
                return name
        raise AssertionError("there is always another number")


class Names:
    """What the files of entries are called in one folder."""

    def __init__(self, suffix: str) -> None:
        self._suffix, self._once = f".{suffix}", Once()

    def of(self, piece: Piece) -> str:
        """Return a name for a piece: `2026-11-21-0900-the-lake.md`."""
        words = _NO_LETTER.sub("-", unicodedata.normalize("NFKC", piece.title).casefold()).strip("-")
        short = words.encode()[:_LONGEST].decode(errors="ignore")
        short = short if short == words else short.rpartition("-")[0] or short
        local = piece.written.local
        stem = "-".join(part for part in (f"{local:%Y-%m-%d-%H%M}".zfill(15), short) if part)
        return self._once.of(stem, self._suffix)
