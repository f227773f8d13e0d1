"""Help and the pages about commands: they are what the program is, and every example in them can be typed."""

import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from peerjournal import errors
from peerjournal.cli.program import root
from tests import command_reference
from tests.cli.command_tree import Found, every_command
from tests.source_tree import PACKAGE, ROOT

COMMANDS = [*every_command()]
every = pytest.mark.parametrize("found", COMMANDS, ids=lambda found: str(found[0]))
VERBS = frozenset(
    (
        *("Add", "Answer", "Bring", "Call", "Change", "Choose", "Compare", "Erase", "Find", "Forget", "Hide"),
        *(
            "Keep",
            "Look",
            "Make",
            "Mark",
            "Move",
            "Note",
            "Put",
            "Read",
            "Remove",
            "Rename",
            "Rewrite",
            "Say",
        ),
        *("Set", "Show", "Take", "Write"),
    )
)
"""With which help begins: what the command does, said to whoever asks for it."""


def test_the_reference_is_what_the_program_says() -> None:
    page = command_reference.PAGE.read_text(encoding="utf-8")
    assert page == command_reference.drawn(), "`make fix` draws it again"


@every
def test_help_begins_with_a_verb_and_ends_with_an_example(found: Found) -> None:
    path, command, context = found
    told = inspect.cleandoc(command.help or "")
    assert told.split()[0] in VERBS
    assert told.partition("\n\n")[0].endswith(".")
    last = command.get_help(context).rstrip().splitlines()[-1]
    assert last == f"  {command.epilog}", "it is on one line, so that it can be copied"
    assert last.startswith("  Example: peerjournal ")
    assert set(path.split()) <= {*command_reference.example(command).split()}


@every
def test_every_option_and_argument_is_told_of(found: Found) -> None:
    _, command, context = found
    for each in command.get_params(context):
        if isinstance(each, click.Option):
            assert each.help, each.opts
            assert each.help.endswith("."), each.opts


# Examples


def understood(words: list[str]) -> None:
    """Have the program read a command's words as far as it can without doing anything.

    Raises:
        click.ClickException: They are no command, or not its options.
    """
    context = root.make_context("peerjournal", words)
    # What is left over is the next command's; click itself takes the two together.
    while isinstance(context.command, click.Group) and (rest := [*context._protected_args, *context.args]):
        name, command, rest = context.command.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, rest, parent=context)


def commands_in(line: str) -> Iterator[list[str]]:
    """Yield the words of each command of ours in a line for a shell, without what the shell does itself."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if set(word) <= set("|&;<>()"):
            if words[:1] in (["peerjournal"], ["pj"]):
                yield words[1:]
            words = ["to a file"] if ">" in word or "<" in word else []
        elif words or "=" not in word:
            words.append(word)


def whole(words: list[str]) -> list[str]:
    """Leave out the number of a stream that is turned elsewhere, as in `3<FILE`."""
    return words[:-1] if words[-1:] in (["2"], ["3"]) and "--passphrase-fd" in words else words


@every
def test_the_example_of_its_help_can_be_typed(found: Found) -> None:
    (words,) = commands_in(command_reference.example(found[1]))
    understood(words)


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]


def lines_to_type(text: str) -> Iterator[str]:
    """Yield the lines for a shell in a page, without what stands there for its reader."""
    for kind, block in re.findall(r"(?ms)^```(console|sh)\n(.*?)^```", text):
        for line in block.replace("\\\n", " ").splitlines():
            if kind == "sh" or line.startswith("$ "):
                yield re.sub(r"(?:^|\s)#\s.*", "", line.removeprefix("$ "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
def test_every_command_in_the_guide_can_be_typed(page: Path) -> None:
    wrong = []
    for line in lines_to_type(page.read_text(encoding="utf-8")):
        for words in commands_in(line):
            try:
                understood(whole(words))
            except click.exceptions.Exit:
                pass
            except click.ClickException as error:
                wrong.append((line, error.format_message()))
    assert wrong == []


def test_an_example_that_is_wrong_is_noticed() -> None:
    for line in (
        "peerjournal share 1 --fro Robin",
        "pj shwo 1",
        "cat x | pj peers crad",
        "pj list --kind letter",
    ):
        (words,) = commands_in(line)
        with pytest.raises(click.ClickException):
            understood(words)


# What else stands in the reference


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"(?m)^\* `(\d+)`:", command_reference.drawn())}
    raised = {one.exit_code for one in vars(errors).values() if hasattr(one, "exit_code")}
    assert raised <= told


def test_what_is_read_of_the_environment_is_told() -> None:
    """Names of ours between two processes of ours, and what the system itself sets, are nobody's to set."""
    asked = re.compile(r"environ(?:ment)?(?:\.get\(|\[)\"(\w+)\"|\"(\w+)\"(?: not)? in os\.environ")
    text = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    read = {name for pair in asked.findall(text) for name in pair if name}
    of_the_system = {"COMPUTERNAME", "PATH", "COLORFGBG", "TEXTUAL_DISABLE_KITTY_KEY"}
    assert read - of_the_system == set(command_reference.ENVIRONMENT)
