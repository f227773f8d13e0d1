"""What goes into a backup: everything that belongs to the journal, as it is at one moment."""

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, NoJournal
from peerjournal.vault import archive, files, jots
from peerjournal.vault.archive import KEY_FILE, Part
from peerjournal.vault.home import Home, read_key_file
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.log import Window, opened
from peerjournal.vault.vault import Vault


@contextlib.contextmanager
def parts_of(vault: Vault, *, files_inside: bool) -> Iterator[list[Part]]:
    """Give everything that belongs to the journal, as it is at one moment.

    Args:
        vault: The unlocked journal.
        files_inside: Whether the files that belong to entries are among it.

    Raises:
        OSError: The disk refused.
    """
    home = vault.home
    with contextlib.ExitStack() as stack:
        with vault.exclusive():
            parts = [archive.part_of(KEY_FILE, _key_file(vault).encode())]
            for device in home.devices():
                window = stack.enter_context(opened(home.disk, home.log(device)))
                # Logs only grow, and a smaller one takes another's place whole: the open one stays as it is.
                parts.append(Part(f"{device}.log", _whole(vault, device, window), window.peek))
            parts += _small_files(home)
        if files_inside:
            parts += _sealed_files(home, stack)
        yield parts


def _whole(vault: Vault, device: str, window: Window) -> int:
    """Return how much of a log goes in: of our own the good frames, without an end that was cut off."""
    own = vault.logs.own
    return own.place.end if own is not None and device == vault.device else window.size


def _small_files(home: Home) -> Iterator[Part]:
    """Yield drafts and jots, read at once: they are replaced and taken in as wholes."""
    folders = (home.drafts, home.disk.list(home.drafts)), (home.jots, jots.names(home))
    for folder, names in folders:
        for name in names:
            full = f"{folder.name}/{name}"
            with contextlib.suppress(FileNotFoundError):
                if archive.takes(full):
                    yield archive.part_of(full, home.disk.read_file(folder / name))


def _sealed_files(home: Home, stack: contextlib.ExitStack) -> Iterator[Part]:
    """Yield the files that belong to entries: they are never written again, and one is open at a time."""
    for name in files.names(home):
        with contextlib.suppress(FileNotFoundError):
            seen = (home.files / name).lstat()
            if not stat.S_ISREG(seen.st_mode):
                # What stands in the place of one is no file of ours: to `check` it is damaged, as it is here.
                continue
            size = seen.st_size
            reading = _Reading(home.disk, home.files / name, size)
            stack.callback(reading.close)
            yield Part(f"{home.files.name}/{name}", size, reading)


class _Reading:
    """Reads a file that is opened when its first bytes are asked for, and closed after its last."""

    def __init__(self, disk: Disk, path: Path, size: int) -> None:
        self._disk, self._path, self._size, self._fd = disk, path, size, -1

    def __call__(self, offset: int, size: int) -> bytes:
        if self._fd < 0:
            self._fd = self._disk.open(self._path)
        data = self._disk.read(self._fd, size, offset)
        if offset + len(data) >= self._size:
            self.close()
        return data

    def close(self) -> None:
        """Close it, where it is open."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            self._disk.close(fd)


def _key_file(vault: Vault) -> KeyFile:
    """Return the key file in the folder, or the one that was opened where that can't be told to be ours."""
    with contextlib.suppress(JournalDamaged, NoJournal):
        here = KeyFile.decode(read_key_file(vault.home.folder, vault.home.disk))
        if here.epoch == vault.ring.epoch and here.standing >= vault.key_file.standing:
            here.verify(vault.ring.data_key())
            return here
    return vault.key_file
