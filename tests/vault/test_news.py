"""What others have written since the journal was read: noticed at a glance, and taken in."""

from pathlib import Path

import pytest

from peerjournal.vault import Vault, catch_up
from tests.conftest import PASSPHRASE, MakeVault, StandingClock


def put(vault: Vault, title: str) -> str:
    identifier = vault.new_id()
    with vault.transaction() as change:
        change.put("entries", identifier, {"title": title, "written": vault.clock().isoformat()})
    return identifier


def titles(vault: Vault) -> set[str]:
    return {document["title"] for document in vault.documents("entries").values()}


@pytest.fixture
def other_device(make_vault: MakeVault, tmp_path: Path, clock: StandingClock) -> Vault:
    make_vault()
    return Vault.unlock(tmp_path / "journal", tmp_path / "other.state", passphrase=PASSPHRASE, clock=clock)


def test_where_nothing_was_written_there_is_no_news_and_nothing_moves(make_vault: MakeVault) -> None:
    vault = make_vault()
    put(vault, "mine")
    titles(vault)
    before = vault.changes
    assert not catch_up(vault)
    assert vault.changes == before


def test_what_another_program_on_this_computer_saved_is_taken_in(make_vault: MakeVault) -> None:
    vault, other = make_vault(), make_vault()
    titles(vault)
    put(other, "from the command")
    before = vault.changes
    assert catch_up(vault)
    assert titles(vault) == {"from the command"}
    assert vault.changes > before
    assert not catch_up(vault)


def test_what_another_device_saved_is_taken_in(make_vault: MakeVault, other_device: Vault) -> None:
    vault = make_vault()
    titles(vault)
    put(other_device, "first")
    assert catch_up(vault)
    assert titles(vault) == {"first"}
    put(other_device, "second")
    assert catch_up(vault)
    assert titles(vault) == {"first", "second"}
    assert not catch_up(vault)


def test_before_everything_was_read_another_devices_log_is_no_news(
    make_vault: MakeVault, other_device: Vault
) -> None:
    put(other_device, "first")
    vault = make_vault()
    assert not catch_up(vault)
    assert titles(vault) == {"first"}


def test_a_log_that_cannot_be_read_is_not_read_again_and_again(
    make_vault: MakeVault, other_device: Vault
) -> None:
    put(other_device, "first")
    vault = make_vault()
    vault.home.log(other_device.device).write_bytes(b"not a log")
    catch_up(vault)
    titles(vault)
    before = vault.changes
    assert not catch_up(vault)
    assert vault.changes == before


def test_a_log_that_goes_away_and_comes_back_is_news_each_time(
    make_vault: MakeVault, other_device: Vault
) -> None:
    put(other_device, "first")
    vault = make_vault()
    titles(vault)
    path = vault.home.log(other_device.device)
    data = path.read_bytes()
    path.unlink()
    assert catch_up(vault)
    assert titles(vault) == set()
    path.write_bytes(data)
    assert catch_up(vault)
    assert titles(vault) == {"first"}
