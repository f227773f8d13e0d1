"""What is there for somebody who needs someone now, or whose devices are watched: always, and offline.

Nothing that anybody wrote is read for it, nothing is noted, and a broken file of one's own hides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from peerjournal.disk import DISK
from peerjournal.text import clean_line

WATCHED: Final = (
    (
        "Peerjournal keeps your writing locked, but it can't hide that it is installed or that a file exists."
        " It can't stop someone who watches your screen, records your keys, or makes you unlock it."
    ),
    (
        "If that is your life right now, a safer device, or paper somewhere else, may be wiser. Trust your"
        " own sense of what's safe."
    ),
    (
        "Changing habits suddenly, or deleting things, can be noticed too. An advocate can help you plan: see"
        " Help."
    ),
)
"""Said before anything is made."""

_LIMIT = 64 * 1024
_PARTS = ("name", "phone", "text", "url", "hours")
_UNREADABLE = "Your own help.toml could not be read, so only the built-in lines are here."
_LOCKED = "Your own people appear once you unlock."


@dataclass(frozen=True, slots=True)
class OwnLines:
    """What a person, or a group of peers, put into ``help.toml``."""

    emergency_number: str = ""
    last_checked: str = ""
    lines: tuple[str, ...] = ()
    first: bool = False
    """Whether their lines stand before ours."""
    said: str = ""
    """What to say about the file, or nothing."""


def own_lines(path: Path | None) -> OwnLines:
    """Read ``help.toml``; a file that is not there is empty, and one that makes no sense says so."""
    if path is None:
        return OwnLines()
    try:
        data = DISK.read_file(path, _LIMIT)
    except FileNotFoundError:
        return OwnLines()
    except OSError:
        return OwnLines(said=_UNREADABLE)
    import tomllib  # noqa: PLC0415 — only for those who have such a file

    try:
        return _parsed(tomllib.loads(data.decode()))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return OwnLines(said=_UNREADABLE)


def _parsed(fields: dict[str, Any]) -> OwnLines:
    lines = tuple(_line(one) for one in fields.get("line", []))
    return OwnLines(
        emergency_number=clean_line(str(fields.get("emergency_number", ""))),
        last_checked=clean_line(str(fields.get("last_checked", ""))),
        lines=tuple(line for line in lines if line),
        first=fields.get("prefer_mine") is True,
    )


def _line(fields: dict[str, Any]) -> str:
    given = (clean_line(str(fields.get(part, ""))) for part in _PARTS)
    return " · ".join(part for part in given if part)


@dataclass(frozen=True, slots=True)
class Panel:
    """The pages of the panel, each as paragraphs in which ``**`` marks what stands out."""

    now: tuple[str, ...]
    message: tuple[str, ...]
    worried: tuple[str, ...]


def panel(
    own: OwnLines,
    *,
    locked: bool,
    people: tuple[str, ...] = (),
    words: str = "`m` help me write a message",
    back: str = "`Esc` goes back to where you were.",
) -> Panel:
    """Return the panel's pages with what is one's own put in.

    Args:
        own: From ``help.toml``.
        locked: Whether the journal is locked, so that people kept in it can't be shown.
        people: Names of one's own people.
        words: How one comes to words to begin with.
        back: How one goes back.
    """
    text = resources.files("peerjournal").joinpath("support.md").read_text("utf-8")
    pages = {page.partition("\n")[0]: _paragraphs(page.partition("\n")[2]) for page in text.split("# ")[1:]}
    known = _LOCKED if locked else ", ".join(clean_line(name) for name in people)
    given = {
        "{emergency_number}": f": {own.emergency_number}" if own.emergency_number else "",
        "{lines}": "\n".join(own.lines),
        "{people}": f"{known}  ·  " if known else "",
        "{words}": words,
        "{back}": back,
    }
    filled = [_filled(paragraph, given) for paragraph in pages["now"]]
    if own.first:
        ours = next(place for place, one in enumerate(filled) if "findahelpline" in one)
        filled[ours] = "\n".join([*own.lines, filled[ours].partition("\n")[0]])
    notes = [f"Checked by you: {own.last_checked}"] if own.last_checked else []
    notes += [own.said] if own.said else []
    return Panel((*filled[:-1], *notes, filled[-1]), pages["message"], pages["worried"])


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _filled(paragraph: str, given: Mapping[str, str]) -> str:
    for name, value in given.items():
        if name in paragraph:
            paragraph = paragraph.replace(name, value).rstrip()
    return paragraph
