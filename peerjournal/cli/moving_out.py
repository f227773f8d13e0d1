"""The command `export`: the whole journal as plain files, after the passphrase and one question."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peerjournal.cli import offered
from peerjournal.cli.given import OneOf
from peerjournal.cli.program import Program
from peerjournal.errors import InputError
from peerjournal.text import visible

if TYPE_CHECKING:  # What makes plain files is imported only where they are made.
    from collections.abc import Iterator

    from peerjournal.exporters import Leaving

_PLAIN = (
    "These files have no lock: anybody who gets at them, or at a copy, can read everything you wrote.",
    "What you marked to stay with you is in them too, and so is every name.",
)
_INSIDE = "That folder is inside your journal's own, where other programs may carry it elsewhere."


@click.command("export", epilog="Example: peerjournal export my-journal --format markdown")
@click.argument("folder", metavar="DIR", type=offered.A_FOLDER)
@click.option(
    "--format",
    "form",
    type=OneOf("markdown", "json", "jrnl"),
    required=True,
    help="A file for each entry, one JSON file, or a text that jrnl reads.",
)
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def export_command(program: Program, *, folder: str, form: str, yes: bool) -> None:
    """Move out: write everything you wrote as plain files into a new folder.

    Anybody can read them, so the passphrase is asked for each time. Nothing is taken out of the journal, and
    nothing is overwritten.
    """
    from peerjournal.exporters import EXPORTERS, require_new, write_new  # noqa: PLC0415 — only here

    terminal, place = program.terminal, Path(folder)
    require_new(place)
    _require_elsewhere(program, place)
    session = program.unlock(program.passphrase(anew=True))
    leaving = [*_leaving(session)]
    if not leaving:
        return terminal.tell("Nothing is written yet, so nothing was moved out.")
    (exporter,) = [one for one in EXPORTERS if one.name == form]
    for sentence in _PLAIN:
        terminal.tell(sentence)
    question = f"Write {_many(len(leaving))} to plain files, as {exporter.label}?"
    if not terminal.agrees(question, yes=yes):
        return terminal.tell("No file was written.")
    with terminal.progress("Moving out") as progress:
        count = write_new(place, exporter.files(leaving), total=len(leaving), progress=progress)
    terminal.result(visible(str(place)))
    return terminal.tell(
        f"{_many(len(leaving))} in {count:,} {'file' if count == 1 else 'files'}. They are not sealed, and"
        " stay until you remove them. The journal is as it was."
    )


def _leaving(session: Any) -> "Iterator[Leaving]":
    """Yield everything that is not hidden, the oldest first, with other versions of it."""
    from peerjournal.exporters import Leaving  # noqa: PLC0415 — as above

    journal = session.journal
    for piece in reversed(journal.list()):
        yield Leaving(piece, journal.short(piece), tuple(journal.others(piece)))


def _require_elsewhere(program: Program, place: Path) -> None:
    """Refuse a folder that a sync would carry off with the journal, or that goes when the state does."""
    places = program.places
    for ours in (places.journal, places.state):
        if place.resolve().is_relative_to(ours.resolve()):
            raise InputError(_INSIDE, hint="Name a folder elsewhere. Nothing was written.")


def _many(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
