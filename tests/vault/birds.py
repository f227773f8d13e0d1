"""A table of three birds, and what the tests of storage ask of it."""

from tinydb import where

from peerjournal.vault import Vault
from peerjournal.vault.storage import VaultStorage, VaultTable


class GivenUp(Exception):
    pass


def saves(vault: Vault) -> int:
    """Count the frames of the vault's own log."""
    assert vault.logs.own is not None
    return vault.logs.own.place.seq


def named(table: VaultTable, name: str) -> str:
    """Return the id of a bird."""
    return str(table.get(where("name") == name).doc_id)


def three_birds(vault: Vault) -> VaultTable:
    """Make a table with three documents, in one save."""
    table = VaultTable(VaultStorage(vault), "birds")
    table.insert_multiple({"name": name, "seen": 1, "at": ["lake"]} for name in ("wren", "coot", "teal"))
    return table
