"""A source as it stands on the disk: opened only to be read, never left by a link, and in bounded pieces."""

import io
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from peerjournal.disk import DISK
from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers.found import Skipped
from peerjournal.text import visible

LARGEST_TEXT: Final = 4 * 1024 * 1024
"""Bytes. A text that is larger is no entry."""
LARGEST_JSON: Final = 64 * 1024 * 1024
"""Bytes. A document that has to be read whole is no larger."""
NOTES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
"""How the names of Markdown notes end."""
MOST_FILES: Final = 200_000
DEEPEST: Final = 24
"""How many folders may stand in one another."""
NOT_UTF8: Final = "Some of it is not UTF-8; those bytes stand as \ufffd."
JRNL_FILE: Final = "journal.txt"
"""What the text for jrnl is called in the folder that it is moved out to: the folder does as well."""
_BLOCK = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_CANT = "This can't be read."
_NOTHING_THERE = "There is no file or folder by that name."
_NO_PIPE = "A source is read more than once, so it can't come through a pipe. Name its file."


def require_there(source: Path) -> Path:
    """Return the way to a source, without links; `-` means what comes through a pipe elsewhere.

    Raises:
        SourceUnreadable: It is not there.
    """
    try:
        return source.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        why = _NO_PIPE if str(source) == "-" else _NOTHING_THERE
        raise SourceUnreadable(why, path=source) from None


def refuse_nothing(source: Path) -> None:
    """Say so where a source is like nothing because nothing is in it, or because it can't be opened.

    Raises:
        InputError: It is so.
    """
    try:
        if source.is_dir():
            holds = any(True for _ in source.iterdir())
        else:
            with open_source(source) as file:
                holds = bool(file.read(1))
    except (OSError, SourceUnreadable):
        raise InputError("It can't be opened.", hint="Nothing was read.") from None
    if not holds:
        raise InputError("There is nothing in it.", hint="Nothing was read.")


def open_source(path: Path) -> BinaryIO:
    """Open a file that a person named; a link that they named on purpose is followed.

    Raises:
        SourceUnreadable: It is not there, is no plain file, or can't be read.
    """
    try:
        return open_inside(path.resolve())
    except (OSError, ValueError, RuntimeError):
        raise SourceUnreadable(_CANT, path=path) from None


def open_inside(path: Path) -> BinaryIO:
    """Open a file that was found in a source, never through a link in its last part.

    Raises:
        OSError: It can't be read, or is no plain file.
    """
    descriptor = DISK.open(path)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")  # noqa: PTH123 - a descriptor has no path; whoever asked closes it
    DISK.close(descriptor)
    raise OSError


def file_in(source: Path, name: str) -> Path:
    """Return the file of that name where a folder was named that holds it, as `export` makes one."""
    inside = source / name
    return inside if source.is_dir() and inside.is_file() and not inside.is_symlink() else source


def begins(path: Path, size: int = 4096) -> bytes:
    """Return how a file begins, for recognising it; nothing where it can't be read."""
    try:
        with open_source(path) as file:
            return file.read(size)
    except (SourceUnreadable, OSError):
        return b""


def as_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of UTF-8 bytes, its lines ending in LF, and a remark where some were not UTF-8.

    A mark of byte order at its beginning goes.
    """
    data = data.removeprefix(_BOM)
    try:
        text, remarks = data.decode(), tuple[str, ...]()
    except UnicodeDecodeError:
        text, remarks = data.decode(errors="replace"), (NOT_UTF8,)
    return (text.replace("\r\n", "\n") if "\r" in text else text), remarks


def walk(folder: Path, *, hidden: bool = True) -> Iterator[Path | Skipped]:
    """Yield the plain files in a folder and the folders in it, in order of their names; a link leads nowhere.

    Args:
        folder: The folder.
        hidden: Whether names that begin with a full stop are looked at, too.

    Raises:
        SourceUnreadable: The folder itself can't be read.
    """
    if not folder.is_dir():
        raise SourceUnreadable("There is no such folder.", path=folder)
    for count, each in enumerate(_walk(folder.resolve(), DEEPEST, hidden=hidden), start=1):
        if count > MOST_FILES:
            yield Skipped("", "There are more files than can be read. The rest was left out.")
            return
        yield each


def _walk(folder: Path, deeper: int, *, hidden: bool) -> Iterator[Path | Skipped]:
    try:
        with os.scandir(folder) as listed:
            names = (entry for entry in listed if hidden or not entry.name.startswith("."))
            entries = sorted(names, key=lambda entry: entry.name)
    except OSError:
        yield Skipped(visible(folder.name), "This folder can't be read.")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_symlink():
            yield Skipped(visible(entry.name), "This is a link, which is not followed.")
        elif entry.is_dir(follow_symlinks=False):
            if deeper:
                yield from _walk(path, deeper - 1, hidden=hidden)
            else:
                yield Skipped(visible(entry.name), "This folder stands too deep in others.")
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            yield Skipped(visible(entry.name), "This is no plain file.")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file that ends with a line, unless a line is longer than a text can be."""

    data: bytes = field(repr=False)
    fresh: bool
    """Whether it begins with the beginning of a line."""

    def starts(self, sign: re.Pattern[bytes]) -> Iterator[int]:
        """Yield where a line begins with ``sign``, a pattern of the line end before it and what follows."""
        if self.fresh and sign.match(b"\n" + self.data[:1]):
            yield 0
        for found in sign.finditer(self.data):
            yield found.end()


def blocks_of(file: BinaryIO) -> Iterator[Block]:
    """Yield a file in pieces of whole lines, from its beginning, without a mark of byte order."""
    file.seek(0)
    fresh, skip = True, _BOM
    while data := file.read(_BLOCK):
        if not data.endswith(b"\n"):
            data += file.readline(LARGEST_TEXT)
        yield Block(data.removeprefix(skip), fresh)
        fresh, skip = data.endswith(b"\n"), b""


def in_memory(data: bytes) -> BinaryIO:
    """Return what was opened from a sealed source as a file, so that it is never written anywhere."""
    return io.BytesIO(data)
