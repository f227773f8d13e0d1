"""Entry: private writing, and Draft: what becomes one. There is no way to share an entry."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from peerjournal.journal.files_kept import NO_NAME, KeptFile, docs_of, kept_files
from peerjournal.journal.moment import Moment
from peerjournal.journal.passages import preview
from peerjournal.text import clean, clean_line

Document = Mapping[str, Any]

ENTRY, STORY = "entry", "story"

_RULERS = "-=*_`~#>+| "
_TITLE_READS = 2_000
_TITLE_LENGTH = 72
_SENTENCE = re.compile(r"(?:[.!?\u2026]+[\"'\u201d\u2019)]*(?=\s|$)|[\u3002\uff01\uff1f]+)")
_MARKDOWN_SIGNS = re.compile(r"^(?:[\s#>*+-]+(?=\s)|\d{1,9}[.)]\s)?\s*")


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags cleaned, without their `#`, each once whatever its case, in the order given."""
    kept: dict[str, str] = {}
    for tag in tags:
        if tag.isalnum() and tag.isascii():
            kept.setdefault(tag.lower(), tag)
        elif tidied := clean_line(clean_line(tag).lstrip("#")):
            kept.setdefault(tidied.casefold(), tidied)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be kept. Its text is cleaned here, so that nothing uncleaned can be kept at all."""

    title: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    written: Moment | None = None
    """When it was written; nothing means when it is kept."""
    starred: bool = False
    kind: str = ENTRY
    from_entry: str = ""
    """For a story: the id of the entry that it was made from."""
    origin: Document | None = None
    """For what was moved in: where from, as the importer tells it."""
    more: Document | None = None
    """For what was moved out of such a journal before: further fields of its document, cleaned already."""

    def __post_init__(self) -> None:
        keep = object.__setattr__
        keep(self, "title", clean_line(self.title))
        keep(self, "body", clean(self.body))
        keep(self, "tags", tidy_tags(self.tags))

    @property
    def shown_title(self) -> str:
        """The title, or else how the text begins: only for the writer's own eyes."""
        return self.title or first_words(self.body)

    def __repr__(self) -> str:
        return f"Draft(kind={self.kind!r})"

    def to_doc(self, now: Moment) -> dict[str, Any]:
        """Return its document, without a number: the same one wherever it is made."""
        doc: dict[str, Any] = {
            "kind": self.kind,
            "title": self.title,
            "body": self.body,
            "tags": list(self.tags),
            "written": (self.written or now).encode(),
            "starred": self.starred,
        }
        if self.from_entry:
            doc["from_entry"] = self.from_entry
        if self.more is not None:
            doc |= self.more
        if self.origin is not None:
            doc["origin"] = dict(self.origin)
        return doc


@dataclass(frozen=True, slots=True, repr=False)
class Shared:
    """What entries and stories have in common. Their repr shows id and day, never a word of them."""

    id: str
    title: str
    """As given, and often empty; `shown_title` is for looking at."""
    body: str
    """Markdown, marks included."""
    tags: tuple[str, ...]
    written: Moment
    edited: Moment | None = None
    starred: bool = False
    number: int = 0
    """The short number that `by` gave it; 0 while it has none."""
    by: str = ""
    """The device that gave the number."""
    removed: Moment | None = None
    files: tuple[KeptFile, ...] = ()
    """The files that belong to it, sealed beside the journal's logs. No letter ever takes one along."""

    @property
    def shown_title(self) -> str:
        """The title, or else how the text begins: only for the writer's own eyes."""
        return self.title or first_words(self.body)

    def file_name(self, place: int) -> str:
        """Return what one of its files is called, from 1; only another version of it may know the name."""
        return self.files[place - 1].name if place <= len(self.files) else NO_NAME

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, written={self.written.day})"


@dataclass(frozen=True, slots=True, repr=False)
class Entry(Shared):
    """Private writing."""

    kind: str = ENTRY
    extra: Document = field(default_factory=dict, hash=False)
    """Fields of its document that this version does not know, kept as they are."""

    @classmethod
    def from_doc(cls, identifier: str, doc: Document) -> "Entry":
        """Read a document."""
        return cls(
            **shared_fields(identifier, doc), kind=doc.get("kind", ENTRY), extra=unknown(doc, {"kind"})
        )

    def to_doc(self) -> dict[str, Any]:
        """Return its document, with what is not known here."""
        return {**self.extra, "kind": self.kind, **shared_doc(self)}


def shared_fields(identifier: str, doc: Document) -> dict[str, Any]:
    """Read the fields that entries and stories have in common; absent ones are empty.

    Raises:
        JournalError: Its time can't be read.
    """
    return {
        "id": identifier,
        "title": doc.get("title", ""),
        "body": doc.get("body", ""),
        "tags": tuple(doc.get("tags", ())),
        "written": Moment.decode(doc.get("written", "")),
        "edited": _moment(doc, "edited"),
        "starred": doc.get("starred", False),
        "number": doc.get("number", 0),
        "by": doc.get("by", ""),
        "removed": _moment(doc, "removed"),
        "files": kept_files(doc),
    }


def shared_doc(piece: Shared) -> dict[str, Any]:
    """Write the fields that entries and stories have in common; empty ones that may be absent are."""
    doc: dict[str, Any] = {
        "title": piece.title,
        "body": piece.body,
        "tags": list(piece.tags),
        "written": piece.written.encode(),
        "starred": piece.starred,
    }
    if piece.number:
        doc |= {"number": piece.number, "by": piece.by}
    for name in ("edited", "removed"):
        if moment := getattr(piece, name):
            doc[name] = moment.encode()
    if piece.files:
        doc["files"] = docs_of(piece.files)
    return doc


def unknown(doc: Document, known: Iterable[str]) -> dict[str, Any]:
    """Return the fields that neither ``known`` nor the shared ones name."""
    named = {*Shared.__slots__, *known}
    return {name: value for name, value in doc.items() if name not in named}


def first_words(body: str) -> str:
    """Return how a text begins: its first sentence, if that is short. What is marked to stay is passed over.

    Only for showing what has no title; a letter's words come from nowhere but the resolved text.
    """
    for line in preview(body[:_TITLE_READS]).split("\n"):
        words = clean_line(_MARKDOWN_SIGNS.sub("", line, count=1))
        if words.strip(_RULERS):
            return _shortened(first_sentence(words))
    return ""


def first_sentence(line: str) -> str:
    """Return the first sentence of a line, or all of it."""
    for end in _SENTENCE.finditer(line):
        *before, last = line[: end.start()].split() or [""]
        # "Dr." and "J. R." end no sentence; nor does a first word alone make one.
        if line[end.start()] != "." or (before and not (last[:1].isupper() and len(last) <= 3)):  # noqa: PLR2004 - as long as "Mrs"
            return line[: end.end()]
    return line


def _shortened(words: str) -> str:
    if len(words) <= _TITLE_LENGTH:
        return words
    cut = words[:_TITLE_LENGTH]
    return cut[: cut.rfind(" ") if " " in cut else _TITLE_LENGTH].rstrip(" ,;:") + "\u2026"


def _moment(doc: Document, name: str) -> Moment | None:
    return Moment.decode(doc[name]) if doc.get(name) else None
