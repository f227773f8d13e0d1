"""Files that a person names: read with care, because anything may stand behind a name, and written once."""

import hashlib
import os
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from peerjournal.cli.terminal import LARGEST, Terminal
from peerjournal.disk import DISK
from peerjournal.errors import InputError, NotSaved

_NOT_A_FILE = "That is not a file: a folder, a device or a pipe is not read. Nothing was kept."
_TOO_LARGE = "That is larger than 8 MiB, so it is nothing that can be taken in. Nothing was kept."
_TAKEN = "There is a file by that name already, and it was left as it is."
_OTHER_OUT = "Choose another name or folder with `--out`."


def read(name: str, terminal: Terminal, *, limit: int = LARGEST) -> bytes:
    """Return what is in a file, or on stdin for ``-``.

    Args:
        name: As typed; a symbolic link that was named on purpose is followed.
        terminal: Where stdin is.
        limit: The most bytes.

    Raises:
        InputError: It is not there, is no plain file, can't be read, or is larger.
    """
    data = terminal.standard_input_bytes() if name == "-" else begin(name, limit + 1)
    if len(data) > limit:
        raise InputError(_TOO_LARGE)
    return data


def begin(name: str, size: int) -> bytes:
    """Return the first ``size`` bytes of a file; raises as ``read`` does."""
    try:
        # Opening a pipe that nobody writes to would wait for ever.
        descriptor = DISK.open(Path(name).resolve(), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
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


def require_free(out: str) -> None:
    """Raise InputError where ``write`` could not write, before anything else is done."""
    try:
        place = Path(out)
        if place.is_dir():
            return
        if os.path.lexists(place):
            raise InputError(_TAKEN, hint=_OTHER_OUT)
        if not place.parent.is_dir() or out.endswith(os.sep):
            raise InputError("There is no such folder to write to.", hint=_OTHER_OUT)
    except (OSError, ValueError):
        raise InputError("Nothing can be written there.", hint=_OTHER_OUT) from None


def write(out: str, name: str, data: bytes) -> Path:
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
        for path in _names(Path(out), name):
            try:
                DISK.create(path, data)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise NotSaved("The disk refused, so no file was written.") from error
    raise InputError(_TAKEN, hint=_OTHER_OUT)


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
