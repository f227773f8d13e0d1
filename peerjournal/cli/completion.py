"""The command `completion`: a script for a shell, and what may come next on the line that it hands over.

click knows what may come next, and the scripts here are ours for one reason: click's hand what was typed so
far to a program by its arguments or its environment, where other accounts or programs can read it. These hand
it over on stdin. Nothing is unlocked or read for an answer, and nothing that anybody wrote is in one.
"""

from collections.abc import Iterator
from typing import Final

import click
from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

from peerjournal.cli.given import OneOf
from peerjournal.cli.program import Program
from peerjournal.errors import PeerjournalError

_CURSOR = "\x00"
"""Stands at the end of a line while it is split, so that what is typed now is known, even an empty word."""

_SCRIPTS: Final = {"bash": "peerjournal.bash", "zsh": "_peerjournal", "fish": "peerjournal.fish"}
_STAYS: Final = {
    "bash": "a file of it, as `~/.peerjournal.bash`, and `source ~/.peerjournal.bash` in ~/.bashrc",
    "zsh": "a file `_peerjournal` with it, in a folder of `$fpath`, before `compinit`",
    "fish": "a file of it in ~/.config/fish/completions, as `peerjournal.fish`, and again as `pj.fish`",
}


class _Line(ShellComplete):
    """What may come next on a line, as one line of text for each: kind, value, and what it is for."""

    def __init__(self, root: click.Command, shell: str, line: str) -> None:
        super().__init__(root, {}, "peerjournal", "")
        self._shell = shell
        *before, last = split_arg_string(line + _CURSOR)
        self._before, self._last = before[1:], last.removesuffix(_CURSOR)
        # An open quote is closed by the shell itself, and within one nothing needs another.
        self._is_open = len(split_arg_string(f"{line}{_CURSOR} {_CURSOR}")) == len(before) + 1

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words that stand before the cursor, and what of one stands right before it."""
        return self._before, self._last

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Write one answer."""
        value, told = str(item.value), item.help or ""
        if item.type != "plain":
            value = ""
        elif self._shell == "bash" and not self._is_open:
            value = _escaped(value)
        elif self._shell == "fish" and self._last.startswith("-") and "=" in self._last:
            value = f"{self._last.partition('=')[0]}={value}"
        return "\t".join((item.type, value, " ".join(told.split())))


def _escaped(value: str) -> str:
    """Write a word so that bash reads it as one."""
    return "".join(char if char.isalnum() or char in "-_./=," else f"\\{char}" for char in value)


@click.command("completion", epilog="Example: peerjournal completion bash > ~/.peerjournal.bash")
@click.argument("shell", metavar="bash|zsh|fish", type=OneOf(*_SCRIPTS))
@click.option("--answer", is_flag=True, hidden=True, help="Say what may come next, for the line on stdin.")
@click.pass_context
def completion_command(ctx: click.Context, *, shell: str, answer: bool) -> None:
    """Write a script with which your shell completes commands, options and paths.

    It never unlocks the journal, and offers nothing that you wrote.
    """
    program: Program = ctx.obj
    if answer:
        for line in _answers(program, ctx.find_root().command, shell):
            program.terminal.result(line)
        return
    from importlib import resources  # noqa: PLC0415 — 25 ms, and not for an answer

    script = resources.files("peerjournal.cli").joinpath("shells", _SCRIPTS[shell])
    program.terminal.result(script.read_text(encoding="utf-8").rstrip("\n"))
    if program.terminal.shows:
        program.terminal.tell(f"To have it each time: {_STAYS[shell]}.")


def _answers(program: Program, root: click.Command, shell: str) -> Iterator[str]:
    """Yield what may come next; nothing where that can't be known, for nobody reads a refusal there."""
    try:
        line = program.terminal.standard_input_bytes().decode()
        yield from _Line(root, shell, line).complete().splitlines()
    except (UnicodeDecodeError, PeerjournalError, click.ClickException):
        return
