"""The commands that look after a journal: check, compact and devices."""

from collections.abc import Collection, Iterator
from typing import Any

import click

from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.text import clean_line

_LEFT = (
    "The file of device {letter} is left as it is. What can be read of it is in the journal, and nothing else"
    " needs it."
)
_ASIDE = {
    "aside": ("other file", "other files"),
    "draft": ("damaged draft", "damaged drafts"),
    "key": ("key file", "key files"),
    "torn": ("cut-off save", "cut-off saves"),
}


@click.command("check", epilog="Example: peerjournal check")
@click.option("--repair", is_flag=True, help="Mend what is damaged, with what the backups have.")
@click.option("--go-on", is_flag=True, help="Go on as a new device after an older copy was put back.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def check_command(program: Program, *, repair: bool, go_on: bool, yes: bool, as_json: bool) -> int:
    """Read and verify every byte of the journal, and of its backups on this computer.

    Where something is damaged it says what, and what a backup has of it. `--repair` then brings that back.
    Nothing is ever removed by it. Ctrl-C stops it, and nothing is half done.
    """
    from peerjournal import vault  # noqa: PLC0415 — only these commands need it
    from peerjournal.cli import files_checked, mending  # noqa: PLC0415 — as above

    if repair and go_on:
        raise click.UsageError("`--repair` goes on as well, so one of the two is enough.")
    terminal, session = program.terminal, program.session
    with terminal.progress("Checking") as progress:
        report = vault.check(session.vault, progress)
    with terminal.progress("Reading the backups") as progress:
        kept = vault.backups(session.vault, progress)
        plan = vault.plan_repair(session.vault, progress)
    of_entries = files_checked.check(terminal, session)
    if not as_json:
        _tell_report(program, report, session.vault)
        _tell_copies(terminal, vault.left(session.vault))
        files_checked.tell(terminal, session, of_entries, repairs=repair)
        _tell_backups(terminal, kept, session.vault.home.backups)
        mending.tell(terminal, session, plan, repairs=repair)
    again = _made_again(terminal, session, kept)
    found = mending.as_json(session, plan, done=False)
    if repair or go_on:
        found["done"], of_entries = _mend(terminal, session, plan, of_entries, repair=repair, yes=yes)
        report = vault.check(session.vault)
    if as_json:
        more = {"files": files_checked.as_json(session, of_entries), "repair": found}
        terminal.result_json(_as_json(report, kept, again) | _left_here(session) | more)
    return 0 if report.whole and of_entries.whole else 6


def _mend(
    terminal: Terminal, session: Any, plan: Any, of_entries: Any, *, repair: bool, yes: bool
) -> tuple[bool, Any]:
    """Mend what can be, or only go on; tell whether something was mended, and how the files are then."""
    from peerjournal import vault  # noqa: PLC0415 — as above
    from peerjournal.cli import files_checked, mending  # noqa: PLC0415 — as above

    done, damaged = False, session.vault.logs.health.verdict is not vault.Verdict.ROLLED_BACK
    if not repair and not (plan.needed and damaged):
        mending.go_on(terminal, session, yes=yes)
    # Whoever wants to go on from what is damaged wants what can be brought back, too.
    elif plan.needed or not any(one.is_backed for one in of_entries.troubles):
        done = mending.mend(terminal, session, plan, yes=yes)
    if repair:
        of_entries = files_checked.mend(terminal, session, of_entries, yes=yes)
    return done, of_entries


def _as_json(report: Any, kept: Collection[Any], again: Any) -> dict[str, Any]:
    backups = [
        {"day": one.day.isoformat(), "made_again": one is again, "state": one.standing.value} for one in kept
    ]
    return {
        "aside": dict(report.aside),
        "backups": backups,
        "drafts_damaged": report.drafts_damaged,
        "items": [_device(one) for one in report.devices],
        "jots": {"unread": report.jots_unread, "waiting": report.jots_waiting},
        "whole": report.whole,
    }


def _made_again(terminal: Terminal, session: Any, kept: Collection[Any]) -> Any:
    """Make today's backup again where it is damaged, and return what was damaged."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    today = session.vault.clock().date()
    damaged = [one for one in kept if one.day == today and one.standing is vault.Standing.DAMAGED]
    if not damaged or not session.vault.logs.health.writable:
        return None
    with terminal.progress("Making today's backup") as progress:
        session.back_up(progress, whole=True)
    if session.backup_trouble:
        # Said at the end.
        return None
    terminal.tell("Today's backup was made again, and is whole now.")
    return damaged[0]


def _tell_report(program: Program, report: Any, vault: Any) -> None:
    terminal = program.terminal
    for one in report.devices:
        name = f"Device {one.letter}" if one.letter else "This device"
        terminal.result(f"{name}: {one.saves} saves, {_state_of(one)}.")
        if not one.letter:
            program.tell_notices()
        elif not one.health.writable:
            terminal.tell(_LEFT.format(letter=one.letter))
    if not report.devices:
        terminal.result("Nothing was saved on this device yet.")
    for sentence in _beside(report, vault.home.state):
        terminal.tell(sentence)


def _beside(report: Any, state: object) -> Iterator[str]:
    """Yield what there is to say of what lies beside the logs."""
    if report.drafts_damaged:
        yield _left(report.drafts_damaged, "draft", "drafts")
    if report.key_file_put_back:
        yield "The key file was put back from this computer's copy."
    if report.jots_waiting:
        count = "1 jot waits" if report.jots_waiting == 1 else f"{report.jots_waiting} jots wait"
        yield f"{count} until the journal can take in what was jotted, and can be opened."
    if report.jots_unread:
        yield _left(report.jots_unread, "file among the jots", "files among the jots")
    if report.aside:
        aside = ", ".join(f"{count} {_ASIDE[kind][count > 1]}" for kind, count in report.aside.items())
        yield f"Set aside earlier, not thrown away: {aside}. They are in {state}."


def _left(count: int, one: str, many: str) -> str:
    if count == 1:
        return f"1 {one} doesn't open. It was left where it is."
    return f"{count} {many} don't open. They were left where they are."


def _tell_backups(terminal: Terminal, kept: Collection[Any], folder: object) -> None:
    if not kept:
        return terminal.tell("This computer has kept no backup yet. It makes one when the journal is closed.")
    for one in kept:
        terminal.result(f"Backup of {one.day.isoformat()}: {one.standing.value}.")
    return terminal.tell(f"These backups are in {folder}. `peerjournal restore` brings a journal back.")


def _tell_copies(terminal: Terminal, left: Collection[tuple[str, str]]) -> None:
    """Say what a sync left that could not be taken in; what is in it that opens is shown all the same."""
    for name, trouble in left:
        terminal.tell(
            f"A sync left a copy here: {clean_line(name)}. It is {trouble}, and was left where it is."
        )


def _left_here(session: Any) -> dict[str, Any]:
    from peerjournal import vault  # noqa: PLC0415 — as above

    return {"copies": _copies(vault.left(session.vault))}


def _copies(left: Collection[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": clean_line(name), "state": trouble} for name, trouble in left]


def _state_of(one: Any) -> str:
    if one.letter and one.health.verdict.name == "TORN":
        return "its newest save is still arriving"
    return str(one.health.verdict.value)


def _device(one: Any) -> dict[str, Any]:
    return {
        "changed_on_both": one.changed_on_both,
        "device": one.letter or "this",
        "saves": one.saves,
        "state": _state_of(one),
    }


@click.command("compact", epilog="Example: peerjournal compact")
@click.pass_obj
def compact_command(program: Program) -> None:
    """Rewrite this device's file small."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    terminal, session = program.terminal, program.session
    with terminal.progress("Making the journal's file smaller") as progress:
        before, after = vault.compact(session.vault, progress)
    terminal.tell(f"{before:,} bytes before, {after:,} now. Nothing but old versions was left out.")


@click.command("devices", epilog="Example: peerjournal devices")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def devices_command(program: Program, *, as_json: bool) -> None:
    """Show the devices that write to this journal."""
    from peerjournal import vault  # noqa: PLC0415 — as above

    terminal = program.terminal
    found = vault.devices(program.session.vault)
    left = vault.left(program.session.vault)
    if as_json:
        return terminal.result_json({"copies": _copies(left), "items": [_device(one) for one in found]})
    for one in found:
        name = f"Device {one.letter}" if one.letter else "This device"
        both = f", {one.changed_on_both} changed on both sides" if one.changed_on_both else ""
        terminal.result(f"{name}: {one.saves} saves, {_state_of(one)}{both}.")
    if program.session.journal.changed_on_both():
        terminal.tell("`peerjournal settle` shows what was changed on both sides, and asks which to keep.")
    return _tell_copies(terminal, left)
