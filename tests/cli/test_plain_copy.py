"""A plain copy by command: said to have no lock, written once, and never where a sync would carry it."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def filled(pj: Command) -> Command:
    pj("write", "--at", "2026-01-31 10:00", "--tag", "nature", "--title", "The lake", stdin="It rained.")
    pj("write", "--story", "--at", "2026-02-02 08:00", "--title", "The stairwell", stdin="Budget day.")
    return pj


def test_a_plain_copy_is_written_once_and_only_after_a_yes(filled: Command, tmp_path: Path) -> None:
    copy = tmp_path / "lake.md"
    assert filled("show", "1", "--out", copy, stdin="y\n").code == 2
    assert not copy.exists()
    assert filled("show", "1", "--out", copy, "--yes").code == 0
    assert copy.read_text() == "# The lake\n\n2026-01-31 10:00 · #nature\n\nIt rained.\n"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    again = filled("show", "2", "--out", copy, "--yes")
    assert again.code == 2
    assert "left as it is" in again.err
    assert copy.read_text().startswith("# The lake")


def test_before_a_plain_copy_it_is_said_that_it_has_no_lock(filled: Command, tmp_path: Path) -> None:
    asked = filled("show", "1", "--out", tmp_path / "lake.md")
    assert "has no lock" in asked.err
    assert "What you marked to stay with you is in it too" in asked.err
    written = filled("show", "1", "--out", tmp_path, "--yes")
    assert f"A plain copy is in {tmp_path / 'entry.md'}. It is not sealed" in written.err


def test_a_plain_copy_of_a_story_has_what_stands_beside_it(filled: Command, tmp_path: Path) -> None:
    filled("stands", "2", "coming through")
    filled("tools", "2", "--helped", "Putting my shoes by the door")
    filled("show", "2", "--out", tmp_path, "--yes")
    copy = (tmp_path / "story.md").read_text()
    assert copy.startswith(
        "# The stairwell\n\n2026-02-02 08:00\n\nBudget day.\n\nWhere it stands: coming through"
    )
    assert "Putting my shoes by the door" in copy


@pytest.mark.parametrize("place", ["journal", "journal/drafts", "journal.state", "link"])
def test_no_plain_copy_goes_where_a_sync_would_carry_it(filled: Command, place: str) -> None:
    folder = filled.folder / place
    if place == "link":
        folder.symlink_to(filled.places().journal)
    folder.mkdir(exist_ok=True)
    before = sorted(filled.places().journal.iterdir())
    for out in (folder, folder / "lake.md"):
        refused = filled("show", "1", "--out", out, "--yes")
        assert refused.code == 2
        assert "inside your journal's own folder" in refused.err
    assert sorted(filled.places().journal.iterdir()) == before


def test_a_plain_copy_follows_no_link(filled: Command, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    os.symlink(target, tmp_path / "link.md")  # noqa: PTH211 — the plain call
    assert filled("show", "1", "--out", tmp_path / "link.md", "--yes").code == 2
    assert not target.exists()
