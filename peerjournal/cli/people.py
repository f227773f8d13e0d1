"""The command `people`: who else is in the stories, and what stands in the place of their names."""

from typing import Any

import click

from peerjournal import listed
from peerjournal.cli import given, handover
from peerjournal.cli.program import Program, Whole
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError
from peerjournal.text import clean_line

_NAMES = f"Their names, one a line: name, nickname, initials. {given.ENDS}"
_as_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
_asked = click.option(
    "--asked",
    type=given.OneOf("yes", "no", "can't ask", "not needed"),
    help="Whether they know that they are in a story, and said yes.",
)


@click.group(
    "people",
    cls=Whole,
    invoke_without_command=True,
    epilog='Example: peerjournal people add "a friend from work" --asked yes',
)
@_as_json
@click.pass_context
def people_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show who else is in your stories: their names stay here, and what stands in their place may leave."""
    if ctx.invoked_subcommand is not None:
        return
    program: Program = ctx.obj
    people, terminal = program.session.people, program.terminal
    everybody = people.all()
    if as_json:
        terminal.result_json({"items": [listed.person(people, person) for person in everybody]})
    for person in () if as_json else everybody:
        terminal.result(_line(people, person))
    if not everybody:
        terminal.tell("Nobody is in the list yet. `peerjournal people add STAND-IN` adds somebody.")
    _tell_honestly(terminal)


def _line(people: Any, person: Any) -> str:
    names = ", ".join(person.names)
    parts = (people.reference(person), person.stand_in, f"in place of {names}", asked_line(person))
    return " · ".join(parts)


def asked_line(person: Any) -> str:
    """Return whether somebody was asked, as it stands in a line."""
    asked = person.asked.value
    return asked if asked == "can't ask" else f"asked: {asked}"


def _tell_honestly(terminal: Terminal) -> None:
    from peerjournal.journal import HONEST_LINE  # noqa: PLC0415 — each command pays only for what it does

    terminal.tell(HONEST_LINE)


@people_command.command("add", epilog='Example: peerjournal people add "a friend from work" --asked yes')
@click.argument("stand_in", metavar="STAND-IN")
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name, a nickname, initials; several may be given. Without one they are asked for.",
)
@_asked
@_as_json
@click.pass_obj
def add_command(
    program: Program, *, stand_in: str, names: tuple[str, ...], asked: str | None, as_json: bool
) -> None:
    """Add somebody: what stands in their place, and the names that never leave; print their number.

    Names come from `--name`, from stdin, or are asked for, one a line.
    """
    from peerjournal.journal import Asked  # noqa: PLC0415 — as above

    names, typed = _names(program, names or (given.TYPED,))
    people = program.session.people
    with given.not_lost(program.terminal, typed, ()):
        person = people.add(stand_in, names, Asked(asked or Asked.NO))
    _tell_kept(program, person, typed=bool(typed))
    if as_json:
        return program.terminal.result_json(listed.person(people, person))
    return program.terminal.result(people.reference(person))


@people_command.command("change", epilog="Example: peerjournal people change 1 --asked yes")
@click.argument("reference", metavar="REF")
@click.option("--stand-in", metavar="TEXT", help="What stands in their place from now on.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="One more name; `-` asks for them.")
@click.option("--drop-name", "dropped", metavar="NAME", multiple=True, help="A name that is none of theirs.")
@_asked
@_as_json
@click.pass_obj
def change_command(program: Program, /, reference: str, *, as_json: bool, **changes: Any) -> None:
    """Change somebody, by number or by what stands in their place."""
    from peerjournal.journal import Asked  # noqa: PLC0415 — as above

    if not any(changes.values()):
        raise InputError("Nothing was said to change.", hint="`--help` shows what can be.")
    names, typed = _names(program, changes["names"])
    session = program.session
    with given.not_lost(program.terminal, typed, ()), session.vault.transaction():
        person = session.people.get(reference)
        person = session.people.change(
            session.people.reference(person),
            stand_in=changes["stand_in"],
            names=_with_names(person.names, names, changes["dropped"]),
            asked=Asked(changes["asked"]) if changes["asked"] else None,
        )
    on_command_line = bool(changes["dropped"] or (names and not typed))
    _tell_kept(program, person, typed=not on_command_line)
    if as_json:
        program.terminal.result_json(listed.person(session.people, person))


@people_command.command("remove", epilog="Example: peerjournal people remove 1")
@click.argument("reference", metavar="REF")
@handover.yes_option
@click.pass_obj
def remove_command(program: Program, *, reference: str, yes: bool) -> None:
    """Take somebody out of the list."""
    people, terminal = program.session.people, program.terminal
    person = people.get(reference)
    question = f"Take '{person.stand_in}' out? From then on their names leave as you wrote them."
    if not terminal.agrees(question, yes=yes):
        return terminal.tell("Nothing was changed.")
    people.remove(people.reference(person))
    terminal.tell("Taken out.")
    return _tell_honestly(terminal)


def _names(program: Program, names: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the names, with those typed or piped in where `-` stands, and what was typed."""
    if given.TYPED not in names:
        return names, ""
    terminal = program.terminal
    if terminal.asks:
        # A wrong passphrase is told before the names are typed, not after.
        _ = program.session
    typed = given.read(terminal, (), _NAMES)
    return (*(name for name in names if name != given.TYPED), *typed.splitlines()), typed


def _with_names(old: tuple[str, ...], more: tuple[str, ...], dropped: tuple[str, ...]) -> tuple[str, ...]:
    away = {*map(clean_line, dropped)}
    if away - {*old}:
        raise JournalError(
            "That is no name of theirs here.", hint="It is written as `peerjournal people` shows it."
        )
    return (*(name for name in old if name not in away), *more)


def _tell_kept(program: Program, person: Any, *, typed: bool) -> None:
    terminal = program.terminal
    terminal.tell(
        f"Person {program.session.people.reference(person)}: '{person.stand_in}' stands in for their names"
        f" from now on. {asked_line(person).capitalize()}."
    )
    if person.remark:
        terminal.tell(person.remark)
    _tell_honestly(terminal)
    if not typed:
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
