"""Killed for real while entries with files come in: what is named is whole, and the rest comes afterwards."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Journal
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.journal.dies_midway import FILES, source
from tests.sampling import sampled, some


def moving_in(place: Path, at: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "tests.journal.dies_midway", place / "journal", place / "state", str(at)]
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)


def opened(place: Path) -> Vault:
    return Vault.unlock(place / "journal", place / "state", passphrase=PASSPHRASE, clock=StandingClock())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    Vault.create(
        made / "journal", made / "state", passphrase=PASSPHRASE, clock=StandingClock(), cost=CHEAPEST
    ).lock()
    return made


@sampled
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_at_any_call_nothing_is_named_that_is_not_whole(place: Path) -> None:
    alive = moving_in(shutil.copytree(place, place.with_name("alive")), 0)
    assert alive.returncode == 0, alive.stderr
    calls = int(alive.stdout)
    assert calls > len(FILES) * 3
    orphans = 0
    for at in some(range(1, calls + 1)):
        here = shutil.copytree(place, place.with_name(f"killed {at}"))
        assert moving_in(here, at).returncode < 0
        vault = opened(here)
        journal = Journal(vault)
        assert vaults.check_files(vault).whole
        orphans += vaults.check_files(vault).unnamed
        moved = journal.move_in(source(), source="old")
        assert moved.added == len(FILES) - moved.known
        for piece in journal.list():
            with journal.open_file(piece, 1) as file:
                assert file.read() in {one.data for one in FILES}
        assert len(journal.list()) == journal.file_count == len(FILES)
    assert orphans, "it was never killed between a file and its entry"
