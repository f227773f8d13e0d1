"""Opens all that a computer keeps with every key that a passphrase gives, and looks for words in it."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from peerjournal.crypto import Key, Xaes, age, derive
from peerjournal.disk import DISK, Disk
from peerjournal.errors import CryptoError, JournalDamaged, PeerjournalError
from peerjournal.vault import drafts, jots
from peerjournal.vault.archive import SEAL, Archive
from peerjournal.vault.home import Home
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.log import HEADER_SIZE, Header, Seal, Window, frames, opened
from peerjournal.vault.ways_in import open_key_file

Files = list[tuple[Disk, Path]]


def found(root: Path, words: str, *secrets: str) -> list[str]:
    """Return the names of the files under ``root`` that hold the words, sealed or not."""
    files = list(_files(root))
    keys = _keys(files, secrets)
    assert keys, "nothing opens with that"
    held = []
    for disk, path in files:
        if any(words.encode() in text for text in _texts(disk, path, keys)):
            held.append(f"{path.parent.name}/{path.name}")
    return held


def _files(root: Path) -> Iterator[tuple[Disk, Path]]:
    """Yield every file, and every file in a backup, whatever it is called."""
    for path in sorted(root.rglob("*")):
        if not path.is_file():
            continue
        yield DISK, path
        with contextlib.suppress(JournalDamaged):
            archive = Archive(DISK, path)
            for name in [*archive.names, SEAL]:
                yield archive, archive.root / name


def _keys(files: Files, secrets: tuple[str, ...]) -> list[Key]:
    """Return the data key of every epoch in every key file, of now or of then, that opens."""
    keys: dict[bytes, Key] = {}
    for disk, path in files:
        with contextlib.suppress(PeerjournalError):
            key_file = KeyFile.decode(disk.read_file(path))
            for secret in secrets:
                with contextlib.suppress(PeerjournalError):
                    keys |= {key.reveal(): key for key in open_key_file(key_file, secret).keys.values()}
    return list(keys.values())


def _texts(disk: Disk, path: Path, keys: list[Key]) -> Iterator[bytes]:
    """Yield what a file says as it is, and opened as anything that a journal has, with each key."""
    yield disk.read_file(path)
    for key in keys:
        yield from _log(disk, path, key)
        yield from _draft(disk, path, key)
        yield from _jot(disk, path, key)


def _log(disk: Disk, path: Path, key: Key) -> Iterator[bytes]:
    with contextlib.suppress(JournalDamaged), opened(disk, path) as window:
        header = Header.decode(window.take(0, HEADER_SIZE))
        seal = Seal(header, derive(key, b"peerjournal/log/enc"), derive(key, b"peerjournal/log/nonce"))
        yield from _frames(window, header, seal)


def _frames(window: Window, header: Header, seal: Seal) -> Iterator[bytes]:
    for frame, sealed in frames(window, header.start):
        with contextlib.suppress(CryptoError):
            said = seal.open(frame, sealed)
            # In the JSON a letter may be written as an escape.
            yield json.dumps(json.loads(said), ensure_ascii=False).encode()


def _draft(disk: Disk, path: Path, key: Key) -> Iterator[bytes]:
    data = disk.read_file(path)[: -drafts._CRC.size]
    head = data[: drafts._HEAD.size]
    if head.startswith(drafts.MAGIC):
        with contextlib.suppress(CryptoError):
            cipher = Xaes(derive(key, b"peerjournal/draft/enc"))
            yield cipher.open(head[-24:], data[drafts._HEAD.size :], drafts._LABEL + head)


def _jot(disk: Disk, path: Path, key: Key) -> Iterator[bytes]:
    if path.suffix == ".age":
        identity = age.HybridIdentity(derive(key, b"peerjournal/jots").reveal())
        home = Home(path.parent.parent, path.parent.parent, bytes(16), disk)
        yield from (jot.text.encode() for jot in jots.read(home, [identity], {}))
