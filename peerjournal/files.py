"""Files that a person names: read with care, because anything may stand behind a name, and written once."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

from peerjournal.disk import DISK, Disk
from peerjournal.errors import InputError, NotSaved

LARGEST: Final = 8 * 1024 * 1024
"""Bytes. Nothing that can be taken in is larger."""
TOO_LARGE: Final = "That is larger than 8 MiB, so it is nothing that can be taken in. Nothing was kept."
_NOT_A_FILE = "That is not a file: a folder, a device or a pipe is not read. Nothing was kept."
_TAKEN = "There is a file by that name already, and it was left as it is."
NO_FOLDER: Final = "There is no such folder to write to."
ELSEWHERE: Final = "Choose another name or folder."
_INSIDE = "That place is inside your journal's own folder, where other programs may carry it elsewhere."
_OUTSIDE = "Choose a place outside of it. Nothing was written."


def read(path: Path, *, limit: int = LARGEST) -> bytes:
    """Return what is in a file.

    Args:
        path: As it was named; a symbolic link that was named on purpose is followed.
        limit: The most bytes.

    Raises:
        InputError: It is not there, is no plain file, can't be read, or is larger.
    """
    data = begin(path, limit + 1)
    if len(data) > limit:
        raise InputError(TOO_LARGE)
    return data


def begin(path: Path, size: int) -> bytes:
    """Return the first ``size`` bytes of a file; raises as ``read`` does."""
    try:
        # Opening a pipe that nobody writes to would wait for ever.
        descriptor = DISK.open(path.resolve(), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise InputError(_NOT_A_FILE)
            return DISK.read(descriptor, size, 0)
        finally:
            DISK.close(descriptor)
    except FileNotFoundError:
        raise InputError("There is no file by that name.") from None
    except (OSError, ValueError, RuntimeError):
        raise InputError("That file can't be read. Nothing was kept.") from None


def require_free(out: Path) -> None:
    """Raise InputError where ``write`` could not write, before anything else is done."""
    try:
        if out.is_dir():
            return
        if os.path.lexists(out):
            raise InputError(_TAKEN, hint=ELSEWHERE)
        if not out.parent.is_dir():
            raise InputError(NO_FOLDER, hint=ELSEWHERE)
    except (OSError, ValueError):
        raise InputError("Nothing can be written there.", hint=ELSEWHERE) from None


def require_elsewhere(out: Path, ours: Iterable[Path]) -> None:
    """Refuse a place that a sync would carry off with the journal, or that goes when the state does.

    Args:
        out: The file, or the folder that it goes to; links are followed.
        ours: The journal's folder, and what is kept beside it.

    Raises:
        InputError: It lies in one of them, or nobody can tell where it lies.
    """
    try:
        place = out.resolve()
        inside = any(place.is_relative_to(own.resolve()) for own in ours)
    except (OSError, RuntimeError, ValueError):
        raise InputError("Nothing can be written there.", hint=ELSEWHERE) from None
    if inside:
        raise InputError(_INSIDE, hint=_OUTSIDE)


def write(out: Path, name: str, data: bytes) -> Path:
    """Write a new file and return its path; nothing is ever overwritten.

    Args:
        out: A folder, or the file itself.
        name: What to call it in a folder; a number is added where that name is taken.
        data: What to write.

    Raises:
        InputError: The file itself was named, and there is one.
        NotSaved: The disk refused.
    """
    require_free(out)
    try:
        for path in _names(out, name):
            try:
                DISK.create(path, data)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise NotSaved("The disk refused, so no file was written.") from error
    raise InputError(_TAKEN, hint=ELSEWHERE)


def create_from(
    path: Path, pieces: Iterable[bytes], going_on: Callable[[int], None], *, disk: Disk = DISK
) -> None:
    """Write a new file that lasts, piece by piece; whole, or not there.

    Args:
        path: A name that is not taken.
        pieces: What is in it.
        going_on: Told how many bytes more were written; may raise to stop it.
        disk: The seam.

    Raises:
        FileExistsError: Something has that name already; it is left as it is.
        OSError: The disk refused.
    """
    descriptor = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        try:
            at = 0
            for piece in pieces:
                disk.write(descriptor, piece, at)
                at += len(piece)
                going_on(len(piece))
            disk.fsync(descriptor)
        finally:
            disk.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(path)
        raise
    disk.sync_folder(path.parent)


def write_from(out: Path, name: str, pieces: Iterable[bytes], going_on: Callable[[int], None]) -> Path:
    """The same as ``write``, piece by piece."""
    path = free_name(out, name)
    try:
        create_from(path, pieces, going_on)
    except FileExistsError:
        raise InputError(_TAKEN, hint=ELSEWHERE) from None
    except OSError as error:
        raise NotSaved("The disk refused, so no file was written.") from error
    return path


def free_name(out: Path, name: str) -> Path:
    """Return the path that ``write`` would write to, for what is too large to be handed over in one piece.

    Raises:
        InputError: The file itself was named, and there is one.
    """
    require_free(out)
    return next(path for path in _names(out, name) if not os.path.lexists(path))


def neutral(kind: str, data: bytes, suffix: str) -> str:
    """Return a name for a file that says nothing of who it is from or for."""
    return f"{kind}-{hashlib.sha256(data).hexdigest()[:4]}.{suffix}"


def _names(place: Path, name: str) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    stem, dot, suffix = name.partition(".")
    yield place / name
    yield from (place / f"{stem}-{number}{dot}{suffix}" for number in count(2))
