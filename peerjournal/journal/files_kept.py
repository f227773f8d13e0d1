"""A file that belongs to an entry, as the entry tells of it: its name, its size and its kind."""

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from peerjournal.errors import JournalDamaged
from peerjournal.text import clean_line
from peerjournal.vault import SealedFile

NO_NAME: Final = "file"
"""What a file is called that has no name."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What some system takes for more than a letter of a file's name."""
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_LONGEST = 120
"""Bytes of a file's name that is written; every system takes more."""
_SEALED = ("file", "key", "sha256", "size")


@dataclass(frozen=True, slots=True, repr=False)
class KeptFile:
    """A file that belongs to an entry. Its repr shows nothing."""

    name: str
    """Its base name, cleaned: for people, and never a path."""
    kind: str
    """`photo`, `video`, `audio`, `pdf` or `file`."""
    sealed: SealedFile | None
    """What only the vault needs; None where what stands there makes no sense."""
    told: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """All that its entry says of it."""

    def __repr__(self) -> str:
        return "KeptFile()"

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.sealed.size if self.sealed is not None else 0

    @property
    def summary(self) -> str:
        """What it is called and how large it is, in a few words: `lake.jpg, 2.1 MB`."""
        return f"{self.name}, {in_words(self.size)}"

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> "KeptFile":
        """Read what stands in the document of an entry."""
        sealed = None
        with contextlib.suppress(JournalDamaged):
            sealed = SealedFile.from_doc({name: doc.get(name) for name in _SEALED})
        return cls(base_name(str(doc.get("name", ""))), str(doc.get("kind", "file")), sealed, doc)


def kept_files(doc: Mapping[str, Any]) -> tuple[KeptFile, ...]:
    """Return the files that the document of an entry names."""
    told = doc.get("files")
    return tuple(map(KeptFile.from_doc, told)) if isinstance(told, list) else ()


def docs_of(files: Iterable[KeptFile]) -> list[dict[str, Any]]:
    """Return what the document of an entry says of its files."""
    return [dict(one.told) for one in files]


def without_names(body: str, files: Iterable[KeptFile]) -> str:
    """Return a text in which the places of its files stand without their names: those never leave."""
    for one in files:
        body = body.replace(f"[file: {one.name.replace('[', '(').replace(']', ')')}]", "[file]")
    return body


def base_name(name: str) -> str:
    """Return the last part of a name, as one line in which nothing hides; never empty, never a path."""
    last = clean_line(name).replace("\\", "/").rpartition("/")[2].strip()
    return NO_NAME if last.strip(". ") == "" else last


def safe_name(name: str) -> str:
    """Return a name that any system writes as a plain file of that name, like the one that is given."""
    plain = unicodedata.normalize("NFC", base_name(name))
    plain = _UNSAFE.sub("-", plain).strip(" .") or NO_NAME
    plain = f"_{plain}" if _DEVICES.match(plain) else plain
    stem, dot, suffix = plain.rpartition(".")
    if not stem or len(suffix.encode()) > _LONGEST // 4:
        stem, dot, suffix = plain, "", ""
    room = _LONGEST - len(f"{dot}{suffix}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore').rstrip(' .')}{dot}{suffix}"


def in_words(size: int) -> str:
    """Return a number of bytes as people say it: `2.1 MB`."""
    if size < 1000:  # noqa: PLR2004 — from here on it is told in kB
        return "1 byte" if size == 1 else f"{size} bytes"
    told = float(size)
    for unit in ("kB", "MB", "GB"):
        told /= 1000
        if told < 999.5 or unit == "GB":  # noqa: PLR2004 — what would be rounded to 1000
            break
    return f"{told:.1f} {unit}" if told < 99.95 else f"{told:.0f} {unit}"  # noqa: PLR2004 — three digits say enough
