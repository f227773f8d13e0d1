"""Ctrl-C and Ctrl-D at every question that the command asks: it ends calmly, and nothing is half done."""

import os
import re
import shlex
import termios
from pathlib import Path

import pytest

from tests.cli.asked import mark
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import CTRL_C, CTRL_D, at_terminal
from tests.cli.questions import NEVER_ASK, ROWS, STOPPED, Asked, places
from tests.sampling import sampled, some


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the command runs in, in a home of its own."""
    for name in ("here", "home", "tmp"):
        (tmp_path / name).mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("VISUAL", "/bin/false")
    # Nothing is really opened.
    for name in ("xdg-open", "open"):
        (tmp_path / "tmp" / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / "tmp" / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path / 'tmp'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file in the folder of a test, except what a computer keeps beside a journal."""
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file())
    return {str(name): path.read_bytes() for name, path in found if not name.parts[0].endswith(".state")}


def stopped(pj: Command, folder: Path, asked: Asked, key: str, who: str) -> tuple[int, str]:
    """Go as far as a question, press a key there, and return the exit code and what stood on the screen."""
    words = folder / "words"
    typed = words.read_text(encoding="utf-8") if words.exists() else ""
    typing = [(question, answer.format(words=typed)) for question, answer in asked.typing]
    shown = {}

    def afterwards(screen: int) -> None:
        shown["echo"] = termios.tcgetattr(screen)[3] & termios.ECHO

    code, screen = at_terminal(
        pj.places(who),
        *shlex.split(asked.arguments),
        typing=[*typing, (mark(dict(places())[asked.place]), key)],
        module="tests.cli.asked",
        afterwards=afterwards,
    )
    assert shown["echo"], "what is typed next is shown again"
    return code, screen


@sampled
@pytest.mark.parametrize("asked", some(ROWS, "questions"), ids=lambda row: f"{row.arguments} · {row.place}")
def test_nothing_is_half_done(pj: Command, folder: Path, asked: Asked) -> None:
    asked.before(pj, folder)
    before = files(folder.parent)
    for key, ends in ((CTRL_C, STOPPED), (CTRL_D, asked.ends)):
        if ends is None:
            # It ends the answer here, and the next question comes.
            continue
        for said in folder.parent.glob("*.state/said-*"):
            # What is said once is said again.
            said.unlink()
        who = f"{asked.who}-{key.encode().hex()}" if asked.makes else asked.who
        code, screen = stopped(pj, folder, asked, key, who)
        assert asked.question in screen
        assert (code, ends[1] in screen) == (ends[0], True), screen
        assert "Traceback" not in screen
        assert screen.count("\x1b[?1049h") == screen.count("\x1b[?1049l"), "no screen is left standing"
        if asked.makes:
            assert pj("list", who=who).code == 0, "what was made is whole"
        else:
            assert files(folder.parent) == before


def test_every_place_that_asks_has_a_row() -> None:
    """Whoever adds a question adds a row to tests/cli/questions.py."""
    found = [place for place, _ in places()]
    assert len(found) == len({*found}), "a row names one place"
    assert {*found} == {row.place for row in ROWS} | {*NEVER_ASK}


def test_each_sentence_is_calm() -> None:
    for row in ROWS:
        assert row.ends is None or not re.search("error|abort|!", row.ends[1], re.IGNORECASE)
