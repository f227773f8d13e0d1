"""The screens of sharing on small windows: no button is cut, whatever step one is at."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button

from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.peers import PeersScreen
from peerjournal.tui.screens.reply import ReplyScreen
from tests.conftest import StandingClock
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, meet, person, robin, seated
from tests.tui.test_receive import letter_file


def cut(seat: Seat) -> list[str]:
    wide, high = seat.screen.size
    shown = [one for one in seat.screen.query(Button) if one.display and not one.has_class("-later")]
    inside = seat.screen.region
    return [
        str(one.label)
        for one in shown
        if one.region.right > wide
        or one.region.bottom > high
        or one.region.width < len(str(one.label))
        or not inside.contains_region(one.region)
        or one.parent is None
        or one.region.right > one.parent.region.right  # type: ignore[attr-defined] # a row of buttons
    ]


@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
@acting
async def test_no_button_is_cut(tmp_path: Path, clock: StandingClock, size: tuple[int, int]) -> None:
    sam, rob = person(tmp_path / "sam", clock), person(tmp_path / "rob", clock)
    meet(sam, rob)
    number = rob.inbox.keep(rob.inbox.look(letter_file(sam, tmp_path).read_bytes()))
    kept = rob.inbox.letters.get(str(number))
    rooms: list[Any] = [
        (sam, PeersScreen(sam)),
        (sam, LedgerScreen(sam)),
        (sam, CompareScreen(sam, robin(sam))),
        (rob, LetterScreen(rob, kept)),
    ]
    for session, screen in rooms:
        async with seated(session, screen, size) as seat:
            await seat.until(lambda seat=seat: seat.ways())  # type: ignore[misc] # a default argument binds it
            assert cut(seat) == []
    async with seated(rob, ReplyScreen(rob, kept), size) as seat:
        await seat.at("begin")
        await seat.press("enter")
        for part in ("line", "picture", "life", "carry", "offer"):
            await seat.at(part)
            assert cut(seat) == [], part
            await seat.press("ctrl+s")
