"""Color on a terminal only, and only where it is wanted: `--no-color` and NO_COLOR on all that lists."""

import re
import shlex

import pytest

from tests.cli.conftest import Command
from tests.cli.exchange import meet, story
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.sampling import sampled, some

COLOR = re.compile(r"\x1b\[[0-9;:]*[34][0-9][0-9;:]*m|\x1b\[[0-9;:]*(?:9|10)[0-7][0-9;:]*m")
LISTING = (
    *("list", "find heron", "show 1", "show 2", "tags", "versions 1", "names 2", "tools 2", "people"),
    *("shelf", "peers", "letters", "ledger", "paused", "preview 2 --to robin", "bring-back", "settle"),
    *("devices", "check"),
)
NEEDS_NO_KEY = ("ways", "ways show just-today", "note --topics", "steady", "help-now", "list --help")


@pytest.fixture
def sam(pj: Command) -> Command:
    """Give a journal with an entry, a story, and somebody to write to."""
    meet(pj)
    text = "# The heron\n\nSome **strong** words, `code` and [there](https://example.org/a).\n\n> Said.\n"
    pj("write", "--tag", "lake", "--star", stdin=text, who="sam")
    story(pj, text)
    return pj


@sampled
@pytest.mark.parametrize("how", ["--no-color", "NO_COLOR"])
@pytest.mark.parametrize("arguments", some([*LISTING, *NEEDS_NO_KEY], "no color"))
def test_no_color_where_none_is_wanted(
    sam: Command, monkeypatch: pytest.MonkeyPatch, arguments: str, how: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    if how == "NO_COLOR":
        monkeypatch.setenv(how, "1")
    code, screen = at_terminal(
        sam.places("sam"),
        *shlex.split(arguments),
        before=[how] if how.startswith("--") else [],
        typing=() if arguments in NEEDS_NO_KEY else (UNLOCKS,),
    )
    assert code in {0, 1}, screen
    assert not COLOR.search(screen)


def test_otherwise_a_terminal_has_color(sam: Command) -> None:
    """What is looked for above would be found."""
    assert COLOR.search(at_terminal(sam.places("sam"), "show", "1")[1])


@pytest.mark.parametrize("arguments", [*LISTING, *NEEDS_NO_KEY])
def test_a_pipe_has_neither_color_nor_anything_else_that_commands(
    sam: Command, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.setenv(name, "1")
    run = sam(*shlex.split(arguments), who="sam")
    assert "\x1b" not in run.out + run.err
