"""Which run of backticks closes which in a Markdown text: one of the same length, in the same paragraph."""

import re
from bisect import bisect_right
from collections import defaultdict

_BLANK = re.compile(r"^[ \t>]*$", re.MULTILINE)


class CodeSpans:
    """The code spans of one text. All of them together are found in time proportional to it."""

    def __init__(self, text: str) -> None:
        """Look at nothing yet: most texts have no code in them."""
        self._text = text
        self._runs: defaultdict[int, list[int]] | None = None
        self._blanks: list[int] = []

    def end(self, start: int, length: int) -> int | None:
        """Return where the code ends that so many backticks open at ``start``; None where they open none."""
        if self._runs is None:
            self._runs = defaultdict(list)
            for run in re.finditer("`+", self._text):
                self._runs[run.end() - run.start()].append(run.start())
            self._blanks = [blank.start() for blank in _BLANK.finditer(self._text)]
        closer, blank = _next(self._runs[length], start), _next(self._blanks, start)
        if closer is None or (blank is not None and blank < closer):
            return None
        return closer + length


def _next(places: list[int], after: int) -> int | None:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else None
