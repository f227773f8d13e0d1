"""A journal that was locked: nothing is read, nothing is written, and that is said in our own words."""

import pytest

from peerjournal.errors import JournalLocked
from peerjournal.vault import Drafts, Vault


def test_a_locked_journal_says_so_whatever_is_asked(vault: Vault) -> None:
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    vault.lock()
    with pytest.raises(JournalLocked):
        vault.documents("entries")
    with pytest.raises(JournalLocked), vault.transaction() as change:
        change.put("entries", vault.new_id(), {})
    with pytest.raises(JournalLocked):
        drafts.keep(drafts.new(), {"text": "made up"})


def test_an_open_table_of_a_locked_journal_holds_nothing_back(vault: Vault) -> None:
    table = vault.table("entries")
    table.insert({"title": "The lake"})
    vault.lock()
    with pytest.raises(JournalLocked):
        table.all()


def test_what_is_remembered_of_logs_is_closed_too(vault: Vault) -> None:
    memory, device = vault.logs.memory, vault.device
    assert memory.recall(device) is not None
    vault.lock()
    with pytest.raises(JournalLocked):
        memory.recall(device)
