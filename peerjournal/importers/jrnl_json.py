"""jrnl's JSON: all entries in one file, one entry in a file, or a folder of such files; old shapes too."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import json_entries, json_values
from peerjournal.importers.found import Found, Options, Skipped, digest_of
from peerjournal.importers.jrnl_text import EMPTY, Drafting, Written, tidy
from peerjournal.importers.json_entries import TWICE, Broken
from peerjournal.importers.json_values import Twice
from peerjournal.importers.source import NOT_UTF8, begins, open_inside, open_source, walk
from peerjournal.importers.zone import shown_in, told_in
from peerjournal.journal import Moment
from peerjournal.text import visible

NO_DATE: Final = "It has no date that can be read. Its time is that of the file."
NO_ENTRY: Final = "This is no entry of jrnl's."
NO_JSON: Final = "This file can't be read as JSON."
DEVICE: Final = "What it says of the device it was written on was left out."
_LOOKED_AT = 256 * 1024
_FILES_LOOKED_AT = 8
_KNOWN = frozenset({"title", "body", "date", "time", "tags", "starred"})
_DEVICE = frozenset({"device_agent", "host_name"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(?::\d\d)?", re.ASCII)
_OTHERS = re.compile(rb'"(?:creationDate|content|written)"\s*:')


class JrnlJson:
    """What `jrnl --format json` writes."""

    name = "jrnl-json"
    label = "jrnl, as JSON"

    def recognises(self, source: Path) -> bool:
        """Tell whether it begins with jrnl's fields, or is a folder of files that do."""
        if not source.is_dir():
            return _looks_right(begins(source, _LOOKED_AT))
        try:
            first = list(islice(_json_files(source), _FILES_LOOKED_AT))
        except SourceUnreadable:
            return False
        return bool(first) and all(_looks_right(begins(path), alone=True) for path in first)

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries in the order in which they stand, or of the names of their files."""
        moment = told_in(options.zone)
        if not source.is_dir():
            with open_source(source) as file:
                changed = shown_in(options.zone, os.fstat(file.fileno()).st_mtime)
                drafting = Drafting(self.name, moment, changed, unheaded=NO_DATE)
                yield from _Reading(drafting, options).document(file, source)
            return
        for path in walk(source):
            if isinstance(path, Skipped):
                yield path
            elif path.suffix.lower() == ".json":
                yield from _file(path, moment, options)

    def size(self, source: Path) -> int:
        """Return the number of files in a folder; of one file, how often a title stands in it."""
        try:
            if source.is_dir():
                return sum(1 for _ in _json_files(source))
            with open_source(source) as file:
                return json_entries.count(file, b'"title"')
        except (SourceUnreadable, OSError):
            return 0


def _json_files(folder: Path) -> Iterator[Path]:
    return (each for each in walk(folder) if isinstance(each, Path) and each.suffix.lower() == ".json")


def _looks_right(data: bytes, *, alone: bool = False) -> bool:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in {b"{", b"["} or _OTHERS.search(data):
        return False
    fields = all(name in data for name in (b'"title"', b'"body"'))
    return fields and (not alone or b'"entries"' not in data)


def _file(path: Path, moment: Callable[[datetime], Moment], options: Options) -> Iterator[Found | Skipped]:
    where = visible(path.name)
    try:
        with open_inside(path) as file:
            changed = shown_in(options.zone, os.fstat(file.fileno()).st_mtime)
            drafting = Drafting(JrnlJson.name, moment, changed, unheaded=NO_DATE)
            yield from _Reading(drafting, options).document(file, path, where)
    except (SourceUnreadable, OSError):
        yield Skipped(where, NO_JSON)


class _Reading:
    """One document, and what makes drafts of what is in it."""

    def __init__(self, drafting: Drafting, options: Options) -> None:
        self._drafting = drafting
        self._options = options

    def document(self, file: BinaryIO, path: Path, name: str = "") -> Iterator[Found | Skipped]:
        """Yield the entries of a document of any of jrnl's shapes.

        Raises:
            SourceUnreadable: There is no entry in it.
        """
        beside: dict[str, Any] = {}
        for each in json_entries.entries(file, beside):
            if not isinstance(each, Broken):
                self._learn_symbols(beside)
                yield self._entry(each[1], _where(name, each[0]))
            elif each.why != json_entries.NO_ENTRIES:
                yield Skipped(_where(name, each.number), each.why)
            elif _KNOWN & beside.keys() and "entries" not in beside:
                yield self._entry(beside, name or "entry 1")
            elif beside:
                yield Skipped(name, NO_ENTRY)
            else:
                raise SourceUnreadable(NO_JSON, path=path)

    def _learn_symbols(self, beside: dict[str, Any]) -> None:
        """Learn what begins a tag in this file, where that stands before its entries, as jrnl writes it."""
        if symbols := _symbols(beside.pop("tags", None)):
            self._drafting = replace(self._drafting, symbols=symbols)

    def _entry(self, entry: Any, where: str) -> Found | Skipped:
        if not isinstance(entry, dict) or not _KNOWN & entry.keys():
            return Skipped(where, NO_ENTRY)
        if json_values.too_deep(entry):
            return Skipped(where, json_entries.TOO_DEEP)
        told = {name: entry[name] for name in ("title", "body") if isinstance(entry.get(name), str)}
        text = {name: value.replace("\r\n", "\n") for name, value in told.items()}
        said = Written(
            text.get("title", "").strip(), tidy(text.get("body", "")), entry.get("starred") is True
        )
        when = _when(entry)
        known = {*told, *(("date", "time") if when else ())}
        known |= {"starred"} if isinstance(entry.get("starred"), bool) else set()
        known |= {"tags"} if _all_text(entry.get("tags")) else set()
        other, remarks = self._others(entry, known)
        if not (said.title or said.body):
            remarks += (EMPTY,)
        if any(map(json_values.has_bad_bytes, told.values())):
            remarks += (NOT_UTF8,)
        digest = digest_of(json_values.canonical(entry))
        identifier = entry.get("uuid")
        drafting = self._drafting if "time" in entry else replace(self._drafting, has_clock=False)
        found = drafting.entry(
            said,
            when,
            where,
            remarks,
            other=other,
            tags=self._tags(entry, f"{said.title}\n{said.body}"),
        )
        if isinstance(found, Skipped):
            return found
        key = digest_of("jrnl-json", identifier) if isinstance(identifier, str) and identifier else found.key
        origin = {**(found.draft.origin or {}), "key": key, "digest": digest}
        return replace(found, draft=replace(found.draft, origin=origin), key=key, digest=digest)

    def _tags(self, entry: dict[str, Any], text: str) -> list[str] | None:
        """Return the tags that an entry lists, in the order in which they stand in its text; or nothing."""
        listed = entry.get("tags")
        if not isinstance(listed, list):
            return None
        named = {tag for tag in listed if isinstance(tag, str) and any(map(str.isalnum, tag))}
        lower = text.lower()
        return sorted(named, key=lambda tag: (lower.find(tag.lower()) % (len(lower) + 1), tag))

    def _others(self, entry: dict[str, Any], known: set[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return the fields that have no place here, and what is to be said of them."""
        other = json_values.cleaned({name: value for name, value in entry.items() if name not in known})
        remarks: tuple[str, ...] = ()
        creator = other.get("creator")
        if isinstance(creator, dict) and _DEVICE & creator.keys() and not self._options.devices:
            other["creator"] = {name: one for name, one in creator.items() if name not in _DEVICE}
            remarks += (DEVICE,)
        if isinstance(entry, Twice):
            remarks += (TWICE,)
        return other, remarks


def _where(name: str, number: int) -> str:
    where = f"entry {number}" if number else ""
    return f"{name}, {where}" if name and where else name or where


def _all_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _symbols(tags: Any) -> str:
    names = tags if isinstance(tags, dict) else {}
    return "".join(sorted({name[0] for name in names if name and not name[0].isalnum()}))


def _when(entry: dict[str, Any]) -> datetime | None:
    day, clock = entry.get("date"), entry.get("time", "00:00")
    if not (isinstance(day, str) and _DATE.fullmatch(day)):
        return None
    if not (isinstance(clock, str) and _TIME.fullmatch(clock)):
        return None
    try:
        return datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
