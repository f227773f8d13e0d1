"""Letter: what one person shares with one other person, as a page to read and an index that points into it.

A letter holds no names and no dates, and nothing that was withheld: it is made of what ``withhold`` let
through. Its exact bytes are ``layout``'s; docs/formats/letter.md tells both.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from peerjournal.errors import TooLarge
from peerjournal.text import clean

MOST_BODY: Final = 256 * 1024
"""Bytes of text in one letter, written or read: more would make a reader's screen slow."""

WISHES: Final = MappingProxyType(
    {
        "just_read": "Just read it. No reply needed.",
        "been_there": "Tell me if you've been somewhere like this.",
        "stayed": "Tell me a line that stayed with you.",
        "ideas": "I'd welcome what helped you, if you have something.",
        "ask_me": "Ask me one thing you're curious about.",
    }
)
"""What the writer would like back, and the sentence that says so."""

HOLDS: Final = MappingProxyType(
    {
        "keep": "This is for you. Please don't pass it on.",
        "wait": "Let me be the one to bring it up.",
        "talk": "Fine to bring it up when we talk.",
    }
)
"""How the writer would like it held; own words do as well."""

INNER_KINDS: Final = frozenset({"title", "tags", "stands", "tools"})
"""Kinds of parts that lie inside a story."""
KINDS: Final = INNER_KINDS | {
    "note",
    "content_note",
    "wish",
    "hold",
    "story",
    "help",
    "reply_line",
    "reply_picture",
    "reply_life",
    "reply_carry",
    "reply_offer",
    "take_back",
}

_ID: Final = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the body and what it is: half-open, in bytes."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter as it was composed or read; to whom it goes is settled when it is sealed."""

    letter_id: str
    """32 random hex digits: nothing about the time or the writer is in it."""
    body: bytes
    """UTF-8 Markdown, everything that a person reads. These are the bytes that the preview shows."""
    parts: tuple[Part, ...]
    wish: str = "just_read"
    in_reply_to: str = ""
    replaces: str = ""
    takes_back: str = ""

    def __repr__(self) -> str:
        return f"Letter({self.letter_id[:8]})"

    @property
    def text(self) -> str:
        """The whole body, safe to show."""
        return clean(self.body.decode())

    def texts(self, kind: str) -> list[str]:
        """Return the parts of one kind, safe to show: cut by bytes first, then cleaned."""
        return [clean(self.body[one.start : one.end].decode()) for one in self.parts if one.kind == kind]


def new_letter_id() -> str:
    """Return a fresh letter id."""
    return secrets.token_hex(16)


def is_letter_id(text: object) -> bool:
    """Whether ``text`` is 32 lower-case hex digits."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


class Page:
    """A body being written, from the top down, with the places of its parts."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._at = 0
        self.parts: list[Part] = []

    @property
    def body(self) -> bytes:
        """What was written so far."""
        return b"".join(self._chunks)

    def write(self, text: str) -> None:
        """Go on with ``text``, exactly as it is."""
        chunk = text.encode()
        self._chunks.append(chunk)
        self._at += len(chunk)
        if self._at > MOST_BODY:
            raise TooLarge

    def gap(self) -> None:
        """Leave an empty line before what follows, unless nothing stands above."""
        if self._at:
            self.write("\n\n")

    @contextmanager
    def part(self, kind: str) -> Iterator[None]:
        """Make what is written inside the block a part; one in which nothing is written is none."""
        start, place = self._at, len(self.parts)
        yield
        if self._at > start:
            self.parts.insert(place, Part(kind, start, self._at))

    def paragraph(self, kind: str, text: str) -> None:
        """Write a part that stands alone; nothing for a text that is empty."""
        if text:
            self.gap()
            with self.part(kind):
                self.write(text)
