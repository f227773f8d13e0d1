"""The commands by which a story leaves: preview and share. Keeping it to yourself needs no command."""

import contextlib
from typing import Any

import click

from peerjournal.cli import before, chosen, files, handover, pausing
from peerjournal.cli.chosen import Chosen
from peerjournal.cli.program import Program
from peerjournal.errors import LetterError

_CHOICES = (
    *pausing.CHOICES,
    click.option("--paused", metavar="N", help="What was set aside under that number, instead of a story."),
    handover.careful_option,
    handover.kept_option,
    click.option("--beside", is_flag=True, help="Let it stand beside the version they have already."),
)


@click.command("preview", epilog="Example: peerjournal preview 2 --to Robin --wish stayed")
@handover.takes(*_CHOICES)
@handover.form_option
@click.pass_obj
def preview_command(program: Program, /, form: str, **choices: Any) -> int:
    """Show exactly what a reader will read, on stdout; nothing is written down and nothing leaves."""
    from peerjournal.letters import also_in_the_file  # noqa: PLC0415 — only to share

    terminal = program.terminal
    program.session.outbox.require_form(form)
    found = _chosen(program, due=False, **choices)
    composition = found.composition
    handover.tell_careful(terminal, composition, with_text=True)
    handover.tell_to_decide(terminal, program.session, composition)
    handover.tell_to_look_at(terminal, composition)
    if composition.letter is None:
        terminal.tell("Still to be decided; until then nothing can leave:")
        for sentence in composition.undecided:
            terminal.tell(f"  {sentence}")
        return 1
    chosen.tell_earlier(terminal, found, with_difference=True)
    terminal.tell(also_in_the_file(found.peer, composition.letter, form))
    terminal.result_bytes(composition.letter.body)
    if terminal.shows:
        terminal.tell()
    return 0


@click.command("share", epilog="Example: peerjournal share 2 --to Robin --form sealed --out .")
@handover.takes(*_CHOICES)
@handover.form_option
@click.option("--armor", is_flag=True, help="Write the sealed file as text.")
@click.option("--before", "walk", is_flag=True, help="Go through seven short lines first, at a terminal.")
@handover.out_option
@handover.unconfirmed_option
@handover.looked_option
@handover.yes_option
@click.pass_obj
def share_command(program: Program, /, **options: Any) -> None:
    """Make a letter for one peer in the form they can open, and print the path of its file."""
    from peerjournal.letters import GO_ON, PAUSE, STAYS  # noqa: PLC0415 — only to share

    how = {one: options.pop(one) for one in ("form", "armor", "out", "unconfirmed", "looked", "yes")}
    walk = options.pop("walk")
    terminal = program.terminal
    files.require_free(how["out"])
    found = _chosen(program, due=True, **options)
    way = before.walk(terminal, found) if walk else GO_ON
    if way == PAUSE:
        pausing.ask_and_set_aside(program, found, options["paused"])
    elif way != GO_ON or not _share(program, found, **how):
        terminal.tell(STAYS)
    elif options["paused"] is not None:
        # It went as it left; what answers a letter that is gone is known by nothing else.
        with contextlib.suppress(LetterError):
            program.session.pauses.keep(options["paused"])


def _share(program: Program, found: Chosen, *, looked: bool, yes: bool, armor: bool, **how: Any) -> bool:
    """Seal it and write its file, unless whoever is asked says no."""
    terminal, session, peer = program.terminal, program.session, found.peer
    handover.tell_to_decide(terminal, session, found.composition)
    letter = found.composition.ready()
    session.outbox.require_ready(peer, form=how["form"], unconfirmed=how["unconfirmed"])
    chosen.tell_earlier(terminal, found, with_difference=terminal.asks and not looked)
    chosen.tell_gap(terminal, found)
    handover.tell_careful(terminal, found.composition, with_text=False)
    question = handover.question_for(peer, how["form"])
    if not handover.agrees(terminal, found.composition, question, looked=looked, yes=yes):
        return False
    if not handover.agrees_to_form(terminal, letter, how["form"], yes=yes):
        return False
    handover.note_looked(session, found.composition)
    handover.hand_over(program, letter, peer, stories=found.ids, armored=armor, **how)
    return True


def _chosen(program: Program, *, due: bool, **choices: Any) -> Chosen:
    """Return what is to leave: the stories that are named, or what was set aside.

    Args:
        program: The run of the command.
        due: Whether a pause that still waits is refused.
        choices: What ``_CHOICES`` say.
    """
    stories, name, paused = (choices.pop(one) for one in ("stories", "name", "paused"))
    how = {"careful": choices.pop("careful") or (), "beside": choices.pop("beside")}
    if paused is not None:
        if stories or name is not None:
            raise click.UsageError("Pass stories and `--to`, or `--paused`, not both.")
        session = program.session
        pause = session.pauses.due(paused) if due else pausing.whole(session, paused)
        said: dict[str, Any] = {one: value for one, value in choices.items() if value}
        return chosen.of_pause(program, pause, **how, **said)
    peer, found = pausing.named(program, stories, name)
    session = program.session
    if due:
        session.pauses.require_over(peer.id, [one.id for one in found])
    return chosen.of_stories(session, peer, found, pausing.around(**choices), **how)
