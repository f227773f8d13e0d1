"""A sealed file looked at in another program: a readable copy of it, for as long as somebody looks at it.

It lies in memory where this computer has storage that is memory, and else in a private folder on the disk,
where it is found at the next start should nobody take it away; ``in_memory`` tells which beforehand.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Final

from peerjournal.disk import DISK
from peerjournal.errors import EditorFailed, NoRoomInMemory
from peerjournal.own_editor import memory, page

_PICTURES = "avif bmp gif heic heif jpeg jpg png tif tiff webp"
_VIDEOS = "3gp avi m4v mkv mov mp4 mpeg mpg ogv webm"
_SOUNDS = "aac aiff amr caf flac m4a mp3 oga ogg opus wav wma"
_SHOWN: Final = frozenset(f"{_PICTURES} {_VIDEOS} {_SOUNDS} pdf txt".split())
"""What is handed to the platform. Anything else could be a program, and opening a program starts it."""
_NEUTRAL = "file"
_ON_DISK = "open-"
_NO_ROOM = "There is not enough room for a copy of it. Nothing was opened."
_NO_OPENER = "Nothing on this computer says which program opens a file. Nothing was opened."
_NOT_STARTED = "The program could not be started. Nothing was opened."
_SAVE_INSTEAD = "Save a copy instead, and open that yourself."


def can_be_shown(name: str) -> bool:
    """Tell by its name whether a file is a picture, a sound, a video, a PDF or plain text."""
    return PurePath(name).suffix.lower().removeprefix(".") in _SHOWN


def in_memory() -> bool:
    """Tell whether the copy would lie in memory only."""
    return bool(memory.places())


@contextlib.contextmanager
def viewing(name: str, pieces: Iterable[bytes], *, elsewhere: Path) -> Iterator[None]:
    """Open a readable copy of a file in the program that the platform has for it, until the block ends.

    Args:
        name: What the file is called: a base name that is safe. Of it the copy has only what says its kind.
        pieces: What is in it.
        elsewhere: A private folder that no sync carries off, for where nothing here lies in memory.

    Raises:
        NoRoomInMemory: There is no room for the copy.
        EditorFailed: No program could be started.
    """
    opener = _opener()
    with _folder(elsewhere) as folder:
        # Who lists the processes here sees it, and the program may keep it among what was opened last.
        path = folder / f"{_NEUTRAL}{PurePath(name).suffix.lower()}"
        try:
            _fill(path, pieces)
        except OSError as error:
            raise NoRoomInMemory(_NO_ROOM, hint=_SAVE_INSTEAD) from error
        try:
            _start(opener, path)
        except OSError:
            raise EditorFailed(_NOT_STARTED, hint=_SAVE_INSTEAD) from None
        yield


@contextlib.contextmanager
def _folder(elsewhere: Path) -> Iterator[Path]:
    """Give a private folder, and take it away again with all in it."""
    found = memory.places()
    try:
        folder = memory.make(found[0]) if found else elsewhere / f"{_ON_DISK}{os.urandom(8).hex()}"
        DISK.mkdir(folder)
        # Held, so that nobody takes it for what was left over; released, it is cleared at the next start.
        held = DISK.hold(folder / page.LOCK)
    except OSError as error:
        raise NoRoomInMemory(_NO_ROOM, hint=_SAVE_INSTEAD) from error
    try:
        yield folder
    finally:
        _close(held, folder)


def clear_views(elsewhere: Path) -> None:
    """Take away what a program left on the disk that was ended from outside; nothing that is in use."""
    if memory.places():
        return
    with contextlib.suppress(OSError):
        for name in DISK.list(elsewhere):
            if name.startswith(_ON_DISK):
                with contextlib.suppress(OSError), DISK.locked(elsewhere / name / page.LOCK, patience=0):
                    memory.clear(elsewhere / name)


def _close(held: int, folder: Path) -> None:
    with contextlib.suppress(OSError):
        DISK.close(held)
    with contextlib.suppress(OSError):
        memory.clear(folder)


def _fill(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor = DISK.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        at = 0
        for piece in pieces:
            DISK.write(descriptor, piece, at)
            at += len(piece)
    finally:
        DISK.close(descriptor)


def _opener() -> str:
    """Return the program that finds the right one; nothing on Windows, which has a call for it.

    Raises:
        EditorFailed: There is none.
    """
    import shutil  # noqa: PLC0415 — what starts programs is loaded only where one is started

    if sys.platform == "win32":
        return ""
    found = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if found is None:
        raise EditorFailed(_NO_OPENER, hint=_SAVE_INSTEAD)
    return found


def _start(opener: str, path: Path) -> None:
    import subprocess  # noqa: PLC0415 — as above

    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 — no program can be behind a name that is shown
        return
    quiet = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 — the platform's own, found on the path; the name is safe
        [opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, close_fds=True
    )
