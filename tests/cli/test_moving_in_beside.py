"""Moving in beside what is hostile, and beside another window."""

from pathlib import Path
from typing import Any

import pytest

from peerjournal.journal import Journal
from tests.cli.conftest import Command
from tests.cli.test_moving_in import WHEN, entry, source, titles


def test_a_page_of_ours_with_lists_in_lists_stops_no_other(pj: Command, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for name, rest in (("a", "0"), ("b", "[" * 900 + "]" * 900), ("c", "[" * 10_000 + "]" * 10_000)):
        head = f'date: {WHEN}\npeerjournal: {{"version": 1, "x": {rest}}}\n'
        (notes / f"{name}.md").write_text(f"---\n{head}---\n\n{name}\n", encoding="utf-8")
    run = pj("import", notes, "--as", "markdown", "--yes")
    assert (run.code, "Moved in: 1 entry." in run.err) == (0, True)
    assert "  b.md: " in run.err


def test_where_another_window_moved_it_in_meanwhile_nothing_is_added(
    pj: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = source(tmp_path, entry("The lake"))
    move_in = Journal.move_in

    def beside(journal: Journal, found: Any, **more: Any) -> Any:
        monkeypatch.undo()
        assert pj("import", path, "--yes").code == 0
        return move_in(journal, found, **more)

    monkeypatch.setattr(Journal, "move_in", beside)
    run = pj("import", path, "--yes")
    assert (run.code, run.err.splitlines()[-1]) == (0, "Nothing was added.")
    assert titles(pj) == ["The lake"]
