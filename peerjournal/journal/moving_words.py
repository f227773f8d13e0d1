"""What is said of moving in and of taking it out again: the same sentences by command and in the app."""

from collections.abc import Iterator
from typing import Final

from peerjournal.journal.batch import Batch, MovedIn, MovedOut
from peerjournal.journal.moving import SortedOut
from peerjournal.text import visible

NOTHING_ADDED: Final = "Nothing was added."
SOURCE_STAYS: Final = "The source was left as it is."
SO_FAR: Final = "What came in so far is whole."
_LEFT = "Files that can't be read, or are larger than 512 MiB, stayed behind"
GOES_ON: Final = "Moving it in once more goes on with the rest."
STOPPED_BEFORE: Final = "Stopped before anything came in."


def entries(count: int) -> str:
    """Return a number of entries, as `1 entry` or `1,204 entries`."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def letters(count: int) -> str:
    """Return a number of letters, as `1 letter` or `1,204 letters`."""
    return "1 letter" if count == 1 else f"{count:,} letters"


def to_move_in(sorted_out: SortedOut) -> str:
    """Say how many are new, how many are here already, and how many stand there again."""
    known = f", {sorted_out.known:,} here already" if sorted_out.known else ""
    twice = f", {sorted_out.twice:,} in it more than once" if sorted_out.twice else ""
    return f"{entries(len(sorted_out.new))} to move in{known}{twice}."


def changed(count: int) -> str:
    """Say of how many the source says something else by now."""
    return f"Here already, but changed at the source since: {count:,}. What is here was left as it is."


def came_in(batch: Batch, when: str, count: int) -> str:
    """Say when so many came in, and where from."""
    return f"Moved in {when} from {visible(batch.source)}: {entries(count)}."


def files_of(moved: MovedIn) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what became of the files that belong to what came in, and which of them stayed behind."""
    if moved.files:
        yield f"Files sealed with them: {moved.files:,}.", ()
    if moved.files_left:
        yield f"{_LEFT}: {len(moved.files_left):,}", moved.files_left


def stays(count: int) -> str:
    """Say how many undoing leaves where they are."""
    return f"Changed or removed since, so it stays: {count:,}"


def taken_out(out: MovedOut) -> str:
    """Say what undoing has taken out."""
    return f"Taken out: {entries(out.gone)}. Moving the source in again brings back what is not here."
