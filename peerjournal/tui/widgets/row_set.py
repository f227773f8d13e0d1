"""The rows of a list, or those of them that are kept: counting and finding without going through them."""

from bisect import bisect_left
from collections.abc import Sequence

from peerjournal.tui.widgets.story_row import StoryRow


class RowSet:
    """Rows by their place on the screen; each also has a number, which narrowing does not change."""

    def __init__(self, rows: Sequence[StoryRow], kept: Sequence[int] | None = None) -> None:
        """Take all rows, or those whose numbers are kept, in rising order."""
        self._rows = rows
        self._kept = kept

    def __len__(self) -> int:
        return len(self._rows) if self._kept is None else len(self._kept)

    def narrowed(self, kept: Sequence[int] | None) -> "RowSet":
        """Return the set with only these of all its rows, or with all again."""
        return RowSet(self._rows, kept)

    def row(self, place: int) -> StoryRow:
        """Return the row at a place."""
        return self._rows[self.number(place)]

    def number(self, place: int) -> int:
        """Return the number of the row at a place."""
        return place if self._kept is None else self._kept[place]

    def place(self, number: int) -> int:
        """Return the place of the row with a number, or the first if it is not there."""
        if self._kept is None:
            return number
        place = bisect_left(self._kept, number)
        return place if place < len(self._kept) and self._kept[place] == number else 0
