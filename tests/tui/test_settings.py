"""Settings: each holds at once, is tried on before it is chosen, and is written down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from peerjournal.config import Places, Settings, keep_settings, read_settings
from peerjournal.errors import WrongPassphrase
from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.screens.passphrase import PassphraseScreen
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.screens.settings import SettingsScreen
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.new_passphrase import NewPassphrase
from peerjournal.tui.widgets.one_of import OneOf
from peerjournal.tui.widgets.story_list import StoryList
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.tiny import TinyScreen


@asynccontextmanager
async def app_of(session: Session, clock: StandingClock, **more: Any) -> AsyncIterator[Pilot[Any]]:
    app = JournalApp(session, main=TinyScreen, first_run=lambda: None, clock=clock, look="dusk")  # type: ignore[arg-type,return-value] # never called
    async with app.run_test(notifications=True, **more) as pilot:
        yield pilot


async def settings_in(pilot: Pilot[Any], session: Session) -> SettingsScreen:
    screen = SettingsScreen(session)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.focused is not None and screen.focused.id == "look")
    # Only then is it laid out for its height, and nothing moves away from under the mouse.
    await until(pilot, lambda: screen.has_class("-short") or screen.has_class("-tall"))
    await pilot.pause()
    return screen


def answer(screen: Any) -> str:
    return str(screen.query_one("#answer", Static).content)


@acting
async def test_a_look_is_tried_on_and_only_enter_keeps_it(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        await settings_in(pilot, session)
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.theme == "paper")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        assert pilot.app.theme == "dusk"
        assert read_settings().look == ""
        screen = await settings_in(pilot, session)
        await pilot.press("down", "enter")
        await until(pilot, lambda: read_settings().look == "paper")
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.theme == "clear-dark")
        await pilot.press("tab")
        await until(pilot, lambda: pilot.app.theme == "paper")
        assert "(x) Paper" in str(screen.query_one("#look", OneOf).get_option("paper").prompt)


@acting
async def test_the_mouse_chooses_too(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        screen = await settings_in(pilot, session)
        await pilot.click("#look", offset=(4, 2))
        await until(pilot, lambda: read_settings().look == "clear-dark")
        await pilot.click("#idle", offset=(4, 0))
        await until(pilot, lambda: read_settings().idle_minutes == 1)
        await pilot.click(CheckList, offset=(4, 0))
        await until(pilot, lambda: read_settings().plain_symbols)
        app = pilot.app
        assert isinstance(app, JournalApp)
        assert app._idle == timedelta(minutes=1)
        await pilot.click("#back")
        await until(pilot, lambda: screen not in pilot.app.screen_stack)
        assert read_settings() == Settings("clear-dark", 1, plain_symbols=True)


@acting
async def test_keys_alone_reach_everything(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        await settings_in(pilot, session)
        await pilot.press("tab", "up", "enter", "tab", "down", "space")
        await until(pilot, lambda: read_settings() == Settings("", 2, compatible_keyboard=True))
        await pilot.press("tab", "space")
        await until(
            pilot, lambda: read_settings() == Settings("", 2, compatible_keyboard=True, look_over=False)
        )
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecoveryScreen))


@acting
async def test_a_time_set_by_hand_is_among_the_choices(session: Session, clock: StandingClock) -> None:
    keep_settings(Settings(idle_minutes=7))
    async with app_of(session, clock) as pilot:
        screen = await settings_in(pilot, session)
        assert screen.query_one("#idle", OneOf).chosen == "7"
        assert "(x) after 7 minutes" in str(screen.query_one("#idle", OneOf).get_option("7").prompt)


@acting
async def test_plain_symbols_reach_what_is_drawn(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        main = pilot.app.screen
        stories = StoryList()
        await main.mount(stories)
        await settings_in(pilot, session)
        await pilot.click(CheckList, offset=(4, 0))
        await until(pilot, lambda: main.has_class("-plain"))
        assert stories._symbols.bar == "|"


@acting
async def test_a_disk_that_refuses_is_told_and_the_choice_holds_all_the_same(
    session: Session, clock: StandingClock, own_settings: Path
) -> None:
    await asyncio.to_thread(own_settings.mkdir, parents=True)
    async with app_of(session, clock) as pilot:
        screen = await settings_in(pilot, session)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "could not be written down" in answer(screen))
        assert pilot.app.theme == "paper"


@acting
async def test_it_says_where_things_are(session: Session, clock: StandingClock, own_settings: Path) -> None:
    async with app_of(session, clock, size=(200, 40)) as pilot:
        screen = await settings_in(pilot, session)
        said = [str(one.content) for one in screen.query(".where").results(Static)]
        assert f"Your journal: {session.vault.home.folder}" in said
        assert f"These settings: {own_settings}" in said


# Another passphrase.


def places_of(session: Session) -> Places:
    return Places(session.vault.home.folder, session.vault.home.state.parent)


async def change(pilot: Pilot[Any], session: Session, *, now: str, new: str, again: str) -> PassphraseScreen:
    screen = PassphraseScreen(session)
    pilot.app.push_screen(screen)
    await until(pilot, lambda: bool(screen.query("#second")))
    for name, value in (("now", now), ("first", new), ("second", again)):
        screen.query_one(f"#{name}", SecretInput).value = value
    screen.query_one("#second", SecretInput).focus()
    await pilot.press("enter")
    return screen


@acting
async def test_the_new_passphrase_opens_it_and_the_old_one_no_longer(
    session: Session, clock: StandingClock
) -> None:
    async with app_of(session, clock) as pilot:
        await change(pilot, session, now=PASSPHRASE, new="another", again="another")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        Session.unlock(places_of(session), "another").lock()
        with pytest.raises(WrongPassphrase):
            Session.unlock(places_of(session), PASSPHRASE)


@acting
async def test_who_does_not_know_it_changes_nothing(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        screen = await change(pilot, session, now=HOSTILE, new="another", again="another")
        form = screen.query_one(NewPassphrase)
        await until(pilot, lambda: "did not open it" in answer(form))
        assert screen.query_one("#now", SecretInput).value == ""
        assert screen.query_one("#first", SecretInput).value == "another"
        Session.unlock(places_of(session), PASSPHRASE).lock()


@acting
async def test_two_that_differ_change_nothing(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        screen = await change(pilot, session, now=PASSPHRASE, new="another", again="anothre")
        await until(pilot, lambda: "Those two differ." in answer(screen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        Session.unlock(places_of(session), PASSPHRASE).lock()
