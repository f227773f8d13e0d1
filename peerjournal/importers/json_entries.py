"""The entries in a JSON file, one by one, so that memory stays bounded and a bad one costs only itself."""

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Final

from peerjournal.importers.json_values import decoder

LARGEST_ENTRY: Final = 8 * 1024 * 1024
"""Characters of JSON. One entry is no longer."""

MALFORMED: Final = "It is not written as JSON has to be."
TOO_LONG: Final = "It is too long for an entry."
TOO_DEEP: Final = "It holds lists in lists that go too deep."
CUT_OFF: Final = "The file ends here before it is complete, or is damaged from here on."
NO_ENTRIES: Final = "There is no list of entries in it."
TWICE: Final = "A field stands in it more than once; the others are kept beside the first."

_PIECE = 1 << 16
"""Bytes. Where a disk fails, no more than the last piece is lost."""
_COUNTED_PIECE = 1 << 20
_BEGINNING = 1 << 20
_FAR = 16
"""Characters. What is wrong further than this from the end of what was read is not just cut off there."""
_SPACE = re.compile(r"[ \t\n\r]*")
_SIGNS = re.compile(r'["{}\[\],\\]')
_MOST_PARTS = 2_000_000
"""Values, each of which takes some hundred bytes of memory and as few as two of a file."""


class _TooLong(ValueError):
    """What is being read has not ended after as much as one entry may have."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that can't be read, or all that comes after it."""

    why: str
    number: int = 0
    """Which one, from 1; 0 where it is the file itself."""


def entries(
    file: BinaryIO, beside: dict[str, Any] | None = None, largest: int = LARGEST_ENTRY
) -> Iterator[tuple[int, Any] | Broken]:
    """Yield the values in the file's list of entries, each with its number from 1.

    The list is the file itself, or the member `entries` of the object that is the file.

    Args:
        file: Its bytes, from where they begin.
        beside: Where the other members of that object go, as they are come upon; without it they are passed
            over.
        largest: How many characters of JSON one entry may have, and what stands beside them in all.
    """
    return _Reading(file, beside, largest).entries()


def first(file: BinaryIO, most: int) -> Iterator[Any]:
    """Yield what of the first few entries stands in the beginning of a file, for recognising it."""
    begins = io.BytesIO(file.read(_BEGINNING))
    return (each[1] for each in islice(entries(begins), most) if isinstance(each, tuple))


def count(file: BinaryIO, sign: bytes) -> int:
    """Return how often ``sign`` stands in a file: about how many entries there are, without reading any."""
    found, last = 0, b""
    while data := file.read(_COUNTED_PIECE):
        last += data
        found += last.count(sign)
        last = last[1 - len(sign) :]
    return found


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return TOO_DEEP
    return TOO_LONG if isinstance(error, _TooLong) else MALFORMED


class _Reading:
    """One walk through a file, with no more of it in memory than one entry and a piece."""

    def __init__(self, file: BinaryIO, beside: dict[str, Any] | None, largest: int) -> None:
        self._file, self._beside = file, beside
        self._largest = self._room_beside = largest
        self._decoder = decoder()
        self._text, self._at = "", 0
        self._ended = self._cut = False
        head = self._bytes(4096)
        encoding = json.detect_encoding(head)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._decode = codecs.getincrementaldecoder(encoding)(errors).decode
        self._text = self._decode(head, final=self._ended)

    def entries(self) -> Iterator[tuple[int, Any] | Broken]:
        opener = self._sign()
        if opener == "[":
            yield from self._list()
        elif opener == "{":
            yield from self._object()
        else:
            yield Broken(NO_ENTRIES)

    def _object(self) -> Iterator[tuple[int, Any] | Broken]:
        found = False
        self._at += 1
        while (sign := self._sign()) not in {"}", ""} and not self._cut:
            if sign == ",":
                self._at += 1
                continue
            try:
                name = self._value()
            except (ValueError, RecursionError):
                break
            if self._sign() != ":":
                break
            self._at += 1
            if name == "entries" and self._sign() == "[":
                found = True
                yield from self._list()
            elif not (self._take_beside(name) or self._pass_over()):
                break
        else:
            if self._cut or (sign and found):
                return
        yield Broken(CUT_OFF if found else NO_ENTRIES)

    def _take_beside(self, name: Any) -> bool:
        """Keep the member of the object that begins here, where that is wanted and there is room."""
        if self._beside is None or not isinstance(name, str) or name in self._beside:
            return False
        begins = self._at
        try:
            value = self._value(self._room_beside)
        except (ValueError, RecursionError):
            return False
        self._room_beside -= abs(self._at - begins)
        self._beside[name] = value
        return True

    def _list(self) -> Iterator[tuple[int, Any] | Broken]:
        """Yield what is in the list that begins here."""
        number = 0
        self._at += 1
        while (sign := self._sign()) not in {"]", ""}:
            if sign in {",", "}", ":"}:
                self._at += 1
                continue
            number += 1
            try:
                value = self._value()
            except (ValueError, RecursionError) as error:
                self._cut = not self._pass_over()
                yield Broken(CUT_OFF if self._cut else _why(error), number)
                if self._cut:
                    return
            else:
                yield number, value
        self._at += 1
        self._cut = not sign
        if self._cut:
            yield Broken(CUT_OFF, number + 1)

    def _value(self, largest: int = 0) -> Any:
        """Return the value that begins here and go behind it; where there is none, stay."""
        self._sign()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                far = error.pos < len(self._text) - _FAR and not error.msg.startswith("Unterminated")
                if far or self._ended:
                    raise
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            if len(self._text) - self._at >= (largest or self._largest) or self._holds_too_much():
                raise _TooLong
            self._more()

    def _holds_too_much(self) -> bool:
        """Tell of what is longer than most entries whether it would take far more memory than it is long."""
        if len(self._text) - self._at < LARGEST_ENTRY:
            return False
        return sum(self._text.count(sign, self._at) for sign in "{[,") > _MOST_PARTS

    def _pass_over(self) -> bool:  # noqa: C901 - a call for each sign would take twice as long
        """Go behind the value that begins here, well written or not, and tell whether it ends at all."""
        depth, in_text = 0, False
        while True:
            escaped, rest = -1, len(self._text)
            for found in _SIGNS.finditer(self._text, self._at):
                at, sign = found.start(), found[0]
                if at == escaped:
                    continue
                if sign == "\\":
                    # What it stands before may not have been read yet.
                    escaped, rest = at + 1, at if at + 1 == len(self._text) else rest
                elif sign == '"':
                    in_text = not in_text
                elif in_text:
                    continue
                elif sign in "{[":
                    depth += 1
                elif depth <= 1 and (depth == 0 or sign != ","):
                    # With no depth left it belongs to what stands around the value.
                    self._at = at + depth
                    return True
                elif sign != ",":
                    depth -= 1
            if self._ended:
                return False
            self._at = rest
            self._more()

    def _sign(self) -> str:
        """Go to the next sign that is no space, and return it; nothing at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def _more(self) -> None:
        """Read on, as much again as there is, so that a long entry is not looked at too often."""
        rest = self._text[self._at :]
        data = self._bytes(min(max(_PIECE, len(rest)), LARGEST_ENTRY))
        self._text, self._at = rest + self._decode(data, final=self._ended), 0

    def _bytes(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except OSError:
            data = b""
        self._ended = not data
        return data
