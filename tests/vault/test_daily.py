"""R13: the backups that a computer keeps by itself: over many days, with wrong clocks and spoiled files."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged, NotSaved, WrongPassphrase
from peerjournal.vault import Standing, Target, Vault
from peerjournal.vault.daily import DAYS, WEEKS, backups, keep_daily
from tests.conftest import PASSPHRASE, MakeVault, StandingClock
from tests.vault import scenes
from tests.vault.failing_disk import REFUSALS, RecordingDisk, RefusingDisk

SIMULATED = 400
"""Days, as security.md 7 asks for."""


def kept_days(vault: Vault) -> list[date]:
    return sorted(date.fromisoformat(path.stem) for path in vault.home.backups.glob("2*.tar"))


def live(vault: Vault, clock: StandingClock, days: int) -> None:
    for _ in range(days):
        scenes.save(vault, "entry", f"written on {clock().date()}")
        keep_daily(vault)
        clock.move(days=1)


def bring_back(vault: Vault, source: Path, name: str, clock: StandingClock) -> vaults.Restored:
    place = vault.home.folder.parent / name
    place.mkdir()
    target = Target(place / "journal", place / "state")
    return vaults.restore(source, target, secret=PASSPHRASE, clock=clock)


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_r13_over_400_days_seven_days_and_four_weeks_stay(vault: Vault, clock: StandingClock) -> None:
    """R13: on every day the newest one opens; in the end it comes back, and checks clean."""
    first = clock().date()
    for day in range(SIMULATED):
        live(vault, clock, 1)
        newest = clock().date() - timedelta(days=1)
        kept = kept_days(vault)
        assert kept[-DAYS:] == [newest - timedelta(days=back) for back in range(min(DAYS, day + 1))][::-1]
        earlier = kept[:-DAYS]
        assert len(earlier) == len({one.isocalendar()[:2] for one in earlier}) <= WEEKS
        assert day < DAYS * (WEEKS + 2) or newest - kept[0] >= timedelta(weeks=WEEKS)
    assert clock().date() - first == timedelta(days=SIMULATED)
    assert [one.standing for one in backups(vault)] == [Standing.WHOLE] * (DAYS + WEEKS)
    found = bring_back(vault, vault.home.backups, "restored", clock)
    assert found.source.stem == newest.isoformat()
    assert vaults.check(found.vault).whole
    assert found.vault.documents("entries")["entry"]["title"] == f"written on {newest}"


def test_r13_where_the_newest_is_spoiled_the_one_before_it_is_used(
    vault: Vault, clock: StandingClock
) -> None:
    """R13: each time the newest whole one is found, until none is left."""
    live(vault, clock, 12)
    newest_first = [one.path for one in backups(vault)]
    for number, path in enumerate(newest_first):
        found = bring_back(vault, vault.home.backups, f"restored {number}", clock)
        assert (found.source, found.passed_over) == (path, number)
        assert vaults.check(found.vault).whole
        assert found.vault.documents("entries")["entry"]["title"] == f"written on {path.stem}"
        spoil(path)
        damaged = [one.standing for one in backups(vault)].count(Standing.DAMAGED)
        assert damaged == number + 1
    with pytest.raises(JournalDamaged):
        bring_back(vault, vault.home.backups, "nothing", clock)


def test_one_a_day_and_no_more(vault: Vault, clock: StandingClock) -> None:
    path = keep_daily(vault)
    assert path is not None
    before = path.stat().st_mtime_ns
    clock.move(hours=3)
    scenes.save(vault, "entry", "later that day")
    assert keep_daily(vault) is None
    assert path.stat().st_mtime_ns == before
    assert vaults.last_day(vault) == clock().date()


@pytest.mark.parametrize("jump", [-3650, 36_500])
def test_a_clock_that_is_wrong_drops_no_more_than_one_a_day(
    vault: Vault, clock: StandingClock, jump: int
) -> None:
    live(vault, clock, 40)
    before = set(kept_days(vault))
    clock.move(days=jump)
    live(vault, clock, 1)
    wrong = clock().date() - timedelta(days=1)
    after = set(kept_days(vault))
    assert wrong in after
    assert len(before - after) <= 1
    assert all(one.standing is Standing.WHOLE for one in backups(vault))


def test_a_backup_of_before_the_keys_were_renewed_says_so_and_opens_with_the_passphrase_of_then(
    vault: Vault, clock: StandingClock
) -> None:
    live(vault, clock, 1)
    vaults.renew(vault, "another made-up one", cost=CHEAPEST)
    live(vault, clock, 1)
    assert [one.standing for one in backups(vault)] == [Standing.WHOLE, Standing.OLDER_KEYS]
    newest, older = (one.path for one in backups(vault))
    assert vaults.check(bring_back(vault, older, "restored", clock).vault).whole
    with pytest.raises(WrongPassphrase):
        bring_back(vault, newest, "with the wrong one", clock)


def test_todays_is_made_again_once_the_keys_were_renewed(vault: Vault, clock: StandingClock) -> None:
    path = keep_daily(vault)
    assert path is not None
    vaults.renew(vault, "another made-up one", cost=CHEAPEST)
    assert keep_daily(vault) == path
    assert [one.standing for one in backups(vault)] == [Standing.WHOLE]
    assert keep_daily(vault) is None
    with pytest.raises(WrongPassphrase):
        bring_back(vault, path, "with the wrong one", clock)


def test_what_else_lies_there_is_left_alone(vault: Vault, clock: StandingClock) -> None:
    vault.home.backups.mkdir()
    others = [vault.home.backups / name for name in ("notes.txt", "2026-13-45.tar", "2026-11-20.tar.part")]
    for path in others:
        path.write_text("mine")
    live(vault, clock, 20)
    assert [path.read_text() for path in others] == ["mine"] * 3
    assert len(backups(vault)) == len(list(vault.home.backups.iterdir())) - 3


def test_a_refusal_keeps_every_earlier_one(make_vault: MakeVault, clock: StandingClock) -> None:
    """At each call, once and from then on: what was there is there, and opens; the next day it is made."""
    vault = make_vault()
    live(vault, clock, 9)
    counting = RecordingDisk()
    vault.home.disk = counting
    before = set(kept_days(vault))
    live(vault, clock, 1)
    for at in range(1, len(counting.calls) + 1, 3):
        vault.home.disk = RefusingDisk(at, REFUSALS[at % len(REFUSALS)], halfway=True, lasting=at % 2 == 0)
        before = set(kept_days(vault))
        made = quietly(lambda: keep_daily(vault))
        vault.home.disk = RecordingDisk()
        assert len(before - set(kept_days(vault))) <= made
        assert {one.standing for one in backups(vault)} == {Standing.WHOLE}
        clock.move(days=1)
    assert keep_daily(vault) is not None


def quietly(deed: Callable[[], object]) -> bool:
    """Tell whether it was done."""
    try:
        return deed() is not None
    except (NotSaved, JournalDamaged):
        return False
