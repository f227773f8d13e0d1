"""How entries, stories and letters stand in a list: each on one line, or as JSON."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from peerjournal.cli.terminal import Terminal
from peerjournal.text import clean_line

Row = tuple[str, str, str, str]
"""Number, day and time, star, and what it is called with its tags."""
Line = tuple[Row, dict[str, Any]]
"""One line of a list, and the same as JSON."""

_LONGEST = 200
"""Columns of a title, or of tags, in a line or a question; what is longer is whole in `show` and as JSON."""
_NOBODY_WE_KNOW = {"not confirmed", "unknown"}


def hashed(tags: Sequence[str]) -> str:
    """Return tags as the search line takes them: ``#work #"first time"``."""
    return " ".join(f'#"{tag}"' if " " in tag else f"#{tag}" for tag in tags)


def called(piece: Any) -> str:
    """Return the title for a line or a question, or how the text begins."""
    return short(piece.shown_title)


def short(text: str) -> str:
    """Return a title or tags as they stand in a line or a question."""
    return cut(text, _LONGEST)


def named(name: str | None) -> str:
    """Return the name of a peer for a line; there is none for somebody who was dropped."""
    return short(name or "someone no longer in your circle")


def files(piece: Any) -> list[dict[str, Any]]:
    """Return the files that belong to a piece, as JSON."""
    return [
        {"kind": file.kind, "name": file.name, "number": number, "size": file.size}
        for number, file in enumerate(piece.files, start=1)
    ]


def summary(journal: Any, piece: Any) -> str:
    """Return an entry or a story in one line: ``12 · 2026-11-21 09:00 · "I was walking." · #nature``."""
    return _summary(journal, piece, called(piece), short(hashed(piece.tags)))


def heading(journal: Any, piece: Any) -> str:
    """Return the same for standing above the text, which is not told twice."""
    return _summary(journal, piece, piece.title, hashed(piece.tags))


def _summary(journal: Any, piece: Any, title: str, tags: str) -> str:
    kind = "" if piece.kind == "entry" else piece.kind
    quoted = f'"{title}"' if title else ""
    starred = "starred" if piece.starred else ""
    parts = (journal.short(piece), kind, str(piece.written), quoted, tags, starred)
    return clean_line(" · ".join(part for part in parts if part))


def line(journal: Any, piece: Any) -> Line:
    """Return the line of an entry or a story."""
    kind = "" if piece.kind == "entry" else f"({piece.kind})"
    words = "  ".join(part for part in (kind, called(piece), short(hashed(piece.tags))) if part)
    row = (journal.short(piece), str(piece.written), "*" if piece.starred else " ", words)
    return row, {
        "id": piece.id,
        "kind": piece.kind,
        "number": journal.short(piece),
        "shown_title": piece.shown_title,
        "starred": piece.starred,
        "tags": list(piece.tags),
        "title": piece.title,
        "written": piece.written.encode(),
    }


def letter_line(session: Any, kept: Any) -> Line:
    """Return the line of a received letter; no name stands in it that its mark does not bear out."""
    sender = session.inbox.sender_of(kept)
    name = sender.peer.stand_in if sender.peer else None
    nobody = f"sender {sender.sure}"
    who = nobody if sender.sure in _NOBODY_WE_KNOW else f"from {named(name)}, {sender.sure}"
    number = session.inbox.letters.reference(kept)
    row = (f"letter {number}", kept.received.replace("T", " ")[:16], " ", f"(letter)  {who}")
    return row, {
        "from": name,
        "id": kept.id,
        "kind": "letter",
        "number": number,
        "received": kept.received,
        "sure": sender.sure,
    }


def show(terminal: Terminal, lines: Iterable[Line], *, as_json: bool = False, nothing: str) -> None:
    """Write lines with their columns aligned, cut to its width on a terminal.

    Args:
        terminal: Where to.
        lines: What to write.
        as_json: Whether to write one JSON document instead.
        nothing: What to say where there are none.
    """
    lines = list(lines)
    if as_json:
        return terminal.result_json({"items": [item for _, item in lines]})
    width = terminal.width if terminal.shows else None
    widest = max((len(number) for (number, *_), _ in lines), default=0)
    for (number, when, star, words), _ in lines:
        text = f"{number:>{widest}}  {when}  {star} {clean_line(words)}"
        terminal.result(text if width is None else cut(text, width))
    return None if lines else terminal.tell(nothing)


def require_list(*, as_json: bool) -> None:
    """Refuse `--json` where something is done instead of listed."""
    if as_json:
        raise click.UsageError("`--json` is for the list, which stands where no number does.")


def cut(text: str, width: int) -> str:
    """Return as much of a line as fits in ``width`` columns of a terminal, with an ellipsis for the rest."""
    if sum(map(_columns, text)) <= width:
        return text
    used, kept = 1, ""
    for char in text:
        used += _columns(char)
        if used > width:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
