"""Something removed on one computer and changed on another: what was written there is not let go of."""

from pathlib import Path

from peerjournal.journal import Draft, Journal
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, MakeVault, StandingClock


def test_what_another_computer_wrote_beside_a_removal_is_not_let_go_with_it(
    make_vault: MakeVault, tmp_path: Path, clock: StandingClock
) -> None:
    vault = make_vault()
    here = Journal(vault)
    entry = here.add(Draft(body="one"))
    vault.state()  # it has read everything, so that it does not know what comes now
    other = Vault.unlock(tmp_path / "journal", tmp_path / "other", passphrase=PASSPHRASE, clock=clock)
    Journal(other).edit(entry.id, body="changed there")
    clock.move(minutes=1)
    here.remove("1")
    clock.move(days=31)
    vault = make_vault()
    assert Journal(vault).drop_old() == 0
    kept = [vault.documents("entries")[entry.id], *vault.others("entries", entry.id)]
    assert {one["body"] for one in kept} == {"one", "changed there"}
