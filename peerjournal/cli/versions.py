"""The commands about what was: versions of an entry, and settling two that met."""

from collections.abc import Sequence
from typing import Any

import click

from peerjournal.cli import listing, reading
from peerjournal.cli.program import Program
from peerjournal.errors import InputError, JournalError, NeedsAnswer

_as_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


@click.command("versions", epilog="Example: peerjournal versions 12 --show 2")
@click.argument("number", metavar="N")
@click.option("--show", "shown", metavar="K", type=int, help="Print this version.")
@click.option("--no-backups", is_flag=True, help="Do not look into the backups kept on this computer.")
@_as_json
@click.pass_obj
def versions_command(
    program: Program, *, number: str, shown: int | None, no_backups: bool, as_json: bool
) -> None:
    """Show the versions there still are of an entry or a story, the newest first.

    What was let go of is found as well, where a backup has it. `bring-back N --version K` brings one back.
    """
    found = _versions(program, number, backups=not no_backups)
    terminal, journal = program.terminal, program.session.journal
    if shown is not None:
        version = _chosen(found, shown)
        if as_json:
            return terminal.result_json(_item(shown, version) | {"body": version.piece.body})
        return reading.show_one(terminal, version.piece, listing.heading(journal, version.piece))
    if as_json:
        return terminal.result_json({"items": [_item(*one) for one in enumerate(found, 1)]})
    widest = len(str(len(found)))
    for place, version in enumerate(found, 1):
        terminal.result(f"{place:>{widest}}  {_line(version)}")
    return None


def _versions(program: Program, number: str, *, backups: bool = True) -> Sequence[Any]:
    with program.terminal.progress("Looking for versions") as progress:
        found: Sequence[Any] = program.session.journal.versions(number, backups=backups, progress=progress)
    return found


def _chosen(found: Sequence[Any], place: int) -> Any:
    if not 1 <= place <= len(found):
        raise InputError(
            f"There is no version {place}.", hint="`peerjournal versions N` shows them. Nothing was changed."
        )
    return found[place - 1]


def _line(version: Any) -> str:
    where = f"device {version.device_letter}" if version.device_letter else "this device"
    backup = f"in the backup of {version.backup}" if version.backup else ""
    parts = (f"{version.at:%Y-%m-%d %H:%M}", "now" if version.shown else "", where, backup)
    said = "  ".join(part for part in parts if part)
    return f"{said}  {listing.called(version.piece)}"


def _item(place: int, version: Any) -> dict[str, Any]:
    return {
        "at": version.at.isoformat(timespec="seconds"),
        "backup": version.backup.isoformat() if version.backup else None,
        "device": version.device_letter or "this",
        "now": version.shown,
        "tags": list(version.piece.tags),
        "title": version.piece.title,
        "version": place,
    }


def bring_back(program: Program, numbers: Sequence[str], place: int, *, yes: bool) -> None:
    """Bring back one version of one entry, after a question."""
    if len(numbers) != 1:
        raise InputError("A version is brought back of one entry at a time.", hint="Nothing was changed.")
    terminal, journal = program.terminal, program.session.journal
    version = _chosen(_versions(program, numbers[0]), place)
    question = f"Bring back '{listing.called(version.piece)}' of {version.at:%Y-%m-%d %H:%M}?"
    if not terminal.agrees(f"{question} The one of now stays a version.", yes=yes):
        return terminal.tell("Nothing was changed.")
    piece = journal.bring_back_version(numbers[0], version)
    return terminal.tell(f"Back: {listing.summary(journal, piece)}")


@click.command("settle", epilog="Example: peerjournal settle 12 --keep 1")
@click.argument("number", metavar="[N]", required=False)
@click.option("--keep", metavar="K", type=int, help="Keep this one; the others stay versions of it.")
@click.option("--keep-both", is_flag=True, help="Keep each, the others as entries of their own.")
@_as_json
@click.pass_obj
def settle_command(
    program: Program, *, number: str | None, keep: int | None, keep_both: bool, as_json: bool
) -> None:
    """Choose between versions that were written on two devices; without a number, show what waits for it.

    With `--keep-both` alone, the one that is shown now keeps its number.
    """
    terminal, journal = program.terminal, program.session.journal
    if number is None:
        lines = [listing.line(journal, piece) for piece in journal.changed_on_both()]
        return listing.show(terminal, lines, as_json=as_json, nothing="Nothing was changed on two devices.")
    listing.require_list(as_json=as_json)
    piece = journal.get(number)
    both = [piece, *journal.others(piece)]
    if len(both) == 1:
        raise JournalError("There is one version of that only.", hint="Nothing was changed.")
    if keep is None and not keep_both:
        keep, keep_both = _asked(program, journal, both)
        if keep is None and not keep_both:
            return terminal.tell("Nothing was changed. Both are kept as they are.")
    place = 1 if keep is None else keep
    _chosen(both, place)
    settled = journal.settle(piece.id, place - 1, keep_others=keep_both)
    rest = (
        "The other is an entry of its own now." if keep_both else "What was not kept stays a version of it."
    )
    return terminal.tell(f"Settled: {listing.summary(journal, settled)}\n{rest}")


def _asked(program: Program, journal: Any, both: Sequence[Any]) -> tuple[int | None, bool]:
    """Show each and ask which; nothing typed leaves all as it is."""
    terminal = program.terminal
    for place, piece in enumerate(both, 1):
        reading.show_one(terminal, piece, f"{place}: {listing.heading(journal, piece)}")
    instead = "Pass `--keep K` or `--keep-both`. Nothing was changed."
    if not terminal.asks:
        raise NeedsAnswer(hint=instead)
    typed = terminal.line("Which to keep: a number, `both`, or Enter for neither: ", instead=instead).strip()
    if typed.lower() == "both":
        return None, True
    return (int(typed) if typed.isdigit() else None), False
