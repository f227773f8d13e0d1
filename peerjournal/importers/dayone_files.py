"""Where a Day One export keeps its journals and its photos: in a zip, in a folder, or beside a JSON file."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import json_entries, packed
from peerjournal.importers.found import Skipped
from peerjournal.importers.member import Member
from peerjournal.importers.source import MOST_FILES, begins, open_source, walk
from peerjournal.text import visible

FOLDERS: Final = ("photos", "videos", "audios", "pdfs")
NO_JOURNAL: Final = "There is no journal of Day One in it."
_NOT_OURS = "This is no part of a Day One export."
_A_LINK = "This is a link, which is not followed."
_TWO = "There are two files by this name. The first was taken."
_NOBODYS = "No entry names this file, so it was left out."
_FIRST_LOOKED_AT = 5


class MediaFiles:
    """The photos and other files of an export, found by name: what an entry says is never made a path."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, str], Member] = {}
        self._by_stem: dict[tuple[str, str], Member] = {}
        self._taken: set[tuple[str, str]] = set()

    def add(self, folder: str, member: Member) -> bool:
        """Take in a file, and tell whether its name was still free."""
        name = (folder, member.name.lower())
        if name in self._by_name:
            return False
        self._by_name[name] = member
        self._by_stem.setdefault((folder, name[1].rpartition(".")[0]), member)
        return True

    def find(self, folder: str, names: Iterable[str], suffix: str) -> Member | None:
        """Return the first file that has one of these names, with this suffix or else with any."""
        for name in names:
            found = self._by_name.get((folder, f"{name}.{suffix}".lower()))
            found = found or self._by_stem.get((folder, name.lower()))
            if found:
                self._taken.add((folder, found.name.lower()))
                return found
        return None

    def left(self) -> Iterator[Skipped]:
        """Tell which files nobody has asked for."""
        for name, member in self._by_name.items():
            if name not in self._taken:
                yield Skipped(visible(member.name), _NOBODYS)


@dataclass(slots=True)
class Contents:
    """What is in an export."""

    journals: list[Member] = field(default_factory=list)
    media: MediaFiles = field(default_factory=MediaFiles)
    skipped: list[Skipped] = field(default_factory=list)
    alone: bool = False
    """Whether a JSON file was named that has nothing but itself."""


def contents(source: Path) -> Contents:
    """Return what is in an export, read no further than needed to say so.

    Raises:
        SourceUnreadable: It can't be read, or there is no journal in it.
    """
    found = Contents()
    for each in _files(source, found):
        if isinstance(each, Skipped):
            found.skipped.append(each)
        else:
            _put(each, found)
    if not found.journals:
        raise SourceUnreadable(NO_JOURNAL, path=source)
    return found


def is_one(source: Path) -> bool:
    """Tell whether ``source`` looks like such an export; raises nothing."""
    try:
        found = contents(source)
        return any(_is_journal(journal) for journal in found.journals[:_FIRST_LOOKED_AT])
    except (SourceUnreadable, OSError):
        return False


def _is_journal(journal: Member) -> bool:
    with journal.open() as file:
        return any(map(_is_entry, json_entries.first(file, _FIRST_LOOKED_AT)))


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and "creationDate" in value


def _files(source: Path, found: Contents) -> Iterator[Member | Skipped]:
    try:
        if source.is_dir():
            yield from _in_folder(source.resolve())
        elif packed.is_zip(begins(source, 4)):
            yield from packed.members(source)
        else:
            found.alone = True
            with open_source(source) as file:
                size = os.fstat(file.fileno()).st_size
            yield Member((), source.name, size, lambda: open_source(source))
            yield from _beside(source.resolve().parent)
    except (OSError, ValueError):
        raise SourceUnreadable("This can't be read.", path=source) from None


def _put(member: Member, found: Contents) -> None:
    folder = member.folders[-1].lower() if member.folders else ""
    if member.name.startswith(".") or "__MACOSX" in member.folders:
        return
    if folder in FOLDERS:
        if not found.media.add(folder, member):
            found.skipped.append(Skipped(visible(member.name), _TWO))
    elif (member.name.lower().endswith(".json") and len(member.folders) < 2) or found.alone:  # noqa: PLR2004 - at the top, or in the one folder that was zipped
        found.journals.append(member)
    else:
        found.skipped.append(Skipped(visible(member.name), _NOT_OURS))


def _in_folder(folder: Path) -> Iterator[Member | Skipped]:
    """Yield the JSON files at the top of a folder, and what is in its folders for photos and the like."""
    with os.scandir(folder) as listed:
        entries = sorted(islice(listed, MOST_FILES), key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.lower().endswith(".json"):
            continue
        if entry.is_symlink():
            yield Skipped(visible(entry.name), _A_LINK)
        elif entry.is_file(follow_symlinks=False):
            yield Member.on_disk(folder / entry.name)
    yield from _beside(folder)


def _beside(folder: Path) -> Iterator[Member | Skipped]:
    for name in FOLDERS:
        inner = folder / name
        if inner.is_symlink():
            yield Skipped(name, _A_LINK)
        elif inner.is_dir():
            yield from (
                each if isinstance(each, Skipped) else Member.on_disk(each, (name,)) for each in walk(inner)
            )
