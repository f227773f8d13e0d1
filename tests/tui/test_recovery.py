"""Recovery words: they open nothing until three were typed back, and are offered once unasked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.crypto import all_words
from peerjournal.disk import DISK
from peerjournal.errors import WrongPassphrase
from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.screens.recovery import ASKED_BACK, RecoveryScreen, columns
from peerjournal.tui.widgets.line import Line
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.hostile import HOSTILE
from tests.tui.pilot import acting, until
from tests.tui.tiny import TinyScreen


@asynccontextmanager
async def app_of(session: Session, clock: StandingClock, **more: Any) -> AsyncIterator[Pilot[Any]]:
    app = JournalApp(session, main=TinyScreen, first_run=lambda: None, clock=clock)  # type: ignore[arg-type,return-value] # never called
    async with app.run_test(notifications=True, **more) as pilot:
        yield pilot


def words_on(pilot: Pilot[Any]) -> list[str]:
    shown = str(pilot.app.screen.query_one("#words", Static).content).split()
    numbers, words = shown[::2], shown[1::2]
    return [word for _, word in sorted(zip(map(int, numbers), words, strict=True))]


async def type_back(pilot: Pilot[Any], words: list[str]) -> None:
    await until(pilot, lambda: bool(pilot.app.screen.query("#word-9")))
    for number in ASKED_BACK:
        pilot.app.screen.query_one(f"#word-{number}", Line).value = words[number - 1]


async def open_words(pilot: Pilot[Any], screen: RecoveryScreen) -> list[str]:
    pilot.app.push_screen(screen)
    await until(pilot, lambda: bool(pilot.app.screen.query("#words")))
    return words_on(pilot)


def places_of(session: Session) -> Places:
    home = session.vault.home
    return Places(home.folder, home.state.parent)


@acting
async def test_three_typed_back_make_them_hold(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        words = await open_words(pilot, RecoveryScreen(session))
        assert len(words) == 11
        assert not vault.has_recovery(session.vault)
        await pilot.press("enter")
        await type_back(pilot, words)
        await pilot.click("#keep")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        Session.unlock(places_of(session), " ".join(words)).lock()


@acting
async def test_one_that_is_wrong_is_asked_again_and_nothing_holds(
    session: Session, clock: StandingClock
) -> None:
    async with app_of(session, clock) as pilot:
        words = await open_words(pilot, RecoveryScreen(session))
        await pilot.press("enter")
        await type_back(pilot, [*words[:8], HOSTILE, *words[9:]])
        await pilot.click("#keep")
        await until(
            pilot, lambda: "Look at your paper" in str(pilot.app.screen.query_one("#answer", Static).content)
        )
        assert pilot.app.focused is pilot.app.screen.query_one("#word-9")
        assert not vault.has_recovery(session.vault)


@acting
async def test_going_back_from_the_question_shows_the_same_words(
    session: Session, clock: StandingClock
) -> None:
    async with app_of(session, clock) as pilot:
        words = await open_words(pilot, RecoveryScreen(session))
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#word-2")))
        await pilot.press("escape")
        await until(pilot, lambda: bool(pilot.app.screen.query("#words")))
        assert words_on(pilot) == words
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        assert not vault.has_recovery(session.vault)
        with pytest.raises(WrongPassphrase):
            Session.unlock(places_of(session), " ".join(words))


@acting
async def test_capitals_and_spaces_around_a_word_do_not_matter(
    session: Session, clock: StandingClock
) -> None:
    async with app_of(session, clock) as pilot:
        words = await open_words(pilot, RecoveryScreen(session))
        await pilot.press("enter")
        await type_back(pilot, [f" {word.capitalize()} " for word in words])
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: vault.has_recovery(session.vault))


@acting
async def test_a_disk_that_refuses_leaves_the_words_and_says_so(
    session: Session, clock: StandingClock
) -> None:
    async with app_of(session, clock) as pilot:
        words = await open_words(pilot, RecoveryScreen(session))
        await pilot.press("enter")
        await type_back(pilot, words)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(DISK), "replace", refuse)
            await pilot.click("#keep")
            await until(
                pilot,
                lambda: "The disk refused" in str(pilot.app.screen.query_one("#answer", Static).content),
            )
        await pilot.click("#keep")
        await until(pilot, lambda: vault.has_recovery(session.vault))


def refuse(*_: object) -> None:
    raise OSError("made up")


# At the end of the first session.


@acting
async def test_who_closes_without_any_is_asked_once(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: bool(pilot.app.screen.query("#make")))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TinyScreen))
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TinyScreen), "the second time it closes as always"
    assert not vault.offers_recovery(session.vault)


@acting
async def test_not_now_closes(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: bool(pilot.app.screen.query("#close")))
        await pilot.click("#close")
        await until(pilot, lambda: pilot.app._exit)
    assert not vault.has_recovery(session.vault)


@acting
async def test_who_makes_them_then_has_closed(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock) as pilot:
        await pilot.press("ctrl+q")
        await until(pilot, lambda: bool(pilot.app.screen.query("#make")))
        await pilot.press("enter")
        await until(pilot, lambda: bool(pilot.app.screen.query("#words")))
        words = words_on(pilot)
        await pilot.press("enter")
        await type_back(pilot, words)
        await pilot.click("#keep")
        await until(pilot, lambda: pilot.app._exit)
    Session.unlock(places_of(session), " ".join(words)).lock()
    Session.unlock(places_of(session), PASSPHRASE).lock()


@acting
async def test_who_has_some_is_not_asked(session: Session, clock: StandingClock) -> None:
    vault.keep_recovery(session.vault, vault.new_recovery_words())
    async with app_of(session, clock) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TinyScreen)


@acting
async def test_no_key_and_no_mouse_copies_the_words(session: Session, clock: StandingClock) -> None:
    async with app_of(session, clock, size=(80, 30)) as pilot:
        await open_words(pilot, RecoveryScreen(session))
        await pilot.mouse_down("#words", offset=(0, 0))
        await pilot.hover("#words", offset=(20, 2))
        await pilot.mouse_up("#words", offset=(20, 2))
        assert not pilot.app.screen.get_selected_text()


def test_the_columns_hold_the_longest_words_there_are() -> None:
    longest = sorted(all_words(), key=len)[-11:]
    lines = columns(" ".join(longest)).splitlines()
    assert len(lines) == 4
    assert max(map(len, lines)) <= 41, "a card at 50 columns has 41 cells inside"
    numbers = [part for line in lines for part in line.split() if part.isdigit()]
    assert sorted(map(int, numbers)) == list(range(1, 12))
    assert all(f" {word}" in " ".join(lines) for word in longest)
