"""What every test may ask for: a clock that stands still until moved, and real vaults, cheaply made."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

from peerjournal import crypto
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import DISK, Disk
from peerjournal.vault import Vault

# What a checkout must pass may hang neither on chance nor on how long an example takes.
settings.register_profile("the same each time", deadline=None, derandomize=True)
settings.load_profile("the same each time")

PASSPHRASE = "made-up passphrase for tests"

_LONGEST_NAME = 120
"""Characters of a case that may stand in the name of its test."""


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase cost the least; its whole cost is tried by crypto's tests and by started programs."""
    monkeypatch.setattr(crypto, "calibrate", lambda: CHEAPEST)


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


MakeVault = Callable[..., Vault]


@pytest.fixture
def make_vault(tmp_path: Path, clock: StandingClock) -> MakeVault:
    """Return a function that makes a new journal under a name, or opens it again."""

    def make(name: str = "journal", *, disk: Disk = DISK) -> Vault:
        folder, state = tmp_path / name, tmp_path / f"{name}.state"
        if folder.exists():
            return Vault.unlock(folder, state, passphrase=PASSPHRASE, clock=clock, disk=disk)
        return Vault.create(folder, state, passphrase=PASSPHRASE, clock=clock, cost=CHEAPEST, disk=disk)

    return make


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return make_vault()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call a long case by its length: some are megabytes, and a name stands in every report of it."""
    if isinstance(val, str | bytes) and len(val) > _LONGEST_NAME:
        return f"{argname} of {len(val)}"
    return None
