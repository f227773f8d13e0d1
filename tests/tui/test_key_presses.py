"""Keys are counted: keeping a story to oneself and taking one back never take more of them than sharing."""

from pathlib import Path

import pytest
from textual.app import App

from peerjournal.session import Session
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.share import ShareScreen
from tests.tui.pilot import acting
from tests.tui.sharing import found, meet, seated, story


@acting
async def test_keeping_and_taking_back_need_no_more_keys_than_sharing(  # noqa: PLR0915 — the four ways are counted side by side
    sam: Session, rob: Session, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(sam, rob)
    told = story(sam)
    monkeypatch.setattr(App, "bell", lambda _self: None)
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "down", "enter")
        for step in ("wish", "hold", "note", "preview", "file"):
            await seat.at(step)
            if step == "file":
                seat.put(str(out))
            if step == "preview":
                await seat.until(lambda: "Looks right" in seat.ways())
            await seat.press("ctrl+s" if step == "note" else "enter")
        await seat.step("done", "enter")
        sharing = seat.pressed.total()
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await seat.step("person", "enter")
        await seat.until(lambda: not isinstance(seat.screen, ShareScreen))
        keeping = seat.pressed.total()
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("handed over")
        await seat.press("t")
        await seat.step("note", "enter")
        await seat.on(LedgerScreen)
        taking_back = seat.pressed.total()
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("t")
        await seat.step("note", "tab", "enter")
        await seat.make("file", out)
        await seat.press("enter")
        sealing_the_note = seat.pressed.total()
    assert keeping <= sharing
    assert taking_back <= sharing
    assert sealing_the_note <= sharing
    assert len(found(out)) == 2
