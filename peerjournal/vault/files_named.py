"""Which sealed files are named by a document, and letting go of those that no document names any more.

A sync may bring a file before the log that names it, and a device may have been switched off for weeks. So a
file that nobody names is removed at once only where this journal's documents named it until now and no other
device writes here; any other one is only removed when this computer has seen it unnamed for 30 days.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from peerjournal.errors import JournalDamaged, NotSaved, VaultError
from peerjournal.vault import files
from peerjournal.vault.erased import ERASED
from peerjournal.vault.files import SealedFile
from peerjournal.vault.health import Verdict
from peerjournal.vault.merge import Document
from peerjournal.vault.vault import Vault

FIELD = "files"
"""The member of a document that names its files."""
_TABLE = "entries"
_RECORD = "unnamed"
"""In the state folder: since which day this computer has seen which files named by nobody."""
_WAITS = timedelta(days=30)


def of_doc(doc: Document) -> Iterator[SealedFile]:
    """Yield the sealed files that a document names; what makes no sense names none."""
    told = doc.get(FIELD)
    for one in told if isinstance(told, list) else ():
        with contextlib.suppress(JournalDamaged):
            if isinstance(one, dict):
                yield SealedFile.from_doc(one)


def files_of(vault: Vault, identifier: str) -> set[str]:
    """Return the names of the files that any version of a document names that is there now."""
    current = vault.state().current(_TABLE, identifier)
    return {one.file for revision in current for one in of_doc(revision.document or {})}


def named_files(vault: Vault) -> dict[str, list[tuple[str, SealedFile]]]:
    """Return {document: [(its id, what it says)]} of every file that a document names, by the file's name."""
    found: dict[str, list[tuple[str, SealedFile]]] = {}
    state = vault.state()
    for identifier, doc in state.documents.get(_TABLE, {}).items():
        for each in (doc, *state.others(_TABLE, identifier)):
            for one in of_doc(each) if FIELD in each else ():
                found.setdefault(one.file, []).append((identifier, one))
    return found


def let_go_files(vault: Vault, gone: Iterable[str], *, at_once: bool = False) -> None:
    """Remove sealed files that a document named until now, unless another one still does.

    Args:
        vault: The unlocked journal.
        gone: Their names.
        at_once: Also where other devices write to this journal; else they wait there as any other.

    Raises:
        OSError: The disk refused.
    """
    if (gone := set(gone)) and (at_once or _is_alone(vault)):
        files.drop_files(vault.home, gone - named_files(vault).keys())


def erased(vault: Vault) -> set[str]:
    """Return the names of the files of what was erased for good, on any device."""
    found: set[str] = set()
    for marker in vault.documents(ERASED).values():
        told = marker.get(FIELD)
        found.update(one for one in told if isinstance(one, str)) if isinstance(told, list) else None
    return found


def sweep_files(vault: Vault) -> int:
    """Remove what nobody has named for 30 days, and return how many files nobody names now.

    Nothing is done where a log is not whole, or still arriving: it may name them.
    """
    with contextlib.suppress(OSError, VaultError, NotSaved):
        here = files.names(vault.home)
        if here and _everything_is_known(vault):
            return _sweep(vault, here)
    return 0


def _sweep(vault: Vault, here: list[str]) -> int:
    home, today = vault.home, vault.clock().date()
    unnamed = set(here) - named_files(vault).keys()
    before = _recorded(vault)
    now = {name: min(before.get(name, today), today) for name in unnamed}
    due = {name for name, since in now.items() if today - since >= _WAITS}
    if due:
        with vault.exclusive():
            files.drop_files(home, due - named_files(vault).keys())
        now = {name: since for name, since in now.items() if name not in due}
    if now != before:
        told = {name: since.isoformat() for name, since in sorted(now.items())}
        home.disk.replace(home.state / _RECORD, json.dumps(told).encode())
    return len(now)


def unnamed_files(vault: Vault) -> list[str]:
    """Return the names of the files that no document names.

    Raises:
        OSError: The disk would not list them.
    """
    return sorted(set(files.names(vault.home)) - named_files(vault).keys())


def _recorded(vault: Vault) -> dict[str, date]:
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        told: dict[str, Any] = json.loads(vault.home.disk.read_file(vault.home.state / _RECORD))
        return {name: date.fromisoformat(since) for name, since in told.items()}
    return {}


def _is_alone(vault: Vault) -> bool:
    home = vault.home
    return {*home.devices(), *home.remembered()} <= {vault.device} and not home.strays()


def _everything_is_known(vault: Vault) -> bool:
    logs = vault.logs
    if logs.stopped or not logs.is_read or logs.health.verdict is not Verdict.CLEAN or vault.home.strays():
        return False
    return all(log.health.verdict is Verdict.CLEAN for log in logs.others.values())
