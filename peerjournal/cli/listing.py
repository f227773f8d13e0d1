"""How entries, stories and letters stand in a list, on one line, and as JSON."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from peerjournal.cli.terminal import Terminal
from peerjournal.text import clean_line

Row = tuple[str, str, str, str]
"""Number, day and time, star, and what it is called with its tags."""

_GONE = "someone no longer in your circle"
_NOBODY_WE_KNOW = {"not confirmed", "unknown"}


def hashed(tags: Sequence[str]) -> str:
    """Return tags as the search line takes them: ``#work #"first time"``."""
    return " ".join(f'#"{tag}"' if " " in tag else f"#{tag}" for tag in tags)


def summary(journal: Any, piece: Any) -> str:
    """Return an entry or a story in one line: ``12 · 2026-11-21 09:00 · "I was walking." · #nature``."""
    kind = "" if piece.kind == "entry" else piece.kind
    title = f'"{piece.shown_title}"' if piece.shown_title else ""
    starred = "starred" if piece.starred else ""
    parts = (journal.short(piece), kind, str(piece.written), title, hashed(piece.tags), starred)
    return " · ".join(part for part in parts if part)


def row(journal: Any, piece: Any) -> Row:
    """Return an entry or a story as a row."""
    kind = "" if piece.kind == "entry" else f"({piece.kind})"
    words = (kind, piece.shown_title, hashed(piece.tags))
    star = "*" if piece.starred else " "
    return journal.short(piece), str(piece.written), star, "  ".join(part for part in words if part)


def item(journal: Any, piece: Any) -> dict[str, Any]:
    """Return an entry or a story as JSON, as far as a list tells it."""
    return {
        "id": piece.id,
        "kind": piece.kind,
        "number": journal.short(piece),
        "shown_title": piece.shown_title,
        "starred": piece.starred,
        "tags": list(piece.tags),
        "title": piece.title,
        "written": piece.written.encode(),
    }


def letter_item(session: Any, kept: Any) -> dict[str, Any]:
    """Return a received letter as JSON, as far as a list tells it."""
    sender = session.inbox.sender_of(kept)
    return {
        "from": sender.peer.stand_in if sender.peer else None,
        "id": kept.id,
        "kind": "letter",
        "number": session.inbox.letters.reference(kept),
        "received": kept.received,
        "sure": sender.sure,
    }


def letter_row(told: dict[str, Any]) -> Row:
    """Return a received letter as a row, from its JSON; no name stands there that its mark does not bear out."""
    if told["sure"] in _NOBODY_WE_KNOW:
        who = f"sender {told['sure']}"
    else:
        who = f"from {told['from'] or _GONE}, {told['sure']}"
    when = told["received"].replace("T", " ")[:16]
    return f"letter {told['number']}", when, " ", f"(letter)  {who}"


def show(terminal: Terminal, rows: Sequence[Row]) -> None:
    """Write rows with their columns aligned: whole in a pipe, cut to its width on a terminal."""
    width = terminal.width if terminal.shows else None
    widest = max((len(number) for number, *_ in rows), default=0)
    for number, when, star, words in rows:
        line = f"{number:>{widest}}  {when}  {star} {clean_line(words)}"
        terminal.result(line if width is None else cut(line, width))


def cut(line: str, width: int) -> str:
    """Return as much of a line as fits in ``width`` columns of a terminal, with an ellipsis for the rest."""
    if (line.isascii() and len(line) <= width) or sum(map(_columns, line)) <= width:
        return line
    used, kept = 1, ""
    for char in line:
        used += _columns(char)
        if used > width:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
