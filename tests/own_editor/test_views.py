"""Looking at a sealed file in another program: a copy for a while, in memory or where it is found again."""

import os
from pathlib import Path

import pytest

from peerjournal.disk import DISK
from peerjournal.errors import EditorFailed
from peerjournal.own_editor import can_be_shown, clear_views, in_memory, memory, viewing


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a folder for what can't lie in memory, on a computer without such storage and with an opener."""
    monkeypatch.setattr(memory, "places", list)
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name in ("xdg-open", "open"):
        (bin_ / name).write_text("#!/bin/sh\n")
        (bin_ / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


def copies(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]


def test_where_nothing_lies_in_memory_the_copy_is_private_and_goes(on_disk: Path) -> None:
    assert not in_memory()
    with viewing("lake.JPG", iter([b"one ", b"two"]), elsewhere=on_disk):
        (copy,) = copies(on_disk)
        assert (copy.name, copy.read_bytes()) == ("file.jpg", b"one two")
        assert copy.stat().st_mode & 0o777 == 0o600
        assert copy.parent.stat().st_mode & 0o777 == 0o700
        clear_views(on_disk)
        assert copies(on_disk) == [copy], "it is in use"
    assert list(on_disk.iterdir()) == []


def test_what_a_killed_program_left_is_taken_away_and_nothing_else(on_disk: Path) -> None:
    left = on_disk / "open-0123456789abcdef"
    left.mkdir()
    (left / "lake.jpg").write_bytes(b"left")
    (left / "lock").touch()
    (on_disk / "journal.key").touch()
    clear_views(on_disk)
    assert [path.name for path in on_disk.iterdir()] == ["journal.key"]


def test_an_error_takes_the_copy_away_too(on_disk: Path) -> None:
    def breaks() -> None:
        with viewing("lake.jpg", iter([b"one"]), elsewhere=on_disk):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks()
    assert list(on_disk.iterdir()) == []


def test_without_a_program_that_opens_files_nothing_is_written(
    on_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with (
        pytest.raises(EditorFailed, match="Nothing was opened"),
        viewing("x", iter([b""]), elsewhere=on_disk),
    ):
        pass
    assert DISK.list(on_disk) == []


@pytest.mark.parametrize(
    "name", ["a.exe", "a.desktop", "a.svg", "a.html", "a", "a.jpg.command", ".pdf", "a.lnk"]
)
def test_what_could_be_a_program_is_never_handed_over(name: str) -> None:
    assert not can_be_shown(name)


@pytest.mark.parametrize("name", ["a.jpg", "A.JPEG", "a.mp3", "a.pdf", "a.txt", "a.MOV"])
def test_pictures_sounds_videos_pdfs_and_plain_text_are(name: str) -> None:
    assert can_be_shown(name)
