"""The passphrase is gone: recovery words on the lock, slips in them, and another passphrase at once."""

from typing import Any

import pytest
from textual.widgets import Static

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.errors import WrongPassphrase
from peerjournal.session import Session
from peerjournal.tui.lock import LockApp
from peerjournal.tui.screens.passphrase import PassphraseScreen
from peerjournal.tui.widgets.line import SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.pilot import acting, until
from tests.tui.tiny import TinyFirstRun, TinyScreen

NEW = "another made-up one"


@pytest.fixture
def words(places: Places) -> list[str]:
    """The recovery words of the journal."""
    session = Session.unlock(places, PASSPHRASE)
    found = vault.new_recovery_words()
    vault.keep_recovery(session.vault, found)
    session.lock()
    return found.split()


def app_of(places: Places, clock: StandingClock) -> LockApp:
    return LockApp(places, main=TinyScreen, first_run=TinyFirstRun, clock=clock)


def said(screen: Any) -> str:
    return str(screen.query_one("#answer", Static).content)


async def open_with(pilot: Any, text: str) -> None:
    pilot.app.screen.query_one(SecretInput).value = text
    await pilot.press("enter")


@acting
async def test_words_open_it_and_another_passphrase_is_chosen_at_once(
    places: Places, words: list[str], clock: StandingClock
) -> None:
    async with app_of(places, clock).run_test() as pilot:
        await open_with(pilot, " ".join(words))
        await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseScreen))
        screen = pilot.app.screen
        assert not screen.query("#now"), "who has just typed eleven words is not asked for them again"
        for name in ("first", "second"):
            screen.query_one(f"#{name}", SecretInput).value = NEW
        screen.query_one("#second", SecretInput).focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
    Session.unlock(places, NEW).lock()
    with pytest.raises(WrongPassphrase):
        Session.unlock(places, PASSPHRASE)
    Session.unlock(places, " ".join(words)).lock()


@acting
async def test_not_now_leaves_both_ways_in(places: Places, words: list[str], clock: StandingClock) -> None:
    async with app_of(places, clock).run_test() as pilot:
        await open_with(pilot, " ".join(words))
        await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
    Session.unlock(places, PASSPHRASE).lock()
    Session.unlock(places, " ".join(words)).lock()


@acting
async def test_a_slip_is_answered_with_what_was_meant_and_the_line_stays(
    places: Places, words: list[str], clock: StandingClock
) -> None:
    typed = " ".join([*words[:3], words[3][:-1] + "7", *words[4:]])
    async with app_of(places, clock).run_test() as pilot:
        await open_with(pilot, typed)
        lock = pilot.app.screen
        await until(pilot, lambda: "word 4" in said(lock))
        assert words[3] in said(lock).replace(".", " ").split()
        line = lock.query_one(SecretInput)
        assert line.value == typed
        assert line.password, "it stays hidden until somebody asks for it"
        await open_with(pilot, " ".join(words))
        await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseScreen))


@acting
async def test_a_passphrase_that_opens_nothing_leaves_an_empty_line_and_names_the_words(
    places: Places, clock: StandingClock
) -> None:
    async with app_of(places, clock).run_test() as pilot:
        await open_with(pilot, "not this one")
        lock = pilot.app.screen
        await until(pilot, lambda: "Recovery words open it too" in said(lock))
        assert lock.query_one(SecretInput).value == ""


@acting
async def test_words_left_standing_are_forgotten(
    places: Places, words: list[str], clock: StandingClock
) -> None:
    app = app_of(places, clock)
    async with app.run_test() as pilot:
        await open_with(pilot, " ".join([words[0][:-1] + "7", *words[1:]]))
        lock = app.screen
        await until(pilot, lambda: "word 1" in said(lock))
        app.idled()
        assert lock.query_one(SecretInput).value == ""
