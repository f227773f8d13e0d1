"""Whether recovery words are there, and whether to offer them: once, and never where there are some."""

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import WrongPassphrase
from tests.conftest import PASSPHRASE, MakeVault


def test_a_new_journal_has_none_and_offers_them(make_vault: MakeVault) -> None:
    vault = make_vault()
    assert not vaults.has_recovery(vault)
    assert vaults.offers_recovery(vault)


def test_where_there_are_some_nothing_is_offered(make_vault: MakeVault) -> None:
    vault = make_vault()
    vaults.keep_recovery(vault, vaults.new_recovery_words())
    assert vaults.has_recovery(vault)
    assert not vaults.offers_recovery(vault)


def test_it_is_offered_once_and_never_again(make_vault: MakeVault) -> None:
    vault = make_vault()
    vaults.recovery_offered(vault)
    vaults.recovery_offered(vault)
    vault.lock()
    assert not vaults.offers_recovery(make_vault())


def test_a_way_in_is_told_from_what_is_none(make_vault: MakeVault) -> None:
    vault, words = make_vault(), vaults.new_recovery_words()
    vaults.keep_recovery(vault, words)
    vaults.check_way_in(vault, PASSPHRASE)
    vaults.check_way_in(vault, words)
    for wrong in ("", "x", vaults.new_recovery_words()):
        with pytest.raises(WrongPassphrase):
            vaults.check_way_in(vault, wrong)
