"""What an importer finds in another journal, one entry at a time, and what it needs to be told."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from peerjournal.journal import Draft


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an entry; its bytes are read only when they are asked for."""

    name: str = field(repr=False)
    """Its base name: never a path."""
    size: int
    """Bytes, as the source tells it."""
    open: Callable[[], BinaryIO] = field(repr=False)
    """Open it anew for reading."""
    kind: str = "file"
    """`photo`, `video`, `audio`, `pdf` or `file`."""
    marker: str = field(default="", repr=False)
    """What stands in the body at its place, as `[photo]`."""


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of another journal, ready to be kept. Its repr shows nothing of it."""

    draft: Draft = field(repr=False)
    key: str
    """SHA-256 in hex, over the kind of source and its own id for the entry, or over everything that was read
    where it has none: what makes a second import add nothing."""
    digest: str
    """SHA-256 in hex of what was read: what tells that it changed since."""
    where: str = field(repr=False)
    """Where in the source it stands, for people: a line, the base name of a file, a number."""
    remarks: tuple[str, ...] = ()
    """What a person may want to look at, each a sentence without a word of theirs."""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read as an entry. The rest goes on."""

    where: str = field(repr=False)
    why: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who moves in says about the source."""

    zone: str = ""
    """The zone that times without one are told in, by its name or its offset; empty means this computer's."""
    timeformat: str = ""
    """How a jrnl source writes its times, in the signs of strftime; empty means: find out."""
    jrnl_compat: bool = False
    """Read headers as loosely as jrnl itself does, with its guesses."""
    locations: bool = False
    """Take along where something was written."""
    devices: bool = False
    """Take along the names of devices, which often hold a person's name."""
    split_times: bool = False
    """Make an entry of each line of a daily note that begins with a time."""
    passphrase: Callable[[], str] | None = field(default=None, repr=False)
    """Asks for the source's own passphrase, where it has one."""


class Importer(Protocol):
    """One kind of source."""

    @property
    def name(self) -> str:
        """What it is called on the command line, as `jrnl-json`."""

    @property
    def label(self) -> str:
        """What it is, for people."""

    def recognises(self, source: Path) -> bool:
        """Tell whether ``source`` looks like one; reads little, and raises nothing."""

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield what is in ``source``, in its own order.

        Raises:
            SourceUnreadable: The source as a whole can't be read.
        """

    def size(self, source: Path) -> int:
        """Return about how many entries there are, for showing how far it is; 0 where that is not known."""


def digest_of(*parts: str) -> str:
    """Return the SHA-256, in hex, of several texts, so that no two lists of texts have the same."""
    told = "".join([str(len(part)) + ":" + part for part in parts])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def origin_of(
    name: str,
    key: str,
    digest: str,
    where: str,
    *,
    other: dict[str, Any] | None = None,
    assumed: Iterable[str] = (),
) -> dict[str, Any]:
    """Return what a draft says of where it comes from.

    Args:
        name: The importer's.
        key: As in ``Found``.
        digest: As in ``Found``.
        where: As in ``Found``.
        other: Fields of the source that have no place here, kept verbatim.
        assumed: What of its time was not in the source: its `zone`, its `time` of day.
    """
    origin: dict[str, Any] = {"from": name, "key": key, "digest": digest, "where": where}
    if other:
        origin["other"] = other
    for each in assumed:
        origin[each] = "assumed"
    return origin
