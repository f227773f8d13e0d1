"""A story that was shared before: what they have of it, what would be different, and what takes its place."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from peerjournal.letters.kept import Kept, Letters
from peerjournal.letters.ledger import Ledger
from peerjournal.letters.letter import Letter
from peerjournal.peers import Peer
from peerjournal.vault import Vault

_ASIDE: Final = frozenset({"prepared", "taken back"})
"""States in which they have no copy, or were asked to delete it."""
_AROUND: Final = 1
"""Lines that are shown before and after one that differs."""


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """What a peer was given before of a story that is to leave again."""

    kept: Kept
    """The newest letter to them that holds one of the stories."""
    number: str
    """Its short number, as it is shown."""
    holds_more: bool
    """Whether another story is in it too, so that nothing can take the place of the whole."""

    @property
    def replaces(self) -> str:
        """The letter_id that a new letter takes the place of, unless it goes besides; mostly there."""
        return "" if self.holds_more else self.kept.letter_id

    def is_unchanged(self, letter: Letter) -> bool:
        """Whether they have every story of a new letter already, word for word."""
        theirs = self.kept.letter
        return theirs is not None and {*letter.texts("story")} <= {*theirs.texts("story")}

    def sentence(self, peer: Peer, letter: Letter | None) -> str:
        """Say that they have it, or an earlier version of it."""
        if letter is not None and self.is_unchanged(letter):
            return f"{peer.called} has this already, in letter {self.number}."
        return f"{peer.called} has an earlier version, in letter {self.number}."

    def difference(self, letter: Letter) -> tuple[str, ...]:
        """Return the lines that differ: ``- `` before what they have, ``+ `` before what would leave."""
        return difference(self.kept.text, letter.text)


def difference(old: str, new: str) -> tuple[str, ...]:
    """Return the lines that differ: ``- `` before those of ``old``, ``+ `` before those of ``new``."""
    compared = difflib.unified_diff(old.split("\n"), new.split("\n"), n=_AROUND, lineterm="")
    lines = [*compared][2:]
    return tuple("..." if line.startswith("@@") else f"{line[:1]} {line[1:]}" for line in lines)[1:]


def earlier(vault: Vault, peer: Peer, stories: Collection[str]) -> Earlier | None:
    """Return what a peer was given before of these stories, or None.

    Args:
        vault: The open journal's.
        peer: Whom it is for.
        stories: The ids of the stories that are to leave.
    """
    letters, wanted = Letters(vault), {*stories}
    aside = {row.letter for row in Ledger(vault).rows() if row.state in _ASIDE}
    for kept in letters.all():
        if kept.peer == peer.id and kept.id not in aside and wanted & {*kept.stories}:
            return Earlier(kept, letters.reference(kept), holds_more=bool({*kept.stories} - wanted))
    return None
