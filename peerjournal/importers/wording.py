"""What is said of a source that was read: the same sentences by command and in the app."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from peerjournal.importers.reading import Reading
from peerjournal.journal import Arriving
from peerjournal.text import visible

NOT_KNOWN: Final = "It isn't known what kind of journal this is, so nothing was read."
NO_ZONE: Final = "Its times name no zone. In which zone were they written?"
_FILES_TOO = "They come in too, sealed, each with its entry. The text says where each was."
_ALL = "all of them"
_LISTED: Final = 20
"""How many places are named under one sentence; what is more is counted."""

Told = tuple[str, tuple[str, ...]]
"""A sentence, and under it the places in the source that it is about."""


def told_of(reading: Reading, new: Iterable[Arriving]) -> Iterator[Told]:
    """Yield what there is to say of what was read: where it stands, and never what it says.

    Args:
        reading: What the source holds.
        new: What of it is not here yet: only its files come in.
    """
    if reading.skipped:
        places = [f"{one.where}: {one.why}" if one.where else one.why for one in reading.skipped]
        yield f"Left out: {len(reading.skipped):,}", listed(places)
    if count := files_of(new):
        yield f"Pictures and other files: {count:,}. {_FILES_TOO}", ()
    # What is said of few comes first: what is said of everything would hide it.
    for remark, count in reversed(reading.remarks.most_common()):
        where = [one.where for one in reading.found if remark in one.remarks]
        yield f"{remark} ({count:,})", (_ALL,) if 1 < count == len(reading.found) else listed(where)


def files_of(new: Iterable[Arriving]) -> int:
    """Return how many pictures and other files come in with what is new."""
    return sum(len(one.attachments) for one in new)


def listed(places: Sequence[str]) -> tuple[str, ...]:
    """Return the first of several places for showing, and how many more there are."""
    shown = [visible(place) for place in places[:_LISTED]]
    return (*shown, *([f"and {len(places) - _LISTED:,} more"] if len(places) > _LISTED else []))
