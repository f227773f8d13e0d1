"""Times and queries as they are typed in options: read before anything is asked, and told as wrong usage."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError
from peerjournal.journal import Moment, Query, narrowed, read_query, when

_TWO_WAYS = "That date can be read in two ways, so nothing was kept."
_OFFSET = re.compile(r" ?(?:z|[+-]\d\d:?\d\d)$", re.IGNORECASE)
_EITHER = "1 or 2?"
_OR_TEXT = "1, 2, or Enter where it is part of the text:"


def now() -> datetime:
    """Return the time on this computer, with its offset from UTC."""
    return datetime.now().astimezone()


def moment_in(zone: str, typed: str = "now") -> Moment:
    """Read when something was, on the clocks of a zone that was named; raises InputError."""
    from peerjournal.journal import zones  # noqa: PLC0415 — only where one is named

    with _as_usage():
        return zones.read(typed, zones.read_zone(zone), now())


def _there(zone: str) -> datetime:
    """Return the time on the clocks of a zone; raises JournalError."""
    from peerjournal.journal import zones  # noqa: PLC0415 — as above

    return now().astimezone(zones.read_zone(zone))


@contextlib.contextmanager
def _as_usage() -> Iterator[None]:
    try:
        yield
    except JournalError as error:
        raise InputError(str(error), hint=error.hint) from None


def moment(typed: str) -> Moment:
    """Read when something was; raises InputError."""
    with _as_usage():
        return when.read_moment(typed, now())


def settled(terminal: Terminal, typed: str, zone: str | None = None) -> str:
    """Return a typed time as it is, or, where it can be read in two ways, as the one that is meant.

    Args:
        terminal: Where it is asked.
        typed: The time.
        zone: Whose clocks, where one was named.

    Raises:
        InputError: It can't be read, or nobody said which is meant.
    """
    with _as_usage():
        ways = when.ways_to_read(typed, now() if zone is None else _there(zone))
    if len(ways) == 1:
        return typed
    chosen = _chosen(terminal, ways, _EITHER, _instead(ways))
    with_offset = _OFFSET.search(typed.rstrip())
    return f"{chosen.local:%Y-%m-%d %H:%M:%S}{with_offset[0] if with_offset else ''}"


def written(at: str | None, zone: str | None, *, began: Moment | None) -> Moment | None:
    """Return when a text was written, as the options say it or as it began; None where neither does.

    Raises:
        InputError: It can't be read.
    """
    if zone is None:
        return began if at is None else moment(at)
    if began is None:
        return moment_in(zone, "now" if at is None else at)
    if not began.zone and Moment.of(now()).zone:
        # It came with an offset of its own, which is to be that zone's.
        return moment_in(zone, began.encode())
    return moment_in(zone, began.local.replace(tzinfo=None).isoformat(" "))


def opening(terminal: Terminal, words: tuple[str, ...], *, with_date: bool) -> when.Opening:
    """Return when it was and whether it has a star, if the words begin with that, and the text that is left.

    Raises:
        InputError: The time can be read in two ways, and nobody said which is meant.
    """
    # With a space after the last word `yesterday:` alone is a time too, and the text comes from elsewhere.
    typed = " ".join(words) + " "
    if with_date:
        found = when.split(typed, now())
    else:
        text, starred = when.without_star(typed)
        found = when.Opening(None, text, starred=starred)
    if found.ways:
        hint = f"{_instead(found.ways)} With `--no-date` it stays in the text."
        chosen = _chosen(terminal, found.ways, _OR_TEXT, hint, may_be_text=True)
        found = replace(found, when=chosen, text=found.rest if chosen else found.text)
    return replace(found, text=found.text.strip() if found.when else found.text.removesuffix(" "))


def _chosen(
    terminal: Terminal, ways: tuple[Moment, ...], question: str, instead: str, *, may_be_text: bool = False
) -> Any:
    """Return which of two times is meant, or nothing where it is no time at all."""
    if not terminal.asks:
        raise InputError(_TWO_WAYS, hint=instead)
    terminal.tell("That date can be read in two ways:")
    for number, way in enumerate(ways, 1):
        terminal.tell(f"  {number}  {way.local:%A}, {way}")
    while True:
        typed = terminal.line(question, instead=instead).strip()
        if typed in {"1", "2"}:
            return ways[int(typed) - 1]
        if may_be_text and not typed:
            return None


def _instead(ways: tuple[Moment, ...]) -> str:
    return f"Write it as {' or '.join(way.day.isoformat() for way in ways)}."


def query(text: str = "", /, **options: Any) -> Query:
    """Return what a search line and the options of a listing ask for together; raises InputError."""
    today = now().date()
    with _as_usage():
        asked = read_query(text, today)
        asked += narrowed(kind=options["kind"] or "", starred=options["starred"])
        for tag in options["tags"]:
            asked += narrowed(tag=tag)
        for name in ("since", "until", "on"):
            if options[name] is not None:
                asked += _on(options[name], name, today)
    return asked


def _on(typed: str, name: str, today: date) -> Query:
    days = when.read_days(typed, today)
    return narrowed(
        since=None if name == "until" else days.first, until=None if name == "since" else days.last
    )
