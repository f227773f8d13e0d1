"""A source read from end to end before anything of it is kept: what it holds, and what was left out."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.found import Found, Importer, Options, Skipped
from peerjournal.importers.zone import rules_of

MOST: Final = 250_000
"""Entries, and things that are none: thirty a day for a life. Each takes memory before it says a word."""
LARGEST: Final = 512 * 1024 * 1024
"""Bytes of memory that all of them may take. Packed, as much can be in a file of a few kilobytes."""
TOO_MUCH: Final = "There is more in it than can be moved in at once. The rest was left out."
_EACH = 256
_TOLD_EVERY: Final = 50
"""How many entries are read between two words about how far it is."""
_BROKE_OFF: Final = "It could not be read to its end."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source holds."""

    found: tuple[Found, ...] = field(repr=False)
    """What can be kept, in the source's own order."""
    skipped: tuple[Skipped, ...] = field(repr=False)
    """What could not be read as an entry."""
    zone: str = ""
    """The zone that was said for times without one, by its name or its offset."""

    @property
    def zone_assumed(self) -> int:
        """How many times were told without a zone, so that one had to be assumed."""
        return sum((one.draft.origin or {}).get("zone") == "assumed" for one in self.found)

    @property
    def remarks(self) -> "Counter[str]":
        """What a person may want to look at, and how often each was said."""
        return Counter(remark for one in self.found for remark in one.remarks)


def read_all(
    importer: Importer, source: Path, options: Options, progress: Callable[[int, int], None]
) -> Reading:
    """Read a source whole; one bad entry never stops the rest.

    Args:
        importer: For its kind.
        source: Where it is.
        options: What is said about it.
        progress: Told how many entries are read, and of about how many; may raise to stop it.

    Raises:
        SourceUnreadable: The source as a whole can't be read.
        InputError: What is said about it can't be used.
    """
    found: list[Found] = []
    skipped: list[Skipped] = []
    about, size = importer.size(source), 0
    for count, one in enumerate(_each(importer, source, options), 1):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            found.append(one)
            size += _weight(one)
        if count >= MOST or size >= LARGEST:
            skipped.append(Skipped("", TOO_MUCH))
            break
        if count % _TOLD_EVERY == 0:
            # Also where nothing can be read: whoever wants it to stop is heard.
            progress(count, max(about, count + 1))
    zone = str(rules_of(options.zone)) or options.zone if options.zone else ""
    return Reading(tuple(found), tuple(skipped), zone)


def _each(importer: Importer, source: Path, options: Options) -> Iterator[Found | Skipped]:
    """Yield what is in a source; where the disk that it is on fails, that is no fault of this program."""
    try:
        yield from importer.read(source, options)
    except OSError:
        raise SourceUnreadable(_BROKE_OFF, path=source) from None


def _weight(one: Found) -> int:
    """Return about how many bytes of memory an entry takes."""
    draft = one.draft
    texts = sys.getsizeof(draft.body) + sys.getsizeof(draft.title) + sum(map(sys.getsizeof, draft.tags))
    return _EACH + texts + _size_of(draft.origin) + _EACH * len(one.attachments)


def _size_of(value: Any) -> int:
    """Return the same of values in one another, which importers let go no deeper than they may."""
    size = sys.getsizeof(value)
    if isinstance(value, dict):
        return size + sum(sys.getsizeof(name) + _size_of(each) for name, each in value.items())
    return size + sum(map(_size_of, value)) if isinstance(value, list) else size
