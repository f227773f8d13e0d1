"""Which editor is started, and what it is told so that it keeps nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.errors import NoEditor
from peerjournal.own_editor import chosen, warn_once
from tests.own_editor.editors import script


def named(folder: Path, name: str, options: str = "") -> dict[str, str]:
    """Return the environment in which an editor of that name is chosen."""
    path = script(folder, "exit 0", name=name)
    return {"EDITOR": f"'{path}' {options}".strip(), "PATH": os.environ["PATH"]}


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("vim", "-n"),
        ("vim.basic", "-n"),
        ("vimx", "-n"),
        ("nvim", "-n"),
        ("gvim", "-f"),
        ("nano", "--ignorercfiles"),
        ("micro", "-savehistory"),
        ("emacs-29.4", "-nw"),
        ("emacs", "--no-desktop"),
    ],
)
def test_known_editors_are_told_to_keep_nothing(tmp_path: Path, name: str, option: str) -> None:
    editor = chosen(named(tmp_path, name, "-x"))
    *words, file = editor.command(Path("/memory/page.md"))
    assert editor.is_known
    assert words[:2] == [str(tmp_path / name), "-x"], "one's own options stay"
    assert option in words
    assert file == "/memory/page.md"


@pytest.mark.parametrize("name", ["hx", "helix", "kak"])
def test_editors_that_keep_nothing_by_themselves_are_known_too(tmp_path: Path, name: str) -> None:
    assert chosen(named(tmp_path, name)).is_known


def test_a_name_that_only_leads_to_an_editor_is_followed(tmp_path: Path) -> None:
    script(tmp_path, "exit 0", name="vim.tiny")
    (tmp_path / "vi").symlink_to(tmp_path / "vim.tiny")
    assert chosen({"EDITOR": str(tmp_path / "vi")}).is_known


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    one, two = script(tmp_path, "exit 0", name="one"), script(tmp_path, "exit 0", name="two")
    assert chosen({"VISUAL": str(one), "EDITOR": str(two)}).words == (str(one),)
    assert chosen({"VISUAL": "", "EDITOR": "two", "PATH": str(tmp_path)}).words == ("two",)


@pytest.mark.parametrize("value", ["", "   ", "'open quote", "/nowhere/at/all", "no-such-editor-anywhere"])
def test_what_is_no_editor_is_said_before_anything_is_opened(value: str) -> None:
    with pytest.raises(NoEditor) as refused:
        chosen({"EDITOR": value, "PATH": os.environ["PATH"]})
    assert refused.value.hint


@pytest.mark.parametrize("name", ["code", "subl", "gedit", "nvim-qt", "xdg-open"])
def test_what_comes_back_at_once_has_to_be_told_to_wait(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoEditor, match="comes back at once"):
        chosen(named(tmp_path, name))
    assert not chosen(named(tmp_path, name, "--wait")).is_known, "it keeps a history of its own"


def test_emacsclient_waits_unless_it_is_told_not_to(tmp_path: Path) -> None:
    assert not chosen(named(tmp_path, "emacsclient", "-t")).is_known
    with pytest.raises(NoEditor):
        chosen(named(tmp_path, "emacsclient", "-n"))


def test_each_warning_is_given_once_and_says_what_is_so(tmp_path: Path) -> None:
    known, unknown = chosen(named(tmp_path, "vim")), chosen(named(tmp_path, "scribe"))
    state = tmp_path / "state"
    told = warn_once(known, state)
    assert "your journal stays open" in told
    assert "are off" in told
    assert warn_once(known, state) == ""
    other = warn_once(unknown, state)
    assert "not known here" in other
    assert warn_once(unknown, state) == ""


def test_a_program_shows_nothing_of_the_environment(tmp_path: Path) -> None:
    editor = chosen({**named(tmp_path, "vim"), "SECRET": "7719"})
    assert "7719" not in repr(editor)


def test_looking_for_what_was_left_over_loads_nothing_that_starts_programs() -> None:
    # Every unlock does that.
    script = (
        "import sys, peerjournal.own_editor; assert not {'subprocess', 'shutil', 'shlex'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
