"""The commands by which a story leaves: preview and share. Keeping it to yourself needs no command."""

from collections.abc import Callable
from typing import Any

import click

from peerjournal.cli import files, handover
from peerjournal.cli.program import Program
from peerjournal.errors import LetterError

_CHOICES = (
    click.argument("stories", metavar="STORY…", nargs=-1, required=True),
    click.option("--to", "name", metavar="PEER", required=True, help="Whom it is for."),
    click.option(
        "--wish",
        metavar="WISH",
        default="just_read",
        help="What you'd like back: just_read, been_there, stayed, ideas or ask_me.",
    ),
    click.option(
        "--hold", metavar="HOLD", default="keep", help="How to hold it: keep, wait, talk, or your own words."
    ),
    click.option("--note", metavar="TEXT", default="", help="Your own words above everything else."),
    handover.careful_option,
)


def _with_choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what preview and share have in common."""
    for choice in reversed(_CHOICES):
        command = choice(command)
    return command


@click.command("preview", epilog="Example: peerjournal preview 2 --to Robin --wish stayed")
@_with_choices
@click.pass_obj
def preview_command(program: Program, /, name: str, **choices: Any) -> int:
    """Show exactly what a reader will read, on stdout; nothing is written down and nothing leaves."""
    from peerjournal.letters import also_in_the_file  # noqa: PLC0415 — only to share

    terminal = program.terminal
    peer = program.session.circle.get(name)
    composition = _composed(program.session, **choices)
    handover.tell_careful(terminal, composition, with_text=True)
    if composition.letter is None:
        terminal.tell("Still to be decided; until then nothing can leave:")
        for sentence in composition.undecided:
            terminal.tell(f"  {sentence}")
        return 1
    terminal.tell(also_in_the_file(peer, composition.letter))
    terminal.result_bytes(composition.letter.body)
    if terminal.shows:
        terminal.tell()
    return 0


@click.command("share", epilog="Example: peerjournal share 2 --to Robin --form sealed --out .")
@_with_choices
@click.option("--form", metavar="FORM", default="sealed", help="How it leaves: sealed, for their key.")
@click.option("--armor", is_flag=True, help="Write the sealed file as text.")
@handover.out_option
@handover.unconfirmed_option
@handover.looked_option
@handover.yes_option
@click.pass_obj
def share_command(program: Program, /, name: str, **options: Any) -> None:
    """Seal a letter for one peer, and print the path of its file."""
    from peerjournal.letters import STAYS  # noqa: PLC0415 — only to share

    form, armor, out, unconfirmed, looked, yes = (
        options.pop(one) for one in ("form", "armor", "out", "unconfirmed", "looked", "yes")
    )
    terminal, session = program.terminal, program.session
    files.require_free(out)
    peer = session.circle.get(name)
    composition = _composed(session, **options)
    letter = composition.ready()
    session.outbox.require_ready(peer, form=form, unconfirmed=unconfirmed)
    handover.tell_careful(terminal, composition, with_text=False)
    if not handover.agrees(terminal, letter, f"Seal it for {peer.called}?", looked=looked, yes=yes):
        terminal.tell(STAYS)
        return
    handover.hand_over(program, letter, peer, out=out, form=form, armored=armor, unconfirmed=unconfirmed)


def _composed(session: Any, stories: tuple[str, ...], careful: frozenset[int] | None, **around: str) -> Any:
    """Return the composition of the stories that are named."""
    from peerjournal.letters import Around, compose, new_letter_id  # noqa: PLC0415 — only to share

    found = [_story(session, reference) for reference in stories]
    return compose(found, new_letter_id(), around=Around(**around), careful=careful or ())


def _story(session: Any, reference: str) -> Any:
    from peerjournal.journal import Story  # noqa: PLC0415 — as above

    piece = session.journal.get(reference)
    if not isinstance(piece, Story):
        raise LetterError(
            "That is an entry, and an entry never leaves.",
            hint=f"`peerjournal story {session.journal.short(piece)}` makes a story of it, which can.",
        )
    return piece
