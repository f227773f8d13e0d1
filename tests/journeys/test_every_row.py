"""The command's whole table, told as one story in real processes: each command and option runs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from peerjournal.cli.program import root
from tests.interop import carriers
from tests.source_tree import ROOT

STORY = Path(__file__).with_name("every_row.bash")
NEW_KEYS = "init|keys|erase|restore|demo"
"""Commands that make keys; here they are cheap."""
PROGRAM = """#!/bin/bash
{{ printf '%s\\x1f' "$@"; printf '\\x1e'; }} >>"$RAN"
for word; do
  case "$word" in {new_keys}) exec "{python}" -m tests.journeys.cheap_keys "$@" ;; esac
done
exec "{installed}" "$@"
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Run the story in an empty folder and a home of its own, and return every command that it ran."""
    carriers.program("jq", "jq")
    folder = tmp_path_factory.mktemp("story")
    (folder / "bin").mkdir()
    for name in ("peerjournal", "pj"):
        program = folder / "bin" / name
        program.write_text(
            PROGRAM.format(
                new_keys=NEW_KEYS, python=sys.executable, installed=Path(sys.executable).parent / name
            )
        )
        program.chmod(0o700)
    (folder / "here").mkdir()
    world = {
        # Nothing that asks for color everywhere has any sway in a pipe.
        "CLICOLOR_FORCE": "1",
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PEERJOURNAL_CONFIG": str(folder / "settings"),
        "PYTHONPATH": str(ROOT),
        "RAN": str(folder / "ran"),
        "TZ": "Europe/Berlin",
    }
    done = subprocess.run(
        ["bash", STORY],
        cwd=folder / "here",
        env=world,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    lines = (folder / "ran").read_text(encoding="utf-8").split("\x1e")
    return [line.split("\x1f")[:-1] for line in lines[:-1]]


def commands(
    command: click.Command, name: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield each command that there is, by its words."""
    if name or not isinstance(command, click.Group):
        yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            one = command.get_command(context, word)
            assert one is not None
            yield from commands(one, (*name, word))


def used(run: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the commands that one run named, each with the options that stood behind it."""
    context, words = click.Context(root), list(run)
    name: tuple[str, ...] = ()
    here: click.Command = root
    for word in words:
        yield name, word.split("=", 1)[0]
        found = here.get_command(context, word) if isinstance(here, click.Group) else None
        if found is not None:
            name, here = (*name, word), found
            yield name, ""


def spellings(option: click.Option) -> Iterator[set[str]]:
    """Yield the ways to write an option, and those to write its opposite."""
    yield {*option.opts}
    if option.secondary_opts:
        yield {*option.secondary_opts}


@pytest.mark.interop
def test_every_command_and_option_is_in_the_story(ran: list[list[str]]) -> None:
    """Whoever adds a command or an option adds it to tests/journeys/every_row.bash."""
    told = {each for run in ran for each in used(run)}
    missing = [" ".join(name) for name, _ in commands(root) if (name, "") not in told]
    for name, command in (((), root), *commands(root)):
        options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
        every = [ways for option in options for ways in spellings(option)]
        missing += [
            " ".join((*name, min(ways))) for ways in every if not any((name, way) in told for way in ways)
        ]
    assert missing == []


def test_the_guides_own_example_is_told_line_by_line() -> None:
    """Cards, words read aloud, a letter and a reply: just as docs/guide/first-letter.md has it."""
    guide = (ROOT / "docs" / "guide" / "first-letter.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^```console\n(.*?)^```", guide)
    assert block.replace("$ ", "") in STORY.read_text(encoding="utf-8").replace("$ ", "")


def test_the_story_can_be_read_from_top_to_bottom() -> None:
    for script in (STORY, STORY.with_name("every_row_steps.bash")):
        lines = script.read_text(encoding="utf-8").splitlines()
        assert (len(lines) <= 300, max(map(len, lines)) <= 125) == (True, True)
