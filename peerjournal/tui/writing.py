"""What stands on the page at one moment, and how a draft holds it; nothing here touches the disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peerjournal.errors import JournalError
from peerjournal.journal import Draft, Moment, Piece

ENTRY, STORY = "entry", "story"

Place = tuple[int, int]
"""A line and a column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands on the page at one moment, cleaned as the journal would keep it."""

    kind: str = ENTRY
    title: str = field(default="", repr=False)
    body: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    written: Moment | None = None
    starred: bool = False

    def __post_init__(self) -> None:
        cleaned = self.to_draft()
        for name in ("title", "body", "tags"):
            object.__setattr__(self, name, getattr(cleaned, name))

    @classmethod
    def of(cls, piece: Piece) -> "Writing":
        """Return what an entry or a story says."""
        return cls(piece.kind, piece.title, piece.body, piece.tags, piece.written, piece.starred)

    @classmethod
    def decode(cls, fields: Mapping[str, Any]) -> "Writing":
        """Read the fields of a draft."""
        return cls(
            kind=str(fields["kind"]),
            title=str(fields["title"]),
            body=str(fields["body"]),
            tags=tuple(map(str, fields["tags"])),
            written=Moment.decode(fields["written"]) if fields.get("written") else None,
            starred=fields.get("starred") is True,
        )

    def encode(self) -> dict[str, Any]:
        """Return the fields for a draft."""
        return {
            "kind": self.kind,
            "title": self.title,
            "body": self.body,
            "tags": list(self.tags),
            "written": self.written.encode() if self.written else "",
            "starred": self.starred,
        }

    def to_draft(self, from_entry: str = "") -> Draft:
        """Return what the journal keeps as something new."""
        return Draft(
            self.title,
            self.body,
            self.tags,
            self.written,
            self.starred,
            kind=self.kind,
            from_entry=from_entry,
        )

    @property
    def is_blank(self) -> bool:
        """Whether nobody wrote anything."""
        return not (self.title or self.tags or self.body.strip())

    @property
    def words(self) -> tuple[str, str, str, tuple[str, ...]]:
        """What was written, whenever that was."""
        return self.kind, self.title, self.body, self.tags


@dataclass(frozen=True, slots=True)
class Begun:
    """A piece as its draft holds it."""

    name: str
    """The draft's name."""
    writing: Writing
    piece: str = ""
    """The id of the entry or story that is being changed; nothing for a new one."""
    base: Writing | None = None
    """What that one said when the change began, to tell whether somebody else changed it meanwhile."""
    cursor: Place = (0, 0)
    kept: datetime | None = None
    """When it was last sealed."""

    def encode(self) -> dict[str, Any]:
        """Return the fields for the draft."""
        fields = self.writing.encode()
        fields |= {"piece": self.piece, "cursor": list(self.cursor)}
        if self.base:
            fields["base"] = self.base.encode()
        if self.kept:
            fields["kept"] = self.kept.isoformat()
        return fields


def read(name: str, fields: Mapping[str, Any]) -> Begun | None:
    """Read a draft of an entry or a story; nothing for one that is of something else."""
    if fields.get("kind") not in (ENTRY, STORY):
        return None
    try:
        row, column = fields.get("cursor") or (0, 0)
        return Begun(
            name,
            Writing.decode(fields),
            piece=str(fields.get("piece", "")),
            base=Writing.decode(fields["base"]) if fields.get("base") else None,
            cursor=(max(0, int(row)), max(0, int(column))),
            kept=datetime.fromisoformat(fields["kept"]) if fields.get("kept") else None,
        )
    except (KeyError, TypeError, ValueError, JournalError):
        return None
