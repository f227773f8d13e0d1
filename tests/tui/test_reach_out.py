"""Words to reach out with, saved to a file: never held up, and known to nobody but whoever saved them."""

from datetime import timedelta
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.journal import Moment
from peerjournal.letters import Around
from peerjournal.session import Session
from peerjournal.tui.lock import LockApp
from peerjournal.tui.screens.help import HelpScreen
from peerjournal.tui.screens.lock import LockScreen
from peerjournal.tui.screens.reach_out import ReachOutScreen
from peerjournal.tui.screens.shelf import ShelfScreen
from peerjournal.tui.widgets.path_line import PathLine
from tests.conftest import StandingClock
from tests.source_tree import modules
from tests.tui.desk import at_desk
from tests.tui.pilot import acting, until
from tests.tui.sample import befriend, fill, make_story
from tests.tui.sharing import Seat, seated

WORDS = "I'm having a really hard time. Could you call me, or come and sit with me?"


async def to_words(seat: Seat) -> None:
    await seat.press("f1")
    await seat.on(HelpScreen)
    await seat.press("m")
    await seat.sees("Words to begin with")


@acting
async def test_the_words_go_to_a_chosen_file_as_they_stand(session: Session, tmp_path: Path) -> None:
    """F14: shown to copy by hand or save to a chosen file; no pause, no checklist, no ledger."""
    file = tmp_path / "a note.txt"
    changes = session.vault.changes
    async with at_desk(session) as desk:
        seat = Seat(desk.pilot, desk.app)
        await to_words(seat)
        await seat.press("f")
        await seat.on(ReachOutScreen)
        seat.put(f"{WORDS} Please.")
        seat.put(str(file), "#path")
        await seat.press("ctrl+s")
        await seat.sees(f"Here it is: {file}. Nothing was sent.")
        await seat.press("escape")
        await seat.on(HelpScreen)
    assert file.read_text(encoding="utf-8") == f"{WORDS} Please.\n"
    assert file.stat().st_mode & 0o077 == 0
    assert session.vault.changes == changes
    assert session.ledger.rows() == []


@acting
async def test_it_works_while_every_story_is_paused(
    session: Session, tmp_path: Path, clock: StandingClock
) -> None:
    """F7: with a fake clock, reach-out works while every story is paused, and takes no note of that."""
    befriend(session, tmp_path, clock)
    fill(session, clock)
    story, until_then = make_story(session), Moment.of(clock() + timedelta(days=3))
    pause = session.pauses.set_aside([story], session.circle.get("Robin"), Around(), until_then)
    async with seated(session, ShelfScreen(session)) as seat:
        await to_words(seat)
        await seat.click("#save")
        await seat.on(ReachOutScreen)
        seat.put(str(tmp_path / "out.txt"), "#path")
        await seat.press("ctrl+s")
        await seat.sees("Nothing was sent.")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == f"{WORDS}\n"
    assert session.pauses.all() == [pause]


@acting
async def test_a_file_that_is_there_stays_as_it_is(session: Session, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    async with seated(session, ReachOutScreen(WORDS)) as seat:
        for typed, said in (
            (str(tmp_path / "note.txt"), "There is a file with that name already"),
            (str(tmp_path), "There is a file with that name already"),
            (str(tmp_path / "no" / "such" / "place"), "That place would not take a file."),
            ("", "Type where it is"),
        ):
            seat.put(typed, "#path")
            await seat.click("#save")
            await seat.sees(said)
    assert (tmp_path / "note.txt").read_text(encoding="utf-8") == "mine"


@acting
async def test_it_needs_no_open_journal(places: Places, clock: StandingClock, tmp_path: Path) -> None:
    """N17: a reach for help is never gated."""
    app = LockApp(places, main=lambda _session: LockScreen(clock), first_run=LockScreen, clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("m", "f")
        await until(pilot, lambda: isinstance(app.screen, ReachOutScreen))
        app.screen.query_one(PathLine).value = str(tmp_path / "out.txt")
        await pilot.press("ctrl+s")
        await until(pilot, (tmp_path / "out.txt").exists)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == f"{WORDS}\n"


@pytest.mark.parametrize("name", ["reach_out", "help", "steady"])
def test_nothing_that_holds_up_or_notes_is_known_there(name: str) -> None:
    """F7, F14, N17: reaching out knows of no pause, no question before sharing, no ledger and no letter."""
    module = modules()[f"peerjournal.tui.screens.{name}"]
    known = {f"{source}.{imported}" for source, imported, _ in module.imports()}
    assert not [
        one for one in known if one.startswith(("peerjournal.letters", "peerjournal.vault", "logging"))
    ]
