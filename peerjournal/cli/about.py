"""The commands that say something about a story before it is read: note and stands."""

from dataclasses import replace
from typing import Any

import click

from peerjournal.cli import given, offered, story_parts
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal

_as_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


@click.command("note", epilog='Example: peerjournal note 3 --topic "panic or crisis" --ends steady')
@click.argument("number", metavar="[N]", required=False)
@click.option("--topics", "offered", is_flag=True, help="Show the topics that are offered; no N is needed.")
@click.option(
    "--topic",
    "topics",
    metavar="NAME",
    multiple=True,
    shell_complete=offered.TOPICS,
    help="What is in it: one that is offered, or own words. Several may be given; they replace those there.",
)
@click.option(
    "--described/--mentioned",
    default=None,
    help="Whether that is described, or only mentioned, as it is at first.",
)
@click.option("--skip", "skip_hint", metavar="TEXT", help="What can be passed over, and where to go on.")
@click.option(
    "--ends",
    metavar="TEXT",
    shell_complete=offered.ENDS,
    help="How it ends: steady, open, or your own words.",
)
@click.option(
    "--help-line/--no-help-line",
    default=None,
    help="Whether a line about where to find help stands at the end.",
)
@click.option("--clear", is_flag=True, help="Take the whole note away.")
@_as_json
@click.pass_obj
def note_command(
    program: Program, /, number: str | None, *, offered: bool, as_json: bool, **said: Any
) -> None:
    """Show what a story's content note says, or change it.

    You choose what it says; nothing is read out of your text. `-` in the place of a text asks for it, or
    reads it from stdin.
    """
    if offered:
        return _offer(program.terminal, as_json=as_json)
    if number is None:
        raise click.UsageError("Say which story it is for, as in `peerjournal note 3`.")
    given_now = {name: value for name, value in said.items() if value not in (None, (), False)}
    given_now |= {name: False for name in ("described", "help_line") if said[name] is False}
    if said["clear"] and len(given_now) > 1:
        raise click.UsageError("`--clear` takes the whole note away, so nothing else goes with it.")
    if given_now:
        note = _changed(program, number, given_now)
    else:
        note = story_parts.story_of(program.session, number).content_note
    if as_json:
        return program.terminal.result_json({"content_note": story_parts.note_item(note)})
    return None if given_now else _show(program.terminal, note)


def _show(terminal: Terminal, note: Any) -> None:
    if note is None:
        return terminal.tell("There is no content note. `peerjournal note --topics` shows what is offered.")
    for line in story_parts.note_lines(note):
        terminal.result(line)
    return None


def _offer(terminal: Terminal, *, as_json: bool) -> None:
    from peerjournal.journal import NONE_NEEDED, PICKER, TOPICS  # noqa: PLC0415 — only to offer them

    topics = (*TOPICS, NONE_NEEDED)
    terminal.tell(f"{PICKER} Your own words do as well.")
    if as_json:
        return terminal.result_json({"items": [{"topic": topic} for topic in topics]})
    for topic in topics:
        terminal.result(topic)
    return None


def _changed(program: Program, number: str, said: dict[str, Any]) -> Any:
    """Change a story's note, and return it as it is then."""
    from peerjournal.journal import HARD_CARD, HARD_TOPIC, ContentNote  # noqa: PLC0415 — only to change one

    said, typed = given.filled(program, said)
    session, terminal = program.session, program.terminal
    with given.not_lost(terminal, typed, ()), session.vault.transaction():
        story = story_parts.story_of(session, number)
        old = story.content_note or ContentNote()
        note = None if said.pop("clear", False) else replace(old, **_fields(said))
        session.journal.edit(story.id, content_note=note)
    if note and HARD_TOPIC in note.topics and HARD_TOPIC not in old.topics:
        # Because it was picked here; nothing is ever looked for in the text.
        for line in HARD_CARD:
            terminal.tell(line)
    terminal.tell("The note is taken away." if note is None else f"Kept with story {number}.")
    texts = (*said.get("topics", ()), said.get("skip_hint"), said.get("ends"))
    if any(text not in (None, typed) for text in texts):
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
    return note


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said as fields of a note; a topic that is offered in its usual spelling."""
    from peerjournal.journal import HOW, NONE_NEEDED, TOPICS  # noqa: PLC0415 — as above

    fields: dict[str, Any] = {name: said[name] for name in ("skip_hint", "ends", "help_line") if name in said}
    if "described" in said:
        fields["how"] = HOW[said["described"]]
    if "topics" in said:
        usual = {topic.casefold(): topic for topic in (*TOPICS, NONE_NEEDED)}
        fields["topics"] = tuple(usual.get(topic.strip().casefold(), topic) for topic in said["topics"])
        if NONE_NEEDED in fields["topics"] and len(fields["topics"]) > 1:
            raise click.UsageError("Where none is needed, no topic stands beside it.")
    return fields


@click.command("stands", epilog="Example: peerjournal stands 3 coming through")
@click.argument("number", metavar="N")
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option("--clear", is_flag=True, help="Say nothing about it.")
@_as_json
@click.pass_obj
def stands_command(
    program: Program, *, number: str, words: tuple[str, ...], clear: bool, as_json: bool
) -> None:
    """Show where a story stands, or say it: in it, coming through, looking back, or your own words.

    It needn't be finished. `-` in the place of the text asks for it, or reads it from stdin.
    """
    if clear and words:
        raise click.UsageError("Pass a text or `--clear`, not both.")
    terminal = program.terminal
    if not (clear or words):
        return _show_stands(program, number, as_json=as_json)
    said, typed = given.filled(program, {"text": " ".join(words)})
    text = "" if clear else given.read(terminal, (said["text"],), "")
    with given.not_lost(terminal, typed, ()), program.session.vault.transaction():
        story = story_parts.story_of(program.session, number)
        story = program.session.journal.edit(story.id, stands=text)
    terminal.tell("It says nothing about that now." if clear else f"Kept with story {number}.")
    if words and not typed:
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
    return terminal.result_json({"stands": story.stands}) if as_json else None


def _show_stands(program: Program, number: str, *, as_json: bool) -> None:
    from peerjournal.journal import STANDS  # noqa: PLC0415 — only to offer them

    stands = story_parts.story_of(program.session, number).stands
    if as_json:
        return program.terminal.result_json({"stands": stands})
    if stands:
        return program.terminal.result(stands)
    return program.terminal.tell(
        f"It says nothing about that, which is fine. You could say: {', '.join(STANDS)}, or your own words."
    )
