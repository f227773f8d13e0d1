"""Times and queries as they are typed in options: read before anything is asked, and told as wrong usage."""

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from peerjournal.errors import InputError, JournalError
from peerjournal.journal import Moment, Query, narrowed, read_query, when


def now() -> datetime:
    """Return the time on this computer, with its offset from UTC."""
    return datetime.now().astimezone()


def moment_in(zone: str, typed: str = "now") -> Moment:
    """Read when something was, on the clocks of a zone that was named; raises InputError."""
    from peerjournal.journal import zones  # noqa: PLC0415 — the zones take 10 ms, only where one is named

    with _as_usage():
        return zones.read(typed, zones.read_zone(zone), now())


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


def opening(words: tuple[str, ...], *, plain: bool) -> tuple[Moment | None, tuple[str, ...], str]:
    """Return when it was, if the words begin with that, the words that are left, and a sentence of doubt."""
    if plain or not words:
        return None, words, ""
    # With a space after the last word `yesterday:` alone is a time too, and the text comes from elsewhere.
    found = when.split(" ".join(words) + " ", now())
    if found.when is None:
        return None, words, found.doubt
    rest = found.text.strip()
    return found.when, (rest,) if rest else (), ""


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
