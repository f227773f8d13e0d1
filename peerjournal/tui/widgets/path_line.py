"""A line for the path of a file or a folder: typed with completion, pasted, or dropped onto the window."""

import contextlib
import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from peerjournal import files
from peerjournal.errors import InputError
from peerjournal.tui.widgets.line import Line

_MOST = 2_000
"""How many names of a folder are looked through for a completion."""
BEGINS = "-----BEGIN "
"""How everything begins that is sealed and comes as text."""
ENDS = "-----END "
"""How the end of it begins: all that is there of the mark where the first half was not copied."""
_SAYS_NOTHING = "Type where it is, or drop the file onto this window."


def default_folder() -> Path:
    """Return where files go unless another place is typed: Downloads where there is one, or home."""
    try:
        home = Path.home()
    except RuntimeError:
        return Path.cwd()
    downloads = home / "Downloads"
    return downloads if downloads.is_dir() else home


def path_of(typed: str) -> Path:
    """Return the path that was typed: as it stands if that is there, otherwise as a shell would read it.

    A terminal pastes a dropped file in quotes, with backslashes before spaces, or as a ``file:`` address.

    Raises:
        InputError: Nothing was typed, or it can be no path.
    """
    text = typed.strip()
    if not text:
        raise InputError(_SAYS_NOTHING)
    if "\0" in text:
        raise InputError("That can't be the name of a file.")
    for candidate in (text, _unaddressed(text), _unquoted(text)):
        path = _at_home(candidate)
        if _is_there(path):
            return path
    return _at_home(_unquoted(_unaddressed(text)))


def _at_home(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _is_there(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return os.path.lexists(path)
    return False


def _unaddressed(text: str) -> str:
    bare = text.strip("'\"")
    return unquote(urlsplit(bare).path) if bare.startswith("file://") else text


def _unquoted(text: str) -> str:
    if text[0] not in "'\"" and ("\\" not in text or os.sep == "\\"):
        return text
    with contextlib.suppress(ValueError):
        parts = shlex.split(text)
        if len(parts) == 1:
            return parts[0]
    return text.strip("'\"")


class _Names(Suggester):
    """Completes the last part of a path from what lies in its folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last name completed, or nothing."""
        return completed(value)


def completed(value: str) -> str | None:
    """Return a typed path with its last name completed, or None where nothing fits."""
    folder, _, begun = value.rpartition(os.sep)
    if not begun and not folder:
        return None
    try:
        place = _at_home(folder + os.sep) if os.sep in value else Path()
        with os.scandir(place) as entries:
            near = [each for _, each in zip(range(_MOST), entries, strict=False)]
        fits = sorted(
            each.name for each in near if each.name.startswith(begun) and _may_show(each.name, begun)
        )
        if not fits:
            return None
        end = os.sep if (place / fits[0]).is_dir() else ""
    except (OSError, ValueError):
        return None
    found = value + fits[0][len(begun) :] + end
    return found if found != value else None


def _may_show(name: str, begun: str) -> bool:
    """Hidden names are offered only once their dot is typed; those that can't be drawn never are."""
    return (not name.startswith(".") or begun.startswith(".")) and name.isprintable()


class PathLine(Line):
    """A line for a path; Right takes the name that is offered, Tab takes it too while there is one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "cursor_right", "Take the name that is offered", show=False),
        Binding("tab", "take", "Take the name that is offered", show=False),
    ]

    @dataclass
    class CameAsText(Message):
        """What was pasted is something that came as text, and no path; nothing of it stands in the line."""

        line: "PathLine"
        text: str = field(repr=False)

    def __init__(self, value: str = "", **options: Any) -> None:
        """Take what ``Line`` takes."""
        options.setdefault("placeholder", "Where it is")
        super().__init__(value, suggester=_Names(), **options)

    @property
    def path(self) -> Path:
        """The path that stands there; raises InputError where there is none."""
        return path_of(self.value)

    @property
    def place(self) -> Path:
        """Where a new file goes: a folder that is there, or a new name with an ending.

        Raises:
            InputError: Nothing can be written there. A mistyped folder is taken for no file's name either: a
                file without an ending is one that whoever gets it can't open.
        """
        path = self.path
        files.require_free(path)
        if not path.is_dir() and (not path.suffix or self.value.rstrip("'\" ").endswith(os.sep)):
            raise InputError(files.NO_FOLDER, hint=files.ELSEWHERE)
        return path

    def _on_paste(self, event: events.Paste) -> None:
        """Leave to the screen what can't be a path; of anything else, the library takes the first line."""
        if BEGINS in event.text or ENDS in event.text:
            event.prevent_default()
            event.stop()
            self.post_message(self.CameAsText(self, event.text))

    def action_take(self) -> None:
        """Take the name that is offered, or go on to what comes next."""
        if self.cursor_at_end and self._suggestion:
            self.action_cursor_right()
        else:
            self.screen.focus_next()
