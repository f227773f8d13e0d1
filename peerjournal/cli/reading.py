"""The commands that look at what is there: list, find, show."""

import re
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any

import click

from peerjournal.cli import as_in_jrnl, files, listing, offered, story_parts
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.text import visible

_SHORT = re.compile(r"-h|-n\d*")
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


@click.command("list", cls=as_in_jrnl.Listing, epilog="Example: peerjournal list -n 10 --tag nature")
@_narrowing
@click.option("--kind", type=click.Choice(["entry", "story"]), help="Only entries, or only stories.")
@click.pass_context
def list_command(ctx: click.Context, /, most: int | None, **options: Any) -> None:
    """Show entries and stories, the newest first.

    Those who know jrnl can type its filters: -3, -on, -from, -to, -contains, -not, -starred, -tagged.
    """
    from peerjournal.cli import dates  # noqa: PLC0415 — each command pays only for what it does

    program: Program = ctx.obj
    as_json, terminal = options.pop("as_json"), program.terminal
    query = dates.query(as_in_jrnl.asked(ctx), **options)
    journal = program.session.journal
    nothing = "No matches." if query.checks else _nothing_here(program)
    lines = (listing.line(journal, piece) for piece in journal.find(query, n=most))
    listing.show(terminal, lines, as_json=as_json, nothing=nothing)


def _nothing_here(program: Program) -> str:
    """Say that a list is empty, and never that nothing was written where it only can't be read."""
    if program.session.vault.logs.health.writable:
        return "Nothing is written yet."
    return "There is nothing that can be shown just now."


class _Search(click.Command):
    """A command of which `-word` says what is left out: its only short options are `-n` and `-h`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, `-word` among them as one of the words."""
        end = args.index("--") if "--" in args else len(args)
        left_out = [one for one in args[:end] if re.match("-[^-]", one) and not _SHORT.fullmatch(one)]
        others = [one for one in args[:end] if one not in left_out]
        return super().parse_args(ctx, [*others, "--", *left_out, *args[end + 1 :]])


@click.command("find", cls=_Search, epilog='Example: peerjournal find lake "#nature" from:2026 -work')
@click.argument("words", metavar="QUERY...", nargs=-1)
@_narrowing
@click.option("--kind", type=click.Choice(["entry", "story", "letter"]), help="Only one kind.")
@click.pass_obj
def find_command(program: Program, /, words: tuple[str, ...], most: int | None, **options: Any) -> None:
    """Find entries, stories and received letters, the newest first.

    All words must be there: word, '"a phrase"', '#tag', from:2026-01 to: on:, kind:story, is:starred,
    is:tagged, and -word for what is to be left out.
    """
    from peerjournal.cli import dates  # noqa: PLC0415 — each command pays only for what it does

    as_json = options.pop("as_json")
    query = dates.query(" ".join(words), **options)
    session = program.session
    # The letters first: where there are any everything is read, and then the pieces come out of that.
    both = merge(_letters(session, query), _pieces(session, query), key=lambda one: one[0], reverse=True)
    lines = (line for _, line in islice(both, most))
    listing.show(program.terminal, lines, as_json=as_json, nothing="No matches.")


def _pieces(session: Any, query: Any) -> Iterator[tuple[float, listing.Line]]:
    """Yield what was written and answers, each with its instant, the newest first."""
    for piece in session.journal.scan(query):
        yield piece.written.instant, listing.line(session.journal, piece)


def _letters(session: Any, query: Any) -> Iterator[tuple[float, listing.Line]]:
    """Yield the received letters that answer, each with its instant, the newest first."""
    if not session.vault.holds("letters"):
        return
    from peerjournal.journal import Moment, Page  # noqa: PLC0415 — letters take 20 ms, only where there are any

    received = [kept for kept in session.inbox.letters.all() if kept.direction == "received"]
    found = [(Moment.decode(kept.received).instant, kept) for kept in received]
    for instant, kept in sorted(found, key=lambda one: one[0], reverse=True):
        if query.matches(Page(kept.text, day=kept.received[:10], kind="letter")):
            yield instant, listing.letter_line(session, kept)


@click.command("show", epilog="Example: peerjournal show 12")
@click.argument("number", metavar="N")
@click.option("--raw", is_flag=True, help="Write the Markdown as it is, and nothing else.")
@_as_json
@click.option(
    "--out",
    metavar="FILE",
    type=offered.A_FILE,
    help="Write a plain copy for yourself; never over another file.",
)
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def show_command(program: Program, /, number: str, *, out: str | None, yes: bool, **how: bool) -> None:
    """Show one entry or story."""
    if (how["raw"], how["as_json"], out is not None).count(True) > 1:
        raise click.UsageError("Pass one of `--raw`, `--json` and `--out`.")
    if out is not None:
        files.require_free(out)
    terminal, session = program.terminal, program.session
    piece = session.journal.get(number)
    others = _others(session, piece)
    if out is not None:
        _copy(program, piece, out, yes=yes, versions=1 + len(others))
    elif how["as_json"]:
        terminal.result_json(_whole(session.journal, piece, others))
    elif how["raw"]:
        terminal.result(piece.body)
    else:
        _show(terminal, session.journal, piece, others)


def _others(session: Any, piece: Any) -> list[Any]:
    """Return the other versions; there are none where one device writes alone, and nothing needs reading."""
    alone = len(session.vault.home.devices()) == 1
    return [] if alone else session.journal.others(piece)


def _show(terminal: Terminal, journal: Any, piece: Any, others: list[Any]) -> None:
    show_one(terminal, piece, listing.heading(journal, piece))
    for other in others:
        heading = f"\nAnother version, from another device: {listing.heading(journal, other)}"
        show_one(terminal, other, heading)
    if others:
        terminal.tell(
            "It was changed on two devices, and both versions are kept. `peerjournal settle` asks which one"
            " stays."
        )


def show_one(terminal: Terminal, piece: Any, heading: str) -> None:
    """Write one version: a heading, the text, and what a story holds beside it."""
    terminal.result(f"{heading}\n")
    terminal.page(piece.body)
    if piece.files:
        terminal.result("")
    for file in piece.files:
        terminal.result(f"With it: {file.summary}")
    lines = story_parts.lines(piece) if piece.kind == "story" else []
    for line in ("", *lines) if lines else ():
        terminal.result(line)


def _whole(journal: Any, piece: Any, others: list[Any]) -> dict[str, Any]:
    """Return all there is of an entry or a story, as JSON."""
    _, listed = listing.line(journal, piece)
    edited = piece.edited.encode() if piece.edited else None
    told = _document(piece) | listed | {"edited": edited}
    return told | {"others": [_document(other) for other in others]}


def _document(piece: Any) -> dict[str, Any]:
    doc = {name: value for name, value in piece.to_doc().items() if name not in {"by", "number"}}
    if piece.files:
        # Never how they are sealed: what opens them stays in the journal.
        doc["files"] = listing.files(piece)
    return doc | story_parts.as_json(piece) if piece.kind == "story" else doc


def _copy(program: Program, piece: Any, out: str, *, yes: bool, versions: int) -> None:
    """Write a plain copy after one question."""
    from peerjournal.exporters import plain_copy  # noqa: PLC0415 — each command pays only for what it does

    terminal, ours = program.terminal, (program.places.journal, program.places.state)
    files.require_elsewhere(out, ours)
    for sentence in plain_copy.said_before(piece, versions=versions):
        terminal.tell(sentence)
    if not terminal.agrees(plain_copy.question(listing.called(piece)), yes=yes):
        return terminal.tell(plain_copy.NOT_WRITTEN)
    path = plain_copy.write(piece, Path(out), ours)
    return terminal.tell(f"A plain copy is in {visible(str(path))}. {plain_copy.STAYS}")
