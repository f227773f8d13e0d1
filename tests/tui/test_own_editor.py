"""The page in an editor of one's own: the app steps aside, takes the text back, and loses none of it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.own_editor import memory
from peerjournal.tui.screens.own_editor import BACK, UNCHANGED
from peerjournal.tui.widgets.keeper import DRAFT
from tests.own_editor.editors import CANARY, in_memory, left_of, script
from tests.tui.conftest import app_in, bodies
from tests.tui.terminal import Terminal
from tests.tui.test_editor_terminal import GOES_ON, kept, open_editor
from tests.tui.writing_stage import UNDER

WARNS = "Your own editor is given the"


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    before = in_memory()
    yield
    left = left_of(before)
    for folder in left:
        memory.clear(folder)
    assert left == []


@contextmanager
def at_page(places: Places, editor: Path | str, first: str = "Start anywhere.") -> Iterator[Terminal]:
    """Open the app on its page, with an editor that could be used."""
    environment = {"VISUAL": str(editor)}
    with app_in(places, main=GOES_ON, environment=environment, size=(100, 30)) as terminal:
        open_editor(terminal, first)
        yield terminal


def ask(terminal: Terminal) -> None:
    """Choose the editor in the menu."""
    terminal.press("f2")
    terminal.wait_for("What would you like to do?")
    terminal.type("your own ed")
    terminal.wait_for("Have the text in the editor")
    terminal.wait_gone("Keep the page and go back")
    terminal.press("enter")


def agree(terminal: Terminal) -> None:
    terminal.wait_for(WARNS)
    terminal.wait_for("Open it")
    assert "not lock by itself" in " ".join(terminal.text.split())
    terminal.press("right", "enter")


def test_the_text_goes_there_and_comes_back_as_one_step(places: Places, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    does = f"cat $page > '{seen}'; echo editor here; printf 'And by the lake.\\n' >> $page"
    with at_page(places, script(tmp_path, does)) as terminal:
        terminal.type("I was walking.")
        terminal.wait_for("I was walking.")
        before = len(terminal.written)
        ask(terminal)
        agree(terminal)
        terminal.wait_for(BACK)
        terminal.wait_for("And by the lake.")
        handed_over = terminal.written[before:].split(b"editor here")[0]
        assert handed_over.rindex(b"\x1b[2J") < handed_over.rindex(b"\x1b[?1049l"), "blank before it is left"
        assert seen.read_text(encoding="utf-8") == "I was walking.\n"
        terminal.press("ctrl+z")
        terminal.wait_gone("And by the lake.")
        terminal.wait_for("I was walking.")
        terminal.press("ctrl+y")
        terminal.wait_for("And by the lake.")
        terminal.wait_for(DRAFT)
        ask(terminal)
        terminal.wait(lambda: terminal.text.count("And by the lake.") == 2, "the second time, unasked")
        terminal.press("esc")
        terminal.wait_for(UNDER)
    assert kept(places) == ["I was walking.\nAnd by the lake.\nAnd by the lake."]
    assert bodies(places) == []


def test_staying_here_opens_nothing(places: Places, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    with at_page(places, script(tmp_path, f": > '{opened}'")) as terminal:
        ask(terminal)
        terminal.wait_for(WARNS)
        terminal.press("esc")
        terminal.wait_gone(WARNS)
        terminal.type("still here")
        terminal.wait_for("still here")
    assert not opened.exists()


def test_an_editor_that_changes_nothing_leaves_no_draft(places: Places, tmp_path: Path) -> None:
    with at_page(places, script(tmp_path, "exit 0")) as terminal:
        ask(terminal)
        agree(terminal)
        terminal.wait_for(UNCHANGED)
        terminal.press("f9")
        assert terminal.end() == 0
    assert bodies(places) == []


@pytest.mark.parametrize("end", ["exit 3", "kill -9 $$"])
def test_an_editor_that_ends_badly_costs_no_word(places: Places, tmp_path: Path, end: str) -> None:
    with at_page(places, script(tmp_path, f"stty raw -echo; printf '{CANARY}' > $page; {end}")) as terminal:
        terminal.type("I was walking.")
        terminal.wait_for("I was walking.")
        ask(terminal)
        agree(terminal)
        terminal.wait_for("ended with an error")
        terminal.wait_for(CANARY)
        terminal.press("ctrl+z")
        terminal.wait_for("I was walking.")
        terminal.press("ctrl+y")
        terminal.wait_for(CANARY)
        terminal.press("f9")
        assert terminal.end() == 0
        assert terminal.echoes, "the terminal is as it was before both"
    assert bodies(places) == [CANARY]


@pytest.mark.parametrize(
    ("editor", "said"),
    [("", "neither VISUAL nor EDITOR is set"), ("code", "comes back at once"), ("no-such", "is not there")],
)
def test_what_can_not_be_used_is_said_on_the_page(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    named = str(script(tmp_path, "exit 0", name="code")) if editor == "code" else editor
    with at_page(places, named) as terminal:
        ask(terminal)
        terminal.wait_for(said)
        terminal.type("still here")
        terminal.wait_for("still here")


WAITS = """trap '' HUP
printf '%s' '{text}' > $page
echo $$ > '{told}'
echo The editor waits.
read x < '{pipe}'"""


@contextmanager
def waiting(places: Places, folder: Path) -> Iterator[tuple[Terminal, int, Path]]:
    """Have the app wait for an editor; give the terminal, the editor's number, and what lets it go on."""
    told, pipe = folder / "told", folder / "pipe"
    os.mkfifo(pipe)
    with at_page(places, script(folder, WAITS.format(text=CANARY, told=told, pipe=pipe))) as terminal:
        terminal.type("I was walking.")
        terminal.wait_for("I was walking.")
        ask(terminal)
        agree(terminal)
        terminal.wait_for("The editor waits.")
        yield terminal, int(told.read_text(encoding="utf-8")), pipe


def test_both_killed_the_next_unlock_has_it_among_the_drafts(places: Places, tmp_path: Path) -> None:
    """F18: kill -9 during the edit, start again, the folder is empty."""
    with waiting(places, tmp_path) as (terminal, editor, _):
        assert "I was walking." not in terminal.text
        terminal.signal(signal.SIGSTOP)
        os.kill(editor, signal.SIGKILL)
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    with at_page(places, "vi", CANARY) as terminal:
        terminal.press("f9")
        assert terminal.end() == 0
    assert bodies(places) == [CANARY], "in the draft that it belongs to, and in no other"


def test_whatever_ends_the_app_waits_for_the_editor(places: Places, tmp_path: Path) -> None:
    with waiting(places, tmp_path) as (terminal, _, pipe):
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTERM):
            terminal.signal(number)
        pipe.write_text("go on", encoding="utf-8")
        assert terminal.end() == 128 + signal.SIGTERM
    assert bodies(places) == [CANARY]
