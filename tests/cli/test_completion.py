"""Completion: what a shell is offered, that nobody wrote it, and what it costs to know."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.cli.program import root
from peerjournal.cli.rooms import COMMANDS
from peerjournal.letters import FORM_NAMES, HOLDS, WISHES
from tests.cli.command_tree import every_command
from tests.cli.conftest import Command, run
from tests.cli.pseudo_terminal import at_terminal
from tests.source_tree import ROOT

SHELLS = ("bash", "zsh", "fish")


def answers(line: str, shell: str = "zsh") -> list[list[str]]:
    told = run("completion", shell, "--answer", stdin=line.encode())
    assert (told.code, told.err) == (0, "")
    return [answer.split("\t") for answer in told.out.splitlines()]


def offered(line: str, shell: str = "zsh") -> list[str]:
    return [value if kind == "plain" else kind for kind, value, _ in answers(line, shell)]


# What is offered


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("pj sh", ["show", "share", "shelf"]),
        ("pj ", list(COMMANDS)),
        ("pj peers c", ["card", "compare"]),
        ("pj letters ", ["remove", "show"]),
        ("pj share 1 --fo", ["--form"]),
        ("pj share 1 --form ", ["sealed", "page", "pdf", "markdown"]),
        ("pj share 1 --form=pa", ["page"]),
        ("pj preview 1 --wish ", ["just_read", "been_there", "stayed", "ideas", "ask_me"]),
        ("pj preview 1 --hold ", ["keep", "wait", "talk"]),
        ("pj list --kind ", ["entry", "story"]),
        ("pj export --format ", ["markdown", "json", "jrnl"]),
        ("pj tools 1 --light ", ["open", "careful", "mine"]),
        ("pj people add x --asked 'ca", ["can't ask"]),
        ("pj note 3 --topic pan", ["panic or crisis"]),
        ("pj note 3 --ends s", ["steady"]),
        ("pj write --way-in just", ["just-today"]),
        ("pj shelf move 1 ", ["up", "down"]),
        ("pj completion ", list(SHELLS)),
        ("pj --jo", ["--journal"]),
        ("pj --journal ", ["dir"]),
        ("pj export ", ["dir"]),
        *((f"pj {place} ", ["file"]) for place in ("open", "inspect", "import", "backup", "restore")),
        ("pj peers add Sam for", ["file"]),
        ("pj show 1 --out ", ["file"]),
        ("pj --journal 'a b' --no-color share --form s", ["sealed"]),
        ("pj show ", []),
        ("pj share 1 --to ", []),
        ("pj list --tag ", []),
        ("pj write some --words", []),
        ("pj write 'it was --t", []),
        ("pj", []),
    ],
)
def test_what_may_come_next_is_offered(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_the_words_that_are_written_down_twice_are_the_same() -> None:
    for option, words in (("--form", FORM_NAMES), ("--wish", WISHES), ("--hold", HOLDS)):
        assert offered(f"pj preview 1 {option} ") == [*words]


def test_what_moves_in_is_offered_by_name() -> None:
    assert {"jrnl", "dayone", "markdown"} < set(offered("pj import x --as "))


def test_options_and_commands_of_a_group_say_what_they_are_for() -> None:
    assert all(told.endswith(".") for line in ("pj share -", "pj peers ") for _, _, told in answers(line))


def test_each_shell_reads_a_word_as_it_writes_them() -> None:
    line = "pj people add x --asked "
    assert offered(line, "bash") == ["yes", "no", r"can\'t\ ask", r"not\ needed"]
    assert offered(f'{line}"c', "bash") == ["can't ask"]
    assert offered(line, "fish") == offered(line, "zsh") == ["yes", "no", "can't ask", "not needed"]
    assert offered("pj share --form=s", "fish") == ["--form=sealed"]


PATHS = {"FILE", "DIR", "DIR|FILE", "[PATH]", "[CARD]"}


def test_wherever_a_path_is_meant_one_is_offered() -> None:
    """A new option for a path is not forgotten."""
    lost = []
    for path, command, context in every_command():
        for each in command.get_params(context):
            said = each.make_metavar(context)
            kinds = {item.type for item in each.type.shell_complete(context, each, "")}
            if (said in PATHS) is not bool(kinds & {"file", "dir"}):
                lost.append((path, each.name, said))
    assert lost == []


# What is never offered


def words_of_the_program() -> Iterator[str]:
    for _, command, context in every_command():
        if isinstance(command, click.Group):
            yield from command.list_commands(context)
        for each in command.get_params(context):
            yield from each.opts + each.secondary_opts
            yield from (str(item.value) for item in each.shell_complete(context, ""))


KNOWN = frozenset(words_of_the_program())
PIECES = st.one_of(
    st.sampled_from(sorted(KNOWN)),
    st.sampled_from(["'", '"', "\\", "=", "-", "--", " ", "\n", "\t", "x"]),
    st.text(),
)


@given(pieces=st.lists(PIECES), glue=st.sampled_from([" ", ""]))
def test_whatever_stands_on_the_line_only_words_of_the_program_are_offered(
    pieces: list[str], glue: str
) -> None:
    told = run("completion", "zsh", "--answer", stdin=f"pj {glue.join(pieces)}".encode("utf-8", "replace"))
    assert (told.code, told.err) == (0, "")
    rows = [line.split("\t") for line in told.out.split("\n")[:-1]]
    assert {value for _, value, _ in rows} <= KNOWN | {""}


def test_a_line_that_is_no_text_is_answered_with_nothing() -> None:
    assert run("completion", "bash", "--answer", stdin=b"pj \xff").out == ""


def test_nothing_anybody_wrote_is_offered(pj: Command) -> None:
    pj("write", "--title", "lakeside", "--tag", "lantern", "I was walking.")
    pj("people", "add", "Lavender", "--asked", "yes")
    for line in ("list --tag la", "show l", "find la", "people change L", "share --to L", "names 1 --keep l"):
        told = pj("completion", "bash", "--answer", stdin=f"pj {line}")
        assert (told.out, told.err) == ("", "")


WATCHED = """
import json, sys
from peerjournal.cli import main
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
for line in sys.argv[1:]:
    main(["--journal", "its-journal", "--state", "its-state", "completion", "bash", "--answer"])
loaded = [name for name in sys.modules if name.startswith("peerjournal.")]
print(json.dumps([opened, loaded]), file=sys.stderr)
"""


def watched(line: str, folder: Path) -> tuple[list[str], set[str]]:
    """Return what was opened for an answer that is no part of a program, and what was loaded."""
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, "once"],
        input=line,
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    opened, loaded = json.loads(told.stderr)
    return [name for name in opened if not name.endswith((".py", ".pyc", ".so"))], set(loaded)


@pytest.mark.parametrize("line", ["pj ", "pj share 1 --form ", "pj peers add Sam ", "pj list --tag l"])
def test_an_answer_opens_no_file_of_anybody(line: str, tmp_path: Path) -> None:
    opened, loaded = watched(line, tmp_path)
    assert opened == []
    assert not loaded & {"peerjournal.session", "peerjournal.config"}


def test_nothing_that_stands_on_the_line_is_done(pj: Command, tmp_path: Path) -> None:
    made = tmp_path / "made"
    line = f"pj --journal {tmp_path} --passphrase-command 'touch {made}' init --no-rec"
    assert offered(line) == ["--no-recovery"]
    assert offered(f"pj --journal {tmp_path} backup {made} --") == ["--help"]
    assert [*tmp_path.iterdir()] == []
    assert pj("completion", "zsh", "--answer", stdin="pj forget-journal --yes ", made=False).out == ""


def test_what_is_typed_most_often_loads_no_keys(tmp_path: Path) -> None:
    _, loaded = watched("pj share 1 --form ", tmp_path)
    assert not loaded & {"peerjournal.letters", "peerjournal.crypto", "peerjournal.vault"}


def test_the_first_word_loads_no_room(tmp_path: Path) -> None:
    _, loaded = watched("pj sh", tmp_path)
    rooms = {f"peerjournal.cli.{room}" for room in COMMANDS.values()}
    assert loaded & rooms == {"peerjournal.cli.completion"}


# The scripts


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_names_both_commands_and_hands_the_line_over_on_stdin_alone(shell: str) -> None:
    script = run("completion", shell)
    assert (script.code, script.err) == (0, "")
    assert "peerjournal pj" in script.out
    assert f" completion {shell} --answer" in script.out
    # By its arguments, its environment or a file of the shell's other programs could read it.
    assert not re.search(r"\benv\b|\bexport\b|COMP_WORDS|<<<|set -gx", script.out)


@pytest.mark.parametrize("shell", SHELLS)
def test_at_a_terminal_it_says_beside_it_where_the_script_goes(pj: Command, shell: str) -> None:
    code, shown = at_terminal(pj.places(), "completion", shell, typing=())
    assert code == 0
    assert "To have it each time: a file" in shown


def test_another_shell_is_told_which_there_are() -> None:
    told = run("completion", "tcsh")
    assert told.code == 2
    assert "bash or zsh or fish" in told.err
    assert "tcsh" not in told.err


def test_a_start_without_it_loads_nothing_of_it() -> None:
    script = "import sys\nfrom peerjournal.cli import main\nmain(['--version'])\nprint(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not {"click.shell_completion", "peerjournal.cli.completion"} & set(told.stdout.split())
    assert isinstance(root, click.Group)
