"""Writing what moves out: into a new folder, over nothing, for its owner's eyes, all of it or none."""

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from peerjournal.disk import DISK, Disk
from peerjournal.errors import InputError, NotSaved
from peerjournal.exporters.along import FOLDER, Along, FileNames
from peerjournal.exporters.exporter import File
from peerjournal.files import create_from
from peerjournal.vault import Progress

_TAKEN = "There is something in that place already, and it was left as it is."
_ELSEWHERE = "Name a folder that is not there yet, or an empty one."


def require_new(folder: Path) -> None:
    """Raise InputError where ``write_new`` could not write, before anything else is done.

    A link that was named on purpose is followed, to a folder that is empty.
    """
    try:
        taken = any(True for _ in folder.iterdir()) if folder.is_dir() else os.path.lexists(folder)
    except (OSError, ValueError):
        raise InputError("Nothing can be written there.", hint=_ELSEWHERE) from None
    if taken:
        raise InputError(_TAKEN, hint=_ELSEWHERE)


def write_new(
    folder: Path,
    files: Iterable[File],
    *,
    total: int,
    progress: Progress,
    along: Sequence[Along] = (),
    disk: Disk = DISK,
) -> int:
    """Write files into a new folder that only its owner can enter, and return how many there are.

    What was written is taken away again where it can't be finished, so that no half of a journal is taken for
    the whole of it.

    Args:
        folder: Not there yet, or empty.
        files: Each with its base name; none is written over another.
        total: How many there are, for saying how far it is.
        along: The files that go along with what is in them: these are written first, and know then where to.
            One that is not here or is damaged stays behind, and its path stays empty.
        progress: Told how far it is; may raise to stop it.
        disk: The seam.

    Raises:
        InputError: Something is there.
        NotSaved: The disk refused; nothing is left of it.
    """
    require_new(folder)
    there = folder.is_dir()
    written: list[Path] = []
    made = [folder / FOLDER] if there else [folder / FOLDER, folder]

    def going_on(*_: int) -> None:
        progress(len(written), max(total + len(along), len(written)))

    try:
        disk.mkdir(folder)
        _write_along(folder / FOLDER, along, written, going_on, disk)
        for name, data in files:
            path = folder / Path(name).name
            _create(path, data, disk)
            written.append(path)
            going_on()
    except BaseException as error:
        _take_away(written, made, disk)
        if isinstance(error, OSError):
            raise NotSaved("The disk refused, so nothing was moved out.") from error
        raise
    return len(written)


def _write_along(
    folder: Path, along: Sequence[Along], written: list[Path], going_on: Callable[..., None], disk: Disk
) -> None:
    names = FileNames()
    for one in along:
        if not one.is_whole():
            continue
        if not written:
            # A link that somebody put there meanwhile would lead all of it elsewhere.
            _require_free(folder)
            disk.mkdir(folder)
        path = folder / names.of(one.name)
        _require_free(path)
        written.append(path)
        create_from(path, one.pieces(), going_on, disk=disk)
        one.path = f"{FOLDER}/{path.name}"
        going_on()


def _create(path: Path, data: bytes, disk: Disk) -> None:
    """Write one file; where somebody stops it, none of it is left."""
    _require_free(path)
    try:
        disk.create(path, data)
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):
            disk.unlink(path)
        raise


def _require_free(path: Path) -> None:
    """Raise where something is by now: what is not ours is neither written to nor taken away."""
    if os.path.lexists(path):
        raise FileExistsError


def _take_away(written: list[Path], folders: list[Path], disk: Disk) -> None:
    for path in written:
        with contextlib.suppress(OSError):
            disk.unlink(path)
    for folder in folders:
        with contextlib.suppress(OSError):
            disk.rmdir(folder)
