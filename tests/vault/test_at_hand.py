"""The backups at hand: found without opening anything, and only those of the journal that is meant."""

from pathlib import Path

import pytest

from peerjournal.vault import Vault, backup_is_due, keep_daily, kept_here
from tests.conftest import MakeVault

DAY = "2026-11-21.tar"


def written(vault: Vault) -> Vault:
    with vault.transaction() as change:
        change.put("entries", vault.new_id(), {"body": "the lake"})
    vault.state()
    assert backup_is_due(vault)
    keep_daily(vault)
    return vault


def found(vault: Vault, state: Path) -> list[Path]:
    return [*kept_here(vault.home.folder, state)]


def test_only_those_of_the_journal_in_the_folder_are_found(make_vault: MakeVault, tmp_path: Path) -> None:
    one = written(make_vault("one"))
    other = written(make_vault("two"))
    state = tmp_path / "one.state"
    (tmp_path / "two.state" / other.home.state.name).rename(state / other.home.state.name)
    assert found(one, state) == [one.home.backups / DAY]


@pytest.mark.parametrize("ruin", ["damaged", "gone"])
def test_a_log_tells_which_journal_it_is_where_the_key_file_does_not(
    make_vault: MakeVault, tmp_path: Path, ruin: str
) -> None:
    vault = written(make_vault("one"))
    vault.lock()
    if ruin == "gone":
        vault.home.key_file.unlink()
    else:
        vault.home.key_file.write_bytes(b"nothing of a key")
    (tmp_path / "one.state" / ("0" * 32) / "backups").mkdir(parents=True)
    (tmp_path / "one.state" / ("0" * 32) / "backups" / DAY).write_bytes(b"of another one")
    assert found(vault, tmp_path / "one.state") == [vault.home.backups / DAY]


def test_where_nothing_is_left_all_of_them_are_found_and_nothing_else(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    vault = written(make_vault("one"))
    for name in ("notes.txt", "2026-13-77.tar"):
        (vault.home.backups / name).write_bytes(b"")
    (tmp_path / "one.state" / "something else").mkdir()
    assert [*kept_here(tmp_path / "never there", tmp_path / "one.state")] == [vault.home.backups / DAY]
    assert kept_here(tmp_path / "never there", tmp_path / "no state") == ()
