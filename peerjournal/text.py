"""What may stand in a person's text: the wall against escapes and look-alikes.

Everything that comes in passes here once: typed, pasted, imported, received, read from a file name. What
is dropped can only command a terminal, turn the reading order round, or hide; no letter of any script is
among it.
"""

import re
import unicodedata

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_TAGS_AND_BOM = "\U000e0000-\U000e007f\ufeff"
# Joiners and direction marks spell words in bodies; in one short line they only make two names look alike.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufff9-\ufffb"
_MARKS_PER_BASE = 8

UNSAFE = f"{_CONTROLS}{_BIDI}{_TAGS_AND_BOM}"
"""What no text may hold, as the inside of a regular expression's character class."""

_ASCII_CONTROLS = bytes(n for n in (*range(32), 127) if n not in b"\t\n")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_UNSAFE = re.compile(f"[{UNSAFE}]")
_UNSAFE_IN_LINE = re.compile(f"[{UNSAFE}{_INVISIBLE}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MAY_COMBINE = re.compile("[^\0-\u02ff]")  # said from the other end, it takes 4 ms at each start
_SPACES = re.compile(r"[\n\t ]+")


def clean(text: str) -> str:
    """Return ``text`` as a body may hold it: line ends as LF, nothing that commands, reorders or hides.

    Joiners (emoji, Indic scripts, Persian) and direction marks stay. Cleaning twice changes nothing more.
    """
    if text.isascii():
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        # Bytes have a table for this; the regular expression takes ten times as long on a long body.
        kept = text.encode().translate(None, _ASCII_CONTROLS)
        return text if len(kept) == len(text) else kept.decode()
    if text.replace("\n", "").replace("\t", "").isprintable():
        # Nothing that is cleaned away can be printed; this tells it in a tenth of the time.
        return text
    return _SURROGATES.sub("\ufffd", _UNSAFE.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """Return ``text`` as a title, a tag or a name may hold it: one line, and nothing that cannot be seen.

    At most eight combining marks stay on one base, so that a name cannot grow over its neighbours.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = clean(text)
    if not text.isascii():
        text = _few_marks(_UNSAFE_IN_LINE.sub("", text))
    if "\n" in text or "\t" in text:
        # Run by run: a pattern that looks for a break behind spaces takes the square of a long run's time.
        text = _SPACES.sub(lambda run: " " if run[0].strip(" ") else run[0], text)
    return text.strip()


def visible(text: str) -> str:
    """Return ``text`` for showing where it must not be trusted, a file's name above all.

    Each character that `clean_line` would drop is shown as U+FFFD instead, so nothing hides.
    """
    shown = _SURROGATES.sub("\ufffd", _UNSAFE_IN_LINE.sub("\ufffd", text))
    return _few_marks(re.sub("[\n\t\u2028\u2029]", "\ufffd", shown))


def _few_marks(text: str) -> str:
    if not _MAY_COMBINE.search(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MARKS_PER_BASE:
            kept.append(char)
    return "".join(kept)
