"""What a form makes of a letter: the bytes of a file, and the words that open it, if it has any."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A file that can be handed over."""

    data: bytes
    words: str = ""
    """What opens it, as it is told: another way than the file goes, and kept nowhere."""


class Form(Protocol):
    """A way in which a letter leaves."""

    name: str
    """As it is named on the command line and in the ledger."""
    suffix: str
    """Of its file's name, without the dot."""
    for_key: bool
    """Whether it is sealed for a card or a key of theirs."""
    plain: bool
    """Whether anybody who gets at the file can read it."""
