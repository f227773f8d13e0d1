"""What a command leaves behind besides the sealed journal: nothing that anybody wrote."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from peerjournal.cli.program import root
from tests.cli.conftest import Command, piped
from tests.conftest import PASSPHRASE
from tests.source_tree import ROOT, modules

CANARY = "kingfisher-over-the-weir-7719"
SECRET_OPTION = re.compile(r"(?i)pass|secret|recovery|words?\b|pin\b")


def every_command(group: click.Group = root, said: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command there is, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{said}{name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{said}{name} ")


def test_no_option_takes_a_passphrase_or_recovery_words() -> None:
    """F18: a grep of the definitions; a passphrase comes by terminal, a descriptor's number or a command."""
    found = [
        (name, option)
        for name, command in [("", root), *every_command()]
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.is_flag
        for option in parameter.opts
        if SECRET_OPTION.search(option) and not isinstance(parameter.type, click.types.IntParamType)
    ]
    assert found == [("", "--passphrase-command")]
    assert len([*every_command()]) > 30


def test_every_command_that_takes_text_takes_it_without_a_command_line_too() -> None:
    """F18: no argument has to be given that holds text, so nothing needs to reach the shell's history."""
    asks = {"write", "edit", "jot", "find"}
    for name, command in every_command():
        if name in asks:
            needed = [one.name for one in command.params if one.required and one.nargs == -1]
            assert needed == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process as Linux shows it")
def test_a_look_at_the_processes_shows_no_text(pj: Command) -> None:
    """F18: `ps`, sampled while a text comes in and is written, holds no text and no passphrase."""
    pj.make()
    places = pj.places()
    with piped(PASSPHRASE) as descriptor:
        named = ("--journal", places.journal, "--state", places.state, "--passphrase-fd", str(descriptor))
        command = [sys.executable, "-m", "peerjournal", *map(str, named), "write"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[descriptor], cwd=ROOT) as process:
            assert process.stdin is not None
            # More than a pipe holds: once all of it is on its way, the program has begun to read it.
            process.stdin.write(f"{CANARY}\n".encode() * 10_000)
            process.stdin.flush()
            shown = b""
            for name in ("cmdline", "environ", "comm"):
                shown += Path(f"/proc/{process.pid}/{name}").read_bytes()
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
            process.stdin.close()
            assert process.wait() == 0
    assert b"write" in shown, "the process that was looked at is the one that was meant"
    assert children == ""
    assert CANARY.encode() not in shown
    assert PASSPHRASE.encode() not in shown
    assert CANARY in pj("show", "1").out


def test_no_other_program_is_started_on_a_text_unasked() -> None:
    """F18: an editor of one's own is started by one module alone, only on request."""
    starting = {"subprocess", "pty"}
    # One asks the program that somebody chose for the passphrase, and hands it nothing.
    may = {"peerjournal.cli.demo", "peerjournal.cli.secret", "peerjournal.tui.safety"}
    # The other hands a picture or a sound that came in with an entry to the platform, after a question.
    may |= {"peerjournal.own_editor.programs", "peerjournal.own_editor.views"}
    starters = {
        module.name
        for module in modules().values()
        for source, _, _ in module.imports()
        if source in starting
    }
    assert starters <= may, "what else starts a program starts this very one"
    said = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "peerjournal").rglob("*.py")))
    assert not re.search(r"\b(?:click\.edit|os\.system|os\.popen|pager)\b", said)


def test_nothing_is_logged() -> None:
    """F18: no user text at any level, for there are none: what knows of a log switches it off."""
    knows = {
        module.name
        for module in modules().values()
        for source, name, _ in module.imports()
        if "logging" in {source.partition(".")[0], name} or source in {"syslog", "warnings"}
    }
    quiet = (ROOT / "peerjournal" / "tui" / "quiet.py").read_text(encoding="utf-8")
    assert knows == {"peerjournal.tui.quiet"}
    assert re.findall(r"logging\.\w+", quiet) == ["logging.disable"]


def test_no_clipboard_is_known_to_a_command() -> None:
    """F18: no command copies anything anywhere."""
    said = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "peerjournal" / "cli").glob("*.py"))
    assert not re.search(r"(?i)pyperclip|copy_to_clipboard|\]52;", said)


def test_what_is_recent_and_what_is_found_stays_in_the_vault(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: recent lists and the search index: a plaintext scan of every folder a command could write to."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    pj("write", "--title", f"{CANARY} title", "--tag", f"tag-{CANARY}", stdin=f"{CANARY} and more")
    assert pj("find", CANARY).code == 0
    assert CANARY in pj("list").out
    assert pj("show", "1").code == 0
    assert f"tag-{CANARY}" in pj("tags").out
    looked = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert looked
    assert [path for path, data in looked.items() if CANARY.encode() in data or CANARY in str(path)] == []
