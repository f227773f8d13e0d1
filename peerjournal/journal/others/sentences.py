"""Where a sentence begins, as far as the text before it tells: Markdown, where a line may be a list's."""

import re
from typing import Final

READS: Final = 200
"""Characters before a place that are looked at."""
_OPENERS: Final = "\"'\u201c\u2018\u201e\u201a\u00ab\u2039\u00bf\u00a1([{*_~`"
_CLOSERS: Final = "\"'\u201d\u2019\u00bb\u203a)]}*_~`"
_ENDS: Final = ".!?\u2026\u3002\uff01\uff1f"
_LED_UP: Final = re.compile('[,:][ \n]{1,2}["\u201c\u201e\u00ab]$')
_BLOCK: Final = re.compile(r"[\s>]*(?:#{1,6}|[-*+]|\d{1,9}[.)])?[\s>]*")
_ABBREVIATION: Final = re.compile(r"(?:^|[\s(\"'])(?:[A-Z]|Dr|Mr|Mrs|Ms|Mx|St|Prof|Rev|Hr|Fr)\.$")


def begins_after(before: str) -> bool:
    """Whether what follows ``before`` begins a sentence, a line of a list, a heading, or the text."""
    cut = before[-READS:]
    line = cut.rpartition("\n")[2].rstrip(_OPENERS + " ")
    if _BLOCK.fullmatch(line):
        above = cut[: len(cut) - len(cut.rpartition("\n")[2])].removesuffix("\n")
        starts_block = bool(line.strip()) or not above.rpartition("\n")[2].strip()
        return starts_block or _ended(above)
    # A quotation begins a sentence of its own where a comma or a colon led up to it.
    return _ended(line) or bool(_LED_UP.search(cut))


def _ended(text: str) -> bool:
    text = text.rstrip().rstrip(_CLOSERS)
    return text.endswith(tuple(_ENDS)) and not _ABBREVIATION.search(text)
