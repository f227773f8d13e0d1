"""The commands for a hard moment: they need no passphrase, read no journal, and note nothing (F14, F17)."""

from pathlib import Path

import pytest

from peerjournal.support import WATCHED
from tests.cli.conftest import run
from tests.source_tree import PACKAGE, ROOT


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the settings, which is empty at first."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    from peerjournal.config import settings_file  # noqa: PLC0415 — it looks at the environment when it is asked

    return settings_file().parent


def test_f14_help_is_there_without_a_journal_and_in_this_order() -> None:
    """F14: the emergency line first, offline, without a passphrase; no key of the app is named."""
    ran = run("help-now")
    paragraphs = ran.out.strip().split("\n\n")
    assert ran.code == 0
    assert paragraphs[0] == "If you need someone now"
    assert paragraphs[1] == (
        "In danger, hurt, or might act on thoughts of ending your life: call your local emergency number.\n"
        "Not sure of it? 112 works across the EU, and from mobile phones in many other countries."
    )
    assert [
        next(n for n, one in enumerate(paragraphs) if word in one)
        for word in ("findahelpline", "--words", "lila.help")
    ] == [2, 3, 4]
    assert paragraphs[-1] == "Peerjournal can't see this, call anyone, or tell anyone."
    assert "Esc" not in ran.out
    assert "**" not in ran.out


@pytest.mark.parametrize(
    ("option", "line"),
    [("--words", "Please stay with me while I get help."), ("--worried", "You are allowed to hand over.")],
)
def test_f14_the_other_pages(option: str, line: str) -> None:
    """F14: words to begin with, and what to do for somebody else."""
    ran = run("help-now", option)
    assert ran.code == 0
    assert line in ran.out
    assert "`f`" not in ran.out


def test_f14_lines_of_ones_own_stand_in_it_and_a_broken_file_hides_nothing(settings: Path) -> None:
    """F14: with missing, good and corrupt help.toml."""
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "help.toml").write_text('emergency_number = "911"\n[[line]]\nname = "Ours"\nphone = "1"\n')
    assert "emergency number: 911." in run("help-now").out
    assert "Ours · 1" in run("help-now").out
    (settings / "help.toml").write_bytes(b"\xff = [")
    ran = run("help-now")
    assert "findahelpline.com" in ran.out
    assert "could not be read" in ran.out


def test_f14_help_writes_no_file(tmp_path: Path) -> None:
    """F14: no file written."""
    before = sorted(tmp_path.rglob("*"))
    run("help-now")
    assert sorted(tmp_path.rglob("*")) == before


def test_f17_the_words_for_those_who_are_watched_stand_in_the_readme() -> None:
    """F17: first-run and README text; what the app calls Help has its name in the README."""
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert all(paragraph.rstrip(".") in readme for paragraph in WATCHED)
    assert (PACKAGE / "support.md").exists()
