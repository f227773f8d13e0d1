"""The commands for a hard moment: who to turn to, and the steady card. They need no passphrase."""

import re

import click

from peerjournal.cli.program import Program

_WORDS = "`peerjournal help-now --words` has words to begin with."


@click.command("help-now", epilog="Example: peerjournal help-now")
@click.option("--words", is_flag=True, help="Words to ask somebody for help with.")
@click.option("--worried", is_flag=True, help="What you can do when you are worried about someone.")
@click.pass_obj
def help_now_command(program: Program, *, words: bool, worried: bool) -> None:
    """Show who you can turn to. No passphrase is needed, and nothing is noted."""
    from peerjournal.config import settings_file  # noqa: PLC0415 — only for help
    from peerjournal.support import own_lines, panel  # noqa: PLC0415 — as above

    own = own_lines(settings_file().with_name("help.toml"))
    pages = panel(own, locked=False, words=_WORDS, back="")
    page = pages.message if words else pages.worried if worried else pages.now
    # The app's own keys mean nothing here; a command's name keeps its signs.
    told = (re.sub(r"\*\*|, save it with `f`", "", paragraph) for paragraph in page)
    program.terminal.result("\n\n".join(told))


@click.command("steady", epilog="Example: peerjournal steady")
@click.pass_obj
def steady_command(program: Program) -> None:
    """Show a few lines to hold on to. No passphrase is needed."""
    from peerjournal.journal import SMALL_GOOD_THING, STEADY  # noqa: PLC0415 — only for this card

    terminal = program.terminal
    for line in STEADY:
        terminal.result(line)
    terminal.tell(
        f"Something small: `peerjournal write --way-in {SMALL_GOOD_THING}`. Lines of your own:"
        " `peerjournal shelf`. Or close this for now."
    )
