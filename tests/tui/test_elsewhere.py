"""Another window, another device: what is done there is seen here, nothing jumps, and no word is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft
from peerjournal.session import Session
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.main import MainScreen
from peerjournal.tui.sealed import AS_A_JOT
from peerjournal.tui.widgets.keeper import STAYS_A_DRAFT
from peerjournal.tui.widgets.librarian import NEWS
from peerjournal.tui.widgets.notice import Notice
from peerjournal.tui.widgets.page import Page
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.conftest import app_in
from tests.tui.desk import LARGE, Desk, at_desk
from tests.tui.pilot import acting
from tests.tui.sample import titled

MAIN = "peerjournal.tui.screens.main:MainScreen"
LONG = "\n\n".join(f"Paragraph {number}." for number in range(60))


def window(session: Session, clock: StandingClock) -> Session:
    """Open the same journal once more on this computer."""
    folder = session.vault.home.folder
    return Session.unlock(Places(folder, Path(f"{folder}.state")), PASSPHRASE, clock=clock)


def notice(desk: Desk) -> str:
    return str(desk.main.query_one(Notice).content)


async def look(desk: Desk) -> None:
    """Look for news now, as the app does every few seconds."""
    desk.main._librarian.look()
    await desk.app.workers.wait_for_complete()
    await desk.pilot.pause()
    await desk.app.workers.wait_for_complete()
    await desk.pilot.pause()


def test_what_another_program_keeps_is_in_the_list_without_a_key(places: Places) -> None:
    with app_in(places, main=MAIN, size=(100, 30)) as terminal:
        terminal.wait_for("Your journal is locked.")
        terminal.type(PASSPHRASE)
        terminal.press("enter")
        terminal.wait_for("This is your place.")
        command = [sys.executable, "-m", "peerjournal", "--journal", places.journal, "--state", places.state]
        command += ["--passphrase-fd", "0", "write", "--title", "From another window", "It rained."]
        done = subprocess.run([*map(str, command)], input=f"{PASSPHRASE}\n".encode(), check=False)
        assert done.returncode == 0
        # Nothing is pressed: the list looks for itself.
        terminal.wait_for("From another window")
        terminal.press("ctrl+q")
        terminal.wait_for("recovery words")
    assert NEWS <= 10


@acting
async def test_what_one_is_reading_stays_where_it_is(filled: Session, clock: StandingClock) -> None:
    piece = filled.journal.edit(titled(filled, "Night shift, again").id, body=LONG)
    other = window(filled, clock)
    async with at_desk(filled, LARGE) as desk:
        await desk.press("down", "3", "space")
        at = desk.page.scroll_offset.y
        assert at > 0
        clock.move(minutes=1)
        other.journal.add(Draft("Newer", "Above it in the list."))
        other.journal.edit(piece.id, body=f"{LONG}\n\nOne more.")
        await look(desk)
        await desk.until(lambda: "Newer" in desk.titles)
        assert desk.at == "Night shift, again"
        assert desk.page.reading.body.endswith("One more.")
        assert desk.page.scroll_offset.y == at
        assert desk.page.has_focus


@acting
async def test_keys_renewed_in_another_window_are_said_and_what_was_there_stays(
    filled: Session, clock: StandingClock
) -> None:
    other = window(filled, clock)
    async with at_desk(filled, LARGE) as desk:
        before = desk.titles
        vaults.renew(other.vault, PASSPHRASE, cost=CHEAPEST)
        other.journal.add(Draft("Newer", "Under the new keys."))
        await look(desk)
        await desk.until(lambda: "Lock it and open it again; nothing is lost." in notice(desk))
        assert "renewed" in notice(desk)
        assert desk.titles == before
        await look(desk)
        assert notice(desk).count("renewed") == 1
        assert desk.titles == before


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.usefixtures("soon")
@acting
async def test_what_is_written_while_keys_are_renewed_elsewhere_is_never_lost(
    filled: Session,
    clock: StandingClock,
    before: bool,  # noqa: FBT001 — whether the draft was there before the keys were
) -> None:
    other = window(filled, clock)
    async with at_desk(filled) as desk:
        await desk.press("n")
        await desk.on(EditorScreen)
        page = desk.app.screen.query_one(Page)
        if before:
            page.insert("Half a sentence ")
            await desk.press("ctrl+s")
            await desk.app.workers.wait_for_complete()
            page.insert("more ")
            await desk.app.workers.wait_for_complete()
        vaults.renew(other.vault, PASSPHRASE, cost=CHEAPEST)
        page.insert("and a whole one.")
        await desk.press("escape")
        await desk.app.workers.wait_for_complete()
        await desk.pilot.pause()
        # It can't be kept in its place here, and that is said; twice Esc leaves it where it is safe.
        assert isinstance(desk.app.screen, EditorScreen)
        assert "renewed" in desk.shown
        # Where a draft was sealed before, its key stays and so does the draft.
        assert before or "Kept as a jot" in desk.shown
        await desk.press("escape")
        await desk.on(MainScreen)
        assert desk.said[-1] in ({STAYS_A_DRAFT, AS_A_JOT} if before else {AS_A_JOT})
    filled.vault.lock()
    again = window(filled, clock)
    texts = [piece.body for piece in again.journal.list()]
    texts += [
        str(draft.fields.get("body"))
        for draft in vaults.Drafts(again.vault.home, again.vault.ring, again.vault.key_file.vault_id).all()
    ]
    assert any("and a whole one." in text for text in texts)


@acting
async def test_another_passphrase_chosen_elsewhere_is_said_once(
    filled: Session, clock: StandingClock
) -> None:
    other = window(filled, clock)
    async with at_desk(filled, LARGE) as desk:
        vaults.change_passphrase(other.vault, "another made-up passphrase", cost=CHEAPEST)
        await look(desk)
        await desk.until(lambda: "From now on the new ones open this journal." in notice(desk))
        await look(desk)
        assert notice(desk).count("From now on") == 1
        # One goes on here as before.
        await desk.press("d")
        await desk.until(filled.journal.removed)
