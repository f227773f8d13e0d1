"""The command `tools`: what was tried around a story, and how it went, in the writer's order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from peerjournal.cli import given, story_parts
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal
from peerjournal.errors import InputError, JournalError

_OUTCOMES = {"helped": "helped", "didnt": "didn't", "depends": "depends", "unsure": "not sure yet"}
"""Each option that says how something went, and how it is kept."""
_GOES = {
    "open": "",
    "careful": " It is careful: it goes along only where `share --careful` names it.",
    "mine": " It stays with you.",
}
_NOTHING = "Nothing is here yet. `--helped TEXT` adds something that helped you."
_ORDER = "order"
_place = click.IntRange(min=1)


class _InOrder(click.Command):
    """A command that knows in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and remember the order of the options among them."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = [one.name for one in order if one.name in _OUTCOMES]
        return super().parse_args(ctx, args)


@click.command(
    "tools",
    cls=_InOrder,
    epilog='Example: peerjournal tools 3 --helped "a walk before the call" --light open',
)
@click.argument("number", metavar="N")
@click.option("--helped", metavar="TEXT", multiple=True, help="What helped me.")
@click.option("--didnt", metavar="TEXT", multiple=True, help="What didn't help me.")
@click.option("--depends", metavar="TEXT", multiple=True, help="What depends.")
@click.option("--unsure", metavar="TEXT", multiple=True, help="What I'm not sure about yet.")
@click.option("--when", metavar="TEXT", help="When it goes like that.")
@click.option("--might-differ", metavar="TEXT", help="What may be different for somebody else.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag of your own on it; it never leaves.")
@click.option(
    "--light",
    type=given.OneOf("open", "careful", "mine"),
    help="How far it may go; careful if not said, and then left out of a letter unless you name it.",
)
@click.option("--item", metavar="K", type=_place, help="Change this one, by its number, and add none.")
@click.option("--take-out", metavar="K", type=_place, help="Take this one out.")
@click.option("--move", metavar="K PLACE", type=(_place, _place), help="Move this one to another place.")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.pass_obj
def tools_command(
    program: Program,
    /,
    number: str,
    take_out: int | None,
    move: tuple[int, int] | None,
    *,
    as_json: bool,
    **said: Any,
) -> None:
    """Show what helped, what didn't and what depends around a story, or change it.

    What is added stands behind what is there, in the order in which it is given here. `-` in the place of a
    text asks for it, or reads it from stdin.
    """
    _require_one_thing(said, take_out, move)
    said, typed = given.filled(program, said)
    tried = _tried(said)
    session, terminal = program.session, program.terminal
    if not (tried or take_out or move or said["item"]):
        tools = story_parts.story_of(session, number).tools
        return _show(terminal, tools, as_json=as_json) if tools or as_json else terminal.tell(_NOTHING)
    with given.not_lost(terminal, typed, ()), session.vault.transaction():
        story = story_parts.story_of(session, number)
        tools = list(story.tools)
        taken = [_taken(tools, take_out)] if take_out else []
        done = "Taken out. Here it is, if you want it back:"
        if move:
            done = _move(tools, *move)
        elif said["item"]:
            done = _change(tools, said, tried)
        elif tried:
            done = _add(tools, said, tried, number)
        session.journal.edit(story.id, tools=tools)
    terminal.tell(done)
    _show(terminal, tools if as_json else taken, as_json=as_json)
    if any(text != typed for _, text in tried):
        given.tell_once_what_the_shell_keeps(terminal, program.places.state)
    return None


def _require_one_thing(said: dict[str, Any], take_out: int | None, move: tuple[int, int] | None) -> None:
    """Raise UsageError where options contradict each other, before anything is asked for."""
    texts = sum(len(said[name]) for name in _OUTCOMES)
    about = [name for name in ("when", "might_differ", "light") if said[name] is not None]
    about += ["tags"] if said["tags"] else []
    saying = bool(texts or about or said["item"] is not None)
    if [take_out is not None, move is not None, saying].count(True) > 1:
        raise click.UsageError("Change one thing at a time: add, `--item`, `--move` or `--take-out`.")
    if about and not texts and said["item"] is None:
        raise click.UsageError("Say what it is about: what was tried, or which one with `--item K`.")
    if said["item"] is not None and not (texts or about):
        raise click.UsageError("Say what to change about it, as in `--item 2 --light open`.")
    if said["item"] is not None and texts > 1:
        raise click.UsageError("One item has one text.")


def _tried(said: dict[str, Any]) -> list[tuple[str, str]]:
    """Return how each went and what it was, as they were given from left to right."""
    texts = {name: iter(said[name]) for name in _OUTCOMES}
    order = click.get_current_context().meta[_ORDER]
    tried = [(name, next(texts[name])) for name in order]
    if not all(text.strip() for _, text in tried):
        raise InputError("There was no text. Nothing was kept or changed.")
    return tried


# Each of these changes the list, and returns what to say of it.


def _add(tools: list[Any], said: dict[str, Any], tried: list[tuple[str, str]], number: str) -> str:
    from peerjournal.journal import Light, Outcome, Tool  # noqa: PLC0415 — only to add one

    light = Light(said["light"] or Light.CAREFUL)
    when, differs = said["when"] or "", said["might_differ"] or ""
    tools += [Tool(text, Outcome(_OUTCOMES[how]), when, differs, said["tags"], light) for how, text in tried]
    return f"Kept with story {number}.{_GOES[light.value]}"


def _change(tools: list[Any], said: dict[str, Any], tried: list[tuple[str, str]]) -> str:
    """Put what was said in the place of what one of them says; the rest of it stays."""
    from peerjournal.journal import Light, Outcome  # noqa: PLC0415 — only to change one

    old = _one(tools, said["item"])
    changes: dict[str, Any] = {
        name: said[name] for name in ("when", "might_differ") if said[name] is not None
    }
    changes |= {"tags": said["tags"]} if said["tags"] else {}
    changes |= {"light": Light(said["light"])} if said["light"] else {}
    for how, text in tried:
        changes |= {"tried": text, "how_it_went": Outcome(_OUTCOMES[how])}
    tools[said["item"] - 1] = replace(old, **changes)
    return "Changed."


def _move(tools: list[Any], place: int, where: int) -> str:
    _one(tools, where)
    tools.insert(where - 1, _taken(tools, place))
    return "Moved."


def _one(tools: list[Any], place: int) -> Any:
    if place > len(tools):
        raise JournalError(
            "There is nothing with that number here.", hint="`peerjournal tools` shows the numbers."
        )
    return tools[place - 1]


def _taken(tools: list[Any], place: int) -> Any:
    taken = _one(tools, place)
    del tools[place - 1]
    return taken


def _show(terminal: Terminal, tools: Sequence[Any], *, as_json: bool) -> None:
    if as_json:
        return terminal.result_json({"items": [story_parts.tool_item(tool) for tool in tools]})
    for place, tool in enumerate(tools, start=1):
        for line in story_parts.tool_lines(tool, str(place)):
            terminal.result(line)
    return None
