"""One sitting at an editor: the page is made, the editor is started and waited for, and the page comes back.

The page is removed only when whoever asked has kept what came back.
"""

import contextlib
import enum
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peerjournal.disk import DISK
from peerjournal.errors import EditorFailed, NoRoomInMemory
from peerjournal.own_editor import memory, page
from peerjournal.own_editor.programs import Program

_NOT_STARTED = "Your editor could not be started. Nothing was changed."
_NO_ROOM = "There is not enough room in memory for the text. Nothing was changed."


class End(enum.Enum):
    """How it ended; the value is a sentence for the person, where there is one."""

    DONE = ""
    REFUSED = "Your editor ended with an error."
    GONE = "Your editor left no file behind."
    NOT_TEXT = "What your editor left is not in UTF-8, so some letters may have become others."
    TOO_LARGE = "What your editor left is larger than 8 MiB."


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back from an editor."""

    text: str = field(repr=False)
    """Cleaned; as it was where nothing came back."""
    end: End
    is_changed: bool


def require_room() -> Path:
    """Return where a page can lie.

    Raises:
        NoRoomInMemory: Nothing here lies in memory only.
    """
    found = memory.places()
    if not found:
        raise NoRoomInMemory
    return found[0]


@contextlib.contextmanager
def sitting(text: str, program: Program, *, journal: str, draft: str) -> Iterator[Edited]:
    """Have a text edited; what comes back is yours to keep before this ends, and is still there if you fail.

    Args:
        text: What stands on the page first.
        program: The editor.
        journal: Which journal it is of, in a way that tells nobody.
        draft: The draft in which it is kept, should nobody take the page back.

    Raises:
        NoRoomInMemory: Nothing here lies in memory only, or it is full.
        EditorFailed: The editor can't be started.
    """
    place = require_room()
    try:
        folder = memory.make(place)
        held = DISK.hold(folder / page.LOCK)
    except (OSError, TimeoutError):
        raise NoRoomInMemory(_NO_ROOM) from None
    try:
        code = _edit(text, program, page.Mark(journal, draft, page.digest(text)), folder, held)
        yield _edited(text, page.take(folder, in_need=code != 0), code)
        _clear(folder)
    finally:
        DISK.close(held)


def _edit(text: str, program: Program, mark: page.Mark, folder: Path, held: int) -> int:
    try:
        DISK.write(held, mark.encode(), 0)
        page.put(folder, text)
    except OSError:
        _clear(folder)
        raise NoRoomInMemory(_NO_ROOM) from None
    with _left_alone(), _terminal_as_it_was():
        try:
            return program.run(folder / page.PAGE, held)
        except (OSError, ValueError):
            _clear(folder)
            raise EditorFailed(_NOT_STARTED) from None


def _clear(folder: Path) -> None:
    # What can't be removed now is found at the next start.
    with contextlib.suppress(OSError):
        memory.clear(folder)


def _edited(text: str, back: page.Back | None, code: int) -> Edited:
    if back is None:
        return Edited(text, End.GONE, is_changed=False)
    if code:
        end = End.REFUSED
    elif back.is_too_large:
        end = End.TOO_LARGE
    else:
        end = End.DONE if back.is_text else End.NOT_TEXT
    is_changed = page.digest(back.text) != page.digest(text)
    return Edited(back.text if is_changed else text, end, is_changed)


@contextlib.contextmanager
def _left_alone() -> Iterator[None]:
    """Take no notice meanwhile of the keys that send a signal: they are the editor's."""
    import signal  # noqa: PLC0415 — it is loaded only where an editor is started

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    keys = [signal.SIGINT, signal.SIGQUIT]
    if callable(signal.getsignal(signal.SIGTSTP)):
        # Whoever listens to it would be told of what the editor did; a command is to be put aside with it.
        keys.append(signal.SIGTSTP)
    # A function, and not "ignore": that the editor would inherit.
    before = {one: signal.signal(one, lambda *_: None) for one in keys}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextlib.contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """Give the terminal its modes back: an editor that is ended from outside leaves them as they are."""
    if sys.platform == "win32":
        yield
        return
    import termios  # noqa: PLC0415 — Windows has none

    try:
        before = termios.tcgetattr(0)
    except (termios.error, OSError):
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSADRAIN, before)
