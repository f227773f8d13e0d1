"""The command `jot`: a line is kept while the journal stays locked. It starts with as little as it can."""

from datetime import datetime

import click

from peerjournal.cli import given
from peerjournal.cli.program import Program


@click.command("jot", epilog='Example: peerjournal jot "Ask about the lake."')
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.pass_obj
def jot_command(program: Program, *, words: tuple[str, ...]) -> None:
    """Keep a line without unlocking; it is among your entries after the next unlock.

    The text stands on the command line, comes from stdin, or is asked for.
    """
    from peerjournal.disk import DISK  # noqa: PLC0415 — not for `--help`
    from peerjournal.vault import find, keep  # noqa: PLC0415 — as above

    terminal, places = program.terminal, program.places
    if terminal.asks and not words:
        # That there is no journal is told before the text is typed, not after.
        find(places.journal, places.state, DISK)
    text = given.read(terminal, words, f"Write what you want to keep. {given.ENDS}")
    with given.not_lost(terminal, text, words):
        home, now = find(places.journal, places.state, DISK), datetime.now().astimezone()
        keep(home, text, written=now)
    terminal.tell("Kept. You will find it when you next unlock.")
    given.tell_weekly_that_no_backup_was_made(terminal, home, now)
    if words:
        given.tell_once_what_the_shell_keeps(terminal, places.state)
