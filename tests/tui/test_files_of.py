"""The files of an entry in the app: named below its text, listed, saved out, looked at, and gone again."""

import os
from pathlib import Path

import pytest

from peerjournal.own_editor import memory
from peerjournal.session import Session
from peerjournal.tui.screens.files_copy import FileCopyScreen
from peerjournal.tui.screens.files_of import FilesScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets.path_line import PathLine
from tests.journal.attached import File, came, noise
from tests.tui.desk import LARGE, at_desk
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated

PHOTO = File("lake.jpg", noise(150_000))
NOTE = File("note.txt", b"a note", kind="file")


def moved_in(session: Session, *files: File) -> None:
    session.journal.move_in([came("The lake", *files)], source="old")


def screen(session: Session) -> FilesScreen:
    return FilesScreen(session, session.journal.find("lake")[0])


def looked_at() -> list[Path]:
    return [path for folder in memory.ours() for path in folder.iterdir() if path.name != "lock"]


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put what does nothing in the place of the program that finds the right one."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name in ("xdg-open", "open"):
        (bin_ / name).write_text("#!/bin/sh\n")
        (bin_ / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")


@acting
async def test_they_stand_below_the_text_and_f_lists_them(session: Session) -> None:
    moved_in(session, PHOTO, NOTE)
    async with at_desk(session, size=LARGE) as desk:
        await desk.settle()
        await desk.until(lambda: "With it: lake.jpg, 150 kB" in desk.shown)
        assert "With it: note.txt, 6 bytes" in desk.shown
        assert "f shows them." in desk.shown
        assert any("Its files" in key for key in desk.keys)
        await desk.press("f")
        await desk.on(FilesScreen)
        await desk.until(lambda: "Sealed in your journal. No letter takes one along." in desk.shown)
        await desk.press("escape")
        await desk.on(MainScreen)


@acting
async def test_where_there_are_none_nothing_is_offered(session: Session) -> None:
    moved_in(session)
    async with at_desk(session, size=LARGE) as desk:
        await desk.settle()
        assert not any("Its files" in key for key in desk.keys)
        await desk.press("f")
        assert isinstance(desk.app.screen, MainScreen)


@acting
async def test_a_copy_is_saved_by_the_mouse_and_over_nothing(session: Session, tmp_path: Path) -> None:
    moved_in(session, PHOTO, NOTE)
    (tmp_path / "lake.jpg").write_text("mine")
    async with seated(session, screen(session)) as seat:
        await seat.sees("lake.jpg, 150 kB")
        await seat.click("#save")
        await seat.until(lambda: isinstance(seat.screen, FileCopyScreen))
        await seat.at("to")
        await seat.sees("The copy has no lock: whoever gets at it can read it.")
        seat.screen.query_one(PathLine).value = str(tmp_path)
        await seat.click("#way-make")
        await seat.at("made")
        await seat.sees("It is not sealed, and stays until you remove it.")
        assert (tmp_path / "lake.jpg").read_text() == "mine"
        assert (tmp_path / "lake-2.jpg").read_bytes() == PHOTO.data
        assert (tmp_path / "lake-2.jpg").stat().st_mode & 0o777 == 0o600
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.screen, FilesScreen))


@acting
async def test_no_copy_goes_where_a_sync_would_carry_it(session: Session) -> None:
    moved_in(session, PHOTO)
    home = session.vault.home
    async with seated(session, FileCopyScreen(session, session.journal.find("lake")[0], 1)) as seat:
        await seat.at("to")
        for place in (home.folder, home.files / "x.jpg", home.state.parent):
            seat.screen.query_one(PathLine).value = str(place)
            await seat.click("#way-make")
            await seat.sees("inside your journal's own folder")
            assert not list(home.folder.rglob("*.jpg"))


@acting
@pytest.mark.usefixtures("opener")
async def test_one_is_looked_at_after_a_question_until_it_is_done(session: Session) -> None:
    moved_in(session, PHOTO)
    async with seated(session, screen(session)) as seat:
        await seat.sees("lake.jpg")
        await seat.press("o")
        await seat.sees("Open “lake.jpg, 150 kB” in another program?")
        await seat.sees("may keep traces")
        await seat.press("escape")
        assert looked_at() == []
        await opened(seat)
        (copy,) = looked_at()
        assert (copy.name, copy.read_bytes()) == ("file.jpg", PHOTO.data)
        await seat.press("d")
        await seat.sees("The copy is gone.")
        assert looked_at() == []


async def opened(seat: Seat) -> None:
    await seat.press("o")
    await seat.sees("Open it")
    await seat.click("#yes")
    await seat.sees("It was handed to another program.")


@acting
@pytest.mark.usefixtures("opener")
async def test_however_the_screen_ends_no_copy_is_left(session: Session) -> None:
    moved_in(session, PHOTO)
    async with seated(session, screen(session)) as seat:
        await seat.sees("lake.jpg")
        await opened(seat)
        assert len(looked_at()) == 1
        await seat.press("escape")
        await seat.until(lambda: looked_at() == [])
    async with seated(session, screen(session)) as seat:
        await seat.sees("lake.jpg")
        await opened(seat)
    assert looked_at() == []


@acting
async def test_what_could_be_a_program_is_not_opened(session: Session) -> None:
    moved_in(session, File("run.exe", b"MZ", kind="photo"))
    async with seated(session, screen(session)) as seat:
        await seat.sees("run.exe")
        await seat.press("o")
        await seat.sees("Only pictures, sounds, videos, PDFs and plain text are opened from here.")


@acting
async def test_missing_or_damaged_is_said_calmly(session: Session) -> None:
    moved_in(session, PHOTO, NOTE)
    piece = session.journal.find("lake")[0]
    photo, note = (session.vault.home.files / one.sealed.file for one in piece.files if one.sealed)
    photo.unlink()
    note.write_bytes(b"rot")
    async with seated(session, screen(session)) as seat:
        await seat.sees("Not here. It may still be on its way from another device.")
        await seat.press("o")
        await seat.click("#yes")
        await seat.sees("That file is not here.")
        await seat.press("down", "o")
        await seat.sees("Open “note.txt")
        await seat.click("#yes")
        await seat.sees("That file is not as it was sealed, so nothing of it was opened.")
        assert looked_at() == []


@acting
async def test_hostile_names_do_nothing_to_the_screen(session: Session, tmp_path: Path) -> None:
    moved_in(session, *(File(f"{text}.jpg", b"x") for text in HOSTILE[:20]), File("../../out.jpg", b"x"))
    async with seated(session, screen(session)) as seat:
        await seat.sees(".jpg")
        assert not any(ord(char) < 32 and char != "\n" for char in seat.shown())
        assert "\u202e" not in seat.shown()
        await seat.press("end", "s")
        await seat.at("to")
        seat.screen.query_one(PathLine).value = str(tmp_path / "deep" / "..")
        (tmp_path / "deep").mkdir()
        await seat.click("#way-make")
        await seat.at("made")
    assert (tmp_path / "out.jpg").read_bytes() == b"x"
