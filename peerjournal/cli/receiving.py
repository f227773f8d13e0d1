"""The command for what arrives: its cover first, then now, later, or not for me."""

import shlex
from typing import Any

import click

from peerjournal.cli import files, offered
from peerjournal.cli.program import Program
from peerjournal.errors import NeedsAnswer

_NOW = frozenset({"now", "o", "open", "open now", "y", "yes"})
"""Whatever else is typed opens nothing: `n` may be meant for no."""


@click.command("open", epilog="Example: peerjournal open letter-7f3a.age")
@click.argument("file", type=offered.A_FILE)
@click.option("--keep", is_flag=True, help="Keep it without a question, and print its number.")
@click.option("--look", is_flag=True, help="Show it, and keep nothing.")
@click.pass_obj
def open_command(program: Program, *, file: str, keep: bool, look: bool) -> int:
    """Say who a letter or an answer is from and how sure that is, then take it in if you like."""
    terminal = program.terminal
    if keep and look:
        raise click.UsageError("Pass `--keep` or `--look`, not both.")
    if not (keep or look or terminal.asks):
        raise NeedsAnswer(hint="Pass `--keep` to keep it, or `--look` to show it and keep nothing.")
    arrival = _look(program, file)
    for sentence in (arrival.sentence, *arrival.remarks):
        terminal.tell(sentence)
    if arrival.kind == "card":
        return 1 if keep else 0
    if arrival.kind == "answer":
        return _take_answer(program, arrival, keep=keep, look=look)
    _tell_cover(program, arrival)
    # What is kept already is not asked about: keeping it says under which number.
    if keep or not (look or arrival.is_new):
        _keep(program, arrival)
    elif look:
        _show(program, arrival)
    else:
        _ask(program, arrival)
    return 0


def _look(program: Program, file: str) -> Any:
    return program.session.inbox.look(files.read(file, program.terminal))


def _tell_cover(program: Program, arrival: Any) -> None:
    from peerjournal.letters import cover_lines  # noqa: PLC0415 — each command pays only for what it does

    for line in cover_lines(arrival.letter, arrival.text):
        program.terminal.tell(line)


def _ask(program: Program, arrival: Any) -> None:
    """Ask whether to open it now. Later, and not for me, keep nothing and tell nobody."""
    from peerjournal.letters import IT_WAITS, OPENING  # noqa: PLC0415 — as above

    terminal = program.terminal
    now, later, never = (label for _, label in OPENING)
    typed = terminal.line(f"{now}, {later.lower()}, or {never.lower()}? [now/later/not]", instead="")
    if typed.strip().lower() not in _NOW:
        return terminal.tell(IT_WAITS)
    _show(program, arrival)
    if not terminal.agrees("Keep it in your journal?", yes=False):
        return terminal.tell(IT_WAITS)
    number = _keep(program, arrival)
    letters = program.session.inbox.letters
    letters.mark_opened(letters.get(number).id)
    if arrival.letter is not None and arrival.letter.wish != "just_read" and arrival.sender.confirmed:
        terminal.tell(f"`peerjournal reply {number}` writes back, if you like, whenever you like.")
    return None


def _show(program: Program, arrival: Any) -> None:
    """Show all of it, and at the end once more what it would like."""
    from peerjournal.letters import said_at_the_end  # noqa: PLC0415 — as above

    program.terminal.result(arrival.text)
    if end := said_at_the_end(arrival.letter):
        program.terminal.tell(end)


def _keep(program: Program, arrival: Any) -> str:
    session, terminal = program.session, program.terminal
    number = str(session.inbox.keep(arrival))
    if arrival.already is not None:
        number = session.inbox.letters.reference(arrival.already)
    terminal.tell(f"Kept as letter {number}. `peerjournal letters show {number}` shows it.")
    terminal.result(number)
    return number


def _take_answer(program: Program, arrival: Any, *, keep: bool, look: bool) -> int:
    session, terminal = program.session, program.terminal
    if look:
        return 0
    if not terminal.agrees("Keep it in your journal?", yes=keep or not arrival.is_new):
        from peerjournal.letters import IT_WAITS  # noqa: PLC0415 — as above

        terminal.tell(IT_WAITS)
        return 0
    number = str(session.inbox.keep(arrival))
    if arrival.answer.outcome != "only shown":
        peer = arrival.answer.peer
        name = peer.stand_in if peer.stand_in == peer.called else session.circle.reference(peer)
        terminal.tell(
            "The answer is taken in. Now read your words to each other:"
            f" `peerjournal peers compare {shlex.quote(name)}` takes theirs."
        )
    terminal.result(number)
    return 0
