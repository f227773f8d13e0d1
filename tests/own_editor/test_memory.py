"""Where a plain text may lie: in memory, by the table of what is mounted, and never in another's folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.errors import NoRoomInMemory
from peerjournal.own_editor import memory, require_room
from tests.own_editor.editors import in_memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such storage")


def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    monkeypatch.setattr(memory, "MOUNTS", mounts)


def device(path: Path) -> str:
    seen = path.stat().st_dev
    return f"{os.major(seen)}:{os.minor(seen)}"


def test_every_place_that_is_found_is_memory_and_says_so() -> None:
    found = memory.places()
    assert found, "every Linux that is set up as usual has /dev/shm"
    for place in found:
        told = subprocess.run(["stat", "-f", "-c", "%T", place], capture_output=True, text=True, check=True)
        assert told.stdout.strip() in {"tmpfs", "ramfs"}


def test_a_folder_is_made_for_this_account_alone_and_gone_after() -> None:
    folder = memory.make(require_room())
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "peer" not in folder.name
    assert "journal" not in folder.name
    (folder / "page.md").write_text("words", encoding="utf-8")
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "away").symlink_to("/")
    assert folder in in_memory()
    memory.clear(folder)
    assert not folder.exists()


def test_the_name_of_a_place_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, own = tmp_path / "shm", tmp_path / "with space"
    shared.mkdir()
    own.mkdir(mode=0o700)
    shared.chmod(0o1777)
    here, number = str(tmp_path), device(tmp_path)
    fitting = (
        f"31 23 {number} / {here}/shm rw,nosuid shared:4 - tmpfs tmpfs rw",
        f"32 23 {number} / {here}/with\\040space rw - ramfs none rw",
    )
    table(tmp_path, monkeypatch, *fitting)
    assert memory.places() == [own, shared], "what is private comes first"
    table(
        tmp_path, monkeypatch, *(line.replace("tmpfs", "ext4").replace("ramfs", "btrfs") for line in fitting)
    )
    assert memory.places() == []
    table(tmp_path, monkeypatch, *(line.replace(number, "0:999999") for line in fitting))
    assert memory.places() == [], "something else is mounted over it"
    table(tmp_path, monkeypatch, "", "31 23", "- tmpfs", "31 23 0:1 / /nowhere/at/all rw - tmpfs tmpfs rw")
    assert memory.places() == []
    shared.chmod(0o777)
    own.chmod(0o755)
    table(tmp_path, monkeypatch, *fitting)
    assert memory.places() == [], "others could take the folder away, or look in"


def test_where_nothing_is_memory_it_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MOUNTS", tmp_path / "none")
    with pytest.raises(NoRoomInMemory) as refused:
        require_room()
    assert "would touch the disk" in str(refused.value)
    assert "app" in refused.value.hint


def test_another_programs_folder_is_never_taken_for_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    place = require_room()
    ours = memory.make(place)
    try:
        alike = place / f"{ours.name[:-1]}{'0' if ours.name[-1] != '0' else '1'}"
        link = place / f"tmp.{'0' * 24}{memory._check(bytes(12))}"
        alike.mkdir(mode=0o700)
        link.symlink_to(alike)
        try:
            found = in_memory()
            assert ours in found
            assert alike not in found
            assert link not in found
            ours.chmod(0o755)
            assert ours not in in_memory(), "not as it was made"
            ours.chmod(0o700)
            monkeypatch.setattr(os, "geteuid", lambda: 12_345)
            assert ours not in in_memory(), "another account's"
        finally:
            link.unlink()
            alike.rmdir()
    finally:
        monkeypatch.undo()
        memory.clear(ours)
