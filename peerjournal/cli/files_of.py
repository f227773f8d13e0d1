"""The command `files`: what belongs to an entry is listed, saved out as a copy, or looked at for a while."""

from pathlib import Path
from typing import Any

import click

from peerjournal.cli import files, listing, offered
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError, NeedsAnswer
from peerjournal.text import visible

_NO_LOCK = "The copy has no lock: whoever gets at it can read it, and it stays until you remove it."
_IN_MEMORY = (
    "A readable copy is made in a private folder that lies in memory, and it goes when you say that you are"
    " done. The program that opens it may keep traces: a list of what was opened last, small pictures."
)
_ON_DISK = (
    "This computer has no storage that is only memory. A readable copy is made in a private folder on the"
    " disk, and it goes when you say that you are done; the disk, and the program that opens it, may keep"
    " traces."
)
_NOT_SHOWN = "Only pictures, sounds, videos, PDFs and plain text are opened from here."
_SAVE_IT = "`--save` writes a copy, which you can look at yourself first."
_SOMEBODY = "Looking at a file needs somebody to say when it is done."
_DONE = "Press Enter when you are done with it."


@click.command("files", epilog="Example: peerjournal files 12 --save 1 --out .")
@click.argument("number", metavar="N")
@click.option("--save", metavar="K", help="Write a plain copy of that file: its number or its name.")
@click.option("--out", metavar="FILE", type=offered.A_FILE, help="Where to: a folder, or a new file.")
@click.option("--open", "look", metavar="K", help="Look at that file in another program.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def files_command(program: Program, /, number: str, **options: Any) -> None:
    """Show the files that belong to an entry, save a copy of one, or look at it.

    They came in with the entry, and lie sealed in the journal. No letter takes one along.
    """
    save, look, out = options["save"], options["look"], options["out"]
    if (save, look).count(None) == 0:
        raise click.UsageError("Pass `--save` or `--open`, not both.")
    if (save is None) != (out is None):
        raise click.UsageError("`--save` and `--out` go together: which file, and where to.")
    if out is not None:
        files.require_free(out)
        files.require_elsewhere(out, (program.places.journal, program.places.state))
    terminal, session = program.terminal, program.session
    journal = session.journal
    piece = journal.get(number)
    if save is not None:
        return _save(terminal, journal, piece, _which(piece, save), out, yes=options["yes"])
    if look is not None:
        return _look(terminal, session, piece, _which(piece, look), yes=options["yes"])
    return _list(terminal, journal, piece, as_json=options["as_json"])


def _list(terminal: Terminal, journal: Any, piece: Any, *, as_json: bool) -> None:
    here = [journal.is_here(piece, place) for place in range(1, len(piece.files) + 1)]
    if as_json:
        items = [one | {"here": is_here} for one, is_here in zip(listing.files(piece), here, strict=True)]
        return terminal.result_json({"items": items})
    for place, (file, is_here) in enumerate(zip(piece.files, here, strict=True), start=1):
        terminal.result(f"{place:>3}  {listing.short(file.summary)}{'' if is_here else '  (not here)'}")
    if not piece.files:
        terminal.tell("No files belong to it.")
    elif not all(here):
        terminal.tell("What is not here may still be on its way from another device.")
    return None


def _which(piece: Any, wanted: str) -> int:
    """Return the number of a file that was named by its number or by its name."""
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= len(piece.files):
        return int(wanted)
    named = [place for place, file in enumerate(piece.files, start=1) if file.name == wanted]
    if len(named) == 1:
        return named[0]
    if named:
        raise JournalError("Several of its files are called so.", hint="Name it by its number instead.")
    raise JournalError("It has no such file.", hint="`peerjournal files N` shows which it has.")


def _save(terminal: Terminal, journal: Any, piece: Any, place: int, out: str, *, yes: bool) -> None:
    """Write a plain copy after one question."""
    from peerjournal.files import write_from  # noqa: PLC0415 — only here
    from peerjournal.journal import safe_name  # noqa: PLC0415 — as above

    file = piece.files[place - 1]
    # What can't be opened is said before anything is asked.
    journal.open_file(piece, place).close()
    terminal.tell(_NO_LOCK)
    if not terminal.agrees(f"Write a plain copy of '{listing.short(file.summary)}'?", yes=yes):
        return terminal.tell("No file was written.")
    with terminal.progress("Writing") as progress:
        written = _Written(file.size, progress)
        path = write_from(Path(out), safe_name(file.name), journal.file_pieces(piece, place), written)
    terminal.result(visible(str(path)))
    return terminal.tell("The copy is not sealed, and stays until you remove it. The journal is as it was.")


class _Written:
    """Adds up bytes for whoever watches how far it is."""

    def __init__(self, total: int, progress: Any) -> None:
        self._total, self._progress, self._done = total, progress, 0

    def __call__(self, size: int) -> None:
        self._done += size
        self._progress(self._done, self._total)


def _look(terminal: Terminal, session: Any, piece: Any, place: int, *, yes: bool) -> None:
    """Open a copy in another program after one question, until the person is done."""
    from peerjournal.journal import safe_name  # noqa: PLC0415 — only here
    from peerjournal.own_editor import can_be_shown, in_memory  # noqa: PLC0415 — as above

    if not terminal.asks:
        raise NeedsAnswer(hint=_SOMEBODY)
    file = piece.files[place - 1]
    if not can_be_shown(safe_name(file.name)):
        raise InputError(_NOT_SHOWN, hint=_SAVE_IT)
    session.journal.open_file(piece, place).close()
    terminal.tell(_IN_MEMORY if in_memory() else _ON_DISK)
    if not terminal.agrees(f"Open '{listing.short(file.summary)}' in another program?", yes=yes):
        return terminal.tell("Nothing was opened.")
    try:
        with session.look_at(piece, place):
            terminal.line(_DONE, instead=_SOMEBODY)
    finally:
        terminal.tell("The copy is gone. What another program keeps of it is beyond this one.")
    return None
