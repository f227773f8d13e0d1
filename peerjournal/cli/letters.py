"""The commands for what arrives and what answers it: open, letters, reply."""

import shlex
from collections.abc import Iterable
from typing import Any

import click

from peerjournal.cli import files, given, handover, listing
from peerjournal.cli.program import Program
from peerjournal.errors import LetterError, NeedsAnswer

_Link = tuple[str, str, str]
"""A letter's id, the other person's, and whether it was sent or received."""


@click.command("open", epilog="Example: peerjournal open letter-7f3a.age")
@click.argument("file")
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
    data = files.read(file, terminal)
    arrival = program.session.inbox.look(data)
    for sentence in (arrival.sentence, *arrival.remarks):
        terminal.tell(sentence)
    if arrival.kind == "card":
        return 1 if keep else 0
    if look:
        if arrival.text:
            terminal.result(arrival.text)
        return 0
    # What is kept already is not asked about: keeping it says under which number.
    if terminal.agrees("Keep it in your journal?", yes=keep or not arrival.is_new):
        _keep(program, arrival)
    else:
        terminal.tell("Nothing was kept. The file is where it was; it can wait.")
    return 0


def _keep(program: Program, arrival: Any) -> None:
    session, terminal = program.session, program.terminal
    number = str(session.inbox.keep(arrival))
    if arrival.already is not None:
        number = session.inbox.letters.reference(arrival.already)
    if arrival.answer is not None:
        if arrival.answer.outcome != "only shown":
            peer = arrival.answer.peer
            name = peer.stand_in if peer.stand_in == peer.called else session.circle.reference(peer)
            terminal.tell(
                "The answer is taken in. Now read your words to each other:"
                f" `peerjournal peers compare {shlex.quote(name)}` takes theirs."
            )
    else:
        terminal.tell(f"Kept as letter {number}. `peerjournal letters show {number}` shows it.")
    terminal.result(number)


@click.group("letters", invoke_without_command=True, epilog="Example: peerjournal letters show 1")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def letters_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the letters you received and sent, the newest first."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    session, terminal = program.session, program.terminal
    known = session.inbox.letters.all()
    numbers = _numbers(session, known)
    items = [_letter(session, kept, numbers) for kept in known]
    if as_json:
        return terminal.result_json({"items": items})
    for item in items:
        terminal.result(" · ".join(_line(item)))
    if not items:
        terminal.tell("There are no letters yet.")
    return None


def _line(item: dict[str, Any]) -> list[str]:
    """Return a letter's line, in parts: its number, who, how sure, the day, what it answers."""
    who = listing.named(item["peer"])
    if item["direction"] == "sent":
        parts = [item["number"], f"to {who}"]
    elif item["sure"] in {"not confirmed", "unknown"}:
        parts = [item["number"], f"sender {item['sure']}", item["received"][:10]]
    else:
        parts = [item["number"], f"from {who}", item["sure"], item["received"][:10]]
    return [*parts, f"answers {item['answers']}"] if item["answers"] else parts


def _letter(session: Any, kept: Any, numbers: dict[_Link, str]) -> dict[str, Any]:
    peer = session.circle.by_id(kept.peer)
    letter = kept.letter
    other_way = "received" if kept.direction == "sent" else "sent"
    return {
        "answers": numbers.get((kept.in_reply_to, kept.peer, other_way)),
        "direction": kept.direction,
        "id": kept.id,
        "number": session.inbox.letters.reference(kept),
        "peer": peer.stand_in if peer else None,
        "received": kept.received or None,
        "sure": session.inbox.sender_of(kept).sure if kept.direction == "received" else None,
        "wish": letter.wish if letter else None,
    }


def _numbers(session: Any, known: Iterable[Any]) -> dict[_Link, str]:
    """Return the number of each letter by what an answer to it, between the same two people, points at."""
    letters = session.inbox.letters
    return {
        (one.letter_id, one.peer, one.direction): letters.reference(one) for one in known if one.letter_id
    }


@letters_command.command("show", epilog="Example: peerjournal letters show 1")
@click.argument("number", metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def show_command(program: Program, *, number: str, as_json: bool) -> None:
    """Show one letter, all of it, as it was written."""
    session, terminal = program.session, program.terminal
    letters = session.inbox.letters
    kept = letters.get(number)
    if as_json:
        parts = kept.letter.parts if kept.letter else ()
        told = [
            {"kind": part.kind, "text": kept.letter.body[part.start : part.end].decode()} for part in parts
        ]
        return terminal.result_json(
            _letter(session, kept, _numbers(session, letters.all())) | {"parts": told, "text": kept.text}
        )
    if kept.direction == "sent":
        peer = session.circle.by_id(kept.peer)
        terminal.tell(f"You wrote this to {listing.named(peer.called if peer else None)}.")
    else:
        terminal.tell(session.inbox.sender_of(kept).sentence)
    # As plain text: a stranger's Markdown could be made so that drawing it takes for ever.
    return terminal.result(kept.text)


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


@click.command("reply", epilog='Example: peerjournal reply 1 --line "the back stairs"')
@click.argument("number", metavar="N")
@click.option("--line", metavar="TEXT", default="", help="A line that stayed with you.")
@click.option("--picture", metavar="TEXT", default="", help="What you pictured of what matters to them.")
@click.option("--life", metavar="TEXT", default="", help="Where it met your own life.")
@click.option("--carry", metavar="TEXT", default="", help="What you take with you.")
@click.option("--offer", is_flag=True, help="Offer what helped you, if they ever want to hear it.")
@click.option(
    "--ideas", metavar="TEXT", default="", help="What helped and what didn't, where they asked for it."
)
@click.option("--came-another-way", is_flag=True, help="Keep a reply that came by phone or on paper.")
@handover.careful_option
@handover.out_option
@handover.unconfirmed_option
@handover.looked_option
@click.pass_obj
def reply_command(program: Program, /, number: str, **options: Any) -> None:
    """Answer a letter with what stayed with you, and print the path of its file."""
    how = {name: options.pop(name) for name in ("careful", "out", "unconfirmed", "looked")}
    by_hand = options.pop("came_another_way")
    if by_hand and any(options.values()):
        raise click.UsageError("What came another way is typed, or comes from stdin, in one piece.")
    kept = program.session.inbox.letters.get(number)
    if by_hand:
        return _keep_by_hand(program, kept)
    return _reply(program, kept, said=options, **how)


def _reply(program: Program, kept: Any, *, said: dict[str, Any], careful: Any, out: str, **how: bool) -> None:
    from peerjournal.letters import (  # noqa: PLC0415 — only to reply
        BEFORE,
        ENOUGH,
        STAYS,
        Reply,
        compose_reply,
        new_letter_id,
    )

    terminal, session = program.terminal, program.session
    files.require_free(out)
    peer = session.outbox.reader_of_reply(kept)
    session.outbox.require_ready(peer, unconfirmed=how["unconfirmed"])
    typed = (
        "" if any(said.values()) else given.read(terminal, (), "\n".join((*BEFORE, f"{ENOUGH} {given.ENDS}")))
    )
    with given.not_lost(terminal, typed, ()):
        reply = Reply(**said) if not typed else Reply(note=typed)
        composition = compose_reply(reply, new_letter_id(), to=kept.letter, careful=careful or ())
        handover.tell_careful(terminal, composition, with_text=True)
        letter = composition.ready()
        # A script that gives the words has looked at them: a reply holds nothing but what was given just now.
        looked = how["looked"] or not terminal.asks
        if handover.agrees(terminal, letter, f"Seal it for {peer.called}?", looked=looked, yes=False):
            handover.hand_over(program, letter, peer, out=out, unconfirmed=how["unconfirmed"])
        else:
            terminal.tell(STAYS)


def _keep_by_hand(program: Program, kept: Any) -> None:
    if kept.direction != "sent":
        raise LetterError(
            "That letter came to you, so nothing answers it but you.",
            hint="Name the letter of yours that they answered; `peerjournal letters` shows the numbers.",
        )
    session, terminal = program.session, program.terminal
    reference = session.inbox.letters.reference(kept)
    text = given.read(terminal, (), f"What they said, in your words or theirs. {given.ENDS}")
    with given.not_lost(terminal, text, ()):
        number = session.inbox.keep_by_hand(reference, text)
    terminal.tell(f"Kept beside letter {reference}, as letter {number}.")
    terminal.result(str(number))
