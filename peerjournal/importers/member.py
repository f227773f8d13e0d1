"""A file in a source, wherever that keeps it: in a zip or in a folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from peerjournal.importers.source import open_inside


@dataclass(frozen=True, slots=True)
class Member:
    """One plain file. Its repr shows no name, for people name files as they like."""

    folders: tuple[str, ...] = field(repr=False)
    """In which folders of the source it stands, the outermost first."""
    name: str = field(repr=False)
    """Its base name."""
    size: int
    """Bytes, as the source tells it."""
    open: Callable[[], BinaryIO] = field(repr=False)
    """Open it anew for reading; damage raises OSError, then or while it is read."""

    @classmethod
    def on_disk(cls, path: Path, folders: tuple[str, ...] = ()) -> "Member":
        """Take a file of a folder."""
        return cls(folders, path.name, path.lstat().st_size, lambda: open_inside(path))
