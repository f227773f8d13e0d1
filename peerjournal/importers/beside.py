"""Files that a note names and that stand in the folder with it: found there, never outside of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote

from peerjournal.importers.found import Attachment
from peerjournal.importers.source import open_inside
from peerjournal.text import clean_line

MISSING: Final = "A file that it names is not there; its name stays in the text."
OUTSIDE: Final = (
    "A file that it names is outside the folder, so it was left there; its name stays in the text."
)
ALONE: Final = "It names a file beside it. Move in the whole folder to take such files along."

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|#|\?", re.ASCII)
_A_DRIVE = re.compile(r"[A-Za-z]:", re.ASCII)
_KINDS = {
    "photo": "avif bmp gif heic heif jpeg jpg png svg tif tiff webp",
    "video": "3gp avi m4v mkv mov mp4 mpeg mpg ogv webm",
    "audio": "aac aiff amr caf flac m4a mp3 oga ogg opus wav wma",
    "pdf": "pdf",
}
_KIND_OF = {suffix: kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}


@dataclass(slots=True)
class Beside:
    """The folder that is moved in; nothing where one note was named by itself."""

    root: Path | None = field(repr=False)
    """Resolved."""
    listed: Callable[[], dict[str, Path]] | None = field(default=None, repr=False)
    """For vaults, where a base name is enough: all files by theirs."""

    def find(self, note: Path, name: str, *, vault: bool = False) -> Attachment | str:
        """Return the file that ``note`` names, or why it is not taken along; nothing for what is elsewhere.

        Args:
            note: The note, resolved.
            name: As it stands in the text.
            vault: Also look from the top, and by its base name alone.
        """
        if _REMOTE.match(name) and not _A_DRIVE.match(name) and not name.lower().startswith("file:"):
            return ""
        if not self.root:
            return ALONE
        outcome = MISSING
        for place in ((), note.parent) if vault else (note.parent,):
            parts = _parts(
                place.relative_to(self.root).parts if place else (), name if vault else unquote(name)
            )
            found = self._inside(self.root.joinpath(*parts)) if parts is not None else OUTSIDE
            if isinstance(found, Path):
                return _attachment(self, found)
            outcome = OUTSIDE if OUTSIDE in {found, outcome} else MISSING
        if vault and self.listed and (there := self.listed().get(name)):
            found = self._inside(there)
            return _attachment(self, found) if isinstance(found, Path) else found
        return outcome

    def _inside(self, path: Path) -> Path | str:
        """Return where ``path`` leads if that is a plain file in this folder, and no hidden one."""
        try:
            real = path.resolve(strict=True)
            if not self.root or not real.is_relative_to(self.root) or _is_hidden(real.relative_to(self.root)):
                return OUTSIDE
            return real if real.is_file() else MISSING
        except (OSError, ValueError, RuntimeError):
            return MISSING

    def open(self, path: Path) -> BinaryIO:
        """Open what was found, if it still leads nowhere else.

        Raises:
            OSError: It can't be read, or is no plain file in this folder any more.
        """
        if self._inside(path) != path:
            raise OSError
        return open_inside(path)


def kind_of(name: str) -> str:
    """Return what kind of file this is by its name."""
    return _KIND_OF.get(name.rpartition(".")[2].lower(), "file") if "." in name else "file"


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _parts(place: tuple[str, ...], name: str) -> list[str] | None:
    """Return the folders and the name that lead there from the top; nothing where they would lead out."""
    if "\0" in name or "\\" in name or name.startswith(("/", "~")) or ":" in name.partition("/")[0]:
        return None
    parts = list(place)
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return parts if not any(part.startswith(".") for part in parts) else None


def _attachment(beside: Beside, path: Path) -> Attachment:
    name, kind = clean_line(path.name), kind_of(path.name)
    marker = "[photo]" if kind == "photo" else f"[file: {name.replace('[', '(').replace(']', ')')}]"
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return Attachment(name, size, lambda: beside.open(path), kind, marker)
