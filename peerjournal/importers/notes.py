"""A folder of notes, read one by one: each with its text, its fields, its day, and what stands beside it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import told
from peerjournal.importers.beside import Beside
from peerjournal.importers.found import Found, Options, Skipped, digest_of, origin_of
from peerjournal.importers.front_matter import Value, split
from peerjournal.importers.json_values import cleaned
from peerjournal.importers.linked import Links
from peerjournal.importers.note import Fields, Written
from peerjournal.importers.source import LARGEST_TEXT, NOTES, as_text, open_inside, open_source, walk
from peerjournal.importers.told import Told
from peerjournal.importers.whereabouts import Whereabouts
from peerjournal.importers.zone import NO_CLOCK, rules_of, told_in
from peerjournal.journal import Draft, Moment
from peerjournal.text import clean, visible

DATES: Final = ("date", "created", "creationDate", "created_at", "date_created", "datetime", "published")
GUESSED: Final = "It tells no date; the one its file was last changed on was taken."
NOT_A_DATE: Final = "A field for its date can't be read as one; it was kept as it is."
NO_SUCH_ZONE: Final = "It names a time zone that there is none of; the name was kept."
UNDATED: Final = "No date can be read; it has the one on which it was moved in."
_TOO_LARGE = "This is larger than a text can be."
_NO_TEXT = "This is no text."
_CANT = "This file can't be read."


@dataclass(frozen=True, slots=True)
class Note:
    """One file, read."""

    path: Path = field(repr=False)
    """Resolved."""
    where: str = field(repr=False)
    """From the folder down, with `/`."""
    text: str = field(repr=False)
    digest: str
    changed: float
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class When:
    """When a note was written, as far as it tells."""

    moment: Moment | None = None
    remarks: list[str] = field(default_factory=list)
    assumed_zone: bool = False
    timed: bool = True
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """What is moved in: a folder of notes, or one note."""

    root: Path | None = field(repr=False)
    """Resolved; nothing where one note was named."""
    options: Options
    told: Callable[[datetime], Moment]
    beside: Beside

    @classmethod
    def at(cls, source: Path, options: Options) -> "Folder":
        """Look at what was named.

        Raises:
            InputError: There is no zone by the name that was given.
        """
        root = source.resolve() if source.is_dir() else None

        @cache
        def listed() -> dict[str, Path]:
            files = [each for each in walk(source, hidden=False) if isinstance(each, Path)]
            return {each.name: each for each in reversed(files)}

        return cls(root, options, told_in(options.zone), Beside(root, listed))

    def notes(self, source: Path) -> Iterator[Note | Skipped]:
        """Yield every note, and what could not be read as one.

        Raises:
            SourceUnreadable: What was named can't be read at all.
        """
        if not self.root:
            with open_source(source) as file:
                data = file.read(LARGEST_TEXT + 1)
            yield _note(source, visible(source.name), data)
            return
        for each in walk(source, hidden=False):
            if isinstance(each, Skipped):
                yield each
            elif each.suffix.lower() in NOTES:
                yield self._read(each)

    def _read(self, path: Path) -> Note | Skipped:
        where = visible(path.relative_to(self.root or path.parent).as_posix())
        try:
            with open_inside(path) as file:
                return _note(path, where, file.read(LARGEST_TEXT + 1))
        except OSError:
            return Skipped(where, _CANT)

    def links(self, note: Note, *, vault: bool = False) -> Links:
        """Return what turns the links of a note."""
        return Links(note.path, self.beside, vault)

    def when(
        self, note: Note, fields: Fields, by_name: Told | None, *, only_on_that_day: bool = False
    ) -> When:
        """Find when a note was written: told by a field, by its name or folders, or else by its file.

        Args:
            note: The note.
            fields: What stands above it; the field that tells the time is taken out.
            by_name: The day that its name tells.
            only_on_that_day: The name is sure of the day, and a field may tell only the time of it.
        """
        when = When()
        when.zone = zone = _named_zone(fields, when)
        by_place = by_name or told.in_path(note.where)
        for key, each in chain(_dates(fields, when), [("", by_place)] if by_place else []):
            if key and only_on_that_day and by_name and not _tells_the_time(each, by_name):
                continue
            if moment := self.moment(each, zone):
                fields.left.pop(key, None)
                when.moment, when.timed = moment, each.timed
                when.assumed_zone = each.wall.tzinfo is None and zone is None
                when.remarks += [] if each.timed else [NO_CLOCK]
                return when
        try:
            changed = datetime.fromtimestamp(note.changed, UTC)
            when.moment = Moment.of(
                changed.astimezone(rules_of(self.options.zone) if self.options.zone else None)
            )
            when.assumed_zone = True
            when.remarks.append(GUESSED)
        except (ValueError, OverflowError, OSError):
            when.remarks.append(UNDATED)
        return when

    def moment(self, each: Told, zone: ZoneInfo | None) -> Moment | None:
        """Return when that was, by its own offset, in the ``zone`` the note names, or in the source's."""
        wall = each.wall
        try:
            if wall.tzinfo is None:
                return Moment.of(wall.replace(tzinfo=zone)) if zone else self.told(wall)
            there = wall.astimezone(zone) if zone else wall
            # UTC is how programs write; any other offset was on the clock of whoever wrote. What it tells
            # is kept bare where no zone stood with it: that this computer's has the same proves nothing.
            if zone and (not wall.utcoffset() or there.utcoffset() == wall.utcoffset()):
                return Moment.of(there)
            return Moment(wall.replace(microsecond=0))
        except (ValueError, OverflowError, OSError):
            return None


def _tells_the_time(each: Told, by_name: Told) -> bool:
    return each.timed and not by_name.timed and each.wall.date() == by_name.wall.date()


def _dates(fields: Fields, when: When) -> Iterator[tuple[str, Told]]:
    for key, said in fields.texts(*DATES):
        if each := told.in_field(said):
            yield key, each
        elif NOT_A_DATE not in when.remarks:
            when.remarks.append(NOT_A_DATE)


def _named_zone(fields: Fields, when: When) -> ZoneInfo | None:
    for key, name in fields.texts("timezone", "tz"):
        try:
            zone = ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            when.remarks.append(NO_SUCH_ZONE)
            continue
        fields.left.pop(key, None)
        return zone
    return None


def _note(path: Path, where: str, data: bytes) -> Note | Skipped:
    if len(data) > LARGEST_TEXT:
        return Skipped(where, _TOO_LARGE)
    digest = hashlib.sha256(data).hexdigest()
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if b"\0" in data:
        return Skipped(where, _NO_TEXT)
    text, remarks = as_text(data)
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = float("inf")
    return Note(path, where, clean(text), digest, changed, remarks)


@dataclass(slots=True)
class Telling:
    """All that one note tells, on its way to becoming what is handed on."""

    importer: str
    note: Note
    options: Options
    fields: Fields
    mood: Value = None
    starred: bool = False

    @classmethod
    def of(cls, importer: str, note: Note, options: Options) -> "tuple[Telling, str]":
        """Read the fields above a note; return them with the text below."""
        front, text = split(note.text)
        fields = Fields(front)
        fields.look_at_audience()
        return cls(importer, note, options, fields, fields.mood(), fields.starred()), text

    def found(self, when: When, links: Links, said: Written, part: str = "") -> Found:
        """Return the note, or the ``part`` of it that this names, as it is handed on."""
        note, fields, whereabouts = self.note, self.fields, Whereabouts(self.options)
        key = digest_of(self.importer, note.where, note.digest, *([part] if part else []))
        origin = origin_of(
            self.importer,
            key,
            note.digest,
            note.where,
            other=cleaned(fields.other(), whereabouts.left_out),
            assumed=("zone",) * when.assumed_zone + ("time",) * (not when.timed),
        )
        if self.mood is not None:
            origin["mood"] = self.mood
        draft = Draft(
            said.title, said.body, said.tags, written=when.moment, starred=self.starred, origin=origin
        )
        said_of_it = (*note.remarks, *fields.remarks, *when.remarks, *said.remarks, *whereabouts.remarks)
        remarks = dict.fromkeys(said_of_it)
        return Found(draft, key, note.digest, note.where, tuple(remarks), tuple(links.attachments))


def is_note(path: Path) -> bool:
    """Tell by its name whether a file is a note."""
    return path.suffix.lower() in NOTES


def count(source: Path) -> int:
    """Return how many notes there are; 0 where that can't be told."""
    if source.is_file():
        return 1
    try:
        return sum(isinstance(each, Path) and is_note(each) for each in walk(source, hidden=False))
    except SourceUnreadable:
        return 0
