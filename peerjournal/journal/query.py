"""The search line: what is typed in it, read into what is asked for.

All terms must hold::

    word   "a phrase"   #tag   #"two words"   from: to: on:   kind:story   is:starred   is:tagged   -anything
"""

import re
from datetime import date

from peerjournal.errors import JournalError
from peerjournal.journal.search import (
    EVERYTHING,
    STARRED,
    TAGGED,
    Query,
    fold,
    of_kind,
    on_days,
    tagged,
    without,
)
from peerjournal.journal.when import read_days

_BEING = {"starred": STARRED, "tagged": TAGGED}
_TERM = re.compile(
    r"(?P<no>-(?=\S))?"
    r"(?P<key>(?:from|to|on|kind|is|peer):|\#)?"
    r"(?:(?P<open>[\"\u201c\u201d\u201e])(?P<phrase>[^\"\u201c\u201d]*)(?P<close>[\"\u201c\u201d])?|(?P<word>\S*))",
    re.IGNORECASE,
)


def read_query(typed: str, today: date) -> Query:
    """Read what was typed in the search line.

    Raises:
        JournalError: A term can't be read; one sentence says which kind, and how it is written.
    """
    query = EVERYTHING
    for found in _TERM.finditer(typed):
        if found[0]:
            query += _term(found, today)
    return query


def narrowed(
    *,
    since: date | None = None,
    until: date | None = None,
    tag: str = "",
    kind: str = "",
    starred: bool = False,
) -> Query:
    """Return the query that the options of a listing stand for; what is not given does not narrow it."""
    query = on_days(since=since, until=until) if since or until else EVERYTHING
    if tag:
        query += tagged(tag)
    if kind:
        query += of_kind(kind)
    return query + STARRED if starred else query


def _term(found: re.Match[str], today: date) -> Query:
    if found["open"] and not found["close"]:
        raise JournalError('A quotation mark is not closed: "a phrase" stands between two.')
    key = (found["key"] or "").lower()
    said = (found["phrase"] if found["open"] else found["word"]).strip()
    if key:
        term = _keyed(key, said, today)
    elif said:
        term = Query(words=(" ".join(fold(said).split()),))
    else:
        raise JournalError("There is nothing between the quotation marks.")
    return without(term) if found["no"] else term


def _keyed(key: str, said: str, today: date) -> Query:
    if key == "#":
        return tagged(said)
    if not said:
        raise JournalError(f"Something must follow `{key}` without a space.")
    if key == "kind:":
        return of_kind(said.lower())
    if key == "is:":
        if said.lower() not in _BEING:
            raise JournalError("There are two of these: `is:starred` and `is:tagged`.")
        return _BEING[said.lower()]
    if key == "peer:":
        raise JournalError(
            "`peer:` can't be asked for yet.", hint="`peerjournal ledger` shows who was given what."
        )
    days = read_days(said, today)
    return on_days(
        since=days.first if key in {"from:", "on:"} else None,
        until=days.last if key in {"to:", "on:"} else None,
    )
