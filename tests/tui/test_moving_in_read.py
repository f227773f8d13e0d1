"""Moving another journal in, in the app: switches, zones, unusual times, and its own passphrase."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from peerjournal.importers import read_all
from peerjournal.session import Session
from peerjournal.tui.screens import moving_in
from peerjournal.tui.screens.moving_in import MovingInScreen
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.line import SecretInput
from tests.importers.notes import vault
from tests.importers.test_jrnl_sealed import PASSPHRASE as OF_THE_SOURCE
from tests.importers.test_jrnl_sealed import WHOLE
from tests.tui.desk import LARGE, SMALL, TINY
from tests.tui.moving import (
    jrnl,
    past_zone,
    to_kind,
    to_zone,
)
from tests.tui.pilot import acting
from tests.tui.sharing import seated

sizes = pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["50x20", "80x24", "120x36"])


@acting
async def test_switches_are_off_until_somebody_ticks_them(
    session: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []

    def noted(*given: Any) -> Any:
        read.append(given[2])
        return read_all(*given)

    monkeypatch.setattr(moving_in, "read_all", noted)
    daily = vault(out / "vault", {"2024-01-15.md": "- 09:00 up\n- 15:51 a walk\n"})
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, daily)
        await seat.sees("This looks like: Obsidian daily notes.")
        await seat.press("enter")
        await seat.at("options")
        await seat.press("space", "ctrl+s")
        await seat.at("zone")
        await seat.press("enter")
        await seat.at("preview")
        await seat.sees("Move these 2 entries in?")
        await seat.press("escape", "escape")
        await seat.at("options")
        assert seat.screen.query_one(CheckList).checked == ("split_times",)
    assert [(one.split_times, one.locations, one.devices) for one in read] == [(True, False, False)]


@acting
async def test_a_zone_is_asked_for_once_and_one_that_is_none_is_refused(session: Session, out: Path) -> None:
    async with seated(session, MovingInScreen(session)) as seat:
        await to_zone(seat, jrnl(out))
        seat.put("Nowhere/Atall")
        await seat.press("enter")
        await seat.sees("There is no zone by that name here.")
        assert seat.screen.query_one("#zone").value == "Nowhere/Atall"  # type: ignore[attr-defined] # it is a line
        seat.put("st johns")
        await seat.press("enter")
        await seat.at("preview")
        await seat.sees("read as America/St_Johns.")
        await seat.press("escape")
        await seat.at("zone")
        assert seat.screen.query_one("#zone").value == "st johns"  # type: ignore[attr-defined] # as above
        await seat.press("enter")
        await seat.at("preview")
        await seat.click("#way-otherwise")
        await seat.step("options", "ctrl+s")
        await seat.at("preview")
        await seat.click("#way-move")
        await seat.at("came_in")
    assert {piece.written.zone for piece in session.journal.list()} == {"America/St_Johns"}


@acting
async def test_times_that_are_written_otherwise_are_read_once_somebody_says_how(
    session: Session, out: Path
) -> None:
    source = jrnl(out, "[01/05/20 15h00] The lake\nCold.\n\n[02/05/20 09h30] The wood\nWarm.\n")
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, source)
        await seat.choose("jrnl, a text file")
        await past_zone(seat)
        await seat.click("#way-otherwise")
        await seat.at("options")
        await seat.press("tab")
        seat.put("%d/%m/%y %Hh%M")
        await seat.press("enter")
        await past_zone(seat)
        await seat.sees("Move these 2 entries in?")
        await seat.sees("2020-05-02 09:30  The wood")


@acting
async def test_a_sealed_source_asks_for_its_own_passphrase(session: Session, out: Path) -> None:
    source = out / "journal.jrnl"
    await asyncio.to_thread(source.write_bytes, WHOLE["version 2"])
    async with seated(session, MovingInScreen(session)) as seat:
        await to_kind(seat, source)
        await seat.press("enter")
        await seat.at("secret")
        await seat.press("enter")
        await seat.sees("Its passphrase first.")
        seat.put("not this one")
        await seat.press("enter")
        await seat.sees("That passphrase didn't open it, or the file is not whole.")
        await seat.until(lambda: seat.screen.query_one(SecretInput).value == "")
        seat.put(OF_THE_SOURCE)
        assert OF_THE_SOURCE not in seat.shown()
        await seat.press("enter")
        await seat.at("zone")
        await seat.press("enter")
        await seat.at("preview")
        await seat.sees("Move these 3 entries in?")
        await seat.press("escape", "escape", "escape")
        await seat.at("kind")
        assert vars(seat.screen)["_secret"] == ""
