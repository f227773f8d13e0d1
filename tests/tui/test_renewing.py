"""New keys in the app: the passphrase stays, the words are new, and nothing changes before these are kept."""

import pytest

from peerjournal import vault
from peerjournal.errors import WrongPassphrase
from peerjournal.session import Session
from peerjournal.tui.screens.looking_after import LookingAfterScreen
from peerjournal.tui.screens.recovery import ASKED_BACK, RecoveryScreen
from peerjournal.tui.screens.renew import RenewScreen
from peerjournal.tui.widgets.line import Line, SecretInput
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.caring import Held, places_of
from tests.tui.pilot import acting, until
from tests.tui.sharing import seated


@acting
async def test_new_keys_keep_the_passphrase_and_bring_new_words(
    filled: Session, clock: StandingClock
) -> None:
    vault.keep_recovery(filled.vault, old := vault.new_recovery_words())
    epoch = filled.vault.ring.epoch
    async with seated(filled, LookingAfterScreen(filled)) as seat:
        await seat.at("home")
        await seat.choose("New keys")
        await seat.on(RenewScreen)
        await seat.at("passphrase")
        seat.put(PASSPHRASE)
        await seat.press("enter")
        await seat.on(RecoveryScreen)
        screen = seat.screen
        assert isinstance(screen, RecoveryScreen)
        new = screen._words
        await seat.sees("Until then the keys are the old ones.")
        await seat.click("#ask")
        await seat.until(lambda: screen.query(Line))
        assert filled.vault.ring.epoch == epoch
        for number in ASKED_BACK:
            screen.query_one(f"#word-{number}", Line).value = new.split()[number - 1]
        await seat.click("#keep")
        await seat.on(LookingAfterScreen)
    assert filled.vault.ring.epoch == epoch + 1
    filled.vault.lock()
    for opens in (PASSPHRASE, new):
        Session.unlock(places_of(filled), opens, clock=clock).vault.lock()
    with pytest.raises(WrongPassphrase):
        Session.unlock(places_of(filled), old, clock=clock)


@acting
async def test_recovery_words_are_no_passphrase_for_new_keys(filled: Session) -> None:
    """Renewing with them would make them the passphrase, and the passphrase would be gone."""
    vault.keep_recovery(filled.vault, words := vault.new_recovery_words())
    async with seated(filled, RenewScreen(filled)) as seat:
        await seat.at("passphrase")
        seat.put(words)
        await seat.press("enter")
        await seat.at("passphrase")
        await seat.sees("Those are the recovery words.")
        await seat.press("escape")
        await seat.until(lambda: not isinstance(seat.screen, RenewScreen))


@acting
async def test_any_other_passphrase_changes_nothing(filled: Session) -> None:
    async with seated(filled, RenewScreen(filled)) as seat:
        await seat.at("passphrase")
        await seat.press("enter")
        await seat.sees("Your passphrase first. Nothing was changed.")
        seat.put("not the passphrase")
        await seat.press("enter")
        await seat.sees("That one did not open it. Nothing was changed; try once more.")
        assert seat.screen.query_one(SecretInput).value == ""


@acting
async def test_who_presses_esc_while_the_keys_become_new_is_told_what_came_of_it(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held().hold(monkeypatch, vault, "renew")
    async with seated(filled, RecoveryScreen(filled, renewing=PASSPHRASE)) as seat:
        screen = seat.screen
        assert isinstance(screen, RecoveryScreen)
        await seat.click("#ask")
        await seat.until(lambda: screen.query(Line))
        for number in ASKED_BACK:
            screen.query_one(f"#word-{number}", Line).value = screen._words.split()[number - 1]
        await seat.click("#keep")
        await until(seat.pilot, held.begun.is_set)
        await until(seat.pilot, lambda: "can't be stopped" in " ".join(seat.shown().split()))
        await seat.press("escape", "escape")
        await seat.pilot.click("#back")
        assert seat.screen is screen
        held.let_go.set()
        await seat.until(lambda: any("under new keys" in one.message for one in seat.app._notifications))
