"""tui-journal: its own store, `entries.json`, or the file that it writes when entries are exported together.

Its entries have a day and no time, so each stands at nine in the morning of that day.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import json_entries, json_values
from peerjournal.importers.found import Found, Options, Skipped, digest_of, origin_of
from peerjournal.importers.json_entries import TWICE
from peerjournal.importers.json_values import Twice
from peerjournal.importers.source import LARGEST_TEXT, NOT_UTF8, open_source
from peerjournal.importers.zone import MORNING, NO_CLOCK, shown_in, told_in
from peerjournal.journal import Draft, Moment, passages, tidy_tags
from peerjournal.text import visible

STORE: Final = "entries.json"
NO_OBJECT: Final = "It is no entry."
NO_TEXT: Final = "It has no text."
NO_DATE: Final = "It has no date that can be read. Its time is that of the file."

_FIELDS = frozenset({"date", "title", "content"})
_FIRST_LOOKED_AT = 5
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].{0,40})?", re.ASCII | re.DOTALL)
_COUNTED = b'"content"'
_PIECE = 1 << 20


class TuiJournal:
    """Both shapes of JSON that tui-journal writes."""

    name: Final = "tui-journal"
    label: Final = "tui-journal (its JSON file)"

    def recognises(self, source: Path) -> bool:
        """Tell whether the first entries in it have the fields of tui-journal."""
        try:
            with open_source(_file(source)) as file:
                return any(map(_is_entry, json_entries.first(file, _FIRST_LOOKED_AT)))
        except (SourceUnreadable, OSError):
            return False

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries; raises SourceUnreadable where there is no list of them."""
        told = told_in(options.zone)
        path = _file(source)
        label = visible(path.name)
        with open_source(path) as file:
            changed = shown_in(options.zone, os.fstat(file.fileno()).st_mtime)
            for each in json_entries.entries(file):
                if isinstance(each, tuple):
                    yield _entry(f"{label}, entry {each[0]}", each[1], told, changed)
                elif each.why == json_entries.NO_ENTRIES:
                    raise SourceUnreadable(each.why, path=path)
                else:
                    yield Skipped(f"{label}, entry {each.number}" if each.number else label, each.why)

    def size(self, source: Path) -> int:
        """Count what looks like the text of an entry."""
        try:
            with open_source(_file(source)) as file:
                return json_entries.count(file, _COUNTED)
        except (SourceUnreadable, OSError):
            return 0


def _file(source: Path) -> Path:
    """Return the store, where its folder was named."""
    return source / STORE if source.is_dir() else source


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= _FIELDS


def _entry(where: str, entry: Any, told: Callable[[datetime], Moment], file_time: Moment) -> Found | Skipped:
    if not isinstance(entry, dict) or not entry.keys() & _FIELDS:
        return Skipped(where, NO_OBJECT)
    if json_values.too_deep(entry):
        return Skipped(where, json_entries.TOO_DEEP)
    title, content = _text(entry, "title"), _text(entry, "content")
    if len(title) + len(content) > LARGEST_TEXT:
        return Skipped(where, json_entries.TOO_LONG)
    # Every store numbers its entries from 0, so it is what they say that tells them apart.
    said = {name: value for name, value in entry.items() if name != "id" and value not in (None, [])}
    digest = digest_of(json_values.canonical(said))
    key = digest_of("tui-journal", digest)
    when = _written(entry.get("date"), told)
    remarks = (
        "" if title.strip() or content.strip() else NO_TEXT,
        NO_CLOCK if when else NO_DATE,
        NOT_UTF8 if json_values.has_bad_bytes(title + content) else "",
        TWICE if isinstance(entry, Twice) else "",
    )
    draft = Draft(
        title=title,
        body=passages.escape(content),
        tags=tuple(json_values.texts(entry.get("tags"))),
        written=when or file_time,
        origin=origin_of(
            "tui-journal",
            key,
            digest,
            where,
            other=_other(entry, dated=bool(when)),
            assumed=("zone", "time") if when else ("zone",),
        ),
    )
    return Found(draft, key, digest, where, tuple(filter(None, remarks)))


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _written(value: Any, told: Callable[[datetime], Moment]) -> Moment | None:
    """Return the day that was picked: theirs is written as midnight UTC, which is no time of anybody's."""
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return told(datetime.combine(date.fromisoformat(found[1]), time(MORNING))) if found else None
    except (ValueError, OverflowError, OSError):
        return None


def _other(entry: dict[str, Any], *, dated: bool) -> dict[str, Any]:
    """Return what has no place in an entry of ours: its priority, and tags that differ only in case."""
    taken = {name for name in ("title", "content") if isinstance(entry.get(name, ""), str)}
    tags = entry.get("tags")
    if tags is None or (isinstance(tags, list) and len(tidy_tags(json_values.texts(tags))) == len(tags)):
        taken.add("tags")
    if dated:
        taken.add("date")
    rest = {name: value for name, value in entry.items() if name not in taken and value is not None}
    kept: dict[str, Any] = json_values.cleaned(rest)
    return kept
