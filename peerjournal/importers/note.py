"""One Markdown note, read: its fields, its title, its tags, and a body that marks only what was hidden."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from peerjournal.importers import hashtags, hidden
from peerjournal.importers.front_matter import FrontMatter, Value, words
from peerjournal.importers.hidden import Stretch
from peerjournal.importers.linked import Links
from peerjournal.importers.regions import Kind, regions

EMPTY: Final = "It holds no text."
AUDIENCE: Final = "It names an audience. Nothing is shared by that; the name was only kept."
NOT_A_CHOICE: Final = "A field that is yes or no says something else; it was kept as it is."

_HEADING = re.compile(r"\s*?^ {0,3}#(?:[ \t](?P<title>[^\n]*))?(?:\n|\Z)", re.MULTILINE)
_YES, _NO = frozenset({"true", "yes", "on", "1", "y"}), frozenset({"false", "no", "off", "0", "n", ""})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a note as it stands in its text, its signs left out where it was hidden."""

    kind: Kind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """What a note says."""

    title: str = field(repr=False)
    body: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    remarks: tuple[str, ...] = ()


def pieces_of(text: str) -> tuple[list[Piece], tuple[str, ...]]:
    """Return the stretches of a cleaned text, and a remark where a hidden one does not end."""
    found: list[Piece] = []
    remarks: tuple[str, ...] = ()
    for region in regions(text):
        start, end = region.inner if region.kind is Kind.HIDDEN else (region.start, region.end)
        found.append(Piece(region.kind, text[start:end]))
        if not region.closed:
            remarks = (hidden.OPEN_ENDED,)
    return found, remarks


def take_heading(pieces: Sequence[Piece], *, title: str | None = None) -> tuple[str, list[Piece]]:
    """Take a first-level heading off the beginning of a note.

    Args:
        pieces: The note.
        title: Only a heading that says this is taken.
    """
    rest = list(pieces)
    for at, piece in enumerate(rest):
        if piece.kind is Kind.HIDDEN and (at == 0 or not rest[at - 1].text.strip()):
            continue
        found = _HEADING.match(piece.text) if piece.kind is Kind.TEXT else None
        if found:
            # Words that go on in code or in a comment are no whole heading: it stays where it is.
            whole = found.end() < len(piece.text) or piece.text.endswith("\n") or at == len(rest) - 1
            said = _without_closing_signs((found["title"] or "").strip())
            if whole and said and (title is None or _same(said, title)):
                rest[at] = Piece(Kind.TEXT, ("\n" if at else "") + piece.text[found.end() :])
                return said, rest
        if piece.text.strip():
            break
    return "", rest


def _without_closing_signs(title: str) -> str:
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else title


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def written(pieces: Iterable[Piece], links: Links, *, title: str, tags: Iterable[str] = ()) -> Written:
    """Return what is kept of a note whose fields and heading were read."""
    stretches: list[Stretch] = []
    found = [*tags, *hashtags.in_text(title)]
    for piece in pieces:
        if piece.kind is Kind.TEXT:
            found += hashtags.in_text(piece.text)
        text = piece.text if piece.kind is Kind.CODE else links.turned(piece.text)
        stretches.append(Stretch(text, hidden=piece.kind is Kind.HIDDEN))
    body, remarks = hidden.as_body(stretches)
    if not body.strip() and not title.strip():
        remarks = (*remarks, EMPTY)
    return Written(links.turned(title), body, tuple(found), (*links.remarks, *remarks))


@dataclass(slots=True)
class Fields:
    """The fields of a note, taken out one by one; what nobody takes is kept verbatim."""

    front: FrontMatter
    left: dict[str, Value] = field(default_factory=dict, repr=False)
    remarks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = dict(self.front.fields)
        self.remarks = list(self.front.remarks)

    def other(self) -> dict[str, Value]:
        """Return what nobody took."""
        return {
            **self.left,
            **{key: value for key, value in self.front.beside.items() if key not in self.left},
        }

    def title(self) -> str:
        """Take the title."""
        for key, value in self.front.find("title"):
            if said := words(value).strip():
                self.left.pop(key, None)
                return said
        return ""

    def tags(self) -> list[str]:
        """Take the tags out of all fields that may hold some."""
        found: list[str] = []
        for key, value in self.front.find("tags", "tag", "keywords", "categories"):
            if not isinstance(value, dict):
                found += hashtags.in_field(value)
                self.left.pop(key, None)
        return found

    def starred(self) -> bool:
        """Take what makes an entry one to come back to."""
        starred = False
        for key, value in self.front.find("starred", "favorite", "favourite", "pinned"):
            said = words(value).strip().lower()
            if said not in _YES | _NO or isinstance(value, list | dict):
                self.remarks.append(NOT_A_CHOICE)
                continue
            self.left.pop(key, None)
            starred |= said in _YES
        return starred

    def mood(self) -> Value:
        """Take the mood, or else the rating."""
        for key, value in self.front.find("mood", "rating"):
            if value is not None:
                return self.left.pop(key, None)
        return None

    def look_at_audience(self) -> None:
        """Say that naming an audience shares nothing."""
        if any(value for _, value in self.front.find("audience")):
            self.remarks.append(AUDIENCE)

    def texts(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield fields by these names as text, in the order of the names."""
        for key, value in self.front.find(*names):
            if said := words(value).strip():
                yield key, said
