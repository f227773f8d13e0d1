"""A command whose editor is open in a terminal, and what is left of it afterwards."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.own_editor import memory
from peerjournal.session import Session
from peerjournal.tui.drafts import left_behind, open_draft
from tests.conftest import PASSPHRASE
from tests.own_editor.editors import in_memory, left_of
from tests.tui.terminal import Terminal


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give editors a home of their own, and see that no test leaves a page in memory."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        (tmp_path / "home" / name).mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    for name in ("EDITOR", "VISUAL", "VIMINIT", "EXINIT"):
        monkeypatch.delenv(name, raising=False)
    before = in_memory()
    yield
    left = left_of(before)
    for folder in left:
        memory.clear(folder)
    assert left == []


def drafts(places: Places) -> list[tuple[str, str, str]]:
    """Return of each draft that the app lists which piece it changes, its title, and its text."""
    session = Session.unlock(places, PASSPHRASE)
    found = [
        (left.piece, left.title, open_draft(session, left.name).writing.body) for left in left_behind(session)
    ]
    session.lock()
    return found


@contextlib.contextmanager
def at_editor(places: Places, editor: str, *words: str) -> Iterator[Terminal]:
    """Run a command in a terminal up to where the editor opens, which never was there before."""
    where: list[str | Path] = ["--journal", places.journal, "--state", places.state]
    environment = {"VISUAL": editor, "TERM": "vt100"}
    command = [sys.executable, "-m", "peerjournal", *where, *words]
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for("Passphrase:")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("Enter opens it")
        terminal.press("enter")
        yield terminal
