"""The commands about what left: the ledger, and taking back."""

from typing import Any

import click

from peerjournal import listed
from peerjournal.cli import files, given, handover, listing, offered
from peerjournal.cli.program import Program
from peerjournal.errors import LetterError

_OFF = "The ledger is off: nothing that leaves is written down. `peerjournal ledger on` writes it down again."


@click.group("ledger", invoke_without_command=True, epilog="Example: peerjournal ledger")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def ledger_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show who was given what, and when. It never leaves your journal."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    session, terminal = program.session, program.terminal
    rows = [listed.ledger_row(session, row) for row in session.ledger.rows()]
    if as_json:
        return terminal.result_json({"items": rows, "on": session.ledger.is_on})
    for row in rows:
        terminal.result(_line(row))
    if not session.ledger.is_on:
        terminal.tell(_OFF)
    elif not rows:
        terminal.tell("Nothing is written down here.")
    return None


def _line(row: dict[str, Any]) -> str:
    letter = f"letter {row['letter']}" if row["letter"] else "its letter was removed"
    who = listing.named(row["peer"])
    return " · ".join((row["number"], who, letter, row["shared_on"], row["form"], row["state"]))


@ledger_command.command("show", epilog="Example: peerjournal ledger show 1")
@click.argument("number", metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def show_command(program: Program, *, number: str, as_json: bool) -> None:
    """Show exactly what somebody was given, whatever became of the story since."""
    session, terminal = program.session, program.terminal
    row = session.ledger.get(number)
    told = listed.ledger_row(session, row)
    letter = session.inbox.letters.by_id(row.letter)
    if as_json:
        return terminal.result_json(told | {"text": letter.text if letter else None})
    terminal.tell(_line(told))
    if row.note:
        terminal.tell(f"Your note: {row.note}")
    if letter is None:
        raise LetterError(
            "Your copy of that letter was removed.", hint="Theirs is where it was. The row is still here."
        )
    return terminal.result(letter.text)


@ledger_command.command("spoken", epilog="Example: peerjournal ledger spoken 1")
@click.argument("number", metavar="N")
@click.pass_obj
def spoken_command(program: Program, *, number: str) -> None:
    """Note that the two of you have talked about it."""
    program.session.ledger.spoken_about(number)
    program.terminal.tell("Noted: spoken about.")


@ledger_command.command("note", epilog="Example: peerjournal ledger note 1 'Before the long meeting.'")
@click.argument("number", metavar="N")
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option("--none", "take_away", is_flag=True, help="Take the note away.")
@click.pass_obj
def note_command(program: Program, *, number: str, words: tuple[str, ...], take_away: bool) -> None:
    """Keep a few words of your own beside a row. They never leave."""
    ledger, terminal = program.session.ledger, program.terminal
    if take_away:
        if words:
            raise click.UsageError("Pass a text or `--none`, not both.")
        ledger.note(number, "")
        return terminal.tell("The note is gone.")
    ledger.get(number)
    text = given.read(terminal, words, f"Your note. {given.ENDS}")
    with given.not_lost(terminal, text, words):
        ledger.note(number, text)
    return terminal.tell("The note is kept, for you alone.")


@ledger_command.command("forget", epilog="Example: peerjournal ledger forget 1")
@click.argument("number", metavar="N")
@handover.yes_option
@click.pass_obj
def forget_command(program: Program, *, number: str, yes: bool) -> None:
    """Forget one row. The letter and the person stay."""
    ledger, terminal = program.session.ledger, program.terminal
    reference = ledger.reference(ledger.get(number))
    if not terminal.agrees(f"Forget row {reference} of the ledger?", yes=yes):
        return terminal.tell("Nothing was changed.")
    ledger.forget(number)
    return terminal.tell(f"Row {reference} is forgotten.")


@ledger_command.command("off", epilog="Example: peerjournal ledger off")
@click.pass_obj
def off_command(program: Program) -> None:
    """Write nothing down from now on. The rows there are stay until you clear them."""
    ledger = program.session.ledger
    ledger.switch(on=False)
    program.terminal.tell(_OFF)
    if count := len(ledger.rows()):
        program.terminal.tell(f"{_rows(count)} still there; `peerjournal ledger clear` forgets them.")


@ledger_command.command("on", epilog="Example: peerjournal ledger on")
@click.pass_obj
def on_command(program: Program) -> None:
    """Write down what leaves from now on."""
    program.session.ledger.switch(on=True)
    program.terminal.tell("The ledger is on: what leaves from now on is written down.")


@ledger_command.command("clear", epilog="Example: peerjournal ledger clear")
@handover.yes_option
@click.pass_obj
def clear_command(program: Program, *, yes: bool) -> None:
    """Forget who was given what."""
    ledger, terminal = program.session.ledger, program.terminal
    count = len(ledger.rows())
    if not count:
        return terminal.tell("There is nothing to forget: the ledger is empty.")
    if not terminal.agrees(f"Forget all of the ledger, {_rows(count)}?", yes=yes):
        return terminal.tell("Nothing was changed.")
    told = f"{_rows(ledger.clear())} forgotten."
    return terminal.tell(
        f"{told} Your copies of the letters and the people themselves stay: `peerjournal letters remove` and"
        " `peerjournal peers drop` take those out."
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


@click.command("take-back", epilog="Example: peerjournal take-back 1")
@click.argument("number", metavar="N", required=False)
@click.option(
    "-l", "--letter", metavar="N", help="Name the letter instead, as where the ledger is off or cleared."
)
@click.option(
    "--out",
    metavar="DIR|FILE",
    type=offered.A_FILE,
    help="Make a file of the note, and print its path instead.",
)
@handover.form_option
@handover.unconfirmed_option
@click.pass_obj
def take_back_command(
    program: Program, /, *, number: str | None, letter: str | None, out: str | None, **how: Any
) -> None:
    """Mark something as taken back, and write the note that asks for it to be deleted."""
    from peerjournal.letters import NOT_WRITTEN_DOWN, TAKE_BACK_NOTE, TAKEN_BACK  # noqa: PLC0415 — only here

    if (number is None) == (letter is None):
        raise click.UsageError("Pass the number of a row of the ledger, or `--letter` and a letter's number.")
    if out is not None:
        files.require_free(out)
    session, terminal = program.session, program.terminal
    row = session.ledger.get(number) if number is not None else None
    kept = _sent(session, letter) if row is None else session.inbox.letters.by_id(row.letter)
    row = row or session.ledger.row_of(kept.id)
    if row is not None:
        session.ledger.take_back(session.ledger.reference(row))
    terminal.tell(TAKEN_BACK if row is not None else NOT_WRITTEN_DOWN)
    if out is None:
        return terminal.result(TAKE_BACK_NOTE)
    peer = session.circle.by_id(row.peer if row is not None else kept.peer)
    return _seal_note(program, peer, kept, out=out, **how)


def _sent(session: Any, number: str | None) -> Any:
    kept = session.inbox.letters.get(number)
    if kept.direction != "sent":
        raise LetterError("That letter came to you.", hint="What you sent can be taken back.")
    return kept


def _seal_note(program: Program, peer: Any, kept: Any, *, out: str, **how: Any) -> None:
    from peerjournal.letters import compose_take_back, new_letter_id  # noqa: PLC0415 — only to take back

    if peer is None or kept is None:
        raise LetterError(
            "The note can't be sealed: the person or the letter is gone.",
            hint="Where it was written down, it is marked as taken back. Without `--out` the note is written"
            " as plain text, to send any way you like.",
        )
    note = compose_take_back(new_letter_id(), kept.letter_id)
    handover.hand_over(program, note, peer, out=out, **how)
