"""Closing the gaps that withheld passages leave, so that nothing shows where they were.

Works on text in which each gap is one control character. Cleaned text holds none, so the two cannot be
mistaken for one another; and as nothing is left of what stood in a gap, nothing of it can show here.
"""

import re

INLINE = "\x00"
"""Stands for a withheld passage between other words."""

LINES = "\x01\n"
"""Stands for withheld lines, their last line break included."""

_EMPTY_HEADING = re.compile(r"[\s>]*#{1,6}[\s#]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")


def close(text: str) -> str:
    """Return ``text`` with its gaps closed; a text without any comes back as it is.

    * Between two spaces, or between a space and the edge of its line, a gap takes one space with it.
    * A line of which nothing is left goes, and so does a heading that has lost all its words.
    * Where that, or withheld lines, would leave two blank lines together, the second goes.
    * Where that was the end of the text, the blank lines before it go too, and the last line's end.
    """
    if INLINE not in text and LINES[0] not in text:
        return text
    kept: list[str] = []
    swallow = underline = at_the_end = False
    for line in text.split("\n"):
        gone = _is_gone(line)
        if gone or (underline and _UNDERLINE.fullmatch(line)):
            # With text straight before it, the next blank line is what keeps two paragraphs apart.
            swallow = not kept or not kept[-1].strip()
            underline = gone and swallow and not line.replace(INLINE, "").strip()
            at_the_end = True
            continue
        if not (swallow and not line.strip()):
            kept.append(_close_in_line(line))
        swallow = underline = False
        at_the_end = at_the_end and not line.strip()
    while at_the_end and kept and not kept[-1].strip():
        kept.pop()
    return "\n".join(kept)


def _is_gone(line: str) -> bool:
    if line[:1] == LINES[0]:
        return True
    if INLINE not in line:
        return False
    left = line.replace(INLINE, "")
    return not left.strip() or bool(_EMPTY_HEADING.fullmatch(left))


def _close_in_line(line: str) -> str:
    before, *parts = line.split(INLINE)
    last = len(parts) - 1
    for place, part in enumerate(parts):
        if part[:1] == " " and before[-1:] in {"", " "}:
            before += part[1:]
        elif not part and place == last:
            before = before.removesuffix(" ")
        else:
            before += part
    return before
