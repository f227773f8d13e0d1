"""The command `files`: listed, saved out, looked at for a while, and never over anything."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from peerjournal.own_editor import memory
from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import CTRL_C, UNLOCKS, at_terminal
from tests.conftest import PASSPHRASE
from tests.journal.attached import File, came, noise

PHOTO = File("lake.jpg", noise(150_000))
HOSTILE = File("../..\x1b[31m\u202egpj.exe", b"MZ", kind="photo")


@pytest.fixture
def furnished(pj: Command) -> Command:
    pj.make()
    session = Session.unlock(pj.places(), PASSPHRASE)
    found = [came("The lake", PHOTO, File("note.txt", b"a note", kind="file"), HOSTILE)]
    session.journal.move_in(found, source="old")
    session.lock()
    return pj


def sealed(pj: Command) -> list[Path]:
    return sorted((pj.places().journal / "files").iterdir())


def test_they_are_listed_with_their_sizes(furnished: Command) -> None:
    run = furnished("files", "1")
    assert run.code == 0
    assert run.out.splitlines() == [
        "  1  lake.jpg, 150 kB",
        "  2  note.txt, 6 bytes",
        "  3  ..[31mgpj.exe, 2 bytes",
    ]
    told = json.loads(furnished("files", "1", "--json").out)
    assert told["items"][0] == {
        "here": True, "kind": "photo", "name": "lake.jpg", "number": 1, "size": 150_000,
    }  # fmt: skip


def test_show_names_them_and_nothing_tells_how_they_are_sealed(furnished: Command) -> None:
    assert "With it: lake.jpg, 150 kB" in furnished("show", "1").out
    whole = furnished("show", "1", "--json").out
    assert json.loads(whole)["files"][1] == {"kind": "file", "name": "note.txt", "number": 2, "size": 6}
    assert "sha256" not in whole
    assert '"key"' not in json.dumps(json.loads(whole)["files"])


def test_a_copy_is_written_as_it_was_and_over_nothing(furnished: Command, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("lake.jpg", "lake-2.jpg"):
        run = furnished("files", "1", "--save", "lake.jpg", "--out", out, "--yes")
        assert (run.code, run.line) == (0, str(out / name))
        assert (out / name).read_bytes() == PHOTO.data
        assert stat.S_IMODE((out / name).stat().st_mode) == 0o600
    assert "no lock" in run.err
    named = furnished("files", "1", "--save", "2", "--out", tmp_path / "mine.txt", "--yes")
    assert (named.code, (tmp_path / "mine.txt").read_bytes()) == (0, b"a note")
    again = furnished("files", "1", "--save", "2", "--out", tmp_path / "mine.txt", "--yes")
    assert (again.code, (tmp_path / "mine.txt").read_bytes()) == (2, b"a note")


@pytest.mark.parametrize("place", ["journal", "journal/files", "journal.state", "link"])
def test_no_copy_goes_where_a_sync_would_carry_it(furnished: Command, place: str) -> None:
    folder, before = furnished.folder / place, sealed(furnished)
    if place == "link":
        folder.symlink_to(furnished.places().journal)
    for out in (folder, folder / "x.jpg"):
        refused = furnished("files", "1", "--save", "1", "--out", out, "--yes")
        assert refused.code == 2
        assert "inside your journal's own folder" in refused.err
    assert sealed(furnished) == before
    assert not list(furnished.folder.rglob("*.jpg"))


def test_a_hostile_name_is_written_under_a_safe_one(furnished: Command, tmp_path: Path) -> None:
    run = furnished("files", "1", "--save", "3", "--out", tmp_path, "--yes")
    assert run.line == str(tmp_path / "[31mgpj.exe")
    assert (tmp_path / "[31mgpj.exe").read_bytes() == b"MZ"


def test_without_a_yes_nothing_is_written(furnished: Command, tmp_path: Path) -> None:
    run = furnished("files", "1", "--save", "1", "--out", tmp_path / "x")
    assert run.code == 2
    assert not (tmp_path / "x").exists()


def test_what_is_missing_or_damaged_is_said_calmly_and_nothing_is_written(
    furnished: Command, tmp_path: Path
) -> None:
    for path in sealed(furnished):
        path.write_bytes(path.read_bytes()[:-1])
    run = furnished("files", "1", "--save", "1", "--out", tmp_path / "x", "--yes")
    assert run.code == 6
    assert "not as it was sealed, so nothing of it was opened" in run.err
    for path in sealed(furnished):
        path.unlink()
    run = furnished("files", "1", "--save", "1", "--out", tmp_path / "x", "--yes")
    assert run.code == 1
    assert "That file is not here. It may still be on its way from another device." in run.err
    assert furnished("files", "1").out.splitlines()[0] == "  1  lake.jpg, 150 kB  (not here)"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--save", "9", "--out", "."), 1),
        (("--save", "1"), 2),
        (("--out", "x"), 2),
        (("--save", "1", "--open", "1", "--out", "x"), 2),
        (("--open", "3", "--yes"), 2),
    ],
)
def test_what_makes_no_sense_is_said(furnished: Command, given: tuple[str, ...], code: int) -> None:
    assert furnished("files", "1", *given).code == code


def test_an_entry_without_any_says_so(pj: Command) -> None:
    pj("write", "text")
    run = pj("files", "1")
    assert (run.code, run.out) == (0, "")
    assert "No files belong to it." in run.err


def test_looking_at_one_needs_somebody_who_says_when_it_is_done(
    furnished: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{opener(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    run = furnished("files", "1", "--open", "1", "--yes")
    assert run.code == 2
    assert not any(memory.ours())
    # It is said before anything is opened, not when it is too late.
    assert "lies in memory" not in run.err


@pytest.mark.parametrize("typed", ["\n", CTRL_C])
def test_looked_at_it_is_a_readable_copy_that_goes_when_it_is_done(
    furnished: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setenv("PATH", f"{opener(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    os.mkfifo(tmp_path / "told")
    typing = [UNLOCKS, ("[y/N]", "y\n"), ("done with it.", typed)]
    with ThreadPoolExecutor() as pool:
        told = pool.submit((tmp_path / "told").read_text)
        try:
            code, screen = at_terminal(furnished.places(), "files", "1", "--open", "lake.jpg", typing=typing)
        finally:
            # Whoever still waits for a word waits no longer.
            os.close(os.open(tmp_path / "told", os.O_RDWR | os.O_NONBLOCK))
        path = Path(told.result(timeout=60))
    assert code == (0 if typed == "\n" else 130), screen
    assert "may keep traces" in " ".join(screen.split())
    assert "The copy is gone." in screen
    assert (path.name, path.parent.exists()) == ("file.jpg", False)


def test_what_was_left_by_a_kill_is_cleared_at_the_next_start(furnished: Command) -> None:
    folder = memory.make(memory.places()[0])
    (folder / "lake.jpg").write_bytes(b"left over")
    (folder / "lock").touch()
    assert furnished("list").code == 0
    assert not folder.exists()


def opener(folder: Path) -> Path:
    """Make what stands for the platform's own: it tells what it was given."""
    bin_ = folder / "bin"
    bin_.mkdir()
    script = bin_ / "xdg-open"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {folder}/told\n')
    script.chmod(0o700)
    return bin_


def test_no_copy_is_written_into_the_journals_own_folder(furnished: Command) -> None:
    run = furnished("files", "1", "--save", "1", "--out", furnished.places().journal, "--yes")
    assert run.code == 2
    assert "inside your journal's own" in run.err
    assert not (furnished.places().journal / "lake.jpg").exists()
