"""What this program wrote when a journal moved out comes back as it was, marks and stories included."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from peerjournal.errors import JournalError, SourceUnreadable
from peerjournal.importers import json_entries, json_values
from peerjournal.importers.beside import MISSING, Beside
from peerjournal.importers.found import Attachment, Found, Options, Skipped, digest_of, origin_of
from peerjournal.importers.front_matter import split
from peerjournal.importers.json_entries import Broken
from peerjournal.importers.source import LARGEST_JSON, begins, file_in, open_source
from peerjournal.journal import Draft, Moment, file_links, piece_from_doc
from peerjournal.text import clean, clean_line

FIELD: Final = "peerjournal"
"""The field above a Markdown text that says that it is ours."""
_PAGE = f"\n{FIELD}:"
_BARE = frozenset({"date", "updated"})
_VERSION = 1
_NAME = "peerjournal"
_SIGN = re.compile(rb'\s*\{\s*"format"\s*:\s*"peerjournal-export"')
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_MORE = ("edited", "stands", "content_note", "tools", "kept", "looked")
_KNOWN = frozenset(
    {"id", "kind", "title", "body", "tags", "starred", "written", "from_entry", "files", *_MORE}
)
_PATH = re.compile(r"files/[^/\\]+")
Find = Callable[[str], Attachment | str]
"""Finds a file that a document names, or says why it is not taken along."""
_NO_ENTRY = "This is no entry."
_CANT = "Its fields can't be read."
SAME_ID: Final = "Another note has the same id, with other words. Both are kept."
_NEWER = "This was moved out by a later version of the program."
_FILE = "peerjournal.json"
"""What the file is called in the folder that it is moved out to: the folder does as well."""


class Ours:
    """The JSON file that `export` writes."""

    name = _NAME
    label = "what Peerjournal moved out, as JSON"

    def recognises(self, source: Path) -> bool:
        """Tell by how the file begins, or the one in a folder."""
        source = file_in(source, _FILE)
        return source.is_file() and bool(_SIGN.match(begins(source, 200).removeprefix(b"\xef\xbb\xbf")))

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries, then their other versions."""
        del options
        source = file_in(source, _FILE)
        here = source.resolve()
        beside = Beside(here.parent)

        def find(path: str) -> Attachment | str:
            return beside.find(here, path)

        for where, doc in _entries(source):
            if not isinstance(doc, dict) or json_values.too_deep(doc):
                yield Skipped(where, doc.why if isinstance(doc, Broken) else _NO_ENTRY)
                continue
            others = doc.pop("others", [])
            yield found_of(doc, where, find)
            for other in others if isinstance(others, list) else ():
                if isinstance(other, dict):
                    version = other | {"another_version_of": doc.get("id")}
                    yield found_of(version, f"{where}, another version", find)

    def size(self, source: Path) -> int:
        """Count what looks like the beginning of an entry."""
        try:
            with open_source(file_in(source, _FILE)) as file:
                return json_entries.count(file, b'"written"')
        except (SourceUnreadable, OSError):
            return 0


def _entries(source: Path) -> Iterator[tuple[str, Any]]:
    """Yield each entry with where it stands; what can't be read comes as a `Broken`."""
    beside: dict[str, Any] = {}
    with open_source(source) as file:
        for each in json_entries.entries(file, beside, LARGEST_JSON):
            if isinstance(each, Broken) and each.why == json_entries.NO_ENTRIES:
                raise SourceUnreadable("There are no entries in this.", path=source)
            if beside.get("version") != _VERSION:
                break
            number, what = (each.number, each) if isinstance(each, Broken) else each
            yield f"entry {number}" if number else "", what
    if beside.get("version") != _VERSION:
        raise SourceUnreadable(_NEWER, path=source)


def page_of(text: str) -> tuple[Mapping[str, Any], str] | None:
    """Return the fields of a Markdown file that `export` wrote, and all that stands below them, else None.

    As it was written each field is JSON on one line; what another program has written anew is read as YAML.
    """
    if not text.startswith("---\n") or _PAGE not in text:
        return None
    above, _, below = text[4:].partition("\n---\n")
    pairs = (line.partition(": ") for line in above.split("\n"))
    read = json_values.decoder().decode
    try:
        fields = {name: value if name in _BARE else read(value) for name, _, value in pairs}
    except (ValueError, RecursionError):
        fields = {}
    if not fields or json_values.too_deep(fields):
        front, below = split(text)
        fields = dict(front.fields)
    return (fields, below) if FIELD in fields else None


def is_beside(fields: Mapping[str, Any]) -> bool:
    """Tell whether a Markdown file that `export` wrote is no entry: a letter, or a page of what else left."""
    ours = fields[FIELD]
    return isinstance(ours, dict) and "page" in ours


def found_on_page(fields: Mapping[str, Any], below: str, where: str, find: Find) -> Found | Skipped:
    """Return the entry of a Markdown file that `export` wrote.

    Args:
        fields: What stands above the text, ``FIELD`` among it.
        below: All that stands after the line that ends the fields, with its line ends as LF.
        where: The file's base name.
        find: Finds a file beside it.
    """
    ours = fields[FIELD]
    if not isinstance(ours, dict) or ours.get("version") != _VERSION:
        return Skipped(where, _NEWER if isinstance(ours, dict) else _CANT)
    page = {
        "title": fields.get("title", ""),
        "body": _body(below.removeprefix("\n"), ours.get("files")),
        "tags": fields.get("tags", []),
        "starred": fields.get("starred", False),
        "written": {"at": fields.get("date"), "zone": fields.get("timezone", "")},
    }
    known = {"title", "date", "timezone", "updated", "tags", "starred", FIELD}
    beside = {name: value for name, value in fields.items() if name not in known}
    rest = {name: value for name, value in ours.items() if name not in {"version", "others"}}
    return found_of(beside | rest | page, where, find)


def _body(text: str, files: Any) -> str:
    """Return a text without the lines that lead to its files, where they stand as they were written."""
    try:
        lines = file_links(files or ())
    except (AttributeError, TypeError, ValueError):
        lines = ""
    return text.removesuffix(f"\n{lines}" if lines and text.endswith(f"\n{lines}") else "\n")


def found_of(doc: Mapping[str, Any], where: str, find: Find) -> Found | Skipped:
    """Return the entry that a document of an export says, or that it says none."""
    try:
        digest = digest_of(json.dumps(doc, sort_keys=True))
        given = doc.get("id")
        attachments, remarks = _attachments(doc.get("files"), find)
        key = given if isinstance(given, str) and _ID.fullmatch(given) else digest_of(_NAME, digest)
        other = json_values.cleaned({name: value for name, value in doc.items() if name not in _KNOWN})
        draft = Draft(
            title=_text(doc.get("title", "")),
            body=_text(doc.get("body", "")),
            tags=tuple(map(_text, doc.get("tags", ()))),
            written=_moment(doc["written"]),
            starred=doc.get("starred") is True,
            kind="story" if doc.get("kind") == "story" else "entry",
            from_entry=clean_line(_text(doc.get("from_entry", ""))),
            origin=origin_of(_NAME, key, digest, where, other=other),
            more=_more(doc),
        )
    except (AttributeError, KeyError, TypeError, ValueError, JournalError):
        return Skipped(where, _CANT)
    return Found(draft, key, digest, where, remarks, attachments)


def apart(found: Found) -> Found:
    """Return a copy that somebody changed, whose id is that of another entry, as an entry of its own."""
    key = digest_of(_NAME, found.digest)
    draft = replace(found.draft, origin={**(found.draft.origin or {}), "key": key})
    return replace(found, draft=draft, key=key, remarks=(*found.remarks, SAME_ID))


def _attachments(told: Any, find: Find) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """Return the files that an entry tells of and that lie where it says, and a remark where one doesn't."""
    found: list[Attachment] = []
    remarks: dict[str, None] = {}
    for one in told if isinstance(told, list) else ():
        path = one.get("path") if isinstance(one, dict) else None
        # Only what was written there by `export`: nothing else is taken because a file names it.
        here = find(quote(path)) if isinstance(path, str) and _PATH.fullmatch(path) else MISSING
        if isinstance(here, Attachment):
            name, kind = clean_line(str(one.get("name", ""))), str(one.get("kind", "file"))
            found.append(replace(here, name=name, kind=kind))
        else:
            remarks[here] = None
    return tuple(found), tuple(remarks)


def _more(doc: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a document holds besides what every draft does, each field read and cleaned."""
    here: dict[str, Any] = {name: doc[name] for name in _MORE if doc.get(name)}
    if "stands" in here:
        here["stands"] = clean_line(_text(here["stands"]))
    for name in {"kept", "looked"} & here.keys():
        here[name] = [clean_line(_text(word)) for word in here[name]]
    if "edited" in here:
        here["edited"] = _moment(here["edited"]).encode()
    is_story = doc.get("kind") == "story"
    whole = {**here, "written": _moment(doc["written"]).encode(), "kind": "story" if is_story else "entry"}
    read = piece_from_doc("", whole).to_doc()
    return {name: read[name] for name in (_MORE if is_story else ("edited",)) if name in read}


def _moment(told: Any) -> Moment:
    zone = told.get("zone", "")
    return Moment.decode(_text(told["at"]) + (f"[{_text(zone)}]" if zone else ""))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean(value)
