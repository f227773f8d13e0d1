"""What moves out, and what makes files of it: bytes and names only, so that one place alone writes them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from peerjournal.exporters.along import Along
from peerjournal.journal import KeptFile, Moment, Piece

_NEVER = frozenset({"by", "number", "removed", "files"})
"""What of a document does not leave as it stands there: how a file is sealed, above all."""

File = tuple[str, bytes]
"""A base name and what is in it."""


Beside = Mapping[str, Sequence[Mapping[str, Any]]]
"""What leaves besides entries and stories: `letters` and the like, each as the JSON of its listing."""
NOTHING: Final[Beside] = {}


@dataclass(frozen=True, slots=True)
class Leaving:
    """An entry or a story on its way out."""

    piece: Piece
    number: str
    """Its short number, as it is shown."""
    others: tuple[Piece, ...] = ()
    """Its other versions, where it was changed on two devices and nobody has settled them."""
    along: Mapping[str, Along] = field(default_factory=dict, repr=False)
    """Every file that goes along with any of what leaves, by the name under which it is sealed."""


class Exporter(Protocol):
    """One form in which a journal moves out."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    @property
    def label(self) -> str:
        """What it is, for people."""

    @property
    def suffix(self) -> str:
        """What its files' names end with."""

    @property
    def takes_letters(self) -> bool:
        """Whether it has a place for letters, and for what else is no entry."""

    def files(self, leaving: Sequence[Leaving], beside: Beside = NOTHING) -> Iterator[File]:
        """Yield the files, each with a base name of its own; none of them is a path.

        Args:
            leaving: Entries and stories.
            beside: What else leaves, for a form that takes it.
        """


def told(one: Leaving) -> dict[str, Any]:
    """Return all there is of a piece, as JSON; other versions of it are whole as well."""
    doc = {"id": one.piece.id, "number": one.number} | _fields(one.piece, one)
    return doc | ({"others": [_fields(other, one) for other in one.others]} if one.others else {})


def _fields(piece: Piece, one: Leaving) -> dict[str, Any]:
    doc = {name: value for name, value in piece.to_doc().items() if name not in _NEVER}
    if piece.files:
        doc["files"] = [_file(file, one) for file in piece.files]
    doc["written"] = _time(piece.written)
    if piece.edited:
        doc["edited"] = _time(piece.edited)
    return doc


def _file(file: KeptFile, one: Leaving) -> dict[str, Any]:
    """Return what is told of a file: never how it is sealed."""
    doc: dict[str, Any] = {"name": file.name, "kind": file.kind, "size": file.size}
    along = one.along.get(file.sealed.file) if file.sealed is not None else None
    return doc | ({"path": along.path, "sha256": along.sha256} if along is not None and along.path else {})


def _time(moment: Moment) -> dict[str, str]:
    zone = {"zone": moment.zone} if moment.zone else {}
    return {"at": moment.local.isoformat(timespec="seconds"), **zone}
