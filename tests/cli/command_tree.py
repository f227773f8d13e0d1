"""Every command there is, as click knows it: what completes, what is described and what is tried walks it."""

from collections.abc import Iterator

import click

from peerjournal.cli.program import root

Found = tuple[str, click.Command, click.Context]


def every_command() -> Iterator[Found]:
    """Yield each with what stands before it (`peerjournal peers card`), in the order of its help."""
    yield from _from(root, click.Context(root, info_name="peerjournal"))


def _from(command: click.Command, context: click.Context) -> Iterator[Found]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inside = command.get_command(context, name)
            assert inside is not None
            yield from _from(inside, click.Context(inside, context, name))
