"""The command `erase`: what goes and what stays is said, the passphrase is asked for, and then a question."""

from collections.abc import Sequence
from typing import Any

import click

from peerjournal.cli import listing
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import NoSuchEntry

_STOPPED = {
    True: "\nNothing was erased. The keys may be new ones by now; then so are the recovery words.",
    False: "\nIt is erased from the journal. The backups here are made anew when the journal is closed, or"
    " when it is opened next.",
}
"""What to say where somebody stops it, by whether it is still there."""
_STAYS_UNTIL = "Something could not be finished. It is done when the journal is opened again."


@click.command("erase", epilog="Example: peerjournal erase 12")
@click.argument("numbers", metavar="N...", nargs=-1, required=True)
@click.option("--no-recovery", is_flag=True, help="Make no recovery words: for scripts.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def erase_command(program: Program, *, numbers: tuple[str, ...], no_recovery: bool, yes: bool) -> None:
    """Erase entries or stories for good, with every version of them; nothing brings them back.

    The journal gets new keys, and the backups kept here are made anew. What this cannot reach is said before.
    """
    from peerjournal import vault  # noqa: PLC0415 — only this command needs it
    from peerjournal.cli.vault import show_recovery  # noqa: PLC0415 — as above

    terminal = program.terminal
    passphrase = program.passphrase("Passphrase (it stays the same): ", anew=True)
    session = program.unlock(passphrase)
    vault.require_passphrase(session.vault, passphrase)
    named = [f"  {_named(session.journal, number)}" for number in numbers]
    for sentence in ("This is erased for good:", *named, *session.what_erasing_reaches(numbers)):
        terminal.tell(sentence)
    if not terminal.agrees("Erase it for good?", yes=yes):
        return terminal.tell("Nothing was erased.")
    words = None if no_recovery else vault.new_recovery_words()
    if words is not None:
        show_recovery(terminal, words)
    try:
        with terminal.progress("Erasing") as progress:
            done = session.erase(numbers, passphrase, recovery=words, progress=progress)
    except KeyboardInterrupt:
        terminal.tell(_STOPPED[_is_there(session.journal, numbers)])
        raise
    _tell(terminal, done)
    return None


def _is_there(journal: Any, numbers: Sequence[str]) -> bool:
    try:
        return all(map(journal.identify, numbers))
    except NoSuchEntry:
        return False


def _named(journal: Any, number: str) -> str:
    identifier = journal.identify(number)
    found = [version.piece for version in journal.versions(identifier, backups=False)]
    return listing.called(found[0]) if found else number


def _tell(terminal: Terminal, done: Any) -> None:
    many = "It is" if done.count == 1 else f"{done.count} are"
    terminal.tell(f"{many} erased. The journal is sealed under new keys.")
    for sentence in done.copies_kept:
        terminal.tell(sentence)
    for sentence in done.unfinished:
        terminal.tell(sentence)
    if done.unfinished:
        terminal.tell(_STAYS_UNTIL)
