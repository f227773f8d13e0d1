"""R11: a journal that others can read, that can't be written to, or whose files are no files."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command, piped, run
from tests.conftest import PASSPHRASE

NOBODY = 65534
OPEN = "Other accounts on this computer can get at the journal's files."


def key_file(pj: Command) -> Path:
    return pj.places().journal / "journal.key"


def the_log(pj: Command) -> Path:
    (log,) = pj.places().journal.glob("*.log")
    return log


@pytest.fixture
def written(pj: Command) -> Command:
    """A journal with one entry."""
    assert pj("write", "I was walking.").code == 0
    return pj


# Open to others.

OPENED: dict[str, tuple[Callable[[Command], Path], int]] = {
    "the folder": (lambda pj: pj.places().journal, 0o755),
    "the folder, for a group": (lambda pj: pj.places().journal, 0o750),
    "the key file": (key_file, 0o644),
    "the log": (the_log, 0o640),
    "what this computer keeps": (lambda pj: next(pj.places().state.glob("*/journal.key")).parent, 0o755),
    "its copy of the key file": (lambda pj: next(pj.places().state.glob("*/journal.key")), 0o644),
}


@pytest.mark.parametrize(("path", "mode"), OPENED.values(), ids=OPENED)
def test_what_others_can_read_is_said_once_with_what_to_do(
    written: Command, path: Callable[[Command], Path], mode: int
) -> None:
    path(written).chmod(mode)
    opened = written("write", "The lake.")
    assert opened.code == 0
    assert opened.err.count(OPEN) == 1
    (advice,) = (part for part in opened.err.split("`") if part.startswith("chmod"))
    os.system(advice)  # noqa: S605 - what a person is told to type, typed
    assert stat.S_IMODE(path(written).stat().st_mode) & 0o077 == 0
    assert OPEN not in written("list").err


def test_nothing_is_said_where_only_the_owner_can_read(written: Command) -> None:
    assert written("list").err == ""


# Not files.


def test_a_link_in_the_place_of_the_key_file_is_not_followed(written: Command, tmp_path: Path) -> None:
    key_file(written).rename(tmp_path / "elsewhere")
    key_file(written).symlink_to(tmp_path / "elsewhere")
    opened = written("list")
    assert opened.code == 0
    assert "this computer's copy of it was used" in opened.err
    assert "The key file was put back" in written("check").err
    assert not key_file(written).is_symlink()
    assert (tmp_path / "elsewhere").exists()


def test_a_pipe_in_the_place_of_the_key_file_is_not_waited_for(written: Command) -> None:
    key_file(written).unlink()
    os.mkfifo(key_file(written))
    opened = written("list")
    assert opened.code == 0
    assert "this computer's copy of it was used" in opened.err
    assert "The key file was put back" in written("check").err
    assert written("list").err == ""


def test_a_link_in_the_place_of_the_log_is_refused(written: Command, tmp_path: Path) -> None:
    log = the_log(written)
    log.rename(tmp_path / "elsewhere")
    log.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    for command in (("list",), ("write", "The lake.")):
        refused = written(*command)
        assert refused.code == 6
        assert "Nothing was changed." in refused.err
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_folder_that_is_a_link_was_named_and_is_used(written: Command, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(written.places().journal)
    with piped(PASSPHRASE) as descriptor:
        where = ("--journal", tmp_path / "link", "--state", written.places().state)
        shown = run(*where, "--passphrase-fd", str(descriptor), "show", "1", "--raw")
    assert "I was walking." in shown.out


def test_a_pipe_in_the_place_of_the_folder_is_no_journal(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused = run("--journal", tmp_path / "pipe", "--state", tmp_path / "s", "list")
    assert refused.code == 3


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    refused = run("--journal", tmp_path / "none", "--state", tmp_path / "s", "list")
    assert refused.code == 3
    assert not (tmp_path / "none").exists()


# Whose, and what can be written.


@contextlib.contextmanager
def as_somebody() -> Iterator[Path]:
    """Be an account without special rights for a while, and give a folder of its own."""
    administrator = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if administrator:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if administrator:
                os.seteuid(0)


def test_a_folder_that_can_t_be_written_to_is_read_and_never_says_kept() -> None:
    with as_somebody() as folder:
        pj = Command(folder)
        assert pj("write", "I was walking.").code == 0
        pj.places().journal.chmod(0o500)
        the_log(pj).chmod(0o400)
        try:
            assert "I was walking." in pj("show", "1", "--raw").out
            refused = pj("write", "The lake.")
        finally:
            pj.places().journal.chmod(0o700)
        assert refused.code == 8
        assert "Kept" not in refused.err


def test_a_folder_that_can_t_be_read_is_said(pj: Command) -> None:
    with as_somebody() as folder:
        pj = Command(folder)
        pj("write", "I was walking.")
        pj.places().journal.chmod(0)
        try:
            refused = pj("list", made=False)
        finally:
            pj.places().journal.chmod(0o700)
        assert refused.code == 6
        assert "Nothing was changed." in refused.err
        assert pj("list").code == 0


def test_a_state_folder_that_can_t_be_written_to_is_said() -> None:
    with as_somebody() as folder:
        pj = Command(folder)
        pj.make()
        pj.places().state.rename(folder / "away")
        pj.places().state.mkdir(mode=0o500)
        refused = pj("list")
        assert refused.code == 6
        assert "program itself" not in refused.err


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give a file to somebody else")
@pytest.mark.parametrize("command", [("list",), ("write", "The lake."), ("jot", "The lake.")])
def test_the_administrator_writes_nothing_into_somebody_elses_journal(
    written: Command, command: tuple[str, ...]
) -> None:
    for path in (written.places().journal, *written.places().journal.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    before = {path: path.read_bytes() for path in written.places().journal.rglob("*") if path.is_file()}
    refused = written(*command)
    assert refused.code == 1
    assert "belong to another account" in refused.err
    assert "sudo" in refused.err
    after = {path: path.read_bytes() for path in written.places().journal.rglob("*") if path.is_file()}
    assert after == before
