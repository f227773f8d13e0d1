"""Draws the command reference in docs/reference.md from the program's own commands.

python -m tests.command_reference    writes it; `make fix` does, and tests/cli/test_reference.py compares
"""

import inspect
import textwrap
from collections.abc import Iterator

import click

from peerjournal import errors
from tests.cli.command_tree import every_command
from tests.source_tree import ROOT

PAGE = ROOT / "docs" / "reference.md"
_BEGINS = """\
# Every command

`peerjournal` alone opens the app. With a command it does one thing and ends; `pj` is the same program. This
page is what `--help` says of each: `make fix` draws it from the program. The pages of the guide tell the same
by what you want to do, and [guide/shell.md](guide/shell.md) how to use it in scripts.

Results go to stdout, everything else to stderr. Numbers are those that the lists show; an entry of another
device carries that device's letter, as in `12b`. `-` stands for stdin where a file or a text is meant. What
`--json` writes stands in [formats/commands.md](formats/commands.md).
"""
ENVIRONMENT = {
    "PEERJOURNAL_HOME": "the journal's folder, where `--journal` does not say it",
    "PEERJOURNAL_CONFIG": "the folder of the settings",
    "NO_COLOR": "set to anything: no colors",
    "TERM": "`dumb`: no screen, and nothing is shown aside",
    "VISUAL": "your own editor, for `--editor` only",
    "EDITOR": "the same, where VISUAL is not set",
    "TZ": "your time zone, where it is not the system's",
}
"""What a person may set, and what it does."""
_WIDTH = 110
_CODES = {
    0: "It is done.",
    1: "It can't be done, or something must be decided first; what it says tells more.",
    2: "The command was not understood, or what came in can't be used.",
    130: "Ctrl-C, or Ctrl-D at a question. Nothing is half done.",
}


def drawn() -> str:
    """Return the whole page."""
    commands = [*every_command()]
    names = [_called(path) for path, *_ in commands[1:]]
    listed = " · ".join(f"[{name}](#{name})" for name in names if " " not in name)
    parts = [
        _BEGINS,
        f"{textwrap.fill(listed, _WIDTH, break_on_hyphens=False)}\n",
        *_global(*commands[0][1:]),
        *_codes(),
        *_environment(),
    ]
    for path, command, context in commands[1:]:
        parts += _section(path, command, context)
    return "\n".join(parts)


def _called(path: str) -> str:
    return path.removeprefix("peerjournal ")


def _global(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "## Before the command\n"
    yield "These stand between `peerjournal` and the command.\n"
    yield from _options(command, context)
    yield ""


def _codes() -> Iterator[str]:
    yield "## Exit codes\n"
    told = dict(_CODES)
    for one in vars(errors).values():
        if inspect.isclass(one) and issubclass(one, errors.PeerjournalError) and one.exit_code not in told:
            told[one.exit_code] = (one.__doc__ or "").partition("\n")[0]
    yield from (f"* `{code}`: {told[code]}" for code in sorted(told))
    yield ""


def _environment() -> Iterator[str]:
    yield "## Environment\n"
    yield from (f"* `{name}`: {use}." for name, use in ENVIRONMENT.items())
    yield "\nNothing reads a passphrase there.\n"


def _section(path: str, command: click.Command, context: click.Context) -> Iterator[str]:
    called = _called(path)
    yield f"{'###' if ' ' in called else '##'} {called}\n"
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield f"```text\n{usage}\n```\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(paragraph.split()) + "\n"
    options = [*_options(command, context)]
    if options:
        yield from options
        yield ""
    yield f"```console\n$ {example(command)}\n```\n"


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for each in command.get_params(context):
        told = each.get_help_record(context) if isinstance(each, click.Option) else None
        if told and "--help" not in each.opts:
            yield f"* `{told[0]}`: {told[1]}"


def example(command: click.Command) -> str:
    """Return the example that stands at the end of its help."""
    return (command.epilog or "").removeprefix("Example: ")


if __name__ == "__main__":
    PAGE.write_text(drawn(), encoding="utf-8")
