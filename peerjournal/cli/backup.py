"""The commands `backup` and `restore`: one sealed file with the whole journal, and a journal back from it."""

import shlex
from pathlib import Path

import click

from peerjournal.cli.program import Program
from peerjournal.text import clean_line

_RESTORED = "Your journal is back in {folder}, as it was in the backup of {made}."
_PASSED_OVER = {1: "A newer backup there could not be used, so the one before it was."}
_GOES_ON = "It goes on from here as a new device. What was written after that backup is not in it."
_MISSING = "Files of entries that are neither in that backup nor beside it: {count}. The entries are whole."
_OPENED_SO = (
    "The journal that it is a backup of goes on as before, in its own folder. The copy is opened so: {words}"
)


@click.command("backup", epilog="Example: peerjournal backup /media/stick")
@click.argument("out", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(program: Program, *, out: Path) -> None:
    """Write one sealed file with the whole journal in it, and verify it.

    FILE is a new file, or a folder to put it in; nothing is overwritten. Ctrl-C stops it, and then nothing is
    left of it.
    """
    from peerjournal import files, vault  # noqa: PLC0415 — not for `--help`

    files.require_free(out)
    session, terminal = program.session, program.terminal
    name = f"peerjournal-{session.vault.clock().date().isoformat()}.tar"
    path = files.free_name(out, name)
    with terminal.progress("Making a backup") as progress:
        vault.back_up(session.vault, path.resolve(), progress)
    terminal.result(str(path))
    terminal.tell(
        "Every byte of it was read again and opens. It opens with the passphrase of today, and with the"
        " recovery words of today."
    )
    for name, trouble in vault.left(session.vault):
        terminal.tell(f"A sync left a copy that is not in it: {clean_line(name)}. It is {trouble}.")


@click.command("restore", epilog="Example: peerjournal --journal ~/journal restore backup.tar")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(program: Program, *, source: Path) -> None:
    """Bring a journal back from a backup, into a folder that is new or empty.

    FILE is a backup, or a folder of daily ones: then the newest one that is whole is used. Nothing is
    overwritten. Ctrl-C stops it, and then nothing is left of it.
    """
    from peerjournal import vault  # noqa: PLC0415 — not for `--help`
    from peerjournal.config import places as find_places  # noqa: PLC0415 — as above
    from peerjournal.errors import InputError  # noqa: PLC0415 — as above
    from peerjournal.session import Session, local_time  # noqa: PLC0415 — as above

    terminal, places = program.terminal, program.places
    if not source.exists():
        raise InputError("There is no backup by that name.", hint="Nothing was changed.")
    usual = find_places(state=str(places.state)).journal
    target = vault.Target(places.journal, places.state, usual=usual)
    vault.require_room(target)
    secret = program.passphrase("Passphrase of that backup: ")
    with terminal.progress("Restoring") as progress:
        found = vault.restore(source.resolve(), target, secret=secret, clock=local_time, progress=progress)
    program.adopt(Session(found.vault))
    made = found.made[:16].replace("T", " ")
    terminal.tell(_RESTORED.format(folder=places.journal, made=made))
    if found.passed_over:
        several = f"{found.passed_over} newer backups there could not be used, so an earlier one was."
        terminal.tell(_PASSED_OVER.get(found.passed_over, several))
    if found.files_missing:
        terminal.tell(_MISSING.format(count=found.files_missing))
    terminal.tell(_GOES_ON)
    if (state := found.vault.home.state.parent) != places.state:
        words = shlex.join(["peerjournal", "--journal", str(places.journal), "--state", str(state)])
        terminal.tell(_OPENED_SO.format(words=clean_line(words)))
