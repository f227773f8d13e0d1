"""The commands of a pause: setting a letter aside before it leaves, and coming back to it."""

import contextlib
from typing import Any

import click

from peerjournal.cli import chosen, handover, listing, offered
from peerjournal.cli.chosen import Chosen
from peerjournal.cli.program import Program
from peerjournal.errors import InputError, JournalError, JournalInUse, JournalReadOnly, LetterError, NotSaved
from peerjournal.text import clean_line

CHOICES = (
    click.argument("stories", metavar="STORY…", nargs=-1),
    click.option("--to", "name", metavar="PEER", help="Whom it is for."),
    click.option(
        "--wish",
        metavar="WISH",
        shell_complete=offered.WISHES,
        help="What you'd like back: just_read, been_there, stayed, ideas or ask_me.",
    ),
    click.option(
        "--hold",
        metavar="HOLD",
        shell_complete=offered.HOLDS,
        help="How to hold it: keep, wait, talk, or your own words.",
    ),
    click.option("--note", metavar="TEXT", help="Your own words above everything else."),
)
"""What says which letter is meant, the same for previewing, sharing and setting aside."""


def named(program: Program, stories: tuple[str, ...], name: str | None) -> tuple[Any, list[Any]]:
    """Return the peer and the stories that are named.

    Raises:
        click.UsageError: One of them is not; nobody was asked for a passphrase to hear it.
    """
    if not stories:
        raise click.UsageError("Something is missing: `STORY…`.")
    if name is None:
        raise click.UsageError("Something is missing: `--to PEER`.")
    session = program.session
    return session.circle.get(name), [chosen.story(session, reference) for reference in stories]


def around(*, kept: tuple[str, ...] = (), **said: str | None) -> Any:
    """Return what stands around the stories; what is not said is as usual."""
    from peerjournal.letters import Around  # noqa: PLC0415 — each command pays only for what it does

    given = {one: text for one, text in said.items() if text is not None}
    return Around(**given, kept=frozenset(map(clean_line, kept)))


def whole(session: Any, number: str) -> Any:
    """Return what was set aside, of which nothing is gone, whether its time has come or not."""
    pause = session.pauses.get(number)
    if told := session.pauses.meanwhile(pause):
        raise LetterError(" ".join(told), hint=f"`peerjournal paused {number}` shows what was set aside.")
    return pause


def until(program: Program, typed: str) -> Any:
    """Read until when a pause lasts; raises InputError."""
    from peerjournal.letters import read_until  # noqa: PLC0415 — as above

    try:
        return read_until(typed, program.session.vault.clock())
    except JournalError as error:
        raise InputError(str(error), hint="Nothing was changed.") from None


def ask_and_set_aside(program: Program, found: Chosen, number: str | None) -> None:
    """Ask how long, and set it aside; what was set aside before waits longer."""
    from peerjournal.letters import NO_PAUSE, PAUSES, TOMORROW  # noqa: PLC0415 — as above

    lasting = ", ".join(one for one in PAUSES if one != NO_PAUSE)
    typed = program.terminal.line(
        f"Until when? {lasting}, or any time to come. Enter waits {TOMORROW}.", instead=""
    )
    till = until(program, typed.strip() or TOMORROW)
    pauses = program.session.pauses
    if number is not None:
        tell_waits(program, pauses.longer(number, till))
    else:
        tell_waits(program, pauses.set_aside(found.stories, found.peer, found.around, till))


def tell_waits(program: Program, pause: Any) -> None:
    """Say that something was set aside, and print its number."""
    number = program.session.pauses.reference(pause)
    program.terminal.tell(
        f"Set aside as {number}, until {pause.until}. Nothing will remind you of it."
        f" `peerjournal share --paused {number}` shares it then."
    )
    program.terminal.result(number)


@click.command("pause", epilog="Example: peerjournal pause 2 --to Robin --until tomorrow")
@handover.takes(*CHOICES)
@click.option(
    "--until",
    "till",
    metavar="WHEN",
    help="An hour, tomorrow (if not said), 3 days, monday, or another time.",
)
@click.option("--end", metavar="N", help="End the pause of that number: it may leave now.")
@click.option("--longer", metavar="N WHEN", nargs=2, help="Let the pause of that number last until then.")
@click.option("--keep", metavar="N", help="Keep it to yourself: the pause goes, and nothing else does.")
@click.pass_obj
def pause_command(program: Program, /, **options: Any) -> None:
    """Set a letter aside before it leaves, and print the pause's number."""
    deeds = {one: options.pop(one) for one in ("end", "longer", "keep")}
    asked = [one for one, value in deeds.items() if value is not None]
    if len(asked) > 1 or (asked and any(options.values())):
        raise click.UsageError("Pass stories and `--to`, or one of `--end`, `--longer` and `--keep`.")
    if asked:
        return _change(program, asked[0], deeds[asked[0]])
    stories, name, till = (options.pop(one) for one in ("stories", "name", "till"))
    peer, found = named(program, stories, name)
    session = program.session
    kept = around(**options)
    return tell_waits(
        program, session.pauses.set_aside(found, peer, kept, until(program, till or "tomorrow"))
    )


def _change(program: Program, deed: str, value: Any) -> None:
    pauses, terminal = program.session.pauses, program.terminal
    if deed == "longer":
        number, when = value
        return tell_waits(program, pauses.longer(number, until(program, when)))
    if deed == "keep":
        pauses.keep(value)
        return terminal.tell("It stays with you. Nothing else was changed.")
    number = pauses.reference(pauses.end(value))
    return terminal.tell(f"The pause is over. `peerjournal share --paused {number}` shares it.")


# Coming back.


@click.command("paused", epilog="Example: peerjournal paused 1")
@click.argument("number", metavar="[N]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def paused_command(program: Program, /, number: str | None, *, as_json: bool) -> None:
    """Show what is set aside; with a number, all of it, to read it again."""
    session, terminal = program.session, program.terminal
    with contextlib.suppress(JournalReadOnly, NotSaved, JournalInUse):
        session.pauses.refresh()
    found = session.pauses.all() if number is None else [session.pauses.get(number)]
    if as_json:
        items = [_item(session, one) for one in found]
        return terminal.result_json({"items": items} if number is None else items[0])
    if number is not None:
        return _show(program, found[0])
    for one in found:
        terminal.result(_line(_item(session, one)))
    return None if found else terminal.tell("Nothing is set aside.")


def _item(session: Any, pause: Any) -> dict[str, Any]:
    peer, letters = session.circle.by_id(pause.peer), session.inbox.letters
    answered = letters.by_id(pause.answers) if pause.answers else None
    return {
        "answers": letters.reference(answered) if answered else None,
        "kind": "story" if pause.reply is None else "reply",
        "number": session.pauses.reference(pause),
        "over": session.pauses.is_over(pause),
        "peer": peer.stand_in if peer else None,
        "set_on": pause.set_on.encode(),
        "stories": [session.journal.short(one) for one in session.pauses.stories(pause)],
        "until": pause.until.encode(),
        "wish": pause.around.wish if pause.reply is None else None,
    }


def _line(item: dict[str, Any]) -> str:
    numbers = ", ".join(item["stories"])
    what = f"story {numbers}" if numbers else "a reply"
    if item["answers"]:
        what = f"a reply to letter {item['answers']}"
    when = item["until"].replace("T", " ")[:16]
    waits = "its time has come" if item["over"] else f"until {when}"
    return " · ".join([item["number"], f"for {listing.named(item['peer'])}", what, waits])


def _show(program: Program, pause: Any) -> None:
    """Show what was set aside, to read it again, and say what can be done."""
    from peerjournal.letters import STEPS, set_aside_on  # noqa: PLC0415 — as above

    session, terminal = program.session, program.terminal
    number = session.pauses.reference(pause)
    terminal.tell(set_aside_on(pause, session.vault.clock()))
    for sentence in session.pauses.meanwhile(pause):
        terminal.tell(sentence)
    parts = [
        "\n\n".join(text for text in (f"# {one.title}" if one.title else "", one.body) if text)
        for one in session.pauses.stories(pause)
    ]
    if pause.reply is not None:
        said = [("", pause.reply.note), *((label, getattr(pause.reply, name)) for name, _, label in STEPS)]
        parts = [f"**{label}**\n\n{text}" if label else text for label, text in said if text]
    terminal.result("\n\n".join(parts))
    share = f"`peerjournal share --paused {number}` shares it"
    if not session.pauses.is_over(pause):
        share = f"It waits until {pause.until}; `peerjournal pause --end {number}` ends that"
    terminal.tell(
        f"{share}, `pause --longer {number} WHEN` lets it wait longer, and `pause --keep {number}` keeps it"
        " to yourself. What you edit in a story is edited here too."
    )


def set_reply_aside(program: Program, kept: Any, peer: Any, reply: Any, typed: str) -> None:
    """Set a reply aside until a time that was typed."""
    session = program.session
    tell_waits(program, session.pauses.set_aside_reply(kept, peer, reply, until(program, typed)))
