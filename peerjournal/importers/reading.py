"""A source read from end to end before anything of it is kept: what it holds, and what was left out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.found import Found, Importer, Options, Skipped
from peerjournal.importers.zone import rules_of

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
    about = importer.size(source)
    for count, one in enumerate(_each(importer, source, options), 1):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            found.append(one)
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
