"""Story: an account shaped for someone else. Still private: only a letter leaves, and only part of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
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

    def texts(self) -> Iterator[str]:
        """Yield every text of it that somebody else may get to read: in each of them marks count."""
        yield from (self.title, self.body, *self.tags, self.stands)
        for tool in self.tools:
            yield from (tool.tried, tool.when, tool.might_differ)
        if note := self.content_note:
            yield from (*note.topics, note.skip_hint, note.ends)

    def with_texts(self, change: Callable[[str], str]) -> "Story":
        """Return it with ``change`` applied to each of its ``texts``, in the same order."""
        # In the order in which they are written here: a change may refuse one of them.
        return replace(
            self,
            title=change(self.title),
            body=change(self.body),
            tags=tuple(map(change, self.tags)),
            stands=change(self.stands),
            tools=tuple(
                replace(
                    tool,
                    tried=change(tool.tried),
                    when=change(tool.when),
                    might_differ=change(tool.might_differ),
                )
                for tool in self.tools
            ),
            content_note=self.content_note
            and replace(
                self.content_note,
                topics=tuple(map(change, self.content_note.topics)),
                skip_hint=change(self.content_note.skip_hint),
                ends=change(self.content_note.ends),
            ),
        )


Piece = Entry | Story


def piece_from_doc(identifier: str, doc: Document) -> Piece:
    """Read a document of the table that holds both as what it is."""
    return (Story if doc.get("kind") == STORY else Entry).from_doc(identifier, doc)
