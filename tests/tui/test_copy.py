"""A plain copy for oneself: said to have no lock, over nothing, outside of the journal's folder."""

import stat
from pathlib import Path

import pytest
from textual.widgets import Button

from peerjournal.disk import DISK
from peerjournal.exporters import plain_copy
from peerjournal.session import Session
from peerjournal.tui.screens.copy import CopyScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.widgets.path_line import PathLine
from tests.tui.desk import SMALL, TINY, Desk, at_desk
from tests.tui.pilot import acting
from tests.tui.sample import make_story, titled


async def ask(desk: Desk) -> None:
    await desk.press("C")
    await desk.on(CopyScreen)


async def put(desk: Desk, where: object) -> None:
    line = desk.app.screen.query_one(PathLine)
    line.focus()
    line.value = str(where)
    await desk.pilot.pause()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def flat(desk: Desk) -> str:
    return " ".join(desk.shown.split())


@acting
async def test_it_says_that_there_is_no_lock_writes_once_and_says_where(filled: Session, out: Path) -> None:
    async with at_desk(filled, SMALL) as desk:
        await ask(desk)
        assert plain_copy.NO_LOCK in flat(desk)
        assert plain_copy.ALL_OF_IT in flat(desk)
        assert names(out) == []
        await put(desk, out)
        await desk.press("enter")
        await desk.until(lambda: "Here is the file." in desk.shown)
        assert names(out) == ["entry.md"]
        path = out / "entry.md"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_bytes() == plain_copy.page(titled(filled, "As far as the bridge"))
        assert plain_copy.STAYS in flat(desk)
        assert str(path) in "".join(desk.shown.split("\n")).replace("  ", "") or path.name in desk.shown
        await desk.press("enter")
        await desk.on(MainScreen)
        await ask(desk)
        await put(desk, out)
        await desk.pilot.click("#way-write")
        await desk.until(lambda: "Here is the file." in desk.shown)
        assert names(out) == ["entry-2.md", "entry.md"]
        await desk.pilot.click("#way-done")
        await desk.on(MainScreen)


@acting
async def test_a_story_is_copied_with_what_stands_beside_it(filled: Session, out: Path) -> None:
    story = make_story(filled)
    filled.journal.edit(story.id, stands="coming through")
    async with at_desk(filled) as desk:
        await ask(desk)
        await put(desk, out / "mine.md")
        await desk.press("enter")
        await desk.until(lambda: "Here is the file." in desk.shown)
        assert "Where it stands: coming through" in (out / "mine.md").read_text()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("{out}/taken.md", "There is a file by that name already"),
        ("{out}/nowhere/x.md", "There is no such folder"),
        ("{out}/without-an-ending", "There is no such folder"),
        ("{journal}", "inside your journal's own folder"),
        ("{journal}/x.md", "inside your journal's own folder"),
        ("{out}/link/x.md", "inside your journal's own folder"),
        ("{state}", "inside your journal's own folder"),
        ("", "Type where it is"),
        ("[/sigh]\x1b]0;x\x07", "There is no such folder"),
        ("x\0y.md", "can't be the name of a file"),
    ],
)
@acting
async def test_where_nothing_may_be_written_gets_a_sentence(
    filled: Session, out: Path, where: str, said: str
) -> None:
    (out / "taken.md").write_text("mine")
    home = filled.vault.home
    (out / "link").symlink_to(home.folder)
    where = where.format(out=out, journal=home.folder, state=home.state)
    before = names(home.folder)
    async with at_desk(filled) as desk:
        await ask(desk)
        await put(desk, where)
        await desk.press("enter")
        await desk.until(lambda: said in flat(desk))
        assert desk.app.screen.query_one(PathLine).value == where
        assert (out / "taken.md").read_text() == "mine"
        assert names(home.folder) == before
        await desk.press("escape")
        await desk.on(MainScreen)


@acting
async def test_a_full_disk_says_so_and_keeps_what_was_typed(
    filled: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with at_desk(filled) as desk:
        await ask(desk)
        await put(desk, out / "x.md")
        with monkeypatch.context() as patched:
            patched.setattr(DISK, "create", full)
            await desk.press("enter")
            await desk.until(lambda: "The disk is full, so no file was written." in flat(desk))
        assert desk.app.screen.query_one(PathLine).value == str(out / "x.md")
        assert names(out) == []
        await desk.press("enter")
        await desk.until(lambda: "Here is the file." in desk.shown)


@acting
async def test_leaving_writes_nothing(filled: Session, out: Path) -> None:
    async with at_desk(filled, TINY) as desk:
        await ask(desk)
        await put(desk, out / "x.md")
        assert "Write the file" in desk.shown
        desk.app.screen.query_one("#way-back", Button).press()
        await desk.on(MainScreen)
        assert names(out) == []


@acting
async def test_only_what_you_wrote_is_copied(filled: Session) -> None:
    filled.journal.remove(titled(filled, "Panic on the 38").id)
    async with at_desk(filled) as desk:
        await desk.shelf("removed")
        await desk.press("C")
        assert isinstance(desk.app.screen, MainScreen)
