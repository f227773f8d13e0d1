"""What a bad byte in a log means: cut off, damaged, changed by somebody, or put back to an earlier state.

The rules stand in ``docs/formats/log.md``. Telling these apart is the point: a pulled plug is ordinary and is
mended without a fuss; anything else makes the journal read-only until a person has seen it.
"""

from dataclasses import dataclass
from enum import Enum

from peerjournal.errors import JournalDamaged


class Verdict(Enum):
    """The states a log can be found in."""

    CLEAN = "whole"
    TORN = "cut off"
    DAMAGED = "damaged"
    TAMPERED = "changed"
    ROLLED_BACK = "put back"
    FOREIGN = "not of this journal"


@dataclass(frozen=True, slots=True)
class Health:
    """What was found when a log was read."""

    verdict: Verdict = Verdict.CLEAN
    saves: int = 0
    """How many saves could be read."""
    tail: int = 0
    """How many bytes stand after the last of them."""
    missing: int | None = None
    """How many saves fewer there are than were once seen here; None where that can't be said."""

    @property
    def writable(self) -> bool:
        """Whether this log may be written to: whole, or only cut off."""
        return self.verdict in (Verdict.CLEAN, Verdict.TORN)

    def sentence(self) -> str:
        """Say it in plain words; empty where all is well."""
        return _SENTENCES[self.verdict].format(saves=self.saves, tail=self.tail, fewer=self._fewer())

    def _fewer(self) -> str:
        if self.missing is None:
            return "from another point"
        return f"{self.missing} save{'' if self.missing == 1 else 's'} behind"


_SENTENCES = {
    Verdict.CLEAN: "",
    Verdict.TORN: (
        "The last save was cut off ({tail} bytes). Everything before it is here; the cut piece is set aside,"
        " not thrown away."
    ),
    Verdict.DAMAGED: (
        "Part of this journal is damaged. {saves} saves could be read. It opens for reading only, so that"
        " nothing gets worse."
    ),
    Verdict.TAMPERED: (
        "Something other than this program changed the journal's file. {saves} saves could be read and are as"
        " you wrote them. It opens for reading only."
    ),
    Verdict.ROLLED_BACK: (
        "This journal is {fewer} what this computer last knew: an earlier copy was put back, or a"
        " sync has not finished. It opens for reading only until you decide."
    ),
    Verdict.FOREIGN: (
        "The file that this device saves to is of another journal or device. It was left as it is, and"
        " nothing of it is shown. Yours opens for reading only."
    ),
}


def unreadable() -> JournalDamaged:
    """Say that the disk would not read."""
    return JournalDamaged(
        "The disk would not read the journal.",
        hint="Nothing was changed. Look after the disk, then try again.",
    )
