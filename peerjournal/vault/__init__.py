"""How anything stays: encrypted, append-only, safe against a pulled plug.

This face alone imports its rooms when they are first asked for: `jot` and `write` pay for starting each time,
and each needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerjournal.vault.care import DeviceReport, Report, check, compact, devices, go_on, is_due
    from peerjournal.vault.drafts import Draft, Drafts
    from peerjournal.vault.health import Health, Verdict
    from peerjournal.vault.home import Home, find
    from peerjournal.vault.jot_box import pin, put_away, waiting
    from peerjournal.vault.jots import Jot, keep
    from peerjournal.vault.keys import (
        change_passphrase,
        finish_renewal,
        keep_recovery,
        new_recovery_words,
        renew,
    )
    from peerjournal.vault.label import Label, read_label
    from peerjournal.vault.logs import Progress
    from peerjournal.vault.merge import Document
    from peerjournal.vault.transaction import Transaction
    from peerjournal.vault.vault import Clock, Vault

_ROOMS = {
    "Clock": "vault",
    "DeviceReport": "care",
    "Document": "merge",
    "Draft": "drafts",
    "Drafts": "drafts",
    "Health": "health",
    "Home": "home",
    "Jot": "jots",
    "Label": "label",
    "Progress": "logs",
    "Report": "care",
    "Transaction": "transaction",
    "Vault": "vault",
    "Verdict": "health",
    "change_passphrase": "keys",
    "check": "care",
    "compact": "care",
    "devices": "care",
    "find": "home",
    "finish_renewal": "keys",
    "go_on": "care",
    "is_due": "care",
    "keep": "jots",
    "keep_recovery": "keys",
    "new_recovery_words": "keys",
    "pin": "jot_box",
    "put_away": "jot_box",
    "read_label": "label",
    "renew": "keys",
    "waiting": "jot_box",
}
"""Which room each name is in."""

__all__ = [
    "Clock",
    "DeviceReport",
    "Document",
    "Draft",
    "Drafts",
    "Health",
    "Home",
    "Jot",
    "Label",
    "Progress",
    "Report",
    "Transaction",
    "Vault",
    "Verdict",
    "change_passphrase",
    "check",
    "compact",
    "devices",
    "find",
    "finish_renewal",
    "go_on",
    "is_due",
    "keep",
    "keep_recovery",
    "new_recovery_words",
    "pin",
    "put_away",
    "read_label",
    "renew",
    "waiting",
]


def __getattr__(name: str) -> Any:
    """Import the room that a name is in, the first time it is asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"the vault offers no {name}")
    found = getattr(import_module(f"peerjournal.vault.{_ROOMS[name]}"), name)
    globals()[name] = found
    return found
