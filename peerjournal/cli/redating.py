"""The part of `edit` that sets when something was written: `--at`, `--zone` and `--same-moment`."""

from typing import Any

import click

from peerjournal.cli import dates
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError


def understood(terminal: Terminal, *, at: str | None, zone: str | None, same_moment: bool) -> dict[str, Any]:
    """Return what was typed, read before anything else is asked; of two readings the one that is meant.

    Raises:
        InputError: It can't be read.
    """
    if same_moment and (at is not None or zone is None):
        raise click.UsageError("`--same-moment` goes with `--zone`, and without `--at`.")
    at = None if at is None else dates.settled(terminal, at, zone)
    if zone is not None:
        dates.moment_in(zone, "now" if at is None else at)
    elif at is not None:
        dates.moment(at)
    return {"at": at, "zone": zone, "same_moment": same_moment}


def redate(program: Program, piece: Any, *, at: str | None, zone: str | None, same_moment: bool) -> Any:
    """Set it; without a zone that is typed, its clock is this computer's."""
    if zone is None:
        written = dates.moment(at or "")
    elif at is not None:
        written = dates.moment_in(zone, at)
    else:
        written = _moved(piece, zone, same_moment=same_moment)
    return program.session.journal.redate(piece.id, written, zone_chosen=_is_named(at, zone))


def _is_named(at: str | None, zone: str | None) -> bool:
    return zone is not None or (at or "").rstrip().endswith("]")


def _moved(piece: Any, zone: str, *, same_moment: bool) -> Any:
    from peerjournal.journal import zones  # noqa: PLC0415 — the zones take 10 ms, only where one is named

    try:
        rules = zones.read_zone(zone)
        if same_moment:
            return zones.same_moment(piece.written, rules)
        return zones.same_clock(piece.written, rules, dates.now())
    except JournalError as error:
        raise InputError(str(error), hint=error.hint) from None


def tell(program: Program, before: Any, piece: Any) -> None:
    """Say what was understood, what one may not have meant, and how it was before."""
    from peerjournal.journal import zone_is_assumed, zones  # noqa: PLC0415 — as above

    terminal = program.terminal
    terminal.tell(f"Written {zones.told(piece.written)}.")
    for doubt in zones.doubts(piece.written, dates.now()):
        terminal.tell(doubt)
    if zone_is_assumed(piece):
        terminal.tell("Its zone was not in the source it came from. `--zone` says which it was.")
    if before.written != piece.written:
        number = program.session.journal.short(piece)
        terminal.tell(f"Before: `peerjournal edit {number} --at '{before.written.encode()}'`.")
