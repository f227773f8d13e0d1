"""A zip as a source: read member by member, within limits, and nothing in it is ever unpacked to the disk.

A name in a zip is only a name: it is looked at, and no path is made of it.
"""

import io
import os
import stat
import struct
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.found import Skipped
from peerjournal.importers.member import Member
from peerjournal.importers.source import MOST_FILES, open_source
from peerjournal.text import visible

LARGEST_INDEX: Final = 64 * 1024 * 1024
"""Bytes. The list of what is in a zip has to be read whole."""
LARGEST_TOTAL: Final = 64 * 1024 * 1024 * 1024
"""Bytes, unpacked."""
MOST_SHRUNK: Final = 200
"""Nothing that somebody wrote or took a picture of gets this many times smaller."""
SMALL: Final = 8 * 1024 * 1024
"""Bytes. What is no larger may have shrunk as much as it likes."""

NOT_A_ZIP: Final = "This is not a zip, or it is damaged."
TOO_MANY: Final = "There is more in this zip than can be taken in."
A_BOMB: Final = "This zip claims to hold far more than there is room for in it, so it was not opened."

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_TAIL = (1 << 16) + _END.size + 20 + _END_64.size
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SEALED = 0x1
_LONGEST_NAME = 100
_DAMAGE = "what is packed there is damaged"
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)


def members(path: Path) -> Iterator[Member | Skipped]:
    """Yield the files in a zip that may be read; their bytes are read when they are opened.

    Raises:
        SourceUnreadable: It is no zip, is damaged, or is made to be too much.
    """
    size, archive = _opened(path)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        raise SourceUnreadable(TOO_MANY, path=path)
    if sum(info.compress_size for info in infos) > size:
        # Several members that are the same bytes: nobody's program writes that.
        raise SourceUnreadable(A_BOMB, path=path)
    total = 0
    for info in infos:
        why = _refused(info)
        if not why:
            total += info.file_size
        if total > LARGEST_TOTAL:
            raise SourceUnreadable(TOO_MANY, path=path)
        yield Skipped(_shown(info), why) if why else _member(archive, info)


def is_zip(data: bytes) -> bool:
    """Tell whether a file begins as a zip does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _refused(info: zipfile.ZipInfo) -> str:
    """Return why a member is not read, or nothing."""
    parts = info.orig_filename.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or parts[0].endswith(":") or "\0" in info.orig_filename:
        return "Its name points out of the zip, so it was left there."
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
        return "This is a link or a device, which is not followed."
    if info.flag_bits & _SEALED:
        return "It is locked with a password of the zip. Unpack it first, and move in from the folder."
    if info.compress_type not in _WAYS:
        return "It is packed in a way that is not read here."
    if info.file_size > SMALL and info.file_size > MOST_SHRUNK * info.compress_size:
        return "It would unpack to far more than it can truly be, so it was left out."
    return ""


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    *folders, name = _parts(info)
    return Member(tuple(folders), name, info.file_size, lambda: _open(archive, info))


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        return io.BufferedReader(_Unpacked(archive.open(info)))
    except _DAMAGED as error:
        raise OSError(_DAMAGE) from error


class _Unpacked(io.RawIOBase):
    """A member as it is unpacked; damage in it raises OSError, as a bad disk would."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, into: Any) -> int:
        """Unpack as much as fits; raises OSError for what is damaged."""
        try:
            data = self._file.read(len(into))
        except _DAMAGED as error:
            raise OSError(_DAMAGE) from error
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let go of it; the zip stays open for the others."""
        self._file.close()
        super().close()


def _opened(path: Path) -> tuple[int, zipfile.ZipFile]:
    file = open_source(path)
    try:
        size = file.seek(0, os.SEEK_END)
        _require_short_index(file, size, path)
        archive = zipfile.ZipFile(file)
    except (*_DAMAGED, OSError):
        file.close()
        raise SourceUnreadable(NOT_A_ZIP, path=path) from None
    except SourceUnreadable:
        file.close()
        raise
    # What was found in it is read later, and by whom is not known here.
    weakref.finalize(archive, file.close)
    return size, archive


def _require_short_index(file: BinaryIO, size: int, path: Path) -> None:
    """Raise where the list of members is longer than what may be read whole; `zipfile` would just read it."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile
    *_, listed, length, _, _ = _END.unpack_from(tail, at)
    at_64 = tail.rfind(b"PK\x06\x06", 0, at)
    if at_64 >= 0 and at - at_64 >= _END_64.size:
        *_, listed_64, length_64, _ = _END_64.unpack_from(tail, at_64)
        listed, length = max(listed, listed_64), max(length % 0xFFFF_FFFF, length_64)
    if length > min(LARGEST_INDEX, size) or (listed % 0xFFFF) > MOST_FILES:
        raise SourceUnreadable(TOO_MANY, path=path)


def _parts(info: zipfile.ZipInfo) -> list[str]:
    # Some programs on Windows write the other stroke.
    return [part for part in info.filename.replace("\\", "/").split("/") if part not in {"", "."}] or ["?"]


def _shown(info: zipfile.ZipInfo) -> str:
    return visible(_parts(info)[-1])[:_LONGEST_NAME]
