"""How anything stays: encrypted, append-only, safe against a pulled plug."""

from typing import TYPE_CHECKING

from peerjournal.late import late

if TYPE_CHECKING:
    from peerjournal.vault.at_hand import kept_here
    from peerjournal.vault.backup import back_up
    from peerjournal.vault.care import DeviceReport, Report, check, compact, devices, go_on, is_due
    from peerjournal.vault.daily import Kept, Standing, backup_is_due, backups, keep_daily, last_day, why_none
    from peerjournal.vault.drafts import Draft, Drafts
    from peerjournal.vault.erasing import Thing, erase
    from peerjournal.vault.files import LARGEST_FILE, SealedFile, drop_files, seal_file, settle_files
    from peerjournal.vault.files_backed import bring_back_files, copy_files, why_no_copies
    from peerjournal.vault.files_checked import FilesReport, FileTrouble, check_files
    from peerjournal.vault.files_named import files_of, let_go_files, named_files, sweep_files
    from peerjournal.vault.files_opened import FileStanding, file_standing, is_here, open_sealed
    from peerjournal.vault.forgetting import forget, others_here
    from peerjournal.vault.health import Health, Verdict
    from peerjournal.vault.home import Home, find
    from peerjournal.vault.ids import made_at
    from peerjournal.vault.jot_box import pin, put_away, waiting
    from peerjournal.vault.jots import Jot, keep
    from peerjournal.vault.keys import (
        change_passphrase,
        check_passphrase,
        check_way_in,
        finish_renewal,
        has_recovery,
        keep_recovery,
        new_recovery_words,
        offers_recovery,
        recovery_offered,
        renew,
        require_passphrase,
    )
    from peerjournal.vault.label import Label, read_label
    from peerjournal.vault.logs import Progress
    from peerjournal.vault.meanwhile import is_cut_off, keep_apart, look_at_keys, put_away_apart
    from peerjournal.vault.merge import Document
    from peerjournal.vault.news import catch_up
    from peerjournal.vault.numbered import by_device, by_number, latest_first, short_number
    from peerjournal.vault.repairing import Found, Plan, plan_repair, repair
    from peerjournal.vault.restoring import Restored, restore
    from peerjournal.vault.settling import left, settle_copies
    from peerjournal.vault.target import Target, require_room, state_beside
    from peerjournal.vault.traces import finish_erasing, traces_of, waiting_for
    from peerjournal.vault.transaction import Transaction
    from peerjournal.vault.vault import Clock, Vault
    from peerjournal.vault.versions import Version, versions_of

_ROOMS = {
    "LARGEST_FILE": "files",
    "Clock": "vault",
    "DeviceReport": "care",
    "Document": "merge",
    "Draft": "drafts",
    "Drafts": "drafts",
    "FileStanding": "files_opened",
    "FileTrouble": "files_checked",
    "FilesReport": "files_checked",
    "Found": "repairing",
    "Health": "health",
    "Home": "home",
    "Jot": "jots",
    "Kept": "daily",
    "Label": "label",
    "Plan": "repairing",
    "Progress": "logs",
    "Report": "care",
    "Restored": "restoring",
    "SealedFile": "files",
    "Standing": "daily",
    "Target": "target",
    "Thing": "erasing",
    "Transaction": "transaction",
    "Vault": "vault",
    "Verdict": "health",
    "Version": "versions",
    "back_up": "backup",
    "backup_is_due": "daily",
    "backups": "daily",
    "bring_back_files": "files_backed",
    "by_device": "numbered",
    "by_number": "numbered",
    "catch_up": "news",
    "change_passphrase": "keys",
    "check": "care",
    "check_files": "files_checked",
    "check_passphrase": "keys",
    "check_way_in": "keys",
    "compact": "care",
    "copy_files": "files_backed",
    "devices": "care",
    "drop_files": "files",
    "erase": "erasing",
    "file_standing": "files_opened",
    "files_of": "files_named",
    "find": "home",
    "finish_erasing": "traces",
    "finish_renewal": "keys",
    "forget": "forgetting",
    "go_on": "care",
    "has_recovery": "keys",
    "is_cut_off": "meanwhile",
    "is_due": "care",
    "is_here": "files_opened",
    "keep": "jots",
    "keep_apart": "meanwhile",
    "keep_daily": "daily",
    "keep_recovery": "keys",
    "kept_here": "at_hand",
    "last_day": "daily",
    "latest_first": "numbered",
    "left": "settling",
    "let_go_files": "files_named",
    "look_at_keys": "meanwhile",
    "made_at": "ids",
    "named_files": "files_named",
    "new_recovery_words": "keys",
    "offers_recovery": "keys",
    "open_sealed": "files_opened",
    "others_here": "forgetting",
    "pin": "jot_box",
    "plan_repair": "repairing",
    "put_away": "jot_box",
    "put_away_apart": "meanwhile",
    "read_label": "label",
    "recovery_offered": "keys",
    "renew": "keys",
    "repair": "repairing",
    "require_passphrase": "keys",
    "require_room": "target",
    "restore": "restoring",
    "seal_file": "files",
    "settle_copies": "settling",
    "settle_files": "files",
    "short_number": "numbered",
    "state_beside": "target",
    "sweep_files": "files_named",
    "traces_of": "traces",
    "versions_of": "versions",
    "waiting": "jot_box",
    "waiting_for": "traces",
    "why_no_copies": "files_backed",
    "why_none": "daily",
}
"""Which room each name is in."""

__all__ = [
    "LARGEST_FILE",
    "Clock",
    "DeviceReport",
    "Document",
    "Draft",
    "Drafts",
    "FileStanding",
    "FileTrouble",
    "FilesReport",
    "Found",
    "Health",
    "Home",
    "Jot",
    "Kept",
    "Label",
    "Plan",
    "Progress",
    "Report",
    "Restored",
    "SealedFile",
    "Standing",
    "Target",
    "Thing",
    "Transaction",
    "Vault",
    "Verdict",
    "Version",
    "back_up",
    "backup_is_due",
    "backups",
    "bring_back_files",
    "by_device",
    "by_number",
    "catch_up",
    "change_passphrase",
    "check",
    "check_files",
    "check_passphrase",
    "check_way_in",
    "compact",
    "copy_files",
    "devices",
    "drop_files",
    "erase",
    "file_standing",
    "files_of",
    "find",
    "finish_erasing",
    "finish_renewal",
    "forget",
    "go_on",
    "has_recovery",
    "is_cut_off",
    "is_due",
    "is_here",
    "keep",
    "keep_apart",
    "keep_daily",
    "keep_recovery",
    "kept_here",
    "last_day",
    "latest_first",
    "left",
    "let_go_files",
    "look_at_keys",
    "made_at",
    "named_files",
    "new_recovery_words",
    "offers_recovery",
    "open_sealed",
    "others_here",
    "pin",
    "plan_repair",
    "put_away",
    "put_away_apart",
    "read_label",
    "recovery_offered",
    "renew",
    "repair",
    "require_passphrase",
    "require_room",
    "restore",
    "seal_file",
    "settle_copies",
    "settle_files",
    "short_number",
    "state_beside",
    "sweep_files",
    "traces_of",
    "versions_of",
    "waiting",
    "waiting_for",
    "why_no_copies",
    "why_none",
]

__getattr__ = late(__name__, _ROOMS)
