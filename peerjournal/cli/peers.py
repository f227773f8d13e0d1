"""The command `peers`: who you exchange letters with, their cards, and being sure of them."""

from typing import Any

import click

from peerjournal.cli import files, handover, offered
from peerjournal.cli.program import Program, Whole
from peerjournal.cli.terminal import Terminal

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


@click.group(
    "peers", cls=Whole, invoke_without_command=True, epilog="Example: peerjournal peers card --for Robin"
)
@_AS_JSON
@click.pass_context
def peers_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show your circle; cards, safety words and names have commands of their own."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    circle = program.session.circle
    peers = circle.peers()
    if as_json:
        return program.terminal.result_json({"items": [_peer(circle, peer) for peer in peers]})
    for peer in peers:
        program.terminal.result(_line(circle, peer))
    if not peers:
        program.terminal.tell(
            "There is nobody in your circle yet. `peerjournal peers card --for NAME` begins."
        )
    return None


def _line(circle: Any, peer: Any) -> str:
    return " · ".join((circle.reference(peer), peer.called, peer.about))


def _peer(circle: Any, peer: Any) -> dict[str, Any]:
    return {
        "compared_on": peer.compared_on or None,
        "contested": peer.contested,
        "name": peer.stand_in,
        "number": circle.reference(peer),
        "reach": peer.reach,
        "state": peer.state,
    }


@peers_command.command("card", epilog="Example: peerjournal peers card --for Robin --out for-robin.card")
@click.option("--for", "name", metavar="NAME", required=True, help="Whom it is for: any name you like.")
@click.option("--age", is_flag=True, help="Make a key for their age program instead of a card.")
@click.option("--new", is_flag=True, help="Make a new card in the place of the one they have.")
@click.option(
    "--out",
    metavar="DIR|FILE",
    type=offered.A_FILE,
    help="Write a file and print its path, instead of the card.",
)
@click.pass_obj
def card_command(program: Program, *, name: str, age: bool, new: bool, out: str | None) -> None:
    """Make a card for one person, so that they can write to you."""
    if age and new:
        raise click.UsageError("A key for an age program stays the same: pass `--age` or `--new`, not both.")
    if out is not None:
        files.require_free(out)
    circle, terminal = program.session.circle, program.terminal
    data = f"{circle.make_age_recipient(name)}\n".encode() if age else circle.make_card(name, new=new)
    if out is None:
        terminal.result_bytes(data)
    else:
        kind, suffix = ("key", "txt") if age else ("card", "card")
        terminal.result(str(files.write(out, files.neutral(kind, data, suffix), data)))
    terminal.tell(_what_to_do_with_it(circle.get(name).called, age=age))


def _what_to_do_with_it(name: str, *, age: bool) -> str:
    if age:
        return f"This key is for {name} alone. What they seal to it, `peerjournal open` opens."
    return (
        f"This card is for {name} alone. It holds no name and nothing secret. What they send back,"
        " `peerjournal open` takes in."
    )


@peers_command.command("add", epilog="Example: peerjournal peers add Sam for-robin.card")
@click.argument("name")
@click.argument("card", type=offered.A_FILE, required=False)
@click.option("--age", "key", metavar="KEY", help="Their key, for someone with an age program.")
@handover.out_option
@click.pass_obj
def add_command(program: Program, *, name: str, card: str | None, key: str | None, out: str) -> None:
    """Take somebody into your circle, with their card, their age key, or neither."""
    if card is not None and key is not None:
        raise click.UsageError("Pass a card or `--age KEY`, not both.")
    terminal = program.terminal
    if card is not None:
        return _take_card(program, name, card, out=out)
    if key is not None:
        peer = program.session.circle.add_age(name, key)
        return terminal.tell(
            f"Letters for {peer.called} can be sealed to that key. If they are to write to you,"
            " `peerjournal peers card --for NAME --age` makes a key for them."
        )
    peer = program.session.circle.add_plain(name)
    return terminal.tell(f"{peer.called} is in your circle.")


def _take_card(program: Program, name: str, card: str, *, out: str) -> None:
    files.require_free(out)
    data = files.read(card, program.terminal)
    circle = program.session.circle
    answer = circle.take_card(name, data)
    path = files.write(out, files.neutral("answer", answer, "age"), answer)
    who = circle.get(name).called
    program.terminal.tell(f"{who}'s card is here. Give {who} the answer, then read each other your words:")
    program.terminal.tell("`peerjournal peers words NAME` shows yours, `peers compare NAME` takes theirs.")
    program.terminal.result(str(path))


@peers_command.command("words", epilog="Example: peerjournal peers words Robin --mine")
@click.argument("name")
@click.option("--mine", is_flag=True, help="Only your own six words.")
@click.pass_obj
def words_command(program: Program, *, name: str, mine: bool) -> None:
    """Show the safety words: yours to read aloud, and theirs to look at."""
    circle, terminal = program.session.circle, program.terminal
    peer = circle.get(name)
    if mine:
        return terminal.result(circle.words(peer, mine=True))
    terminal.result(f"Yours, for you to read aloud: {circle.words(peer, mine=True)}")
    terminal.result(f"Or as digits: {circle.digits(peer, mine=True)}")
    if peer.theirs is not None and not peer.contested:
        terminal.result(f"Theirs, to look at while they read: {circle.words(peer, mine=False)}")
        terminal.result(f"Or as digits: {circle.digits(peer, mine=False)}")
    return None


@peers_command.command("compare", epilog="Example: peerjournal peers compare Robin")
@click.argument("name")
@click.pass_obj
def compare_command(program: Program, *, name: str) -> int:
    """Compare the six words that somebody reads aloud to you with their card."""
    circle, terminal = program.session.circle, program.terminal
    peer = circle.get(name)
    if peer.theirs is None:
        # Refused before six words are asked for.
        circle.words(peer, mine=False)
    if circle.compare(peer, _heard(terminal, peer.called)):
        terminal.tell(f"They fit. What comes from {peer.called} is certain from now on.")
        return 0
    terminal.tell(
        f"These are not the words of the card that is here for {peer.called}, and nothing was changed.\n"
        "Ask them to read once more. If the words still differ, the card is someone else's: exchange cards"
        " again, another way."
    )
    return 1


def _heard(terminal: Terminal, name: str) -> str:
    if terminal.asks:
        return terminal.line(f"The six words that {name} reads aloud: ", instead="")
    return terminal.standard_input()


@peers_command.command("rename", epilog="Example: peerjournal peers rename Robin 'Robin from choir'")
@click.argument("name")
@click.argument("new_name")
@click.pass_obj
def rename_command(program: Program, *, name: str, new_name: str) -> None:
    """Call somebody something else; it is only ever told in your own journal."""
    peer = program.session.circle.rename(name, new_name)
    program.terminal.tell(f"They are {peer.called} now.")


@peers_command.command("drop", epilog="Example: peerjournal peers drop Robin")
@click.argument("name")
@handover.yes_option
@click.pass_obj
def drop_command(program: Program, *, name: str, yes: bool) -> None:
    """Take somebody out of your circle; their letters stay."""
    circle, terminal = program.session.circle, program.terminal
    who = circle.get(name).called
    question = f"Drop {who}? Your keys for them go, and what they still send can no longer be opened."
    if not terminal.agrees(question, yes=yes):
        return terminal.tell("Nothing was changed.")
    circle.drop(name)
    return terminal.tell(f"{who} is no longer in your circle. Letters from and to them stay.")
