"""What is said of a source that was read: the same sentences by command and in the app."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from peerjournal.errors import InputError, SourceUnreadable
from peerjournal.importers.reading import Reading
from peerjournal.importers.source import open_source
from peerjournal.journal import Arriving
from peerjournal.text import visible

NOT_KNOWN: Final = "It isn't known what kind of journal this is, so nothing was read."
NOTHING_THERE: Final = "There is no file or folder by that name."
_NO_PIPE = "A source is read more than once, so it can't come through a pipe. Name its file."
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


def require_there(source: Path) -> None:
    """Refuse a source that is not there; `-` means what comes through a pipe elsewhere.

    Raises:
        SourceUnreadable: It is so.
    """
    try:
        source.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        why = _NO_PIPE if str(source) == "-" else NOTHING_THERE
        raise SourceUnreadable(why, path=source) from None


def refuse_nothing(source: Path) -> None:
    """Say so where a source is like nothing because nothing is in it, or because it can't be opened.

    Raises:
        InputError: It is so.
    """
    try:
        if source.is_dir():
            holds = any(True for _ in source.iterdir())
        else:
            with open_source(source) as file:
                holds = bool(file.read(1))
    except (OSError, SourceUnreadable):
        raise InputError("It can't be opened.", hint="Nothing was read.") from None
    if not holds:
        raise InputError("There is nothing in it.", hint="Nothing was read.")


def listed(places: Sequence[str]) -> tuple[str, ...]:
    """Return the first of several places for showing, and how many more there are."""
    shown = [visible(place) for place in places[:_LISTED]]
    return (*shown, *([f"and {len(places) - _LISTED:,} more"] if len(places) > _LISTED else []))
