"""What stands on the cover of a letter, before it is read: what is in it, how long, and what it asks."""

from collections.abc import Iterator

from peerjournal.letters import WISHES, Kept, Letter

HEAVY_DAY = "If today is a heavy day, this can wait."
_WORDS_IN_A_MINUTE = 200


def how_long(text: str) -> str:
    """Say about how long a text takes to read."""
    minutes = max(1, round(len(text.split()) / _WORDS_IN_A_MINUTE))
    return f"About {minutes} min to read."


def cover_lines(letter: Letter | None, text: str) -> Iterator[str]:
    """Yield what is told of a letter before it is opened."""
    if letter is not None:
        for note in letter.texts("content_note"):
            yield f"In it: {note}"
    yield how_long(text)
    if letter is not None:
        if letter.texts("wish"):
            yield f"What they would like back: {WISHES[letter.wish]}"
        for hold in letter.texts("hold"):
            yield f"How to hold it: {hold}"
    yield HEAVY_DAY


def wish_of(kept: Kept) -> str:
    """Return what a letter that came would like back, or nothing where it says nothing of it."""
    letter = kept.letter
    return WISHES[letter.wish] if letter is not None and letter.texts("wish") else ""
