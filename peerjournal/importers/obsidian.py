"""Obsidian's daily notes: found by the vault's settings; what was hidden in them stays with the writer."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from peerjournal.importers import told
from peerjournal.importers.daily_format import LONGEST, USUAL, DailyFormat
from peerjournal.importers.found import Found, Options, Skipped
from peerjournal.importers.note import Piece, pieces_of, take_heading, written
from peerjournal.importers.notes import Folder, Note, Telling, When, count
from peerjournal.importers.regions import Kind
from peerjournal.importers.source import open_inside
from peerjournal.importers.told import Told
from peerjournal.importers.zone import NO_CLOCK

NOT_DAILY: Final = "This is no daily note. Moved in as Markdown notes, the folder gives every note."
SETTINGS: Final = "The settings for daily notes can't be read; names as 2024-01-15 were looked for."
_SETTINGS_FILE = (".obsidian", "daily-notes.json")
_LARGEST_SETTINGS = 64 * 1024

_TIME_LINE = re.compile(
    r"^(?:(?P<list>[-*+])|(?P<heading>#{1,6}))[ \t]{1,4}(?P<bold>\*\*)?(?P<h>\d{1,2}):(?P<m>\d\d)(?::\d\d)?"
    r"(?:[ \t]?(?P<half>[ap])\.?m\.?)?(?(bold)\*\*)(?=[\s:,\u2013\u2014-]|\Z)"
    r"[ \t]{0,4}[:,\u2013\u2014-]?[ \t]{0,4}",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)


@dataclass(slots=True)
class _Part:
    """What stands under one time of a day; the first has none."""

    hour: int = -1
    minute: int = 0
    title: str = field(default="", repr=False)
    pieces: list[Piece] = field(default_factory=list, repr=False)


class Obsidian:
    """Reads the daily notes of a vault."""

    name = "obsidian"
    label = "Obsidian daily notes"

    def recognises(self, source: Path) -> bool:
        """Tell whether this is a vault."""
        try:
            return (source / ".obsidian").is_dir()
        except (OSError, ValueError):
            return False

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield the daily notes, and say of the others that they are none.

        Raises:
            SourceUnreadable: What was named can't be read.
            InputError: There is no zone by the name that was given.
        """
        folder = Folder.at(source, options)
        settings = _settings(folder.root)
        if settings is None:
            yield Skipped("/".join(_SETTINGS_FILE), SETTINGS)
        place, names = settings or ("", DailyFormat())
        for note in folder.notes(source):
            if isinstance(note, Skipped):
                yield note
                continue
            day = _day(folder, note, place, names)
            if folder.root and not day:
                yield Skipped(note.where, NOT_DAILY)
            else:
                yield from self._found(folder, note, day)

    def size(self, source: Path) -> int:
        """Return how many notes there are."""
        return count(source)

    def _found(self, folder: Folder, note: Note, day: Told | None) -> Iterator[Found]:
        telling, text = Telling.of(self.name, note, folder.options)
        fields = telling.fields
        by_name = day or told.in_name(note.path.stem)[0]
        when = folder.when(note, fields, by_name, only_on_that_day=True)
        tags = fields.tags()
        pieces, remarks = pieces_of(text)
        when.remarks += remarks
        title = fields.title()
        heading, pieces = take_heading(pieces, title=title or None)
        parts = _by_times(pieces) if folder.options.split_times else [_Part(pieces=pieces)]
        for number, part in enumerate(parts):
            links = folder.links(note, vault=True)
            name = part.title if number else title or heading
            said = written(part.pieces, links, title=name, tags=tags)
            if number == 0 and len(parts) > 1 and not said.body:
                continue
            at = when if part.hour < 0 else _at(folder, when, part)
            yield telling.found(at, links, said, part=str(number) if number else "")


def _at(folder: Folder, when: When, part: _Part) -> When:
    if not when.moment:
        return when
    wall = when.moment.local.replace(hour=part.hour, minute=part.minute, second=0)
    # An offset that stood with the day is that of all its times; a zone may have two on one day.
    own = when.zone is None and not when.assumed_zone
    moment = folder.moment(Told(wall if own else wall.replace(tzinfo=None)), when.zone) or when.moment
    remarks = [each for each in when.remarks if each != NO_CLOCK]
    return replace(when, moment=moment, timed=True, remarks=remarks)


def _day(folder: Folder, note: Note, place: str, names: DailyFormat) -> Told | None:
    path = note.path.relative_to(folder.root) if folder.root else Path(note.path.name)
    name = path.with_suffix("").as_posix()
    if place and folder.root:
        if not name.startswith(f"{place}/"):
            return None
        name = name.removeprefix(f"{place}/")
    return names.read(name)


def _settings(root: Path | None) -> tuple[str, DailyFormat] | None:
    """Return the folder and the format of daily notes; nothing where the settings can't be read."""
    path = root.joinpath(*_SETTINGS_FILE) if root else None
    if not path or not path.exists():
        return "", DailyFormat()
    try:
        if root and not path.resolve().is_relative_to(root):
            return None
        with open_inside(path) as file:
            data = file.read(_LARGEST_SETTINGS + 1)
        read = json.loads(data) if len(data) <= _LARGEST_SETTINGS else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(read, dict):
        return None
    place, names = read.get("folder") or "", read.get("format") or USUAL
    if not isinstance(place, str) or not isinstance(names, str) or len(names) > LONGEST:
        return None
    return place.strip("/ "), DailyFormat(names)


def _by_times(pieces: Sequence[Piece]) -> list[_Part]:
    """Divide a day where a line of its own begins with a time; never in code, or in what is hidden."""
    parts = [_Part()]
    begins_a_line = True
    for piece in pieces:
        at = 0
        for line in _TIME_LINE.finditer(piece.text) if piece.kind is Kind.TEXT else ():
            clock = _clock(line)
            if (line.start() == 0 and not begins_a_line) or clock is None:
                continue
            parts[-1].pieces.append(Piece(Kind.TEXT, piece.text[at : line.start()]))
            parts.append(_Part(*clock))
            at = line.end()
            if line["heading"]:
                end = piece.text.find("\n", at)
                end = end if end >= 0 else len(piece.text)
                parts[-1].title = piece.text[at:end].strip()
                at = end
        parts[-1].pieces.append(Piece(piece.kind, piece.text[at:]))
        begins_a_line = piece.text.endswith("\n")
    return parts


def _clock(line: re.Match[str]) -> tuple[int, int] | None:
    hour, minute = int(line["h"]), int(line["m"])
    if half := line["half"]:
        hour = hour % 12 + 12 * (half.lower() == "p") if 1 <= hour <= 12 else 24  # noqa: PLR2004 - a clock's hours
    return (hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - as above
