"""A little of the torture with every `make test`: of the rows whose cases stand in no other test."""

import os
import re
from pathlib import Path

import pytest

from tests.source_tree import ROOT
from tests.torture import kills, real_command, reordered
from tests.torture.__main__ import main, told
from tests.torture.persistence import Plug
from tests.torture.rows import ROWS, Row, chosen
from tests.torture.tally import Tally
from tests.vault import changes

HERE = {"R3", "R5", "R9", "R10", "R12", "C4", "P3", "M"}
"""The others are whole in tests of their own, or begin with them."""


@pytest.mark.parametrize("row", [row for row in ROWS if row.name in HERE], ids=lambda row: row.name)
def test_a_little_of_a_row_loses_nothing(row: Row, tmp_path: Path) -> None:
    tally = Tally()
    for number, part in enumerate(row.parts(quick=True)):
        room = tmp_path / str(number)
        room.mkdir()
        part(tally, room)
    assert tally.lost == []
    assert tally.done or tally.skipped


@pytest.mark.skipif(not real_command.can_trace(), reason="strace is not here")
@pytest.mark.parametrize("name", ["write", "jot"])
def test_the_real_command_killed_at_real_system_calls_loses_nothing(name: str, tmp_path: Path) -> None:
    (spoken,) = (one for one in real_command.COMMANDS if one.name == name)
    tally = Tally()
    kills.at_a_system_call(tally, tmp_path, spoken=spoken, most=4)
    assert tally.lost == []
    assert sum(tally.done.values()) >= 3


class LyingPlug(Plug):
    """A disk that says it has flushed, and has not."""

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        self.events.pop()


def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof that can't fail would be none."""
    monkeypatch.setattr(reordered, "Plug", LyingPlug)
    tally = Tally()
    reordered.changed(tally, tmp_path, change=changes.saving, torn=False, most=60)
    assert tally.lost != []


def test_a_folder_whose_name_was_not_flushed_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal made in a new folder was gone after a pulled plug, with all that was flushed in it."""

    def in_haste(_: object, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    monkeypatch.setattr("peerjournal.disk.Disk.mkdir", in_haste)
    tally = Tally()
    reordered.created(tally, tmp_path, most=200)
    assert tally.lost != []


def test_what_was_lost_or_left_out_is_told() -> None:
    row, tally = ROWS[0], Tally()
    tally.count("seam", row.floor)
    assert told(row, tally, 1, quick=False)[1]
    assert not told(row, Tally(), 1, quick=False)[1]
    with tally.case("seam", "call 7"):
        assert os.devnull == "nothing"
    text, good = told(row, tally, 1, quick=False)
    assert not good
    assert "LOST seam call 7" in text


def test_a_row_is_chosen_by_its_name() -> None:
    assert [row.name for row in chosen(["r5", "P3"])] == ["R5", "P3"]
    assert list(chosen([])) == list(ROWS)
    with pytest.raises(SystemExit):
        main(["--only", "R99"])


def test_every_row_is_on_the_page_and_the_other_way_round() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    names = re.findall(r"(?m)^\| ([A-Z]\d*) \|", page)
    assert names == [row.name for row in ROWS]
