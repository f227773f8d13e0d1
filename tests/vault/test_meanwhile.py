"""The ways in change elsewhere while a journal is open here: it is said, and no word is lost."""

from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalReadOnly
from peerjournal.vault import Vault
from peerjournal.vault.meanwhile import OPEN_AGAIN, OTHER_WAY_IN, RENEWED_THERE
from tests.conftest import PASSPHRASE, MakeVault, StandingClock

OTHER = "another made-up passphrase"


def put(vault: Vault, title: str) -> None:
    with vault.transaction() as change:
        change.put("entries", vault.new_id(), {"title": title, "written": "2026-11-21T09:00:00+01:00"})


def titles(vault: Vault) -> list[str]:
    return sorted(doc["title"] for doc in vault.documents("entries").values())


def device(tmp_path: Path, clock: StandingClock) -> Vault:
    """Open the same journal as another computer does."""
    folder, state = tmp_path / "journal", tmp_path / "elsewhere.state"
    return Vault.unlock(folder, state, passphrase=PASSPHRASE, clock=clock)


def test_keys_renewed_in_another_window_leave_all_to_read_and_say_so(make_vault: MakeVault) -> None:
    here = make_vault()
    put(here, "one")
    here.state()
    there = make_vault()
    vaults.renew(there, PASSPHRASE, cost=CHEAPEST)
    put(there, "two")
    vaults.catch_up(here)
    assert titles(here) == ["one"]
    with pytest.raises(JournalReadOnly, match="renewed"):
        put(here, "never")
    assert titles(here) == ["one"]
    assert vaults.look_at_keys(here) == OPEN_AGAIN
    assert titles(make_vault()) == ["one", "two"]


def test_words_written_after_that_are_kept_without_a_key(make_vault: MakeVault, clock: StandingClock) -> None:
    here = make_vault()
    vaults.pin(here)
    there = make_vault()
    assert not vaults.is_cut_off(here)
    vaults.renew(there, PASSPHRASE, cost=CHEAPEST)
    assert vaults.is_cut_off(here)
    first = vaults.keep_apart(here, "Half a")
    clock.move(seconds=2)
    long = "Half a sentence. " * 5_000
    second = vaults.keep_apart(here, long)
    vaults.put_away_apart(here, first)
    assert len(second) > 1
    waiting = [jot for jot in vaults.waiting(make_vault()) if jot.ours]
    assert "".join(jot.text for jot in waiting) == long


def test_a_draft_that_was_there_keeps_its_key(make_vault: MakeVault) -> None:
    here = make_vault()
    drafts = vaults.Drafts(here.home, here.ring, here.key_file.vault_id)
    name = drafts.new()
    drafts.keep(name, {"body": "Begun before."})
    vaults.renew(make_vault(), PASSPHRASE, cost=CHEAPEST)
    assert not vaults.is_cut_off(here)
    drafts.keep(name, {"body": "Begun before, and gone on."})
    again = make_vault()
    found = vaults.Drafts(again.home, again.ring, again.key_file.vault_id).open(name)
    assert found.fields == {"body": "Begun before, and gone on."}


def test_keys_renewed_on_another_device_are_said_and_this_one_goes_on(
    make_vault: MakeVault, tmp_path: Path, clock: StandingClock
) -> None:
    here = make_vault()
    put(here, "one")
    there = device(tmp_path, clock)
    put(there, "two")
    here.look_anew()
    assert titles(here) == ["one", "two"]
    vaults.renew(there, PASSPHRASE, cost=CHEAPEST)
    vaults.catch_up(here)
    assert titles(here) == ["one", "two"]
    assert vaults.look_at_keys(here) == RENEWED_THERE
    put(here, "three")
    assert titles(make_vault()) == ["one", "three", "two"]


def test_another_passphrase_is_said_once_and_taken_in(make_vault: MakeVault) -> None:
    here, there = make_vault(), make_vault()
    assert vaults.look_at_keys(here) == ""
    vaults.change_passphrase(there, OTHER, cost=CHEAPEST)
    assert vaults.look_at_keys(here) == OTHER_WAY_IN
    assert vaults.look_at_keys(here) == ""
    vaults.catch_up(here)
    assert here.notices == []
    vaults.check_way_in(here, OTHER)
    vaults.change_passphrase(here, PASSPHRASE, cost=CHEAPEST)
    assert make_vault().keys_current


@pytest.mark.parametrize("bytes_there", [b"", b"nonsense", None])
def test_a_key_file_that_cannot_be_read_says_nothing(
    make_vault: MakeVault, bytes_there: bytes | None
) -> None:
    here = make_vault()
    if bytes_there is None:
        here.home.key_file.unlink()
    else:
        here.home.key_file.write_bytes(bytes_there)
    assert vaults.look_at_keys(here) == ""
    assert not vaults.is_cut_off(here)


def test_a_key_file_of_somebody_else_is_not_taken_in(make_vault: MakeVault) -> None:
    here, other = make_vault(), make_vault("other")
    vaults.change_passphrase(other, OTHER, cost=CHEAPEST)
    mine = here.key_file
    here.home.key_file.write_bytes(other.home.key_file.read_bytes())
    assert vaults.look_at_keys(here) == ""
    assert here.key_file is mine
