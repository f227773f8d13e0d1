"""The commands that look at what is there: list, find, show, tags."""

import re
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

import click

from peerjournal.cli import listing
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError

_as_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


def _narrowing(command: Any) -> Any:
    """Give a command the options that say which of them."""
    options = (
        click.option("-n", "most", metavar="N", type=click.IntRange(min=1), help="At most so many."),
        click.option("--from", "since", metavar="DAY", help="Written on that day or later."),
        click.option("--to", "until", metavar="DAY", help="Written on that day or before."),
        click.option("--on", metavar="DAY", help="Written on that day; a month or a year will do."),
        click.option("--tag", "tags", metavar="TAG", multiple=True, help="With that tag; all, of several."),
        click.option("--starred", is_flag=True, help="Only what is starred."),
        _as_json,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("list", epilog="Example: peerjournal list -n 10 --tag nature")
@_narrowing
@click.option("--kind", type=click.Choice(["entry", "story"]), help="Only entries, or only stories.")
@click.pass_obj
def list_command(program: Program, /, most: int | None, **options: Any) -> None:
    """Show entries and stories, the newest first."""
    as_json, terminal = options.pop("as_json"), program.terminal
    query = _narrowed(options)
    journal = program.session.journal
    pieces = journal.find(query, n=most)
    if as_json:
        return terminal.result_json({"items": [listing.item(journal, piece) for piece in pieces]})
    listing.show(terminal, [listing.row(journal, piece) for piece in pieces])
    if not pieces:
        terminal.tell("No matches." if query.checks else "Nothing is written yet.")
    return None


class _Search(click.Command):
    """A command of which `-word` says what is left out: its only short options are `-n` and `-h`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, `-word` among them as one of the words."""
        end = args.index("--") if "--" in args else len(args)
        left_out = [one for one in args[:end] if re.fullmatch(r"-(?!n\d*$|h$|-).+", one)]
        others = [one for one in args[:end] if one not in left_out]
        return super().parse_args(ctx, [*others, "--", *left_out, *args[end + 1 :]])


@click.command("find", cls=_Search, epilog='Example: peerjournal find lake "#nature" from:2026 -work')
@click.argument("words", metavar="QUERY...", nargs=-1)
@_narrowing
@click.option("--kind", type=click.Choice(["entry", "story", "letter"]), help="Only one kind.")
@click.pass_obj
def find_command(program: Program, /, words: tuple[str, ...], most: int | None, **options: Any) -> None:
    """Find entries, stories and received letters, the newest first.

    All words must be there: word, '"a phrase"', '#tag', from:2026-01 to: on:, kind:story, is:starred, and
    -word for what is to be left out.
    """
    as_json, terminal = options.pop("as_json"), program.terminal
    query = _narrowed(options) + _typed(" ".join(words))
    session = program.session
    found = [told for _, told in islice(_newest_first(session, query), most)]
    if as_json:
        return terminal.result_json({"items": [told if isinstance(told, dict) else listing.item(session.journal, told) for told in found]})
    listing.show(terminal, [listing.letter_row(told) if isinstance(told, dict) else listing.row(session.journal, told) for told in found])
    if not found:
        terminal.tell("No matches.")
    return None
