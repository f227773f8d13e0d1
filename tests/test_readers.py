"""A reader of the log, written from the format pages alone by somebody who had not looked at the code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, MakeVault

READER = Path(__file__).parent / "interop" / "readers" / "read_log.py"
VECTOR = Path(__file__).parent / "vectors" / "log-0"
EXPECTED = json.loads(VECTOR.with_suffix(".json").read_text(encoding="utf-8"))


def read(folder: Path, passphrase: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(READER), str(folder), passphrase], capture_output=True, text=True, check=False
    )


def test_the_reader_has_at_most_80_lines() -> None:
    assert len(READER.read_text(encoding="utf-8").splitlines()) <= 80


def test_a_stranger_reads_the_frozen_journal() -> None:
    told = json.loads(read(VECTOR, EXPECTED["passphrase"]).stdout)
    assert told == {name: EXPECTED[name] for name in ("documents", "other versions")}


def test_we_read_the_frozen_journal(tmp_path: Path, clock: object) -> None:
    shutil.copytree(VECTOR, tmp_path / "journal")
    vault = Vault.unlock(
        tmp_path / "journal",
        tmp_path / "state",
        passphrase=EXPECTED["passphrase"],
        clock=clock,  # type: ignore[arg-type] # a StandingClock is one
    )
    assert {name: dict(vault.documents(name)) for name in vault.table_names()} == EXPECTED["documents"]
    for key, versions in EXPECTED["other versions"].items():
        table, _, identifier = key.partition("/")
        assert vault.others(table, identifier) == versions


def test_a_stranger_reads_what_we_have_just_written(make_vault: MakeVault, tmp_path: Path) -> None:
    vault = make_vault()
    with vault.transaction() as change:
        change.put("entries", vault.new_id(), {"title": "The lake", "body": "Ünïcödé 🌊"})
    told = json.loads(read(tmp_path / "journal", PASSPHRASE).stdout)
    assert told["documents"]["entries"] == dict(vault.documents("entries"))


@pytest.mark.parametrize("place", [10, 100, 700, -10])
def test_a_stranger_is_told_of_a_flipped_bit(place: int, tmp_path: Path) -> None:
    copy = tmp_path / "journal"
    shutil.copytree(VECTOR, copy)
    log = max(copy.glob("*.log"), key=lambda path: path.stat().st_size)
    data = bytearray(log.read_bytes())
    data[place] ^= 1
    log.write_bytes(data)
    told = read(copy, EXPECTED["passphrase"])
    assert told.returncode != 0
    assert told.stdout == ""
