"""The commands that make a journal and change what opens it: init and keys."""

import os

import click

from peerjournal.cli.program import Program, Whole
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import NeedsAnswer

_ASKED_BACK = (2, 5, 9)
"""Which recovery words are asked back, counted from 1."""
_WAYS_IN = {"passphrase": "A passphrase", "recovery": "The recovery words"}
_WRITTEN = "Enter, once they are on paper: "


@click.command("init", epilog="Example: peerjournal init")
@click.option("--no-recovery", is_flag=True, help="Make no recovery words: for scripts.")
@click.pass_obj
def init_command(program: Program, *, no_recovery: bool) -> None:
    """Make a journal."""
    from peerjournal import vault  # noqa: PLC0415 — only this command and its siblings need it
    from peerjournal.session import Session  # noqa: PLC0415 — as above

    terminal, places = program.terminal, program.places
    if os.path.lexists(places.journal / "journal.key"):
        from peerjournal.errors import JournalExists  # noqa: PLC0415 — only to say no

        raise JournalExists(f"There is a journal in {places.journal} already, and it was left as it is.")
    if terminal.asks:
        _say_what_cant_be_done(terminal)
    passphrase = _new_passphrase(program)
    terminal.tell("Making the keys; this takes a few seconds.")
    session = Session.create(places, passphrase)
    program.adopt(session)
    terminal.tell(f"Your journal is in {places.journal}.")
    terminal.tell(f"What this computer keeps beside it, and never syncs, is in {places.state}.")
    if not no_recovery:
        words = vault.new_recovery_words()
        show_recovery(terminal, words)
        vault.keep_recovery(session.vault, words)
    terminal.tell(
        "All is ready. `peerjournal write` keeps your first entry; `peerjournal` alone opens the app."
    )


def _say_what_cant_be_done(terminal: Terminal) -> None:
    """Say before anything is made what this can't do for somebody who is watched."""
    from peerjournal.support import WATCHED  # noqa: PLC0415 — as above

    terminal.tell("If someone checks your devices:")
    for paragraph in WATCHED:
        terminal.tell(f"  {paragraph}")
    terminal.tell("`peerjournal help-now` is that help. Ctrl-C stops here, and nothing is made.")


def _new_passphrase(program: Program) -> str:
    """Return the passphrase for something new: given, typed twice, or offered."""
    if program.passphrase_given:
        return program.passphrase()
    from peerjournal.crypto import generate  # noqa: PLC0415 — only where words are offered

    terminal, offered = program.terminal, generate(6)
    instead = "Pass the passphrase with `--passphrase-fd N`. Nothing was made."
    if not terminal.asks:
        raise NeedsAnswer(hint=instead)
    terminal.tell(
        "A passphrase keeps what you write closed to everyone else. Nobody can open it without one."
    )
    terminal.tell(f"Here is a strong one, if you like it. Write it down on paper:\n\n    {offered}\n")
    while True:
        typed = terminal.secret("Your passphrase (or Enter to take the one above): ", instead=instead)
        again = terminal.secret("Once more, to be sure: ", instead=instead) if typed else offered
        if (typed or offered) == again:
            _say_how_it_holds(program, again)
            return again
        terminal.tell("Those two differ. Nothing was made yet; try once more.")


def _say_how_it_holds(program: Program, passphrase: str) -> None:
    """Say a word and a piece of advice: it is taken, whatever it is."""
    from peerjournal.crypto import SAYS, estimate  # noqa: PLC0415 — as above

    if passphrase:
        near = (program.places.journal.name,)
        word, advice = SAYS[estimate(passphrase, near=near).holds]
        program.terminal.tell(f"How far it would hold: {word}. {advice}")


def show_recovery(terminal: Terminal, words: str) -> None:
    """Show recovery words once; where somebody is there, three of them are asked back from the paper."""
    numbered = "\n".join(f"    {number:2d}  {word}" for number, word in enumerate(words.split(), 1))
    told = (
        "These eleven words open the journal if you ever forget the passphrase. Write them down on paper;"
        f" they are shown this once.\n\n{numbered}\n"
    )
    if not terminal.asks:
        return terminal.tell(told)
    try:
        terminal.show_until(told, _WRITTEN)
        for number in _ASKED_BACK:
            _ask_back(terminal, number, words.split()[number - 1], told)
    except (KeyboardInterrupt, EOFError):
        terminal.tell(
            "\nThese words were not kept, so they open nothing. What opened the journal before still does;"
            " `peerjournal keys recovery` shows new words."
        )
        raise


def _ask_back(terminal: Terminal, number: int, word: str, told: str) -> None:
    """Ask for one word until it is the right one; who has not written it down yet can look again."""
    question = f"Word {number}, to be sure it is on paper (Enter alone shows them again): "
    while (typed := terminal.line(question, instead="").strip().lower()) != word:
        if typed:
            terminal.tell("That is not the one that was shown. Look at your paper once more.")
        else:
            terminal.show_until(told, _WRITTEN)


@click.group("keys", cls=Whole, invoke_without_command=True, epilog="Example: peerjournal keys passphrase")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_context
def keys_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show what opens your journal, or change it: passphrase, recovery words, the keys themselves."""
    if ctx.invoked_subcommand is not None:
        return None
    program: Program = ctx.obj
    vault, terminal = program.session.vault, program.terminal
    found = [(slot.kind.name.lower(), slot.slot_id == vault.slot_id) for slot in vault.key_file.slots]
    if as_json:
        return terminal.result_json({"items": [{"kind": kind, "opened_now": now} for kind, now in found]})
    for kind, now in found:
        terminal.result(f"{_WAYS_IN[kind]}{', which opened it now' if now else ''}")
    return None


@keys_command.command("passphrase", epilog="Example: peerjournal keys passphrase")
@click.option("--new-passphrase-fd", metavar="N", type=int, help="Read the new passphrase from here.")
@click.pass_obj
def passphrase_command(program: Program, *, new_passphrase_fd: int | None) -> None:
    """Change the passphrase."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    session = program.unlock(program.passphrase("The passphrase, or the recovery words: ", anew=True))
    new = _changed_passphrase(program, new_passphrase_fd)
    vault.change_passphrase(session.vault, new)
    program.terminal.tell(
        "The new passphrase opens the journal from now on. Copies and backups made before still open with the"
        " old one; `peerjournal keys renew` closes the journal itself to them."
    )


def _changed_passphrase(program: Program, descriptor: int | None) -> str:
    if descriptor is not None:
        from peerjournal.cli.secret import read_secret  # noqa: PLC0415 — as above

        return read_secret(descriptor)
    instead = "Pass the new passphrase with `--new-passphrase-fd N`. Nothing was changed."
    terminal = program.terminal
    while True:
        typed = terminal.secret("New passphrase: ", instead=instead)
        if typed == terminal.secret("Once more, to be sure: ", instead=instead):
            _say_how_it_holds(program, typed)
            return typed
        terminal.tell("Those two differ. Nothing was changed yet; try once more.")


@keys_command.command("recovery", epilog="Example: peerjournal keys recovery")
@click.pass_obj
def recovery_command(program: Program) -> None:
    """Make new recovery words; earlier ones no longer open the journal."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    session, words = program.unlock(program.passphrase(anew=True)), vault.new_recovery_words()
    show_recovery(program.terminal, words)
    vault.keep_recovery(session.vault, words)
    program.terminal.tell("These recovery words open the journal from now on.")


@keys_command.command("renew", epilog="Example: peerjournal keys renew")
@click.option("--no-recovery", is_flag=True, help="Make no recovery words: for scripts.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def renew_command(program: Program, *, no_recovery: bool, yes: bool) -> None:
    """Make new keys and seal the journal under them."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    terminal = program.terminal
    passphrase = program.passphrase("Passphrase (it stays the same): ", anew=True)
    session = program.unlock(passphrase)
    if session.opened_by_recovery:
        # They would become the passphrase, and the passphrase would open nothing any more.
        vault.check_passphrase(session.vault, passphrase)
    question = (
        "Make new keys? Your passphrase stays. Earlier recovery words, and any second passphrase, no longer"
        " open the journal."
    )
    if not terminal.agrees(question, yes=yes):
        return terminal.tell("Nothing was changed.")
    words = None if no_recovery else vault.new_recovery_words()
    if words is not None:
        show_recovery(terminal, words)
    with terminal.progress("Sealing under the new keys") as progress:
        vault.renew(session.vault, passphrase, recovery=words, progress=progress)
    terminal.tell("The journal is sealed under new keys. Backups and copies made before keep the old ones.")
    if len(vault.devices(session.vault)) > 1:
        terminal.tell("It is complete once each of your other devices has opened the journal again.")
    return None
