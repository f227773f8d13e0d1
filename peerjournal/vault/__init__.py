"""How anything stays: encrypted, append-only, safe against a pulled plug."""

from peerjournal.vault.care import DeviceReport, Report, check, compact, devices, go_on, is_due
from peerjournal.vault.drafts import Draft, Drafts
from peerjournal.vault.health import Health, Verdict
from peerjournal.vault.home import Home
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
from peerjournal.vault.ways_in import find

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
