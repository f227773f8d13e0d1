"""What is said of a source that was read: the same sentences by command and in the app."""

from collections.abc import Iterator, Sequence
from typing import Final

from peerjournal.importers.reading import Reading
from peerjournal.text import visible

NOT_KNOWN: Final = "It isn't known what kind of journal this is, so nothing was read."
NOTHING_THERE: Final = "There is no file or folder by that name."
NO_ZONE: Final = "Its times name no zone. In which zone were they written?"
_FILES_TOO = "They come in too, sealed, each with its entry. The text says where each was."
_LISTED: Final = 20
"""How many places are named under one sentence; what is more is counted."""

Told = tuple[str, tuple[str, ...]]
"""A sentence, and under it the places in the source that it is about."""


def told_of(reading: Reading) -> Iterator[Told]:
    """Yield what there is to say of what was read: where it stands, and never what it says."""
    if reading.skipped:
        places = [f"{one.where}: {one.why}" if one.where else one.why for one in reading.skipped]
        yield f"Left out, because it can't be read: {len(reading.skipped):,}", listed(places)
    if reading.attachments:
        yield f"Pictures and other files: {reading.attachments:,}. {_FILES_TOO}", ()
    for remark, count in reading.remarks.most_common():
        yield f"{remark} ({count:,})", listed([one.where for one in reading.found if remark in one.remarks])


def listed(places: Sequence[str]) -> tuple[str, ...]:
    """Return the first of several places for showing, and how many more there are."""
    shown = [visible(place) for place in places[:_LISTED]]
    return (*shown, *([f"and {len(places) - _LISTED:,} more"] if len(places) > _LISTED else []))
