"""What is too much to lay out as Markdown, told by counting, before any of it is parsed.

A letter can be written to make a reader stand still. Such a text is shown as it is, line by line.
"""

import re

MOST_BYTES = 256 * 1024
MOST_BLOCKS = 2_000
MOST_LINES = 10_000
"""Within these, one paragraph of very many lines takes a tenth of a second to parse, not two."""
MOST_COLUMNS = 50
MOST_NESTING = 50
MOST_BRACKETS = 4_000
"""Each bracket may begin a link, and is looked at again for each one before it."""

_SIGNS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))+")
_HEADINGS_AND_FENCES = re.compile(r"\s*(?:#|```|~~~|===|---)")
_ACROSS = re.compile(r"[-*_ \t]+$")
_INDENT_OF_A_LEVEL = 2


def is_too_much(body: str) -> bool:
    """Tell whether ``body`` is to be shown as plain text (in time linear in its length)."""
    if len(body) > MOST_BYTES or (not body.isascii() and len(body.encode()) > MOST_BYTES):
        return True
    if body.count("\n") > MOST_LINES or body.count("[") > MOST_BRACKETS:
        return True
    blocks, after_blank = 0, True
    for line in body.split("\n"):
        if not line.strip():
            after_blank = True
            continue
        blocks += _blocks(line, after_blank=after_blank)
        after_blank = False
        if blocks > MOST_BLOCKS or line.count("|") > MOST_COLUMNS + 1 or _nesting(line) > MOST_NESTING:
            return True
    return False


def _blocks(line: str, *, after_blank: bool) -> int:
    """Return how many blocks may begin on a line: never fewer than there are."""
    signs = _SIGNS.match(line)
    if signs and not _ACROSS.match(line):
        return _count(signs[0])
    return int(after_blank or "|" in line or bool(_HEADINGS_AND_FENCES.match(line)))


def _nesting(line: str) -> int:
    signs = _SIGNS.match(line)
    if not signs or _ACROSS.match(line):
        return 0
    indent = len(line) - len(line.lstrip())
    return _count(signs[0]) + indent // _INDENT_OF_A_LEVEL


def _count(signs: str) -> int:
    return len(re.findall(r"[^\s\d.)]|\d+", signs))
