"""R13: a year and more of daily backups, with spoiled files and disks that refuse, and brought back."""

import hashlib
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault import Standing, Target, Vault
from peerjournal.vault.daily import DAYS, WEEKS, backups, keep_daily
from tests.conftest import StandingClock
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.failing_disk import REFUSALS, RecordingDisk, RefusingDisk
from tests.vault.scenes import OLD, Place
from tests.vault.stretched_once import remember_stretching
from tests.vault.test_daily import kept_days, spoil

SIMULATED = 400


def parts(*, quick: bool) -> list[Part]:
    return [partial(lived, days=30 if quick else SIMULATED, troubled=troubled) for troubled in (False, True)]


def lived(tally: Tally, room: Path, *, days: int, troubled: bool) -> None:
    """Live so many days; every tenth the newest is spoiled and the one before it brought back.

    With ``troubled`` the disk refuses on every third day, somewhere in the making of the backup.
    """
    clock, place = StandingClock(), Place(room)
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        vault = Vault.create(place.folder, place.state, passphrase=OLD, clock=clock, cost=CHEAPEST)
        for day in range(days):
            with tally.case("days with a troubled disk" if troubled else "days", day):
                scenes.save(vault, "entry", f"written on {clock().date()}")
                made = _keep(vault, day if troubled and day % 3 == 1 else None)
                assert {one.standing for one in backups(vault)} <= {Standing.WHOLE}
                _kept_as_promised(vault, clock, every_day=not troubled)
                assert made or troubled
            if day % 10 == 9:
                with tally.case("brought back", day):
                    _brought_back(vault, clock, room / f"back {day}")
            clock.move(days=1)


def _keep(vault: Vault, trouble: int | None) -> bool:
    """Make the day's backup on a disk that works, or that refuses somewhere; tell whether it was made."""
    if trouble is None:
        return keep_daily(vault) is not None
    at = int.from_bytes(hashlib.sha256(bytes([trouble % 256])).digest()[:2], "big") % 120 + 1
    before = set(kept_days(vault))
    whole = vault.home.disk
    vault.home.disk = RefusingDisk(
        at, REFUSALS[trouble % len(REFUSALS)], halfway=True, lasting=trouble % 2 == 0
    )
    try:
        made = keep_daily(vault) is not None
    except (NotSaved, JournalDamaged):
        made = False
    vault.home.disk = whole if not isinstance(whole, RefusingDisk) else RecordingDisk()
    assert made or before <= set(kept_days(vault)), "a refusal cost an earlier backup"
    return made


def _kept_as_promised(vault: Vault, clock: StandingClock, *, every_day: bool) -> None:
    days, today = kept_days(vault), clock().date()
    # Where the disk would not remove one, it goes the next day.
    assert len(days) <= DAYS + WEEKS + (not every_day)
    if every_day:
        assert days[-1] == today
        assert days[-DAYS:] == [today - timedelta(days=back) for back in range(min(DAYS, len(days)))][::-1]


def _brought_back(vault: Vault, clock: StandingClock, place: Path) -> None:
    """Spoil the newest, bring back the one before it, and put the newest right again."""
    place.mkdir()
    newest = max(vault.home.backups.glob("2*.tar"))
    data = newest.read_bytes()
    spoil(newest)
    found = vaults.restore(
        vault.home.backups, Target(place / "journal", place / "state"), secret=OLD, clock=clock
    )
    newest.write_bytes(data)
    assert found.passed_over == 1
    assert vaults.check(found.vault).whole
    assert found.vault.documents("entries")["entry"]["title"] == f"written on {found.source.stem}"
