"""The command `export`: the whole journal as plain files, after the passphrase and one question."""

from pathlib import Path

import click

from peerjournal import listed
from peerjournal.cli import files, offered
from peerjournal.cli.given import OneOf
from peerjournal.cli.program import Program
from peerjournal.errors import InputError
from peerjournal.text import visible


@click.command("export", epilog="Example: peerjournal export my-journal --format markdown")
@click.argument("folder", metavar="DIR", type=offered.A_FOLDER)
@click.option(
    "--format",
    "form",
    type=OneOf("markdown", "json", "jrnl"),
    required=True,
    help="A file for each entry, one JSON file, or a text that jrnl reads.",
)
@click.option("--with-letters", "letters", is_flag=True, help="Also letters, people and the ledger.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def export_command(program: Program, *, folder: str, form: str, letters: bool, yes: bool) -> None:
    """Move out: write everything you wrote as plain files into a new folder.

    Anybody can read them, so the passphrase is asked for each time. Nothing is taken out of the journal, and
    nothing is overwritten.
    """
    # Only here is imported what makes plain files.
    from peerjournal.exporters import EXPORTERS, leaving, require_new, write_new  # noqa: PLC0415 — as above

    terminal, place = program.terminal, Path(folder)
    (exporter,) = [one for one in EXPORTERS if one.name == form]
    if letters and not exporter.takes_letters:
        raise InputError(leaving.NO_PLACE, hint="Leave out `--with-letters`, or take another `--format`.")
    require_new(place)
    files.require_elsewhere(folder, (program.places.journal, program.places.state))
    session = program.unlock(program.passphrase(anew=True))
    pieces = [*leaving.everything(session.journal)]
    beside = listed.beside_entries(session) if letters else {}
    if not (pieces or any(beside.values())):
        return terminal.tell(leaving.NOTHING_WRITTEN)
    for sentence in (*leaving.NO_LOCK, *(leaving.LETTERS if letters else ())):
        terminal.tell(sentence)
    along = leaving.along_with(pieces)
    count = len(beside.get("letters", ()))
    if not terminal.agrees(leaving.question(len(pieces), exporter.label, len(along), count), yes=yes):
        return terminal.tell("No file was written.")
    with terminal.progress("Moving out") as progress:
        pages = exporter.files(pieces, beside)
        count = write_new(place, pages, total=len(pieces), progress=progress, along=along)
    terminal.result(visible(str(place)))
    if left := leaving.left_behind(along):
        terminal.tell(left)
    return terminal.tell(f"{leaving.written(len(pieces), count)} {leaving.STAYS}")
