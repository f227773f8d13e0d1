"""Keys are counted: keeping a story to oneself and taking one back never take more of them than sharing.

What is counted is the shortest way through the app, with every step answered as it stands.
"""

from pathlib import Path

import pytest
from textual.app import App

from peerjournal.session import Session
from peerjournal.tui.screens.ledger import LedgerScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.paused import PausedScreen
from peerjournal.tui.screens.share import ShareScreen
from tests.tui.pilot import acting
from tests.tui.sharing import Seat, found, meet, seated, story

ON = {
    "person": ("down", "enter"),
    "before": ("f5",),
    "ends": ("down", "enter"),
    "around": ("ctrl+s",),
    "preview": ("enter",),
    "form": ("enter",),
    "file": ("enter",),
    "done": ("enter",),
}
"""The keys that go on from each step, where nothing has to be decided and the preview is one page."""
KEEP = {"person": ("enter",)}
"""The keys that keep it from there; from everywhere else one key does."""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(App, "bell", lambda _self: None)


async def go_on(seat: Seat, last: str, out: Path) -> None:
    """Go from the first step to a step, which stays unanswered."""
    for step, keys in ON.items():
        await seat.at(step)
        if step == "file":
            seat.put(str(out))
        if step == "preview":
            await seat.until(lambda: "Looks right" in seat.ways())
        if step == last:
            return
        await seat.press(*keys)


async def keep(seat: Seat, step: str) -> None:
    """Keep it to oneself with the keyboard alone."""
    await seat.press(*KEEP.get(step, ("ctrl+n",)))
    await seat.until(lambda: not isinstance(seat.screen, ShareScreen), step)


@acting
async def test_taking_back_needs_no_more_keys_than_sharing(sam: Session, rob: Session, out: Path) -> None:
    """F9: keys of taking back, the sealed note included, against those of sharing; from a letter as well."""
    meet(sam, rob)
    told = story(sam, "Budget day.")
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await go_on(seat, "done", out)
        await seat.press(*ON["done"])
        sharing = seat.pressed.total()
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.sees("handed over")
        await seat.press("t")
        await seat.step("note", "enter")
        await seat.on(LedgerScreen)
        taking_back = seat.pressed.total()
    async with seated(sam, LedgerScreen(sam)) as seat:
        await seat.press("t")
        await seat.step("note", "tab", "enter")
        await seat.form()
        await seat.make("file", out)
        await seat.press("enter")
        sealing_the_note = seat.pressed.total()
    (sent, *_) = [one for one in sam.inbox.letters.all() if one.stories]
    async with seated(sam, LetterScreen(sam, sent)) as seat:
        await seat.press("t")
        await seat.step("note", "enter")
        await seat.on(LetterScreen)
        from_the_letter = seat.pressed.total()
    assert sharing >= max(taking_back, sealing_the_note, from_the_letter)
    assert len(found(out)) == 2


@pytest.mark.parametrize("step", [*ON][:-1])
@acting
async def test_keeping_needs_no_more_keys_than_going_on_from_any_step(
    sam: Session, rob: Session, out: Path, step: str
) -> None:
    """N10, F6: from each step, keys of keeping it against those of going on to the end."""
    meet(sam, rob)
    told = story(sam, "Budget day.")
    left = [*ON][[*ON].index(step) :]
    async with seated(sam, ShareScreen(sam, [told])) as seat:
        await go_on(seat, step, out)
        before = seat.pressed.total()
        await keep(seat, step)
        keeping = seat.pressed.total() - before
    assert keeping <= sum(len(ON[one]) for one in left)
    assert sam.ledger.rows() == []
    assert found(out) == []


@acting
async def test_a_pause_needs_no_more_keys_than_going_on(sam: Session, rob: Session, out: Path) -> None:
    """F6, F7: the pause is where the cursor stands; and coming back, keeping is no further than sharing."""
    meet(sam, rob)
    async with seated(sam, ShareScreen(sam, [story(sam, "Budget day.")])) as seat:
        await go_on(seat, "ends", out)
        before = seat.pressed.total()
        await seat.press("enter")
        await seat.step("pause", "enter")
        await seat.at("aside")
        assert seat.pressed.total() - before <= len(ON["ends"])
    (waits,) = sam.pauses.all()
    sam.pauses.end(sam.pauses.reference(waits))
    async with seated(sam, PausedScreen(sam, sam.pauses.all()[0])) as seat:
        await seat.at("again")
        await seat.press("up", "enter")
        await seat.until(lambda: not isinstance(seat.screen, PausedScreen))
    assert sam.pauses.all() == []
