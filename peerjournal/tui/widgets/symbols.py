"""The signs the app draws with, and plain ones for terminals that draw ours too wide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbols:
    """One sign for each thing that has one; every sign is one cell wide."""

    bar: str = "▌"
    """Beside what has the focus, and beside a quote."""
    rule: str = "─"
    """A line across."""
    bullet: str = "•"
    """Before an item of a list."""
    more: str = "…"
    """Where a line was cut."""
    new: str = "●"
    """What was not opened yet."""
    shelf: str = "✦"
    """What lies on the hope shelf."""
    shared: str = "→"
    """What was given to someone."""
    received: str = "←"
    """What came from someone."""
    starred: str = "★"
    """What was starred."""


SYMBOLS = Symbols()
"""Signs of one code point that fonts and terminals agree on."""

PLAIN_SYMBOLS = Symbols("|", "-", "*", "~", "o", "+", ">", "<", "*")
"""The same in ASCII: some terminals draw the others two cells wide."""
