"""Story: an account shaped for someone else. Still private: only a letter leaves, and only part of it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from peerjournal.journal.content_note import ContentNote
from peerjournal.journal.entry import STORY, Document, Entry, Shared, shared_doc, shared_fields, unknown
from peerjournal.journal.toolbox import Tool

STANDS: Final = ("in it", "coming through", "looking back")
"""Where a story may stand; own words do as well, and so does nothing."""

_OWN = ("kind", "from_entry", "stands", "content_note", "tools", "kept", "looked")


@dataclass(frozen=True, slots=True, repr=False)
class Story(Shared):
    """A story: marks in its title count as they do in its body, and it takes no tags over from its entry."""

    kind: ClassVar[str] = STORY

    from_entry: str = ""
    """The id of the entry that it was made from, if it was."""
    stands: str = ""
    """Where it stands: one of ``STANDS``, own words, or nothing."""
    content_note: ContentNote | None = None
    """What is in it, as the writer chose to say."""
    tools: tuple[Tool, ...] = ()
    """What helped, what didn't, what depends, in the writer's order."""
    kept: tuple[str, ...] = ()
    """Details that could point at someone, and that the writer decided to leave in."""
    looked: tuple[str, ...] = ()
    """Words that may be names, which the writer has looked at."""
    extra: Document = field(default_factory=dict, hash=False)
    """Fields of its document that this version does not know, kept as they are."""

    @classmethod
    def from_doc(cls, identifier: str, doc: Document) -> "Story":
        """Read a document."""
        note = doc.get("content_note")
        return cls(
            **shared_fields(identifier, doc),
            from_entry=doc.get("from_entry", ""),
            stands=doc.get("stands", ""),
            content_note=ContentNote.from_doc(note) if note else None,
            tools=tuple(Tool.from_doc(tool) for tool in doc.get("tools", ())),
            kept=tuple(doc.get("kept", ())),
            looked=tuple(doc.get("looked", ())),
            extra=unknown(doc, _OWN),
        )

    def to_doc(self) -> dict[str, Any]:
        """Return its document, with what is not known here; empty fields that may be absent are."""
        doc = {**self.extra, "kind": STORY, **shared_doc(self)}
        own = {
            "from_entry": self.from_entry,
            "stands": self.stands,
            "content_note": self.content_note.to_doc() if self.content_note else None,
            "tools": [tool.to_doc() for tool in self.tools],
            "kept": list(self.kept),
            "looked": list(self.looked),
        }
        return doc | {name: value for name, value in own.items() if value}


Piece = Entry | Story


def piece_from_doc(identifier: str, doc: Document) -> Piece:
    """Read a document of the table that holds both as what it is."""
    return (Story if doc.get("kind") == STORY else Entry).from_doc(identifier, doc)
