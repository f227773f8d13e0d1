"""What an editor left behind when it, or this program, was ended from outside: found at the next start."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from peerjournal.disk import DISK
from peerjournal.own_editor import memory, page


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A page that nobody took back."""

    text: str = field(repr=False)
    draft: str
    """The draft that it belongs to."""
    begun: str
    """The digest of the text with which it began."""

    def goes_on_from(self, text: str) -> bool:
        """Whether it began with this text."""
        return page.digest(text) == self.begun


def left_over(journal: str) -> Iterator[LeftOver]:
    """Yield what was left of a journal's pages. Each is removed once the next is asked for, so keep it first.

    A page whose editor, or whose program, is still there stays. So does one of another journal.
    """
    for folder in memory.ours():
        with contextlib.suppress(OSError), DISK.locked(folder / page.LOCK, patience=0):
            mark = page.Mark.of(folder)
            if mark is None or mark.journal == journal:
                back = page.take(folder, in_need=True)
                if mark and back and back.text.strip() and page.digest(back.text) != mark.begun:
                    yield LeftOver(back.text, mark.draft, mark.begun)
                memory.clear(folder)
