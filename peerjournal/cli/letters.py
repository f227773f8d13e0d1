"""The commands for the letters that are kept: what came, what went, and what answers what."""

from typing import Any

import click

from peerjournal import listed
from peerjournal.cli import handover, listing
from peerjournal.cli.program import Program


@click.group("letters", invoke_without_command=True, epilog="Example: peerjournal letters show 1")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.option("--threads", "together", is_flag=True, help="Put what answers a letter beneath it.")
@click.pass_context
def letters_command(ctx: click.Context, *, as_json: bool, together: bool) -> None:
    """Show the letters that came and those you sent."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    session, terminal = program.session, program.terminal
    threads = _threads(session)
    known = [*threads] if together else [(0, kept) for kept in session.inbox.letters.all()]
    items = [(depth, listed.letter(session, kept, threads)) for depth, kept in known]
    if as_json:
        return terminal.result_json({"items": [item for _, item in items]})
    for depth, item in items:
        terminal.result("  " * depth + " · ".join(_line(item)))
    if not items:
        terminal.tell("There are no letters yet.")
    return None


def _threads(session: Any) -> Any:
    from peerjournal.letters import Threads  # noqa: PLC0415 — each command pays only for what it does

    return Threads(session.inbox.letters.all())


def _line(item: dict[str, Any]) -> list[str]:
    """Return a letter's line, in parts: its number, who, how sure, the day, what it answers and replaces."""
    who = listing.named(item["peer"])
    if item["direction"] == "sent":
        parts = [item["number"], f"to {who}"]
    elif item["sure"] in {"not confirmed", "unknown"}:
        parts = [item["number"], f"sender {item['sure']}", item["received"][:10]]
    else:
        parts = [item["number"], f"from {who}", item["sure"], item["received"][:10]]
    answers = [f"answers {item['answers']}"] if item["answers"] else []
    replaces = [f"takes the place of {item['replaces']}"] if item["replaces"] else []
    return [*parts, *answers, *replaces]


@letters_command.command("show", epilog="Example: peerjournal letters show 1")
@click.argument("number", metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def show_command(program: Program, *, number: str, as_json: bool) -> None:
    """Show one letter, all of it, as it was written."""
    session, terminal = program.session, program.terminal
    kept = session.inbox.letters.get(number)
    item = listed.letter(session, kept, _threads(session))
    if as_json:
        parts = kept.letter.parts if kept.letter else ()
        told = [
            {"kind": part.kind, "text": kept.letter.body[part.start : part.end].decode()} for part in parts
        ]
        return terminal.result_json(item | {"parts": told, "text": kept.text})
    if kept.direction == "sent":
        terminal.tell(f"You wrote this to {listing.named(item['peer'])}.")
    else:
        terminal.tell(session.inbox.sender_of(kept).sentence)
    for sentence in _beside(item):
        terminal.tell(sentence)
    # As plain text: a stranger's Markdown could be made so that drawing it takes for ever.
    return terminal.result(kept.text)


def _beside(item: dict[str, Any]) -> list[str]:
    """Say what else belongs to a letter."""
    told = [f"It answers letter {item['answers']}."] if item["answers"] else []
    told += [f"Letter {number} answers it." for number in item["answered_by"]]
    told += [f"It takes the place of letter {item['replaces']}."] if item["replaces"] else []
    return told + ([f"Letter {item['replaced_by']} takes its place."] if item["replaced_by"] else [])


@letters_command.command("remove", epilog="Example: peerjournal letters remove 1")
@click.argument("number", metavar="N")
@handover.yes_option
@click.pass_obj
def remove_command(program: Program, *, number: str, yes: bool) -> None:
    """Take one letter out of your journal. What you sent stays with them."""
    letters, terminal = program.session.inbox.letters, program.terminal
    reference = letters.reference(letters.get(number))
    if not terminal.agrees(f"Remove letter {reference} from your journal?", yes=yes):
        return terminal.tell("Nothing was changed.")
    letters.remove(number)
    return terminal.tell(f"Letter {reference} is removed.")
