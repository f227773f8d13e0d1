"""`check`, `backup` and `restore` on a journal with files: what is wrong is said by number, and mended."""

import json
from pathlib import Path

import pytest

from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.journal.attached import File, came, noise

PHOTO = File("lake.jpg", noise(70_000))


@pytest.fixture
def furnished(pj: Command) -> Command:
    pj.make()
    session = Session.unlock(pj.places(), PASSPHRASE)
    session.journal.move_in([came("The lake", PHOTO, File("note.txt", b"a note", kind="file"))], source="old")
    session.vault.state()
    session.lock()
    return pj


def sealed(pj: Command, number: int) -> Path:
    session = Session.unlock(pj.places(), PASSPHRASE)
    file = session.journal.get("1").files[number - 1]
    assert file.sealed is not None
    return pj.places().journal / "files" / file.sealed.file


def test_all_is_whole(furnished: Command) -> None:
    run = furnished("check")
    assert run.code == 0
    assert "Files that belong to entries: 2, whole." in run.out
    assert json.loads(furnished("check", "--json").out)["files"] == {"count": 2, "items": [], "unnamed": 0}


def test_what_is_missing_or_damaged_is_named_and_brought_back(furnished: Command) -> None:
    damaged, missing = sealed(furnished, 1), sealed(furnished, 2)
    before = damaged.read_bytes()
    damaged.write_bytes(before[:-1] + b"x")
    missing.unlink()
    run = furnished("check")
    assert run.code == 6
    assert "Files that belong to entries: 2, 0 whole, 2 not." in run.out
    assert "1 · file 1, lake.jpg: damaged, whole in a backup here" in run.out
    assert "1 · file 2, note.txt: not here, whole in a backup here" in run.out
    assert "`peerjournal check --repair` brings back" in run.err
    told = json.loads(furnished("check", "--json").out)["files"]
    assert told["items"][0] == {"file": 1, "in_a_backup": True, "number": "1", "state": "damaged"}
    mended = furnished("check", "--repair", "--yes")
    assert mended.code == 0, mended.err
    assert "Brought back: 2 files." in mended.err
    assert damaged.read_bytes() == before
    assert furnished("check").code == 0


def test_what_nobody_names_is_counted_and_left(furnished: Command) -> None:
    stray = furnished.places().journal / "files" / ("ab" * 16)
    stray.write_bytes(b"from another device")
    run = furnished("check")
    assert run.code == 0
    assert "Files here that no entry names: 1." in run.err
    assert stray.exists()


def test_a_backup_brings_them_back_byte_for_byte(furnished: Command, tmp_path: Path) -> None:
    assert furnished("backup", tmp_path / "b.tar").code == 0
    back = furnished("restore", tmp_path / "b.tar", who="back", made=False)
    assert back.code == 0, back.err
    out = tmp_path / "out"
    assert furnished("files", "1b", "--save", "1", "--out", out, "--yes", who="back", made=False).code == 0
    assert out.read_bytes() == PHOTO.data


def test_inspecting_one_says_what_it_is_and_nothing_more(furnished: Command) -> None:
    run = furnished("inspect", sealed(furnished, 1))
    assert run.code == 0
    assert "A file that belongs to an entry, sealed." in run.out + run.err
    assert "lake" not in run.out + run.err


def test_erasing_says_that_they_go_and_they_do(furnished: Command) -> None:
    run = furnished("erase", "1", "--no-recovery", "--yes")
    assert run.code == 0, run.err
    assert "The files that belong to it go too, with the keys that open them: 2." in run.err
    assert list((furnished.places().journal / "files").iterdir()) == []
