"""Tags as they stand in texts and fields: `#hope` in a sentence, a list or a line of them above it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

# What begins with one sign is looked for ten times as fast.
_CANDIDATE = re.compile(r"#(?<!\S#)(?=[^\s#])([^\s#]{1,120})")
_JOINERS = frozenset("\u200c\u200d")
_BESIDE_LETTERS = frozenset("_-/") | _JOINERS


def in_text(text: str) -> Iterator[str]:
    """Yield the tags of a text without their `#`: letters of any script, not only digits, `_ - /`."""
    for found in _CANDIDATE.finditer(text):
        tag = _as_far_as_letters_go(found[1]).rstrip("/-")
        if tag and not tag.isdecimal() and any(char.isalnum() or char == "_" for char in tag):
            yield tag


def _as_far_as_letters_go(word: str) -> str:
    for at, char in enumerate(word):
        # Marks are part of letters in many scripts, and `isalnum` does not know them.
        if char not in _BESIDE_LETTERS and unicodedata.category(char)[0] not in "LMN":
            return word[:at]
    return word


def in_field(value: Any) -> Iterator[str]:
    """Yield the tags of a field: a list, or one text with commas, or else spaces, between them."""
    if isinstance(value, list):
        for each in value:
            if isinstance(each, str | int) and not isinstance(each, bool):
                yield _without_sign(str(each))
        return
    if not isinstance(value, str | int) or isinstance(value, bool):
        return
    text = str(value).strip().removeprefix("[").removesuffix("]")
    for each in text.split(",") if "," in text else text.split():
        yield _without_sign(each)


def _without_sign(tag: str) -> str:
    return tag.strip(" \t'\"").lstrip("#@").strip()
