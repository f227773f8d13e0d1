"""The page in its folder: how a text goes into it and comes back, and whose it is."""

import contextlib
import hashlib
import stat
from dataclasses import dataclass, field
from pathlib import Path

from peerjournal.disk import DISK
from peerjournal.text import clean

PAGE, LOCK = "page.md", "lock"
LARGEST = 8 * 1024 * 1024
"""Bytes that are kept as they come back, as of every other text."""
_MOST = 64 * 1024 * 1024
"""Bytes that are read at all."""
_SAVED_IN_NEED = ("page.md.save", "#page.md#")
"""Where nano and emacs put what was not saved yet when their terminal goes away."""
_LATIN = "latin-1"


@dataclass(frozen=True, slots=True)
class Back:
    """What stands in the page after an editor had it."""

    text: str = field(repr=False)
    """Cleaned like any text that comes in."""
    is_text: bool
    """Whether it was UTF-8."""
    is_too_large: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose a folder is: a journal, a draft of it, and the text it began with. None of it tells anything."""

    journal: str
    draft: str
    begun: str
    """The digest of that text."""

    def encode(self) -> bytes:
        """Return it as it stands in the lock file."""
        return f"{self.journal} {self.draft} {self.begun}\n".encode()

    @classmethod
    def of(cls, folder: Path) -> "Mark | None":
        """Read the mark of a folder; nothing where none was written yet."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            return cls(*DISK.read_file(folder / LOCK, 1024).decode("ascii").split())
        return None


def digest(text: str) -> str:
    """Return what tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def put(folder: Path, text: str) -> None:
    """Write the page, as a file whose last line is ended.

    Raises:
        OSError: There is no room for it.
    """
    ended = f"{text}\n" if text else ""
    DISK.create(folder / PAGE, ended.encode("utf-8", "replace"))


def take(folder: Path, *, in_need: bool) -> Back | None:
    """Read the page back; nothing where it is gone.

    Args:
        folder: Where it is.
        in_need: Whether the editor did not end well, so that what it saved in its last moment counts.
    """
    path = _newest(folder) if in_need else folder / PAGE
    try:
        if not stat.S_ISREG(DISK.standing(path)[0]):
            return None
        data = DISK.read_file(path, _MOST)
    except OSError:
        return None
    text, is_text = _decoded(data)
    # An editor ends the last line; the journal doesn't.
    return Back(clean(text).removesuffix("\n"), is_text, len(data) > LARGEST)


def _newest(folder: Path) -> Path:
    found = [(0, folder / PAGE)]
    for name in (PAGE, *_SAVED_IN_NEED):
        with contextlib.suppress(OSError):
            found.append(((folder / name).lstat().st_mtime_ns, folder / name))
    return max(found)[1]


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return a text, and whether it was UTF-8; in any other encoding no byte of it is dropped."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig"), True
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-16"), False
    return data.decode(_LATIN), False
