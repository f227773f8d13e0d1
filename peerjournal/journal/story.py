"""Story: an account shaped for someone else. Still private: only a letter leaves, and only part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from peerjournal.journal.entry import STORY, Document, Entry, Shared, shared_doc, shared_fields, unknown

_OWN = ("kind", "from_entry", "stands", "content_note", "tools")


@dataclass(frozen=True, slots=True, repr=False)
class Story(Shared):
    """A story: marks in its title count as they do in its body, and it takes no tags over from its entry."""

    kind: ClassVar[str] = STORY

    from_entry: str = ""
    """The id of the entry that it was made from, if it was."""
    stands: str = ""
    """Where it stands: in it, coming through, looking back, or own words."""
    content_note: Mapping[str, Any] | None = field(default=None, hash=False)
    """What is in it, as the writer chose to say."""
    tools: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    """What helped, what didn't, what depends, in the writer's order."""
    extra: Document = field(default_factory=dict, hash=False)
    """Fields of its document that this version does not know, kept as they are."""

    @classmethod
    def from_doc(cls, identifier: str, doc: Document) -> "Story":
        """Read a document."""
        return cls(
            **shared_fields(identifier, doc),
            from_entry=doc.get("from_entry", ""),
            stands=doc.get("stands", ""),
            content_note=doc.get("content_note"),
            tools=tuple(doc.get("tools", ())),
            extra=unknown(doc, _OWN),
        )

    def to_doc(self) -> dict[str, Any]:
        """Return its document, with what is not known here; empty fields that may be absent are."""
        doc = {**self.extra, "kind": STORY, **shared_doc(self)}
        own = {
            "from_entry": self.from_entry,
            "stands": self.stands,
            "content_note": self.content_note,
            "tools": list(self.tools),
        }
        return doc | {name: value for name, value in own.items() if value}


Piece = Entry | Story


def piece_from_doc(identifier: str, doc: Document) -> Piece:
    """Read a document of the table that holds both as what it is."""
    return (Story if doc.get("kind") == STORY else Entry).from_doc(identifier, doc)
