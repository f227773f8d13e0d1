"""The commands that keep and change what you write: write, story, edit, remove, bring-back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import click

from peerjournal.cli import given, listing, offered
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError

_yes = click.option("--yes", is_flag=True, help="Go ahead without a question.")
_editor = click.option("--editor", is_flag=True, help="Write it in the editor that VISUAL or EDITOR names.")
_at = click.option(
    "--at", metavar="WHEN", help="When it was written: 2026-01-31, 'yesterday 18:30', '7 apr'."
)
_zone = click.option(
    "--zone",
    metavar="ZONE",
    help="On whose clocks: Europe/Berlin, Tokyo or +01:00; this computer's if not said.",
)


# Writing.


@click.command("write", epilog='Example: peerjournal write yesterday: "I was walking." --tag nature')
@click.argument("words", metavar="[WHEN:] [TEXT]...", nargs=-1)
@_at
@_zone
@click.option("--no-date", is_flag=True, help="Take the text as it is, with a time or a star in it.")
@click.option("--title", metavar="TEXT", default="", help="Its title; how it begins if not said.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be given several times.")
@click.option("--star", is_flag=True, help="Star it.")
@click.option("--story", is_flag=True, help="Keep it as a story.")
@click.option(
    "--way-in",
    metavar="NAME",
    shell_complete=offered.WAYS_IN,
    help="Be asked a few prompts, one at a time; `ways` shows which.",
)
@_editor
@click.pass_obj
def write_command(program: Program, /, words: tuple[str, ...], **options: Any) -> None:
    """Keep an entry.

    The text stands on the command line, comes from stdin, or is asked for. On the command line it may begin
    with when it was, as in `yesterday: ...` or `2 march 2012 at 6pm: ...`, and a `*` of its own stars it.
    """
    from peerjournal.journal import Draft  # noqa: PLC0415 — each command pays only for what it does

    terminal = program.terminal
    written, words, doubt = _opening(terminal, words, options)
    if options["editor"]:
        return _write_in_editor(program, words, written, options)
    if terminal.asks and not words and options["way_in"] is None:
        # A wrong passphrase is told before the text is typed, not after.
        _ = program.session
    text, stands = _asked(program, words, options)
    if not text:
        return terminal.tell("Nothing was written, and that is fine. Nothing was kept.")
    kind = "story" if options["story"] else "entry"
    draft = Draft(options["title"], text, options["tags"], written, options["star"], kind=kind)
    with given.not_lost(terminal, text, words), program.session.vault.transaction():
        journal = program.session.journal
        piece = journal.add(draft)
        piece = journal.edit(piece.id, stands=stands) if stands else piece
    _tell_piece(terminal, "Kept", journal, piece)
    if doubt:
        terminal.tell(f"It begins like a time, and was kept as text. {doubt}")
    vault = program.session.vault
    if not vault.logs.is_read:
        # Otherwise today's is made in a moment.
        given.tell_weekly_that_no_backup_was_made(terminal, vault.home, vault.clock())
    if words:
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
    return None


def _opening(
    terminal: Terminal, words: tuple[str, ...], options: dict[str, Any]
) -> tuple[Any, tuple[str, ...], str]:
    """Return when it was, the words that are left, and a sentence of doubt; a star goes to the options."""
    typed = " ".join(words)
    # A time ends in a colon, and a space or the last word's end; a star stands alone.
    if options["at"] is None and options["zone"] is None and not {":", "*"} & set(typed):
        return None, (typed,) if typed else (), ""
    from peerjournal.cli import dates  # noqa: PLC0415 — as above

    doubt, began = "", None
    at = None if options["at"] is None else dates.settled(terminal, options["at"], options["zone"])
    if words and not options["no_date"]:
        found = dates.opening(terminal, words, with_date=at is None)
        words, doubt, began = (found.text,) if found.text else (), found.doubt, found.when
        options["star"] |= found.starred
    return dates.written(at, options["zone"], began=began), words, doubt


def _write_in_editor(program: Program, words: tuple[str, ...], written: Any, options: dict[str, Any]) -> None:
    from peerjournal.cli import own_editor  # noqa: PLC0415 — each command pays only for what it does
    from peerjournal.journal import Draft  # noqa: PLC0415 — as above

    if words or options["way_in"] is not None:
        raise click.UsageError("`--editor` begins with an empty page: give no text and no way in with it.")
    kind = "story" if options["story"] else "entry"
    draft = Draft(options["title"], "", options["tags"], written, options["star"], kind=kind)

    def keep(text: str) -> None:
        journal = program.session.journal
        _tell_piece(program.terminal, "Kept", journal, journal.add(replace(draft, body=text)))

    own_editor.write(program, lambda: draft, keep)


def _asked(program: Program, words: tuple[str, ...], options: dict[str, Any]) -> tuple[str, str]:
    """Return the text, and where its story stands if that was asked."""
    if options["way_in"] is None:
        return given.read(program.terminal, words, f"Write. {given.ENDS}"), ""
    from peerjournal.cli import ways  # noqa: PLC0415 — each command pays only for what it does

    return ways.write(program, options["way_in"], words, story=options["story"])


def _tell_piece(terminal: Terminal, done: str, journal: Any, piece: Any) -> None:
    terminal.tell(f"{done} {listing.summary(journal, piece)}")


@click.command("story", epilog="Example: peerjournal story 12")
@click.argument("number", metavar="N")
@click.pass_obj
def story_command(program: Program, *, number: str) -> None:
    """Make a story of an entry, and print the story's number.

    The story is a copy that is linked to the entry; the entry stays as it is. The tags stay with the entry.
    """
    journal = program.session.journal
    story = journal.make_story(number)
    _tell_piece(program.terminal, f"Made of entry {number}:", journal, story)
    program.terminal.result(journal.short(story))


@click.command("edit", epilog="Example: peerjournal edit 12 --tag nature --star")
@click.argument("number", metavar="N")
@click.option("--title", metavar="TEXT", help="Its new title; an empty one takes the title away.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Put a tag on it.")
@click.option("--untag", "untags", metavar="TAG", multiple=True, help="Take a tag away.")
@click.option("--star/--unstar", "starred", default=None, help="Star it, or take the star away.")
@_at
@click.option(
    "--zone",
    metavar="ZONE",
    help="The zone it was written in: Europe/Berlin, Tokyo or +01:00. The clock time stays.",
)
@click.option(
    "--same-moment", is_flag=True, help="With `--zone`: the moment stays, and the clock time changes."
)
@click.option("--body", type=click.Choice(["-"]), help="Read the new text from stdin too.")
@_editor
@click.pass_obj
def edit_command(program: Program, /, number: str, **options: Any) -> None:
    """Change an entry or a story.

    With none of these options, stdin is the new text. With any of them the text stays as it is, and stdin is
    not read, unless `--body -` says so.
    """
    terminal, body = program.terminal, options.pop("body")
    editor = options.pop("editor")
    tags, untags = options.pop("tags"), options.pop("untags")
    when = {name: options.pop(name) for name in ("at", "zone", "same_moment")}
    changes = {name: value for name, value in options.items() if value is not None}
    redates = when["at"] is not None or when["zone"] is not None
    if redates or when["same_moment"]:
        from peerjournal.cli import redating  # noqa: PLC0415 — each command pays only for what it does

        when = redating.understood(terminal, **when)
    if editor:
        return _edit_in_editor(program, number, alone=not (body or changes or tags or untags or redates))
    if body or not (changes or tags or untags or redates):
        changes["body"] = _new_text(program, typed=bool(body))
    with given.not_lost(terminal, changes.get("body", ""), ()), program.session.vault.transaction():
        journal = program.session.journal
        if tags or untags:
            changes["tags"] = _tags(journal.get(number).tags, tags, untags)
        piece = before = journal.edit(number, **changes)
        if redates:
            piece = redating.redate(program, before, **when)
    _tell_piece(terminal, "Changed", journal, piece)
    return redating.tell(program, before, piece) if redates else None


def _edit_in_editor(program: Program, number: str, *, alone: bool) -> None:
    from peerjournal.cli import own_editor  # noqa: PLC0415 — each command pays only for what it does

    if not alone:
        raise click.UsageError(
            "`--editor` changes the text alone: give the other options in another command."
        )

    def begin() -> Any:
        return program.session.journal.get(number)

    def keep(text: str) -> None:
        journal = program.session.journal
        _tell_piece(program.terminal, "Changed", journal, journal.edit(number, body=text))

    own_editor.write(program, begin, keep)


def _new_text(program: Program, *, typed: bool) -> str:
    if program.terminal.asks:
        if not typed:
            raise InputError(
                "Nothing was said to change.",
                hint="`--help` shows what can be; `--body -` takes a new text.",
            )
        _ = program.session
    return given.read(program.terminal, (), f"Write the new text, which replaces the old. {given.ENDS}")


def _tags(old: tuple[str, ...], tags: tuple[str, ...], untags: tuple[str, ...]) -> tuple[str, ...]:
    from peerjournal.journal import tidy_tags  # noqa: PLC0415 — each command pays only for what it does

    away = {tag.casefold() for tag in tidy_tags(untags)}
    return (*(tag for tag in old if tag.casefold() not in away), *tags)


# Removing.


@click.command("remove", epilog="Example: peerjournal remove 12 14")
@click.argument("numbers", metavar="N...", nargs=-1, required=True)
@_yes
@click.pass_obj
def remove_command(program: Program, *, numbers: tuple[str, ...], yes: bool) -> None:
    """Hide entries or stories. They can be brought back for 30 days."""
    session, terminal = program.session, program.terminal
    journal = session.journal
    pieces = {piece.id: piece for piece in map(journal.get, numbers)}
    question = f"Remove {_named(pieces.values())}? For 30 days you can bring it back."
    if not terminal.agrees(question, yes=yes):
        return terminal.tell("Nothing was removed.")
    with session.vault.transaction():
        for identifier in pieces:
            journal.remove(identifier)
    back = " ".join(journal.short(piece) for piece in pieces.values())
    return terminal.tell(f"Removed. `peerjournal bring-back {back}` brings it back, for 30 days.")


@click.command("bring-back", epilog="Example: peerjournal bring-back 12")
@click.argument("numbers", metavar="[N]...", nargs=-1)
@click.option("--version", "version", metavar="K", type=int, help="Bring back this version of it.")
@_yes
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def bring_back_command(
    program: Program, *, numbers: tuple[str, ...], version: int | None, yes: bool, as_json: bool
) -> None:
    """Bring back what was removed; without a number, show what can be brought back."""
    if numbers or version is not None:
        listing.require_list(as_json=as_json)
    if version is not None:
        from peerjournal.cli import versions  # noqa: PLC0415 — each command pays only for what it does

        return versions.bring_back(program, numbers, version, yes=yes)
    session, terminal = program.session, program.terminal
    journal = session.journal
    removed = journal.removed()
    if not numbers:
        lines = [listing.line(journal, piece) for piece in removed]
        return listing.show(
            terminal, lines, as_json=as_json, nothing="Nothing was removed in the last 30 days."
        )
    pieces = {piece.id: piece for piece in (_to_bring_back(journal, removed, one) for one in numbers)}
    if not terminal.agrees(f"Bring back {_named(pieces.values())}?", yes=yes):
        return terminal.tell("Nothing was changed.")
    with session.vault.transaction():
        for identifier in pieces:
            _tell_piece(terminal, "Back:", journal, journal.bring_back(identifier))
    return None


def _to_bring_back(journal: Any, removed: Iterable[Any], number: str) -> Any:
    """Return what a number or an id names, removed or not; nothing is changed yet."""
    wanted = number.strip().lower()
    for piece in removed:
        if wanted in {journal.short(piece), piece.id}:
            return piece
    return journal.get(number)


def _named(pieces: Iterable[Any]) -> str:
    names = [f"'{listing.called(piece)}'" for piece in pieces]
    return ", ".join(names) if len(names) == 1 else f"{len(names)} entries: {', '.join(names)}"
