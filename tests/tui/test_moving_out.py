"""Moving out in the app: after the passphrase, in each form, over nothing, and all of it or none."""

import asyncio
import stat
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.disk import Disk
from peerjournal.exporters import write_new
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens import moving_out
from peerjournal.tui.screens.moving_out import MovingOutScreen
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.path_line import PathLine
from tests.conftest import PASSPHRASE
from tests.tui.caring import Held, doing, everything
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])
FORMS = {"A file for each entry": ".md", "One file with everything": ".json", "One text that jrnl": ".txt"}


async def to_folder(seat: Seat, form: str = "") -> None:
    await seat.at("passphrase")
    seat.put(PASSPHRASE)
    await seat.press("enter")
    await seat.at("form")
    await (seat.choose(form) if form else seat.press("enter"))
    await seat.at("folder")


async def to_sure(seat: Seat, folder: Path, form: str = "") -> None:
    await to_folder(seat, form)
    seat.put(str(folder))
    await seat.press("enter")
    await seat.at("sure")


@sizes
@pytest.mark.parametrize("form", FORMS)
@acting
async def test_everything_stands_in_plain_files(
    filled: Session, out: Path, form: str, size: tuple[int, int]
) -> None:
    before = everything(filled.vault.home.folder)
    folder = out / "mine"
    async with seated(filled, MovingOutScreen(filled), size) as seat:
        await to_sure(seat, folder, form if size != TINY else "")
        await seat.sees("These files have no lock")
        await seat.sees("What you marked to stay with you is in them too, and so is every name.")
        assert not folder.exists()
        await seat.press("tab", "enter")
        await seat.at("written")
        await seat.sees("They are not sealed, and stay until you remove them.")
        await seat.sees(str(folder))
        await seat.press("enter")
        await seat.until(lambda: not isinstance(seat.screen, MovingOutScreen))
    written = everything(folder)
    assert {Path(name).suffix for name in written} == {FORMS[form] if size != TINY else ".md"}
    assert "colder than it looked" in b"".join(written.values()).decode()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert everything(filled.vault.home.folder) == before


@sizes
@acting
async def test_letters_go_along_only_where_it_is_said(
    filled: Session, out: Path, size: tuple[int, int]
) -> None:
    filled.people.add("a friend", ["Bettany Rook"])
    async with seated(filled, MovingOutScreen(filled), size) as seat:
        await to_sure(seat, out / "mine")
        await seat.click("#way-letters")
        await seat.at("letters")
        await seat.sees("What others wrote to you was written for you.")
        assert not (out / "mine").exists()
        await seat.click("#way-write")
        await seat.at("written")
    assert b"Bettany Rook" in everything(out / "mine")["people.md"]


@acting
async def test_what_jrnl_has_no_place_for_is_not_offered(filled: Session, out: Path) -> None:
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await to_sure(seat, out / "mine", "One text that jrnl")
        assert not seat.screen.query("#way-letters")


@acting
async def test_without_the_passphrase_nobody_comes_further(filled: Session) -> None:
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await seat.at("passphrase")
        await seat.press("enter")
        await seat.sees("Your passphrase first. Nothing was written.")
        seat.put("not this one")
        await seat.click("#way-next")
        await seat.sees("That one did not open it. Nothing was written. Try once more.")
        await seat.at("passphrase")
        assert seat.screen.query_one(SecretInput).value == ""
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, MovingOutScreen))


@acting
async def test_the_recovery_words_open_it_here_as_everywhere(filled: Session) -> None:
    vault.keep_recovery(filled.vault, words := vault.new_recovery_words())
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await seat.at("passphrase")
        seat.put(words)
        await seat.press("enter")
        await seat.at("form")


@acting
async def test_nothing_is_overwritten_and_nothing_goes_into_the_journals_own_folder(
    filled: Session, out: Path
) -> None:
    await asyncio.to_thread((out / "theirs.txt").write_text, "theirs")
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await to_folder(seat)
        seat.put(str(out))
        await seat.press("enter")
        await seat.sees("There is something in that place already, and it was left as it is.")
        assert seat.screen.query_one(PathLine).value == str(out)
        for own in (filled.vault.home.folder, filled.vault.home.state.parent):
            seat.put(str(own / "mine"))
            await seat.press("enter")
            await seat.sees("That place is inside your journal's own")
        await seat.at("folder")
    assert everything(out) == {"theirs.txt": b"theirs"}


@acting
async def test_enter_by_itself_writes_nothing_and_esc_loses_nothing(filled: Session, out: Path) -> None:
    folder = out / "mine"
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await to_sure(seat, folder)
        await seat.press("ctrl+s", "enter")
        await seat.at("folder")
        assert seat.screen.query_one(PathLine).value == str(folder)
        await seat.press("escape")
        await seat.at("form")
        await seat.press("escape")
        await seat.at("passphrase")
        assert seat.screen.query_one(SecretInput).value == ""
    assert everything(out) == {}


@acting
async def test_an_empty_journal_has_nothing_to_move_out(session: Session, out: Path) -> None:
    async with seated(session, MovingOutScreen(session)) as seat:
        await to_folder(seat)
        seat.put(str(out / "mine"))
        await seat.press("enter")
        await seat.at("nothing")
        await seat.sees("Nothing is written yet, so nothing was moved out.")


@pytest.mark.parametrize("by", ["keyboard", "mouse", "lock", "cover"])
@acting
async def test_stopped_midway_nothing_of_it_is_left(
    filled: Session, out: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    ended: list[Ending] = []
    held = Held().hold(monkeypatch, moving_out, "write_new")
    async with seated(filled, MovingOutScreen(filled)) as seat:
        seat.app._leave = ended.append
        await to_sure(seat, out / "mine")
        await seat.click("#way-write")
        await doing(seat)
        if by in {"lock", "cover"}:
            await seat.press("ctrl+l" if by == "lock" else "f9")
            await seat.until(lambda: ended == [Ending.LOCK if by == "lock" else Ending.COVER])
        else:
            await (seat.press("escape") if by == "keyboard" else seat.click("#way-stop"))
            await seat.at("sure")
            await seat.sees("It was stopped. Nothing was written.")
    assert held.begun.is_set()
    assert everything(out) == {}
    assert not (out / "mine").exists()


@acting
async def test_a_full_disk_leaves_nothing_and_says_so(
    filled: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(Disk):
        def create(self, path: Path, data: bytes) -> None:
            raise OSError(28, f"no room for {len(data)} bytes in {path}")

    monkeypatch.setattr(moving_out, "write_new", partial(write_new, disk=FullDisk()))
    async with seated(filled, MovingOutScreen(filled)) as seat:
        await to_sure(seat, out / "mine")
        await seat.click("#way-write")
        await seat.sees("The disk is full")
        await seat.at("sure")
        assert "bytes" not in seat.shown()
    assert not (out / "mine").exists()


@acting
async def test_hostile_titles_command_nothing_on_the_way_out(session: Session, out: Path) -> None:
    session.journal.add(Draft(title="\x1b[2J [red] ../../evil", body="text"))
    folder = out / "old [red] \u202egnp"
    async with seated(session, MovingOutScreen(session)) as seat:
        await to_sure(seat, folder)
        assert "\u202e" not in seat.shown()
        await seat.click("#way-write")
        await seat.at("written")
        await seat.sees("[red]")
    assert [path.parent for path in folder.rglob("*")] == [folder]
