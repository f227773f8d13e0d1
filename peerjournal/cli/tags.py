"""The command `tags`: the tags in use, and one renamed or merged with another."""

from typing import Any

import click

from peerjournal.cli import listing
from peerjournal.cli.program import Program, Whole
from peerjournal.text import clean_line

_as_json = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


@click.group("tags", cls=Whole, invoke_without_command=True, epilog="Example: peerjournal tags")
@_as_json
@click.pass_context
def tags_command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the tags in use, how often each is, and which look like one tag spelled in two ways."""
    if ctx.invoked_subcommand is not None:
        return None
    from peerjournal.journal import near_duplicates  # noqa: PLC0415 — each command pays only for what it does

    program: Program = ctx.obj
    terminal = program.terminal
    counted = program.session.journal.tags()
    alike = near_duplicates(counted)
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    if as_json:
        items = [{"count": count, "tag": tag} for tag, count in ordered]
        return terminal.result_json({"items": items, "near_duplicates": [list(group) for group in alike]})
    for tag, count in ordered:
        terminal.result(f"{count:>5}  {listing.short(clean_line(tag))}")
    for group in alike:
        terminal.tell(f"Perhaps one tag: {listing.short(listing.hashed(group))}.")
    if alike:
        terminal.tell("`peerjournal tags rename` makes one of two.")
    return None if counted else terminal.tell("There are no tags yet.")


@tags_command.command("rename", epilog="Example: peerjournal tags rename works work")
@click.argument("old", metavar="TAG")
@click.argument("new", metavar="NEW")
@click.option("--in-text", is_flag=True, help="Change #TAG in the texts too; otherwise they stay as written.")
@click.option("--yes", is_flag=True, help="Go ahead without a question.")
@click.pass_obj
def rename_command(program: Program, *, old: str, new: str, in_text: bool, yes: bool) -> None:
    """Put one tag in another's place everywhere; where the new one is there already, the two become one.

    Case makes no difference. Before two tags become one, or texts change, it is asked. What was removed gets
    the new tag too, so that it has it when it is brought back.
    """
    terminal, journal = program.terminal, program.session.journal
    plan = journal.plan_rename(old, new)
    from peerjournal.journal import tag_words  # noqa: PLC0415 — each command pays only for what it does

    if plan.merges or (in_text and plan.in_text):
        for sentence in tag_words.before(plan, in_text=in_text):
            terminal.tell(sentence)
        if not terminal.agrees(tag_words.question(plan), yes=yes):
            return terminal.tell("Nothing was changed.")
    with terminal.progress("Renaming") as progress:
        done = journal.rename_tag(old, new, in_text=in_text, progress=progress)
    for sentence in tag_words.after(done):
        terminal.tell(sentence)
    return terminal.tell(_how_back(done))


def _how_back(done: Any) -> str:
    plan = done.plan
    if plan.merges:
        return "`peerjournal versions N` shows each entry as it was before, and can bring that back."
    old, new = (f'"{tag}"' if " " in tag else tag for tag in (plan.old, plan.new))
    texts = " --in-text" if done.texts else ""
    return f"`peerjournal tags rename {new} {old}{texts}` puts it back."
