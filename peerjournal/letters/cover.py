"""The cover of a letter that came: what is in it, about how long it is, and what it asks."""

from collections.abc import Iterator
from typing import Final, Protocol

from peerjournal.letters.letter import WISHES, Letter

HEAVY_DAY: Final = "If today is a heavy day, this can wait."
IT_WAITS: Final = "Nothing was kept. What they sent is where it was; it can wait."
JUST_READ: Final = "They asked for no reply. Reading was the thing."
OPENING: Final = (("now", "Open now"), ("later", "Later"), ("not", "Not for me"))
"""The last two keep nothing, note nothing and tell nobody."""

_WORDS_IN_A_MINUTE: Final = 200


class HoldsLetter(Protocol):
    """What a letter lies in, once it is kept."""

    @property
    def letter(self) -> Letter | None:
        """The letter, or None for a text that is not one."""


def how_long(text: str) -> str:
    """Say about how long a text takes to read."""
    minutes = max(1, round(len(text.split()) / _WORDS_IN_A_MINUTE))
    return f"About {minutes} min to read."


def cover_lines(letter: Letter | None, text: str) -> Iterator[str]:
    """Yield what is told of a letter before it is opened; who it is from is said elsewhere."""
    if letter is not None:
        yield from letter.texts("content_note")
    yield how_long(text)
    if letter is not None:
        if letter.texts("wish"):
            yield f"What they would like back: {WISHES[letter.wish]}"
        for hold in letter.texts("hold"):
            yield f"How to hold it: {hold}"
    yield HEAVY_DAY


def wish_of(kept: HoldsLetter) -> str:
    """Return what a letter that came would like back, or nothing where it says nothing of it."""
    return said_at_the_end(kept.letter, thanks="")


def said_at_the_end(letter: Letter | None, *, thanks: str = JUST_READ) -> str:
    """Say once more what a letter would like back; nothing where it says nothing of it.

    Args:
        letter: What was read.
        thanks: What is said where no reply is wanted; the wish itself if this is empty.
    """
    if letter is None or not letter.texts("wish"):
        return ""
    return thanks if thanks and letter.wish == "just_read" else WISHES[letter.wish]
