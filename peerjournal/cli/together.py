"""The command `together`: somebody reads a letter with you at this screen, and nothing else can be opened."""

import contextlib
import os
from typing import Any

import click

from peerjournal import afresh
from peerjournal.cli import chosen, handover, sharing
from peerjournal.cli.chosen import Chosen
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, LetterError

_STAYS_READ = "What somebody has read stays with them. No file is made, and nothing is handed over."
_FIRST = "`peerjournal preview` with the same words shows it to you alone, before."
_LOOK_FIRST = "Some words may point at someone, and you have not looked at them yet."
_NOT_READ = (
    "`peerjournal preview` shows the same text. That it was read is noted already, though it was not:"
    " `peerjournal ledger forget` takes that row out."
)
_NOT_NOW = "Nothing was opened, and nothing was written down."


@click.command("together", epilog="Example: peerjournal together 2 --to Robin")
@handover.takes(*sharing._CHOICES)  # noqa: SLF001 — it takes what `preview` takes, and says so in one place
@handover.looked_option
@handover.yes_option
@click.pass_obj
def together_command(program: Program, /, *, looked: bool, yes: bool, **options: Any) -> None:
    """Read a letter with someone at this screen: only it is open, and everything else is locked."""
    terminal = program.terminal
    _require_screen(terminal)
    found = sharing._chosen(program, due=True, **options)  # noqa: SLF001 — as above
    if not _agrees(program, found, looked=looked, yes=yes):
        terminal.tell(_NOT_NOW)
        return
    handover.note_looked(program.session, found.composition)
    handed = afresh.hand_on([found.composition.ready().text], locks=False)
    try:
        _note(program, found, options["paused"])
        # From here on there is no key in this process, and then no such process.
        program.end()
        terminal.flush()
        if not terminal.color:
            os.environ["NO_COLOR"] = "1"
        _begin(handed)
    except BaseException:
        handed.drop()
        raise


def _begin(handed: afresh.Handed) -> None:
    try:
        handed.begin()
    except LetterError as error:
        # The keys are gone by now, so the note can't be taken back from here.
        raise LetterError(str(error), hint=_NOT_READ) from None


def _require_screen(terminal: Terminal) -> None:
    if not terminal.has_screen:
        raise InputError(
            "Reading together needs a terminal with a screen.",
            hint="`peerjournal preview` shows the same text. Nothing was done.",
        )


def _agrees(program: Program, found: Chosen, *, looked: bool, yes: bool) -> bool:
    """Say what there is to say, and ask the one question; the text itself is not shown here."""
    terminal, composition = program.terminal, found.composition
    handover.tell_to_decide(terminal, program.session, composition)
    composition.ready()
    chosen.tell_earlier(terminal, found, with_difference=False)
    chosen.tell_gap(terminal, found)
    handover.tell_careful(terminal, composition, with_text=False)
    if composition.to_look_at and not looked:
        # The other person may be sitting here by now: a list of names is not for them.
        raise LetterError(_LOOK_FIRST, hint="`peerjournal preview` lists them. Then pass `--looked`.")
    terminal.tell(_STAYS_READ)
    if yes:
        return True
    terminal.tell(_FIRST)
    question = f"Lock everything else, and read it with {found.peer.called} now?"
    return bool(terminal.agrees(question, yes=False))


def _note(program: Program, found: Chosen, paused: str | None) -> None:
    """Write down that it was read together, and let go of what was set aside of it."""
    from peerjournal.letters import written_down  # noqa: PLC0415 — only where a letter leaves

    session, letter = program.session, found.composition.ready()
    row = session.outbox.read_together(letter, found.peer, stories=found.ids)
    program.terminal.tell(written_down(found.peer, session.ledger.reference(row), "together"))
    if paused is not None:
        # It went as it left; what answers a letter that is gone is known by nothing else.
        with contextlib.suppress(LetterError):
            session.pauses.keep(paused)
