"""The commands of the hope shelf: one line at a time, put there and put away by its owner alone."""

from typing import Any

import click

from peerjournal.cli import given, listing
from peerjournal.cli.program import Program, Whole

_ONE = "Write the line to keep."


@click.group("shelf", cls=Whole, invoke_without_command=True, epilog="Example: peerjournal shelf another 1")
@click.option("--json", "as_json", is_flag=True, help="Write all of it as JSON.")
@click.pass_context
def shelf_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the first line of your hope shelf, which holds what you put there and nothing else."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    session = program.session
    lines = session.shelf.lines()
    if as_json:
        return program.terminal.result_json({"items": [_item(session, line) for line in lines]})
    return _show(program, lines[0] if lines else None)


def _show(program: Program, line: Any) -> None:
    from peerjournal.journal import EMPTY  # noqa: PLC0415 — each command pays only for what it does

    terminal, session = program.terminal, program.session
    if line is None:
        return terminal.tell(EMPTY.replace("press `h`", "use `peerjournal shelf add`"))
    terminal.result(line.text)
    number = session.shelf.reference(line)
    parts = (number, _origin(session, line), f"`peerjournal shelf another {number}` shows the one after it")
    return terminal.tell(f"{' · '.join(part for part in parts if part)}.")


def _origin(session: Any, line: Any) -> str:
    """Return whose words they are, or what of one's own they are from."""
    if line.kind == "letter":
        peer = session.circle.by_id(line.peer) if line.peer else None
        return f"from {listing.named(peer.stand_in if peer else None)}" if line.peer else "from a letter"
    return f"from a {line.kind} of yours".replace("a entry", "an entry") if line.kind else ""


def _item(session: Any, line: Any) -> dict[str, Any]:
    peer = session.circle.by_id(line.peer) if line.peer else None
    return {
        "about": line.about or None,
        "from": peer.stand_in if peer else None,
        "id": line.id,
        "kind": line.kind or None,
        "number": session.shelf.reference(line),
        "text": line.text,
    }


@shelf_command.command("another", epilog="Example: peerjournal shelf another 1")
@click.argument("number", metavar="[N]", required=False)
@click.pass_obj
def another_command(program: Program, *, number: str | None) -> None:
    """Show the line after the one with that number; without a number, any of them."""
    import secrets  # noqa: PLC0415 — only where any of them will do

    shelf = program.session.shelf
    if number is not None:
        return _show(program, shelf.after(shelf.get(number)))
    lines = shelf.lines()
    return _show(program, secrets.choice(lines) if lines else None)


@shelf_command.command("add", epilog='Example: peerjournal shelf add "By the plant, I could breathe."')
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option("--from", "piece", metavar="N", help="The entry or the story that it is from.")
@click.option("--letter", metavar="N", help="The letter that it is from.")
@click.pass_obj
def add_command(program: Program, *, words: tuple[str, ...], piece: str | None, letter: str | None) -> None:
    """Put a line on your hope shelf: on the command line, from stdin, or asked for."""
    session, terminal = program.session, program.terminal
    origin: dict[str, str] = {}
    if letter is not None:
        kept = session.inbox.letters.get(letter)
        theirs = kept.peer if kept.direction == "received" else ""
        origin = {"kind": "letter", "about": kept.id, "peer": theirs}
    elif piece is not None:
        found = session.journal.get(piece)
        origin = {"kind": found.kind, "about": found.id}
    text = given.read(terminal, words, f"{_ONE} {given.ENDS}")
    with given.not_lost(terminal, text, words):
        line = session.shelf.add(text, **origin)
    terminal.tell(f"On your shelf, as line {session.shelf.reference(line)}. Nobody else sees it.")
    if words:
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)


@shelf_command.command("put-away", epilog="Example: peerjournal shelf put-away 1")
@click.argument("number", metavar="N")
@click.pass_obj
def put_away_command(program: Program, *, number: str) -> None:
    """Take a line off your shelf. What it came from stays as it is."""
    line = program.session.shelf.put_away(number)
    program.terminal.tell("Put away. Here it is, if you want it back:")
    program.terminal.result(line.text)


@shelf_command.command("move", epilog="Example: peerjournal shelf move 3 up")
@click.argument("number", metavar="N")
@click.argument("where", type=click.Choice(["up", "down"]))
@click.pass_obj
def move_command(program: Program, *, number: str, where: str) -> None:
    """Move a line up or down on your shelf."""
    program.session.shelf.move(number, -1 if where == "up" else 1)
    program.terminal.tell("Moved.")
