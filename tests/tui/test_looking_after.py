"""Looking after a journal in the app: how it stands, checking, backing up, mending."""

import asyncio
import re
from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.backup_file import BackupFileScreen
from peerjournal.tui.screens.looking_after import LookingAfterScreen, device_lines
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.mending import plan_lines
from peerjournal.tui.screens.settings import SettingsScreen
from peerjournal.vault import DeviceReport, Health, Plan, Verdict
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held, damage, doing, everything, places_of
from tests.tui.desk import LARGE, SMALL, TINY, at_desk
from tests.tui.pilot import acting
from tests.tui.sharing import seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


# How it stands.


@sizes
@acting
async def test_it_says_how_the_journal_stands(filled: Session, size: tuple[int, int]) -> None:
    filled.vault.state()
    filled.back_up()
    async with seated(filled, LookingAfterScreen(filled), size) as seat:
        await seat.at("home")
        await seat.sees("Your journal is whole.")
        await seat.sees("The newest backup on this computer is of today.")
        await seat.press("enter")
        await seat.at("found")
        await seat.sees("Everything opens.")
        await seat.sees("Saturday 21 November: whole.")
        await seat.sees(str(filled.vault.home.backups))
        await seat.press("escape")
        await seat.at("home")


@acting
async def test_it_is_reached_from_the_menu_and_from_the_settings(filled: Session) -> None:
    async with at_desk(filled) as desk:
        await desk.main.run_action("looking_after")
        await desk.on(LookingAfterScreen)
        await desk.press("escape")
        await desk.on(MainScreen)
        desk.app.push_screen(SettingsScreen(filled))
        await desk.on(SettingsScreen)
        await desk.pilot.click("#looking-after")
        await desk.on(LookingAfterScreen)


@acting
async def test_the_devices_are_listed_with_their_letters(filled: Session) -> None:
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        await seat.at("home")
        await seat.choose("Your devices")
        await seat.at("devices")
        await seat.sees("This computer: ")
        await seat.click("#way-back")
        await seat.at("home")


@sizes
@acting
async def test_a_copy_that_could_not_be_taken_in_is_named_calmly(
    filled: Session, out: Path, size: tuple[int, int]
) -> None:
    """Whatever its name: it is shown, it commands nothing, and it is not said to be in a backup."""
    log = filled.vault.home.log(filled.vault.device)
    damaged = bytearray(await asyncio.to_thread(log.read_bytes))
    damaged[40] ^= 1
    name = f"{log.stem} \x1b]0;T\x07 [bold (conflicted copy).log"
    await asyncio.to_thread((log.parent / name).write_bytes, bytes(damaged))
    async with seated(filled, LookingAfterScreen(filled), size) as seat:
        await seat.at("home")
        await seat.sees("A sync left a copy that could not be taken in")
        await seat.choose("Your devices")
        await seat.at("devices")
        await seat.sees("[bold (conflicted copy).log: damaged at its beginning.")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", seat.shown())
        await seat.press("escape")
        await seat.at("home")
        await seat.app.push_screen(BackupFileScreen(filled))
        await seat.at("to")
        seat.put(str(out))
        await seat.press("enter")
        await seat.at("made")
        await seat.sees("What a sync left and could not be taken in is not in it")


@acting
async def test_a_damaged_backup_of_today_is_made_again(filled: Session) -> None:
    filled.vault.state()
    filled.back_up()
    path = filled.vault.home.backups / "2026-11-21.tar"
    data = bytearray(await asyncio.to_thread(path.read_bytes))
    data[len(data) // 2] ^= 1
    await asyncio.to_thread(path.write_bytes, bytes(data))
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        await seat.at("home")
        await seat.press("enter")
        await seat.at("found")
        await seat.sees("Today's was made again, and is whole now.")
        await seat.sees("Everything opens.")


def test_each_device_has_a_line() -> None:
    lines = device_lines(
        [
            DeviceReport("00", "", Health(saves=1), 1),
            DeviceReport("01", "b", Health(Verdict.TORN), 12, changed_on_both=2),
            DeviceReport("02", "c", Health(Verdict.DAMAGED), 3),
        ]
    )
    assert lines == [
        "This computer: 1 save, whole.",
        "Device b: 12 saves, its newest save is still arriving, 2 changed on both sides.",
        "Device c: 3 saves, damaged.",
    ]


@acting
async def test_making_it_smaller_says_what_came_of_it(filled: Session) -> None:
    first = filled.journal.add(Draft(title="Often", body="one"))
    for turn in range(30):
        filled.journal.edit(first.id, body=f"{turn} " * 400)
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        await seat.at("home")
        await seat.choose("Make it smaller")
        await seat.at("compact")
        await seat.press("enter")
        await seat.at("home")
        await seat.sees("KiB, and has")
        assert filled.journal.get(first.id).body.startswith("29 ")


# What takes long.


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
@acting
async def test_reading_every_byte_can_be_stopped(
    filled: Session, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    held = Held().hold(monkeypatch, vault, "check")
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        await seat.at("home")
        await seat.press("enter")
        await doing(seat)
        await (seat.press("escape") if by == "keyboard" else seat.pilot.click("#way-stop"))
        await seat.at("home")
        await seat.sees("It was stopped. Nothing was changed.")
        assert held.begun.is_set()
        assert filled.journal.find("")


@pytest.mark.parametrize(("key", "ending"), [("ctrl+l", Ending.LOCK), ("f9", Ending.COVER)])
@acting
async def test_locking_and_covering_end_it(
    filled: Session, monkeypatch: pytest.MonkeyPatch, key: str, ending: Ending, out: Path
) -> None:
    ended: list[Ending] = []
    Held().hold(monkeypatch, vault, "back_up")
    async with seated(filled, BackupFileScreen(filled)) as seat:
        seat.app._leave = ended.append
        await seat.at("to")
        seat.put(str(out))
        await seat.press("enter")
        await doing(seat)
        await seat.press(key)
        await seat.until(lambda: ended == [ending])
        assert everything(out) == {}


# A file of one's own.


@sizes
@acting
async def test_a_backup_goes_to_a_file_and_overwrites_nothing(
    filled: Session, out: Path, size: tuple[int, int]
) -> None:
    there = out / "peerjournal-2026-11-21.tar"
    await asyncio.to_thread(there.write_bytes, b"somebody's own")
    async with seated(filled, BackupFileScreen(filled), size) as seat:
        await seat.at("to")
        seat.put(str(out))
        await (seat.press("enter") if size != SMALL else seat.click("#way-make"))
        await seat.at("made")
        await seat.sees("peerjournal-2026-11-21-2.tar")
        await seat.sees("Every byte of it was read again, and opens.")
        assert there.read_bytes() == b"somebody's own"
    target = vault.Target(out / "back", out / "state")
    found = vault.restore(
        out / "peerjournal-2026-11-21-2.tar", target, secret=PASSPHRASE, clock=filled.vault.clock
    )
    assert len(Session(found.vault).journal.find("")) == len(filled.journal.find(""))


@acting
async def test_a_file_that_is_there_is_named_and_left(filled: Session, out: Path) -> None:
    await asyncio.to_thread((out / "mine.tar").write_bytes, b"mine")
    async with seated(filled, BackupFileScreen(filled)) as seat:
        await seat.at("to")
        seat.put(str(out / "mine.tar"))
        await seat.press("enter")
        await seat.sees("There is a file by that name already, and it was left as it is.")
        assert (out / "mine.tar").read_bytes() == b"mine"


# Mending.


@sizes
@acting
async def test_what_is_damaged_is_mended_from_the_backups(
    filled: Session, clock: StandingClock, size: tuple[int, int]
) -> None:
    filled.vault.state()
    filled.back_up()
    written, log = len(filled.journal.find("")), filled.vault.home.log(filled.vault.device)
    damage(filled)
    before = await asyncio.to_thread(log.read_bytes)
    again = await asyncio.to_thread(Session.unlock, places_of(filled), PASSPHRASE, clock=clock)
    async with seated(again, LookingAfterScreen(again), size) as seat:
        await seat.at("home")
        await seat.sees("Part of this journal is damaged.")
        await seat.press("enter")
        await seat.at("plan")
        await seat.sees("all of that comes back.")
        await seat.sees("· backup of 2026-11-21")
        await seat.press("enter")
        await seat.at("home")
        await seat.sees("It is mended. You can write again.")
        await seat.sees("Your journal is whole.")
    assert len(again.journal.find("")) == written
    again.journal.add(Draft(title="Afterwards"))
    assert log.read_bytes() == before


@acting
async def test_a_check_that_finds_damage_leads_to_mending(filled: Session, clock: StandingClock) -> None:
    damage(filled)
    again = await asyncio.to_thread(Session.unlock, places_of(filled), PASSPHRASE, clock=clock)
    async with seated(again, LookingAfterScreen(again)) as seat:
        await seat.at("home")
        await seat.choose("Read every byte")
        await seat.at("found")
        await seat.sees("Not everything opens.")
        await seat.click("#way-plan")
        await seat.at("plan")
        before = everything(again.vault.home.folder)
        await seat.press("escape", "escape")
        await seat.at("home")
        assert everything(again.vault.home.folder) == before


def test_a_plan_is_told_in_sentences() -> None:
    plan = Plan(None, (), 2, needed=True, backups_read=3, reread=1, drafts=("0",))
    assert plan_lines(plan) == [
        "How many saves can't be read is not known.",
        "The backups have nothing that is not here already.",
        "1 thing more can be read out of the damaged file itself.",
        "2 things can't be found here any more. Another copy of the folder may have it.",
        "1 draft can't be opened: set aside, and kept.",
    ]
