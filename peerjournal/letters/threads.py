"""What answers what among the letters, and what takes whose place: only ever between the same two people."""

from collections.abc import Iterable, Iterator
from typing import Final

from peerjournal.letters.kept import Kept

_OTHER_WAY: Final[dict[str, str]] = {"sent": "received", "received": "sent"}


class Threads:
    """The letters of a journal, as they belong together; it looks at them as they were when it was made."""

    def __init__(self, letters: Iterable[Kept]) -> None:
        """Take the letters, the newest first."""
        self._all = [*letters]
        # Nothing that a letter says of another is believed without a person; of two with one id the older
        # is meant.
        surely = [one for one in self._all if one.letter_id and one.peer]
        self._by: dict[tuple[str, str, str], Kept] = {
            (one.letter_id, one.peer, one.direction): one for one in surely
        }
        self._answers: dict[str, list[Kept]] = {}
        self._newer: dict[str, Kept] = {}
        for one in reversed(self._all):
            if answered := self.answers(one):
                self._answers.setdefault(answered.id, []).append(one)
            if older := self.replaces(one):
                self._newer[older.id] = one

    def answers(self, kept: Kept) -> Kept | None:
        """Return the letter that this one answers."""
        return self._found(kept, kept.in_reply_to, _OTHER_WAY[kept.direction])

    def answered_by(self, kept: Kept) -> list[Kept]:
        """Return the letters that answer this one, the oldest first."""
        return self._answers.get(kept.id, [])

    def replaces(self, kept: Kept) -> Kept | None:
        """Return the letter that this one takes the place of."""
        return self._found(kept, kept.replaces, kept.direction)

    def replaced_by(self, kept: Kept) -> Kept | None:
        """Return the newest letter that takes the place of this one."""
        return self._newer.get(kept.id)

    def __iter__(self) -> Iterator[tuple[int, Kept]]:
        """Yield every letter with its depth: each beginning, the newest first, then what answers it."""
        told: set[str] = set()
        begin = [one for one in self._all if self.answers(one) is None]
        # What points at one another in a ring has no beginning, and is told all the same.
        for kept in (*begin, *self._all):
            yield from self._under(kept, told)

    def _under(self, kept: Kept, told: set[str]) -> Iterator[tuple[int, Kept]]:
        waiting = [(0, kept)]
        while waiting:
            depth, one = waiting.pop()
            if one.id not in told:
                told.add(one.id)
                yield depth, one
                waiting += [(depth + 1, answer) for answer in reversed(self.answered_by(one))]

    def _found(self, kept: Kept, letter_id: str, direction: str) -> Kept | None:
        found = self._by.get((letter_id, kept.peer, direction)) if kept.peer else None
        return None if found is not None and found.id == kept.id else found
