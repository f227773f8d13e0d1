"""The commands that look after a journal: check, compact and devices."""

from collections.abc import Collection
from typing import Any

import click

from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal


@click.command("check", epilog="Example: peerjournal check")
@click.option("--go-on", is_flag=True, help="Go on as a new device after an older copy was put back.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def check_command(program: Program, *, go_on: bool, yes: bool, as_json: bool) -> int:
    """Read and verify every byte of the journal."""
    from peerjournal import vault  # noqa: PLC0415 — only these commands need it

    terminal, session = program.terminal, program.session
    with terminal.progress("Checking") as progress:
        report = vault.check(session.vault, progress)
    with terminal.progress("Reading the backups") as progress:
        kept = vault.backups(session.vault, progress)
    if as_json:
        backups = [{"day": one.day.isoformat(), "state": one.standing.value} for one in kept]
        items = [_device(one) for one in report.devices]
        terminal.result_json({"backups": backups, "items": items, "whole": report.whole})
    else:
        _tell_report(terminal, report, session.vault.notices)
        _tell_backups(terminal, kept, session.vault.home.backups)
    if go_on and not session.vault.logs.health.writable:
        question = "Go on from what is here, as a new device? The old file stays as it is."
        if terminal.agrees(question, yes=yes):
            vault.go_on(session.vault)
            terminal.tell("You can write again. What could be read is all here.")
            return 0
    return 0 if report.whole else 6


def _tell_report(terminal: Terminal, report: Any, notices: Collection[str]) -> None:
    for one in report.devices:
        name = f"Device {one.letter}" if one.letter else "This device"
        terminal.result(f"{name}: {one.saves} saves, {_state_of(one)}.")
        # It was said on unlocking already.
        said = one.health.sentence() in notices
        if one.health.sentence() and not one.letter and not said:
            terminal.tell(one.health.sentence())
    if report.drafts_damaged:
        terminal.tell(f"{report.drafts_damaged} drafts could not be opened. They were left where they are.")
    if report.key_file_put_back:
        terminal.tell("The key file was put back from this computer's copy.")
    if not report.devices:
        terminal.result("Nothing was saved on this device yet.")


def _tell_backups(terminal: Terminal, kept: Collection[Any], folder: object) -> None:
    if not kept:
        return terminal.tell("This computer has kept no backup yet. It makes one when the journal is closed.")
    for one in kept:
        terminal.result(f"Backup of {one.day.isoformat()}: {one.standing.value}.")
    return terminal.tell(f"These backups are in {folder}. `peerjournal restore` brings a journal back.")


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
    if as_json:
        return terminal.result_json({"items": [_device(one) for one in found]})
    for one in found:
        name = f"Device {one.letter}" if one.letter else "This device"
        both = f", {one.changed_on_both} changed on both sides" if one.changed_on_both else ""
        terminal.result(f"{name}: {one.saves} saves, {_state_of(one)}{both}.")
    return None
