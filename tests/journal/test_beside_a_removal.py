"""Something removed on one computer and changed on another: what was written there is shown, and kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.journal import Draft, Journal
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, MakeVault, StandingClock
from tests.test_readers import READER


@pytest.fixture
def other(make_vault: MakeVault, tmp_path: Path, clock: StandingClock) -> Vault:
    """Return the second computer of a journal with one entry."""
    Journal(make_vault()).add(Draft(body="one"))
    return Vault.unlock(tmp_path / "journal", tmp_path / "other", passphrase=PASSPHRASE, clock=clock)


def removed_beside_an_edit(vault: Vault, other: Vault, clock: StandingClock) -> None:
    vault.state()  # it has read everything, so that it does not know what comes now
    Journal(other).edit("1b", body="changed there")
    clock.move(minutes=1)
    Journal(vault).remove("1")


def test_what_another_computer_wrote_beside_a_removal_is_shown(
    make_vault: MakeVault, other: Vault, clock: StandingClock, tmp_path: Path
) -> None:
    removed_beside_an_edit(make_vault(), other, clock)
    journal = Journal(make_vault())
    assert [piece.body for piece in journal.scan()] == ["changed there"]
    assert [one.body for one in journal.others(journal.get("1")) if one.removed] == ["one"]
    assert not list(journal.removed())
    read = [sys.executable, str(READER), str(tmp_path / "journal"), PASSPHRASE]
    told = json.loads(subprocess.run(read, capture_output=True, text=True, check=True).stdout)
    assert [one["body"] for one in told["documents"]["entries"].values()] == ["changed there"]


def test_it_is_not_let_go_with_what_was_removed(
    make_vault: MakeVault, other: Vault, clock: StandingClock
) -> None:
    removed_beside_an_edit(make_vault(), other, clock)
    clock.move(days=31)
    journal = Journal(make_vault())
    assert journal.drop_old() == 0
    piece = journal.get("1")
    assert {one.body for one in (piece, *journal.others(piece))} == {"one", "changed there"}


def test_removing_what_stands_in_two_versions_hides_both_and_leaves_both_to_be_found(
    make_vault: MakeVault, other: Vault, clock: StandingClock
) -> None:
    vault = make_vault()
    vault.state()
    Journal(other).edit("1b", body="changed there")
    clock.move(minutes=1)
    Journal(vault).edit("1", body="changed here")
    journal = Journal(make_vault())
    assert len(journal.changed_on_both()) == 1
    journal.remove("1")
    assert not list(journal.scan())
    assert [piece.body for piece in journal.removed()] == ["changed here"]
    assert {one.piece.body for one in journal.versions("1")} == {"changed here", "changed there", "one"}
    assert journal.bring_back("1").body == "changed here"
