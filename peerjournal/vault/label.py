"""What a file of a journal says about itself without a key; nothing of it is authentic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from peerjournal.errors import JournalDamaged, JournalTooNew
from peerjournal.vault import drafts, files, keyhead, log
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.log import Header

Kind = Literal["key file", "log", "draft", "backup", "file"]
_TAR_NAME, _TAR_MAGIC, _TAR_HEAD = b"journal.key\0", slice(257, 263), 512


@dataclass(frozen=True, slots=True)
class Label:
    """Which of a journal's files it is."""

    kind: Kind
    whole: bool
    """Whether what can be checked without a key fits: the key file, or the first bytes of a log."""
    facts: Mapping[str, Any]
    """What else can be read, as JSON; nothing of a file that is not whole, or of a later version."""


def read_label(data: bytes) -> Label | None:
    """Return the label of a journal's file, given its first 32 KiB or more; None for any other file."""
    if data.startswith(keyhead.MAGIC):
        return _read("key file", _key_file_facts, data)
    if data.startswith(log.MAGIC):
        return _read("log", _log_facts, data)
    if data.startswith(_TAR_NAME) and data[_TAR_MAGIC] == b"ustar\0":
        return _read("backup", _backup_facts, data)
    if data.startswith(files.MAGIC):
        return Label("file", whole=True, facts={})
    return Label("draft", whole=True, facts={}) if data.startswith(drafts.MAGIC) else None


def _read(kind: Kind, facts: Any, data: bytes) -> Label:
    try:
        return Label(kind, whole=True, facts=facts(data))
    except JournalTooNew:
        return Label(kind, whole=True, facts={"later_version": True})
    except JournalDamaged:
        return Label(kind, whole=False, facts={})


def _key_file_facts(data: bytes) -> dict[str, Any]:
    file = KeyFile.decode(data)
    return {"epoch": file.epoch, "ways_in": [slot.kind.name.lower() for slot in file.slots]}


def _backup_facts(data: bytes) -> dict[str, Any]:
    try:
        size = int(data[124:135], 8)
    except ValueError as error:
        raise JournalDamaged from error
    return _key_file_facts(data[_TAR_HEAD : _TAR_HEAD + size])


def _log_facts(data: bytes) -> dict[str, Any]:
    header = Header.decode(data)
    return {"epoch": header.epoch, "generation": header.generation}
