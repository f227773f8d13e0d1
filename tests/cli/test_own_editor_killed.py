"""An editor, a command, or both are killed: the next start takes in what was written, and sweeps it away."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.config import Places
from tests.cli.at_editor import at_editor, drafts, own_home
from tests.cli.conftest import Command
from tests.own_editor.editors import CANARY, in_memory, left_of, script
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has storage that is memory")
__all__ = ["own_home"]


WAITS = """trap '' HUP
printf '%s' '{text}' > $page
echo $$ $PPID > '{told}'
echo The editor waits.
read x < '{pipe}'"""


@contextlib.contextmanager
def waiting(tmp_path: Path, places: Places, *words: str) -> Iterator[tuple[Terminal, int]]:
    """Run a command whose editor has written and waits; give its terminal and the editor's number."""
    told, pipe = tmp_path / "told", tmp_path / "pipe"
    os.mkfifo(pipe)
    editor = script(tmp_path, WAITS.format(text=CANARY, told=told, pipe=pipe))
    with at_editor(places, str(editor), *words) as terminal:
        terminal.wait_for("The editor waits.")
        number, above = map(int, told.read_text(encoding="utf-8").split())
        assert above == terminal.pid
        try:
            yield terminal, number
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def gone(number: int) -> None:
    """Wait until a process that is no child of ours has ended."""
    while Path(f"/proc/{number}").exists() and "State:\tZ" not in Path(f"/proc/{number}/status").read_text():
        os.sched_yield()


def test_both_killed_the_next_start_takes_it_in_and_sweeps(pj: Command, tmp_path: Path) -> None:
    """F18: kill -9 during the edit, start again, the folder is empty."""
    pj("write", "--title", "The lake", stdin="I was walking.")
    before = in_memory()
    with waiting(tmp_path, pj.places(), "edit", "1", "--editor") as (terminal, editor):
        terminal.signal(signal.SIGKILL)
        os.kill(editor, signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
        gone(editor)
    assert len(left_of(before)) == 1
    assert "is kept as a draft" in pj("list").err
    assert left_of(before) == []
    ((piece, title, body),) = drafts(pj.places())
    assert (title, body) == ("The lake", CANARY)
    assert piece, "it is still known what was being changed"
    assert "is kept as a draft" not in pj("list").err


def test_an_editor_that_outlives_the_command_keeps_its_page(pj: Command, tmp_path: Path) -> None:
    pj.make()
    before = in_memory()
    with waiting(tmp_path, pj.places(), "write", "--editor") as (terminal, editor):
        terminal.signal(signal.SIGKILL)
        gone(terminal.pid)
        assert "draft" not in pj("list").err
        assert len(left_of(before)) == 1, "somebody may still be writing there"
        os.kill(editor, signal.SIGKILL)
        gone(editor)
    assert "is kept as a draft" in pj("list").err
    assert [body for *_, body in drafts(pj.places())] == [CANARY]


def test_a_killed_editor_is_told_at_once(pj: Command, tmp_path: Path) -> None:
    pj.make()
    with waiting(tmp_path, pj.places(), "write", "--editor") as (terminal, editor):
        os.kill(editor, signal.SIGKILL)
        terminal.wait_for("is kept as a draft")
        assert terminal.end() == 1
    assert [body for *_, body in drafts(pj.places())] == [CANARY]


def test_another_journal_leaves_it_where_it_is(pj: Command, tmp_path: Path) -> None:
    pj.make()
    with waiting(tmp_path, pj.places(), "write", "--editor") as (terminal, editor):
        terminal.signal(signal.SIGKILL)
        os.kill(editor, signal.SIGKILL)
        gone(editor)
    before = in_memory()
    assert "draft" not in pj("list", who="robin").err
    assert in_memory() == before
    assert "is kept as a draft" in pj("list").err


def test_a_closed_window_costs_no_word(pj: Command, tmp_path: Path) -> None:
    pj.make()
    with waiting(tmp_path, pj.places(), "write", "--editor") as (terminal, editor):
        terminal.close_window()
        os.kill(editor, signal.SIGTERM)
        gone(editor)
        gone(terminal.pid)
    pj("list")
    assert [body for *_, body in drafts(pj.places())] == [CANARY]
