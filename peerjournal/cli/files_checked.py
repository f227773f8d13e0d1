"""What `check` says of the files that belong to entries: which is missing or damaged, and what has it."""

from typing import Any

from peerjournal.cli import listing
from peerjournal.cli.terminal import Terminal

_SHOWN = 20
"""Files that are named, each on its line; the JSON has all of them."""
_UNNAMED = (
    "Files here that no entry names: {count}. Their entry may still be on its way. One that stays so for 30"
    " days is removed."
)
_MISSING = (
    "A file that is not here may still be on its way from another device. Its entry is whole without it."
)
_WOULD_HELP = "`peerjournal check --repair` brings back what the backups here have whole."
_COPIES = (
    "Copies of files beside the backups that were damaged: {count}. They are made anew when the journal is"
    " closed."
)


def check(terminal: Terminal, session: Any) -> Any:
    """Read every file that belongs to an entry, and return what was found."""
    from peerjournal import vault  # noqa: PLC0415 — only `check` needs it

    with terminal.progress("Reading the files of entries") as progress:
        return vault.check_files(session.vault, progress)


def tell(terminal: Terminal, session: Any, report: Any, *, repairs: bool) -> None:
    """Say what was found; nothing where there are no such files."""
    if report.count or report.unnamed:
        wrong = len(report.troubles)
        how = "whole" if not wrong else f"{report.count - wrong:,} whole, {wrong:,} not"
        terminal.result(f"Files that belong to entries: {report.count:,}, {how}.")
    for one in report.troubles[:_SHOWN]:
        backed = ", whole in a backup here" if one.is_backed else ""
        terminal.result(f"{_named(session, one)}: {one.standing.value}{backed}")
    if len(report.troubles) > _SHOWN:
        terminal.tell(f"{len(report.troubles) - _SHOWN:,} more are not named here; `--json` has them all.")
    if any(one.standing.name == "MISSING" for one in report.troubles):
        terminal.tell(_MISSING)
    if not repairs and any(one.is_backed for one in report.troubles):
        terminal.tell(_WOULD_HELP)
    if report.unnamed:
        terminal.tell(_UNNAMED.format(count=report.unnamed))
    if report.copies_damaged:
        terminal.tell(_COPIES.format(count=report.copies_damaged))


def mend(terminal: Terminal, session: Any, report: Any, *, yes: bool) -> Any:
    """Ask once, bring back what the backups here have whole, and return what is found then."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    count = sum(one.is_backed for one in report.troubles)
    many = "1 file" if count == 1 else f"{count:,} files"
    if not count or not terminal.agrees(f"Bring back {many} from the backups here?", yes=yes):
        return report
    with terminal.progress("Bringing files back") as progress:
        vault.bring_back_files(session.vault, progress=progress)
    terminal.tell(f"Brought back: {many}.")
    return check(terminal, session)


def as_json(session: Any, report: Any) -> dict[str, Any]:
    """Return the same for a program: numbers, no names."""
    troubles = [
        {
            "file": one.place,
            "in_a_backup": one.is_backed,
            "number": _number(session, one),
            "state": one.standing.value,
        }
        for one in report.troubles
    ]
    return {"count": report.count, "items": troubles, "unnamed": report.unnamed}


def _named(session: Any, one: Any) -> str:
    piece = session.journal.by_id(one.identifier)
    name = listing.short(piece.file_name(one.place))
    return f"{session.journal.short(piece)} · file {one.place}, {name}"


def _number(session: Any, one: Any) -> str:
    return str(session.journal.short(session.journal.by_id(one.identifier)))
