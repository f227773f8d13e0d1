"""A batch: what was moved in at one time, and what became of moving it in and of taking it out again."""

from dataclasses import dataclass

from peerjournal.journal.moment import Moment
from peerjournal.vault import Document


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """What was moved in at one time."""

    id: str
    source: str
    """What it came from, as a person would say it."""
    moved: Moment
    """When."""
    added: int
    """How many came in."""
    whole: bool
    """Whether all of the source was gone through, and it was not stopped midway."""
    undone: Moment | None = None
    number: int = 0
    by: str = ""

    def __repr__(self) -> str:
        return f"Batch(id={self.id!r}, added={self.added})"

    @classmethod
    def from_doc(cls, identifier: str, doc: Document) -> "Batch":
        """Read a document."""
        return cls(
            id=identifier,
            source=doc.get("source", ""),
            moved=Moment.decode(doc.get("moved", "")),
            added=doc.get("added", 0),
            whole=doc.get("whole", False),
            undone=Moment.decode(doc["undone"]) if doc.get("undone") else None,
            number=doc.get("number", 0),
            by=doc.get("by", ""),
        )

    def to_doc(self) -> Document:
        """Return its document."""
        doc: Document = {
            "source": self.source,
            "moved": self.moved.encode(),
            "added": self.added,
            "whole": self.whole,
            "number": self.number,
            "by": self.by,
        }
        return doc | ({"undone": self.undone.encode()} if self.undone else {})


@dataclass(frozen=True, slots=True)
class MovedIn:
    """What became of what was found."""

    batch: Batch | None
    """None where nothing was added."""
    added: int
    known: int
    """How many were here already."""
    changed: tuple[str, ...]
    """Of those, where in the source stands what says something else by now. What is here was left."""
    files: int = 0
    """How many files were taken along."""
    files_left: tuple[str, ...] = ()
    """Where in the source stands what names a file that can't be read, or is larger than 512 MiB."""


@dataclass(frozen=True, slots=True)
class MovedOut:
    """What became of a batch that was undone."""

    gone: int
    kept: tuple[str, ...]
    """The ids of what was changed or removed since it came in; it stays."""
