"""How Day One writes a text: its escapes, where its photos stand, and the rich text beside it.

Everything here takes time proportional to the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from peerjournal.importers.code_spans import CodeSpans
from peerjournal.importers.hidden import Stretch
from peerjournal.importers.json_values import decoder
from peerjournal.importers.regions import Kind, regions

Marker = Callable[[str, str], str]
"""What stands in the body for what has this identifier and is of this kind; both may be empty."""

_PUNCTUATION: Final = r"!-/:-@\[-`{-~"
_MOMENT = (
    r"!\[[^\[\]\n]{0,500}\]"
    r"\(dayone-moment:/{1,2}(?:(?P<kind>[A-Za-z]{1,20})/)?(?P<moment>[0-9A-Za-z-]{1,100})\)"
)
_LINK = r"(?<!!)\[(?P<shown>(?:\\.|[^\\\[\]\n]){0,500})\]\(dayone2?:/{1,2}[^()\s]{0,500}\)"
_TOKEN = re.compile(rf"{_MOMENT}|{_LINK}|\\(?P<plain>[{_PUNCTUATION}])|(?P<stray>\ufffc)|(?P<ticks>`+)")
_SIGN = re.compile("[\\\\`!\\[\ufffc]")
"""How a token begins: looked for alone, because the pattern for all of them is slow to say no."""
_MOMENTS = re.compile(_MOMENT)
_SPECIAL = re.compile("[\\\\`\ufffc]|dayone")
_ENTRY_ID = re.compile(r"dayone2?:[^()\s]{0,200}?entryId=([0-9A-Za-z-]{1,100})")
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]*)(?:\n|\Z)")
_FENCE = re.compile(r"^[ \t>]{0,20}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_ANY_PUNCTUATION = re.compile(rf"([{_PUNCTUATION}])")
_NO_TITLE = re.compile("\ufffc|<!--")
_MOST_HEADINGS = 6
_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class Words:
    """What a text of theirs says."""

    title: str = field(repr=False)
    stretches: tuple[Stretch, ...] = field(repr=False)
    """Markdown as people write it, and what a comment hid in it; nothing is escaped for our marks yet."""
    links: tuple[str, ...] = ()
    """The ids of the entries that it had links to."""
    closed: bool = True
    """Whether every comment in it ends."""

    @property
    def body(self) -> str:
        """What it shows."""
        return "".join(each.text for each in self.stretches if not each.hidden).strip("\n").rstrip()


def read_text(text: str, marker: Marker) -> Words:
    """Return what a cleaned ``text`` of theirs says.

    Args:
        text: As it stands in the export.
        marker: Asked for each photo in the order of the text, and with an empty identifier for each sign
            that something stood there.
    """
    links = tuple(dict.fromkeys(found[1] for found in _ENTRY_ID.finditer(text)))
    title, heading = "", _HEADING.match(text)
    if heading and not _MOMENTS.search(heading[1]) and not _NO_TITLE.search(heading[1]):
        title = _unescaped(heading[1], marker).strip()
        # A paragraph that was made a heading is text.
        title = title if len(title) <= _LONGEST_TITLE else ""
        text = text[heading.end() :] if title else text
    stretches, closed = _stretches(text)
    plain = tuple(Stretch(_plain(each.text, marker), each.hidden) for each in stretches)
    return Words(title, plain, links, closed)


def _stretches(text: str) -> tuple[list[Stretch], bool]:
    """Return a text divided where a comment hides something, and whether every comment ends."""
    if "<!--" not in text:
        return [Stretch(text)], True
    found: list[Stretch] = []
    closed, at = True, 0
    for region in regions(text, percents=False):
        if region.kind is Kind.HIDDEN:
            found += Stretch(text[at : region.start]), Stretch(text[slice(*region.inner)], hidden=True)
            closed, at = closed and region.closed, region.end
    return [*found, Stretch(text[at:])], closed


def moments(text: str) -> tuple[str, ...]:
    """Return the identifiers of what stands in a text, in its order."""
    return tuple(found["moment"] for found in _MOMENTS.finditer(text))


def from_rich_text(rich: str) -> str:
    """Return rich text as Day One writes it in `text`, or nothing where it can't be read."""
    try:
        contents = decoder().decode(rich)["contents"]
        pieces = [piece for piece in contents if isinstance(piece, dict)]
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""
    return "".join(_piece_by_piece(pieces))


def _piece_by_piece(pieces: list[dict[str, Any]]) -> Iterator[str]:
    begins_a_line = True
    for piece in pieces:
        said = piece.get("text")
        if isinstance(said, str) and said:
            if begins_a_line and (level := _heading(piece)):
                yield "#" * level + " "
            # It is plain text, where theirs has its punctuation escaped.
            yield _ANY_PUNCTUATION.sub(r"\\\1", said)
            begins_a_line = said.endswith("\n")
        embedded = piece.get("embeddedObjects")
        for each in embedded if isinstance(embedded, list) else ():
            if isinstance(each, dict) and (moment := _moment(each)):
                yield moment if begins_a_line else f"\n\n{moment}"
                yield "\n\n"
                begins_a_line = True


def _heading(piece: dict[str, Any]) -> int:
    attributes = piece.get("attributes")
    line = attributes.get("line") if isinstance(attributes, dict) else None
    level = line.get("header") if isinstance(line, dict) else None
    return level if isinstance(level, int) and 0 < level <= _MOST_HEADINGS else 0


def _moment(embedded: dict[str, Any]) -> str:
    kind, identifier = embedded.get("type"), embedded.get("identifier")
    if not isinstance(identifier, str):
        return ""
    kind = f"{kind}/" if isinstance(kind, str) else ""
    link = f"![](dayone-moment:/{kind}{identifier})"
    return link if _MOMENTS.fullmatch(link) else ""


def _plain(text: str, marker: Marker) -> str:
    """Return a text without its escapes; what is fenced as code stays as it is."""
    if not _SPECIAL.search(text):
        return text
    parts: list[str] = []
    at = 0
    may_hold_code = "```" in text or "~~~" in text
    while may_hold_code and (fence := _FENCE.search(text, at)):
        parts.append(_unescaped(text[at : fence.start()], marker))
        closer = re.compile(rf"^[ \t>]{{0,20}}{fence[1][0]}{{{len(fence[1])},}}[ \t]*$", re.MULTILINE)
        end = closer.search(text, fence.end())
        at = end.end() if end else len(text)
        parts.append(text[fence.start() : at])
    parts.append(_unescaped(text[at:], marker))
    return "".join(parts)


def _unescaped(text: str, marker: Marker) -> str:
    code = CodeSpans(text)
    parts: list[str] = []
    at = shown = 0
    while sign := _SIGN.search(text, at):
        token, at = _TOKEN.match(text, sign.start()), sign.end()
        if not token:
            continue
        at = token.end()
        if token["ticks"]:
            # Code stays as it is, with its escapes.
            at = code.end(token.start(), len(token["ticks"])) or at
            continue
        parts += text[shown : token.start()], _meant(token, marker)
        shown = at
    parts.append(text[shown:])
    return "".join(parts)


def _meant(token: re.Match[str], marker: Marker) -> str:
    if token["plain"]:
        return token["plain"]
    if token["shown"] is not None:
        return re.sub(rf"\\([{_PUNCTUATION}])", r"\1", token["shown"])
    return marker(token["moment"] or "", (token["kind"] or "").lower())
