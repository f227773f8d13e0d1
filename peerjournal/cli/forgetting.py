"""The command `forget-journal`: the journal goes from this computer, and what stays elsewhere is said."""

import contextlib
from pathlib import Path

import click

from peerjournal.cli import given
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.disk import DISK
from peerjournal.errors import JournalError

_STAYS = (
    "It stays wherever else it is: on other computers, in backups and copies elsewhere, in what a sync or a"
    " cloud keeps. Letters that you handed over stay with those who have them. A file that is removed may be"
    " found on the disk for a while; what is in it stays sealed."
)


@click.command("forget-journal", epilog="Example: peerjournal forget-journal")
@click.option("--other-devices", is_flag=True, help="Go ahead although other devices write to this folder.")
@click.option("--settings", is_flag=True, help="Remove the settings of this computer too.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def forget_journal_command(program: Program, *, other_devices: bool, settings: bool, yes: bool) -> None:
    """Remove this journal from this computer."""
    from peerjournal.config import settings_file  # noqa: PLC0415 — only where somebody goes that far
    from peerjournal.vault import forget, others_here  # noqa: PLC0415 — as above

    terminal = program.terminal
    vault = program.unlock(program.passphrase(anew=True)).vault
    others = others_here(vault)
    if others and not other_devices:
        raise JournalError(
            f"Other devices write to this folder too: {', '.join(others)}. What they wrote would go with it,"
            " and a sync would carry that to them. Nothing was removed.",
            hint="Take the folder out of its sync first. `--other-devices` then goes ahead.",
        )
    home = vault.home
    terminal.tell("This removes from this computer, for good:")
    terminal.tell(f"  the journal: {home.folder}")
    terminal.tell(f"  what this computer keeps beside it, backups too: {home.state}")
    if settings:
        terminal.tell(f"  the settings: {settings_file()}")
    terminal.tell(_STAYS)
    if not settings:
        terminal.tell("Your settings stay; `--settings` takes them along.")
    terminal.tell("A copy of the folder, made now, is a way back. Without one there is none.")
    if not terminal.agrees("Forget this journal?", yes=yes):
        return terminal.tell("Nothing was removed.")
    program.adopt(None)
    left = forget(vault)
    given.forget_what_was_said(program.places.state)
    terminal.tell("The journal is gone from this computer.")
    if settings:
        try:
            _remove_settings(terminal, settings_file())
        except OSError:
            terminal.tell(f"The settings could not be removed: {settings_file()}.")
    if left:
        terminal.tell(f"What was not the journal's was left in its folder: {len(left)} there, {home.folder}.")
    return None


def _remove_settings(terminal: Terminal, file: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        DISK.unlink(file)
    if DISK.list(file.parent):
        terminal.tell(f"What you put beside the settings is still there: {file.parent}.")
