"""`--editor`: an editor of one's own, only on request, and no word lost or left behind however it ends."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal.errors import NotSaved
from tests.cli.at_editor import at_editor, drafts, own_home
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import UNLOCKS, at_terminal
from tests.journeys.traces import files_with
from tests.own_editor.editors import CANARY, script

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has storage that is memory")
ENTER = ("Enter opens it", "\n")
__all__ = ["own_home"]
Use = Callable[[str], None]
ONCE = "Your own editor is given the text in plain."


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Return a function that has a script be the editor."""
    return lambda does: monkeypatch.setenv("VISUAL", str(script(tmp_path, does)))


def test_what_is_written_there_is_kept_like_any_other(pj: Command, use: Use) -> None:
    pj.make()
    use("printf 'I was walking.\\033[2J\\n' > $page")
    options = ("--title", "The lake", "--tag", "nature", "--star", "--at", "2026-01-31 18:30")
    code, screen = at_terminal(pj.places(), "write", "--editor", *options, typing=(UNLOCKS, ENTER))
    assert code == 0
    assert "Kept 1 · 2026-01-31 18:30" in screen
    assert pj("show", "1", "--raw").out == "I was walking.[2J\n"
    assert drafts(pj.places()) == []


def test_what_is_changed_there_begins_with_what_was_kept(pj: Command, use: Use) -> None:
    pj("write", stdin="I was walking.")
    use("printf 'By the lake.\\n' >> $page")
    code, screen = at_terminal(pj.places(), "edit", "1", "--editor", typing=(UNLOCKS, ENTER))
    assert (code, "Changed 1" in screen) == (0, True)
    assert pj("show", "1", "--raw").out == "I was walking.\nBy the lake.\n"
    code, screen = at_terminal(pj.places(), "edit", "1", "--editor")
    assert (code, ONCE in screen) == (0, False), "it warns once"


@pytest.mark.parametrize("does", ["exit 0", ": > $page", "printf '  \\n' > $page"])
def test_nothing_changed_is_said_and_nothing_is_kept(pj: Command, use: Use, does: str) -> None:
    pj("write", stdin="I was walking.")
    use(does)
    for words in (("write", "--editor"), ("edit", "1", "--editor")):
        code, screen = at_terminal(pj.places(), *words, typing=(UNLOCKS, ENTER)[: 1 + (words[0] == "write")])
        assert code == 0
        assert "Nothing was changed, so nothing was kept." in screen
    assert pj("show", "1", "--raw").out == "I was walking.\n"
    assert drafts(pj.places()) == []


@pytest.mark.parametrize(
    ("does", "said", "text"),
    [
        ("printf 'Words.' > $page; exit 3", "ended with an error", "Words."),
        ("printf 'Words.' > $page; kill -9 $$", "ended with an error", "Words."),
        ("printf 'caf\\351' > $page", "is not in UTF-8", "café"),
        ("rm $page", "left no file behind", None),
        ("exit 1", "ended with an error", None),
    ],
)
def test_an_editor_that_ends_badly_costs_no_word(
    pj: Command, use: Use, does: str, said: str, text: str | None
) -> None:
    pj("write", "--title", "The lake", stdin="I was walking.")
    use(does)
    code, screen = at_terminal(pj.places(), "edit", "1", "--editor", typing=(UNLOCKS, ENTER))
    assert code == 1
    assert said in screen
    assert "What was kept before is as it was." in screen
    assert pj("show", "1", "--raw").out == "I was walking.\n"
    assert [(title, body) for _, title, body in drafts(pj.places())] == ([("The lake", text)] if text else [])
    assert ("kept as a draft" in screen) == bool(text)


def test_what_the_journal_refuses_is_a_draft(pj: Command, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    pj.make()
    use(f"printf '{CANARY}' > $page")
    monkeypatch.setenv("BROKEN", "journal")
    typing = (UNLOCKS, ENTER)
    code, screen = at_terminal(pj.places(), "write", "--editor", typing=typing, module="tests.cli.broken")
    assert code == NotSaved.exit_code
    assert "kept as a draft" in screen
    assert CANARY not in screen
    assert [body for *_, body in drafts(pj.places())] == [CANARY]


def test_what_can_be_kept_nowhere_waits_in_memory(
    pj: Command, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj.make()
    folder = pj.places().journal / "drafts"
    use(f"printf '{CANARY}' > $page; rm -r '{folder}'; : > '{folder}'")
    monkeypatch.setenv("BROKEN", "journal")
    typing = (UNLOCKS, ENTER)
    code, screen = at_terminal(pj.places(), "write", "--editor", typing=typing, module="tests.cli.broken")
    assert code == NotSaved.exit_code
    assert "It waits in memory" in " ".join(screen.split())
    folder.unlink()
    assert "kept as a draft" in pj("list").err
    assert [body for *_, body in drafts(pj.places())] == [CANARY]


# What is asked for wrongly.


def test_without_an_editor_or_a_terminal_it_says_what_to_do(pj: Command) -> None:
    pj("write", stdin="I was walking.")
    done = pj("edit", "1", "--editor")
    assert done.code == 2
    assert "needs a terminal" in done.err
    code, screen = at_terminal(pj.places(), "write", "--editor", typing=())
    assert code == 1
    assert "neither VISUAL nor EDITOR is set" in screen, "and no passphrase was asked for"


def test_where_nothing_is_memory_it_refuses_before_the_passphrase(
    pj: Command, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    pj.make()
    use("exit 0")
    monkeypatch.setenv("BROKEN", "memory")
    code, screen = at_terminal(pj.places(), "write", "--editor", typing=(), module="tests.cli.broken")
    assert code == 1
    assert "no storage that is only memory" in screen
    assert "Passphrase" not in screen


@pytest.mark.parametrize("more", [["some text"], ["--way-in", "just-today"]])
def test_a_text_that_is_there_already_is_not_opened(pj: Command, more: list[str]) -> None:
    assert pj("write", "--editor", *more).code == 2
    assert pj("edit", "1", "--editor", "--star").code == 2


# A real one.


ALL_IT_CAN_KEEP = """
set swapfile undofile backup writebackup modeline updatecount=1 history=100 viminfo='100,f1,<50,:50
set directory={home}/swap undodir={home}/undo backupdir={home}/backup
"""


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not here")
def test_vim_leaves_no_swap_viminfo_or_undo(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F18: run vim, no swap file; its own settings ask for every trace there is."""
    pj("write", stdin="I was walking.")
    home = tmp_path / "home" / "HOME"
    for name in ("swap", "undo", "backup"):
        (home / name).mkdir()
    (home / ".vimrc").write_text(ALL_IT_CAN_KEEP.format(home=home), encoding="utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "home"))
    with at_editor(pj.places(), "vim", "edit", "1", "--editor") as terminal:
        terminal.wait_for("page.md")
        terminal.type(f"o{CANARY}")
        terminal.wait_for(CANARY)
        terminal.press("esc")
        for typed in (":w", f"/{CANARY[:10]}", f":s/{CANARY[:5]}/&/"):
            terminal.type(typed)
            terminal.press("enter")
        terminal.type("o7720")
        terminal.wait_for("7720")
        during = files_with(tmp_path / "home", CANARY)
        terminal.press("esc")
        terminal.type(":wq")
        terminal.press("enter")
        terminal.wait_for("Changed 1")
        assert terminal.end() == 0
    assert during == {}
    assert files_with(tmp_path, CANARY) == {}
    left = {path.relative_to(home).as_posix() for path in home.rglob("*")}
    assert left == {".vimrc", "swap", "undo", "backup"}
    assert pj("show", "1", "--raw").out == f"I was walking.\n{CANARY}\n7720\n"
