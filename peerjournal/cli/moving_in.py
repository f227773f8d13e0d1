"""The command `import`: what a source holds is shown, then one question, and all of it can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peerjournal.cli import listing, offered
from peerjournal.cli.program import Program
from peerjournal.cli.stopping import stopped_between
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError
from peerjournal.text import visible

if TYPE_CHECKING:  # What reads other journals is imported only where one is read.
    from peerjournal.importers import Importer, Options, Reading

_SHOWN = 5
"""How many of the entries are shown beforehand."""


@click.command("import", epilog="Example: peerjournal import old-journal.txt --dry-run")
@click.argument("path", metavar="[PATH]", type=offered.A_FILE, required=False)
@click.option(
    "--as",
    "kind",
    metavar="FORMAT",
    shell_complete=offered.IMPORTERS,
    help="What it is, where that is not recognized.",
)
@click.option("--dry-run", is_flag=True, help="Show what would come in, and keep nothing.")
@click.option(
    "--undo", metavar="[N]", is_flag=False, flag_value="", help="Take out what came in last, or as N."
)
@click.option(
    "--timezone",
    metavar="ZONE",
    default="",
    help="The zone of times without one: Europe/Berlin, Tokyo or +01:00.",
)
@click.option("--timeformat", metavar="F", default="", help="How a jrnl file writes its times: '%d.%m.%Y'.")
@click.option("--jrnl-compat", is_flag=True, help="Read headers as loosely as jrnl does, with its guesses.")
@click.option("--locations", is_flag=True, help="Take along where something was written.")
@click.option("--devices", is_flag=True, help="Take along the names of devices.")
@click.option("--split-times", is_flag=True, help="An entry for each line of a note that begins with a time.")
@click.option("--source-passphrase-fd", metavar="N", type=int, help="Read the source's own passphrase here.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.option("--json", "as_json", is_flag=True, help="Write all that `--dry-run` shows as JSON.")
@click.pass_obj
def import_command(program: Program, /, path: str | None, **options: Any) -> None:
    """Move another journal in: jrnl, Day One, tui-journal, Markdown, Obsidian.

    What it holds is shown first. The source stays as it is. What is here already is left as it is, and adds
    nothing. Where somebody was and on which device stays out unless you ask for it.
    """
    undo, as_json = options.pop("undo"), options.pop("as_json")
    if as_json and not options["dry_run"]:
        raise click.UsageError("`--json` goes with `--dry-run`.")
    if undo is not None:
        if path is not None:
            raise click.UsageError("Pass a source to move in, or `--undo`, not both.")
        return _undo(program, undo, yes=options["yes"])
    if path is None:
        raise click.UsageError("Something is missing: what is to be moved in.")
    kind, dry_run, yes = (options.pop(one) for one in ("kind", "dry_run", "yes"))
    source = Path(path)
    importer = _importer(program.terminal, source, kind)
    _ = program.session
    reading = _read(program, importer, source, _said(program.terminal, options), ask=not (yes or dry_run))
    if dry_run:
        return _preview(program, reading, as_json=as_json)
    return _move_in(program, reading, source, yes=yes)


# Before anything is read.


def _importer(terminal: Terminal, source: Path, kind: str | None) -> "Importer":
    """Return what reads the source: what it was said to be, or else what it looks like."""
    from peerjournal import importers  # noqa: PLC0415 — only this command needs them

    names = ", ".join(one.name for one in importers.IMPORTERS)
    importers.require_there(source)
    if kind is not None:
        for one in importers.IMPORTERS:
            if one.name == kind.strip().lower():
                return one
        raise click.UsageError(f"`--as` takes one of these: {names}.")
    likely = importers.recognise(source)
    if not likely:
        importers.refuse_nothing(source)
        raise InputError(importers.wording.NOT_KNOWN, hint=f"Say what it is with `--as FORMAT`: {names}.")
    others = ", ".join(f"`{one.name}`" for one in likely[1:])
    or_else = f" It could be {others} as well." if others else ""
    terminal.tell(f"This looks like: {likely[0].label}.{or_else} `--as FORMAT` overrules that.")
    return likely[0]


def _said(terminal: Terminal, options: dict[str, Any]) -> "Options":
    """Return what was said about the source."""
    from peerjournal.importers import Options  # noqa: PLC0415 — as above

    descriptor = options.pop("source_passphrase_fd")

    def passphrase() -> str:
        if descriptor is not None:
            from peerjournal.cli.secret import read_secret  # noqa: PLC0415 — 10 ms, only where it is used

            return read_secret(descriptor)
        return terminal.secret(
            "The passphrase of what is moved in: ",
            instead="Pass it with `--source-passphrase-fd N`. Nothing was kept.",
        )

    return Options(zone=options.pop("timezone"), passphrase=passphrase, **options)


# Reading.


def _read(
    program: Program, importer: "Importer", source: Path, options: "Options", *, ask: bool
) -> "Reading":
    """Read the source whole; where its times name no zone, ask for it once."""
    from peerjournal.importers import read_all, wording  # noqa: PLC0415 — as above

    terminal = program.terminal
    with terminal.progress("Reading") as progress:
        reading = read_all(importer, source, options, progress)
    if not reading.zone_assumed or options.zone:
        return reading
    zone = _this_zone(program)
    if not (ask and terminal.asks):
        terminal.tell(
            f"Times without a zone were read as {zone}, which is this computer's; `--timezone` says"
            " otherwise."
        )
        return reading
    typed = terminal.line(f"{wording.NO_ZONE} Enter takes {zone}:", instead="").strip()
    if not typed:
        return reading
    with terminal.progress("Reading") as progress:
        return read_all(importer, source, replace(options, zone=typed), progress)


def _this_zone(program: Program) -> str:
    from peerjournal.journal import Moment  # noqa: PLC0415 — as above

    now = Moment.of(program.session.vault.clock())
    return now.zone or f"UTC{now.encode()[19:25]}"


# What is shown, and what is done.


def _preview(program: Program, reading: "Reading", *, as_json: bool) -> None:
    """Write what would come in, and keep nothing."""
    from peerjournal.journal import moving_words  # noqa: PLC0415 — as above

    terminal, sorted_out = program.terminal, program.session.journal.sort_out(reading.found)
    _tell_left_out(terminal, reading, sorted_out)
    if as_json:
        terminal.result_json(_as_json(sorted_out, reading))
    for one in () if as_json else sorted_out.new[:_SHOWN]:
        terminal.result(_line(one))
    terminal.tell(moving_words.to_move_in(sorted_out))
    _tell_changed(terminal, sorted_out.changed)
    terminal.tell("Nothing was kept.")


def _move_in(program: Program, reading: "Reading", source: Path, *, yes: bool) -> None:
    """Show what would come in, ask once, keep it, and say what became of it."""
    from peerjournal.importers import wording  # noqa: PLC0415 — as above
    from peerjournal.journal import moving_words  # noqa: PLC0415 — as above

    terminal, journal = program.terminal, program.session.journal
    sorted_out = journal.sort_out(reading.found)
    _tell_left_out(terminal, reading, sorted_out)
    _tell_changed(terminal, sorted_out.changed)
    terminal.tell(moving_words.to_move_in(sorted_out))
    if not sorted_out.new:
        return terminal.tell(moving_words.NOTHING_ADDED)
    for one in sorted_out.new[:_SHOWN]:
        terminal.tell(f"  {_line(one)}")
    if len(sorted_out.new) > _SHOWN:
        terminal.tell(f"  and {len(sorted_out.new) - _SHOWN:,} more")
    if not terminal.agrees("Move these in?", yes=yes):
        return terminal.tell(moving_words.NOTHING_ADDED)
    called, before = visible(source.resolve().name), len(journal.batches())
    try:
        with terminal.progress("Moving in") as progress, stopped_between(progress) as watched:
            moved = journal.move_in(sorted_out.new, source=called, progress=watched)
    except KeyboardInterrupt:
        so_far = f"{moving_words.SO_FAR} `peerjournal import --undo` takes it out."
        came = f"{so_far} {moving_words.GOES_ON}" if len(journal.batches()) > before else ""
        terminal.tell(f"\n{came or moving_words.STOPPED_BEFORE}")
        raise
    for sentence, places in moving_words.files_of(moved):
        _tell(terminal, sentence, wording.listed(places))
    if moved.batch is None:
        return terminal.tell(moving_words.NOTHING_ADDED)
    return terminal.tell(
        f"Moved in: {moving_words.entries(moved.added)}. `peerjournal import --undo"
        f" {_number(program, moved.batch)}` takes {'it' if moved.added == 1 else 'them'} out again."
        f" {moving_words.SOURCE_STAYS}"
    )


def _line(one: Any) -> str:
    """Return an entry that was found in one line: when, its star, what it is called, its tags."""
    draft = one.draft
    star = "*" if draft.starred else " "
    words = "  ".join(part for part in (draft.shown_title, listing.hashed(draft.tags)) if part)
    return f"{draft.written or ''!s:<16}  {star} {listing.short(words)}"


def _as_json(sorted_out: Any, reading: "Reading") -> dict[str, Any]:
    """Return all that would come in, what is here already, and what can't be read."""
    return {
        "changed": list(sorted_out.changed),
        "items": [_item(one) for one in sorted_out.new],
        "known": sorted_out.known,
        "skipped": [{"where": one.where, "why": one.why} for one in reading.skipped],
    }


def _item(one: Any) -> dict[str, Any]:
    draft = one.draft
    return {
        "files": len(one.attachments),
        "remarks": list(one.remarks),
        "shown_title": draft.shown_title,
        "starred": draft.starred,
        "tags": list(draft.tags),
        "title": draft.title,
        "where": one.where,
        "written": draft.written.encode() if draft.written else None,
    }


def _tell_left_out(terminal: Terminal, reading: "Reading", sorted_out: Any) -> None:
    """Say what could not be read, and what a person may want to look at: where, and never what it says."""
    from peerjournal.importers import wording  # noqa: PLC0415 — as above

    if reading.zone and reading.zone_assumed:
        terminal.tell(f"Times without a zone were read as {reading.zone}.")
    for sentence, places in wording.told_of(reading, sorted_out.new):
        _tell(terminal, sentence, places)


def _tell_changed(terminal: Terminal, places: Sequence[str]) -> None:
    from peerjournal.importers import wording  # noqa: PLC0415 — as above
    from peerjournal.journal import moving_words  # noqa: PLC0415 — as above

    if places:
        _tell(terminal, moving_words.changed(len(places)), wording.listed(places))


def _tell(terminal: Terminal, sentence: str, places: Sequence[str]) -> None:
    terminal.tell(sentence)
    for place in places:
        terminal.tell(f"  {place}")


def _undo(program: Program, number: str, *, yes: bool) -> None:
    """Take out what one import added, save what was touched since."""
    from peerjournal.journal import moving_words  # noqa: PLC0415 — as above

    terminal, journal = program.terminal, program.session.journal
    batch = journal.batch(number)
    gone, kept = journal.moved_in(batch)
    terminal.tell(moving_words.came_in(batch, f"on {batch.moved}", gone + len(kept)))
    _tell_kept(program, kept)
    if not terminal.agrees(f"Take {moving_words.entries(gone)} out again?", yes=yes):
        return terminal.tell("Nothing was changed.")
    return terminal.tell(moving_words.taken_out(journal.undo_move_in(batch)))


def _tell_kept(program: Program, kept: Sequence[str]) -> None:
    if not kept:
        return
    from peerjournal.importers import wording  # noqa: PLC0415 — as above
    from peerjournal.journal import moving_words  # noqa: PLC0415 — as above
    from peerjournal.vault import short_number  # noqa: PLC0415 — as above

    journal = program.session.journal
    removed = {piece.id: piece for piece in journal.removed()}
    pieces = [removed.get(one) or journal.get(one) for one in kept]
    lines = [f"{short_number(program.session.vault, one)}  {listing.called(one)}" for one in pieces]
    _tell(program.terminal, moving_words.stays(len(kept)), wording.listed(lines))


def _number(program: Program, batch: Any) -> str:
    from peerjournal.vault import short_number  # noqa: PLC0415 — as above

    return short_number(program.session.vault, batch)
