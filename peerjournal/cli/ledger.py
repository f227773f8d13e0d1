"""The commands about what left: the ledger, and taking back."""

from typing import Any

import click

from peerjournal.cli import files, handover, listing
from peerjournal.cli.program import Program


@click.group("ledger", invoke_without_command=True, epilog="Example: peerjournal ledger")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def ledger_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show who was given what, and when. It never leaves your journal."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    session, terminal = program.session, program.terminal
    rows = [_row(session, row) for row in session.ledger.rows()]
    if as_json:
        return terminal.result_json({"items": rows})
    for row in rows:
        letter = f"letter {row['letter']}" if row["letter"] else "its letter was removed"
        who = listing.named(row["peer"])
        parts = (row["number"], who, letter, row["shared_on"], row["form"], row["state"])
        terminal.result(" · ".join(parts))
    if not rows:
        terminal.tell("Nothing has left so far.")
    return None


def _row(session: Any, row: Any) -> dict[str, Any]:
    peer, letter = session.circle.by_id(row.peer), session.inbox.letters.by_id(row.letter)
    return {
        "form": row.form,
        "letter": session.inbox.letters.reference(letter) if letter else None,
        "number": session.ledger.reference(row),
        "peer": peer.stand_in if peer else None,
        "shared_on": row.shared_on,
        "state": row.state,
    }


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
@click.argument("number", metavar="N")
@click.option("--out", metavar="DIR|FILE", help="Seal the note for them, and print its file's path instead.")
@handover.unconfirmed_option
@click.pass_obj
def take_back_command(program: Program, *, number: str, out: str | None, unconfirmed: bool) -> None:
    """Mark something as taken back, and write the note that asks for it to be deleted."""
    from peerjournal.letters import TAKEN_BACK  # noqa: PLC0415 — only to take back

    if out is not None:
        files.require_free(out)
    ledger, terminal = program.session.ledger, program.terminal
    row = ledger.get(number)
    note = ledger.take_back(number)
    terminal.tell(TAKEN_BACK)
    if out is None:
        return terminal.result(note)
    return _seal_note(program, row, out=out, unconfirmed=unconfirmed)


def _seal_note(program: Program, row: Any, *, out: str, unconfirmed: bool) -> None:
    from peerjournal.errors import LetterError  # noqa: PLC0415 — as above
    from peerjournal.letters import compose_take_back, new_letter_id  # noqa: PLC0415 — as above

    session = program.session
    peer, letter = session.circle.by_id(row.peer), session.inbox.letters.by_id(row.letter)
    if peer is None or letter is None:
        raise LetterError(
            "It is marked as taken back. The note can't be sealed: the person or the letter is gone.",
            hint="Without `--out` the note is written as plain text, to send any way you like.",
        )
    note = compose_take_back(new_letter_id(), letter.letter_id)
    handover.hand_over(program, note, peer, out=out, unconfirmed=unconfirmed)
