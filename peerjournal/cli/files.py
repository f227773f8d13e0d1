"""Files that a person names on the command line, where ``-`` is stdin and ``--out`` says where one goes."""

import os
from collections.abc import Iterable
from pathlib import Path

from peerjournal import files
from peerjournal.cli.terminal import LARGEST, Terminal
from peerjournal.errors import InputError
from peerjournal.files import neutral

__all__ = ["PASTE", "begin", "neutral", "read", "require_elsewhere", "require_free", "write"]

PASTE = "Paste what they sent, all of it. Enter and then Ctrl-D end it."


def read(name: str, terminal: Terminal, *, limit: int = LARGEST) -> bytes:
    """Return what is in a file, or on stdin for ``-``.

    Args:
        name: As typed; a symbolic link that was named on purpose is followed.
        terminal: Where stdin is.
        limit: The most bytes.

    Raises:
        InputError: It is not there, is no plain file, can't be read, or is larger.
    """
    if name != "-":
        return files.read(Path(name), limit=limit)
    if terminal.asks:
        terminal.tell(PASTE)
    data = terminal.standard_input_bytes()
    if len(data) > limit:
        raise InputError(files.TOO_LARGE)
    return data


def begin(name: str, size: int) -> bytes:
    """Return the first ``size`` bytes of a file; raises as ``read`` does."""
    return files.begin(Path(name), size)


def require_free(out: str) -> None:
    """Raise InputError where ``write`` could not write, before anything else is done."""
    if out.endswith(os.sep) and not Path(out).is_dir():
        raise InputError("There is no such folder to write to.", hint="Choose another with `--out`.")
    files.require_free(Path(out))


def require_elsewhere(out: str, ours: Iterable[Path]) -> None:
    """Refuse what lies in one of ``ours``; raises as ``files.require_elsewhere`` does."""
    files.require_elsewhere(Path(out), ours)


def write(out: str, name: str, data: bytes) -> Path:
    """Write a new file and return its path; raises as ``files.write`` does."""
    require_free(out)
    return files.write(Path(out), name, data)
