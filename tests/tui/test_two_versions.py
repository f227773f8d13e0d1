"""Changed in two places: both are shown, each can be kept, and whatever is not kept stays."""

from pathlib import Path

import pytest
from textual.widgets import Static

from peerjournal.config import Places
from peerjournal.journal import Draft, Piece
from peerjournal.session import Session
from peerjournal.tui import commands
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.screens.two_versions import TwoVersionsScreen
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.item_rows import APART
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.story_view import StoryView
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.desk import LARGE, SMALL, TINY, Desk, at_desk
from tests.tui.hostile import COMMANDS, HOSTILE
from tests.tui.pilot import acting

HERE, THERE, THIRD = "As this device has it.", "As the other device has it.", "As a third one has it."
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, TINY])


def device(session: Session, state: Path, clock: StandingClock) -> Session:
    """Open the same journal as another computer does."""
    return Session.unlock(Places(session.vault.home.folder, state), PASSPHRASE, clock=clock)


@pytest.fixture
def apart(session: Session, tmp_path: Path, clock: StandingClock) -> Piece:
    """An entry that was changed in two places, here the later."""
    piece = session.journal.add(Draft("Night shift, again", "As it was.", ("work",)))
    other = device(session, tmp_path / "other.state", clock)
    other.journal.edit(piece.id, body=THERE)
    clock.move(minutes=30)
    session.journal.edit(piece.id, body=HERE)
    session.vault.look_anew()
    return session.journal.get(piece.id)


def kept(session: Session) -> list[str]:
    return sorted(piece.body for piece in session.journal.list())


def versions(session: Session, piece: Piece) -> set[str]:
    return {one.piece.body for one in session.journal.versions(piece.id)}


def shown(desk: Desk) -> list[str]:
    screen = desk.app.screen
    return [screen.query_one(f"#page-{number}", StoryView).reading.body for number in range(2)]


async def opened(desk: Desk) -> TwoVersionsScreen:
    await desk.press("v")
    await desk.on(TwoVersionsScreen)
    screen = desk.app.screen
    assert isinstance(screen, TwoVersionsScreen)
    await desk.until(lambda: screen._known)
    await desk.pilot.pause()
    return screen


@SIZES
@acting
async def test_the_list_says_it_in_words_and_both_stand_there(
    session: Session, apart: Piece, size: tuple[int, int]
) -> None:
    async with at_desk(session, size) as desk:
        assert APART in desk.shown
        assert APART in " ".join(desk.page.reading.details)
        screen = await opened(desk)
        assert shown(desk) == [HERE, THERE]
        # Both can be read at once, side by side or one above the other.
        assert HERE in desk.shown
        assert THERE in desk.shown
        first, second = (screen.query_one(f"#page-{number}").region for number in range(2))
        assert (first.y == second.y) == (size[0] >= 100)
        labels = [str(screen.query_one(f"#label-{number}", Static).content) for number in range(2)]
        assert labels == ["1 · today, 9:30 on this device", "2 · today, 9:00 on device b"]
        await desk.press("escape")
        await desk.on(MainScreen)
        assert session.journal.others(apart)


@SIZES
@pytest.mark.parametrize(("way", "body"), [("1", HERE), ("#keep-0", HERE), ("2", THERE), ("#keep-1", THERE)])
@acting
async def test_one_is_kept_and_the_other_stays_among_the_earlier_versions(
    session: Session, apart: Piece, size: tuple[int, int], way: str, body: str
) -> None:
    async with at_desk(session, size) as desk:
        await opened(desk)
        if way.startswith("#"):
            assert await desk.pilot.click(way)
        else:
            await desk.press(way)
        await desk.on(MainScreen)
        await desk.until(lambda: not session.journal.others(apart))
        assert kept(session) == [body]
        assert versions(session, apart) >= {HERE, THERE}
        await desk.until(lambda: APART not in desk.shown)
        assert any("is an earlier version now" in said for said in desk.said)


@acting
async def test_both_are_kept_as_two_entries(session: Session, apart: Piece) -> None:
    async with at_desk(session) as desk:
        await opened(desk)
        await desk.press("b")
        await desk.on(MainScreen)
        await desk.until(lambda: kept(session) == sorted([HERE, THERE]))
        assert not session.journal.others(apart)
        await desk.until(lambda: len(desk.titles) == 2)


@acting
async def test_one_is_written_out_of_both(session: Session, apart: Piece) -> None:
    async with at_desk(session) as desk:
        await opened(desk)
        await desk.press("o")
        await desk.on(EditorScreen)
        written = desk.app.screen.query_one(Page)
        assert written.text == f"{HERE}\n\n---\n\n{THERE}"
        written.text = "As both have it."
        await desk.press("escape")
        await desk.on(MainScreen)
        await desk.until(lambda: not session.journal.others(apart))
        assert kept(session) == ["As both have it."]
        assert versions(session, apart) >= {HERE, THERE, "As both have it."}
        assert session.journal.get(apart.id).tags == ("work",)


@acting
async def test_writing_that_breaks_off_leaves_both_and_a_draft(session: Session, apart: Piece) -> None:
    """A killed program has settled nothing; what was begun is among the drafts."""
    async with at_desk(session) as desk:
        await opened(desk)
        await desk.press("o")
        await desk.on(EditorScreen)
    assert session.journal.others(apart)
    async with at_desk(session) as desk:
        await desk.shelf("drafts")
        assert desk.titles == ["Night shift, again"]


@pytest.mark.usefixtures("apart")
@acting
async def test_what_is_different_is_said_with_signs(session: Session) -> None:
    async with at_desk(session) as desk:
        screen = await opened(desk)
        await desk.press("c")
        differs = screen.query_one("#differs", ExactPage)
        assert f"- {HERE}\n+ {THERE}" in differs.text
        assert f"- {HERE}" in desk.shown
        assert await desk.pilot.click("#differences")
        await desk.pilot.pause()
        assert shown(desk) == [HERE, THERE]
        assert not differs.display


@acting
async def test_three_versions_are_gone_through_one_by_one(
    session: Session, tmp_path: Path, clock: StandingClock
) -> None:
    piece = session.journal.add(Draft("The weir", "As it was."))
    # Each opens it before another has changed it, so that none has heard of the others.
    others = [device(session, tmp_path / f"{name}.state", clock) for name in ("one", "two")]
    for other in others:
        other.vault.state()
    for other, body in zip(others, (THERE, THIRD), strict=True):
        other.journal.edit(piece.id, body=body)
    clock.move(minutes=5)
    session.journal.edit(piece.id, body=HERE)
    session.vault.look_anew()
    piece = session.journal.get(piece.id)
    assert len(session.journal.others(piece)) == 2
    async with at_desk(session) as desk:
        screen = await opened(desk)
        seen = {*shown(desk)}
        for _ in range(len(session.journal.others(piece)) - 1):
            await desk.press("n")
            seen |= {*shown(desk)}
        assert seen == {HERE, THERE, THIRD}
        assert await desk.pilot.click("#next_other")
        await desk.pilot.pause()
        assert "1 of 2 others" in str(screen.query_one("#label-1", Static).content)


@acting
async def test_what_is_not_apart_offers_no_two_versions(session: Session) -> None:
    session.journal.add(Draft("A walk", "I went out."))
    async with at_desk(session) as desk:
        titles = {entry.title for entry in commands.entries(desk.main)}
        assert "Earlier versions" in titles
        assert "Both versions" not in titles


@SIZES
@acting
async def test_hostile_text_is_only_text(
    session: Session, apart: Piece, tmp_path: Path, clock: StandingClock, size: tuple[int, int]
) -> None:
    session.journal.edit(apart.id, title=HOSTILE, body=HOSTILE, tags=(HOSTILE,))
    other = device(session, tmp_path / "other.state", clock)
    other.journal.edit(apart.id, title=HOSTILE, body=f"{HOSTILE} there")
    session.journal.edit(apart.id, body=f"{HOSTILE} here")
    session.vault.look_anew()
    async with at_desk(session, size) as desk:
        await opened(desk)
        await desk.press("c")
        await desk.pilot.pause()
        assert not COMMANDS.search(desk.shown)
