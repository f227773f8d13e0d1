"""Completion in real shells: keys are pressed in bash, zsh and fish, and the line on the screen is read."""

from collections.abc import Iterator

import pytest

from tests.interop.shells import SHELLS, Shell

pytestmark = pytest.mark.interop

SECRET = "unspoken"
"""Stands on lines that are never run."""


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "a letter.age").touch()
    (folder / "my folder").mkdir()
    (folder / "my folder" / "inside it").touch()
    with Shell(request.param, folder) as started:
        yield started


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("peerjournal sha", "peerjournal share "),
        ("pj tak", "pj take-back "),
        ("peerjournal peers ca", "peerjournal peers card "),
        ("peerjournal share --fo", "peerjournal share --form "),
        ("peerjournal share 1 --form s", "peerjournal share 1 --form sealed "),
        ("peerjournal share 1 --form=s", "peerjournal share 1 --form=sealed "),
        ("pj preview 1 --wish st", "pj preview 1 --wish stayed "),
        ("pj list --kind e", "pj list --kind entry "),
        ("pj export x --format m", "pj export x --format markdown "),
        ("pj import x --as tui", "pj import x --as tui-journal "),
        ("pj completion z", "pj completion zsh "),
        ("pj people add x --asked ca", r"pj people add x --asked can\'t\ ask "),
        ('pj people add x --asked "ca', 'pj people add x --asked "can\'t ask" '),
        (f'pj write "{SECRET} words" --ti', f'pj write "{SECRET} words" --title '),
    ],
)
def test_commands_options_and_words_are_completed(shell: Shell, begun: str, whole: str) -> None:
    shell.completes(begun, whole)


@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("pj open a", r"pj open a\ letter.age "),
        ('pj open "a', 'pj open "a letter.age" '),
        ("pj open my", r"pj open my\ folder/"),
        (r"pj open my\ folder/in", r"pj open my\ folder/inside\ it "),
        ("pj show 1 --out=a", r"pj show 1 --out=a\ letter.age "),
        ("pj --journal m", r"pj --journal my\ folder/"),
        ("pj --journal my\\ folder backup a", r"pj --journal my\ folder backup a\ letter.age "),
    ],
)
def test_a_path_is_completed_as_the_shell_writes_it(shell: Shell, begun: str, whole: str) -> None:
    shell.completes(begun, whole)


@pytest.mark.parametrize("line", ["pj show a", "pj share 1 --to a", f"pj write {SECRET}", "pj list --tag a"])
def test_where_only_the_journal_would_know_nothing_is_offered(shell: Shell, line: str) -> None:
    shell.completes(line, line)


def test_a_program_that_merely_lies_there_is_not_run(shell: Shell) -> None:
    ran = shell.folder / "ran"
    (shell.folder / "pj").write_text(f"#!/bin/sh\ntouch '{ran}'\n", encoding="utf-8")
    (shell.folder / "pj").chmod(0o700)
    shell.completes("./pj tak", "./pj take-back ")
    assert not ran.exists()


def test_what_there_is_to_choose_from_is_listed(shell: Shell) -> None:
    shell.offers("peerjournal sh", "show", "share", "shelf")


def test_what_was_typed_is_in_no_argument_and_no_environment(shell: Shell) -> None:
    shell.completes(f"pj write {SECRET} --sta", f"pj write {SECRET} --star ")
    log = shell.log.read_text(encoding="utf-8")
    assert "--answer" in log
    assert SECRET not in log
