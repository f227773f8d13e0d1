"""Other accounts on this computer: whether they can get at the journal's files, and what to say of it."""

import shlex
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.vault.home import Home

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OPEN = (
    "Other accounts on this computer can get at the journal's files. They are sealed, but a copy can be taken"
    " and the passphrase guessed at. `chmod -R go-rwx {folders}` closes them."
)


def notices(home: Home) -> tuple[str, ...]:
    """Return what to say where other accounts can reach a file; nothing where only its owner can."""
    if sys.platform == "win32":
        # Its files have no such bits; who may read them is said elsewhere.
        return ()
    folders = {home.folder: _of_the_journal(home), home.state: (home.state, home.key_copy)}
    found = [folder for folder, paths in folders.items() if any(_is_open(path, home.disk) for path in paths)]
    return (_OPEN.format(folders=shlex.join(map(str, found))),) if found else ()


def _of_the_journal(home: Home) -> Iterator[Path]:
    yield from (home.folder, home.key_file, home.drafts, home.jots)
    yield from map(home.log, home.devices())


def _is_open(path: Path, disk: Disk) -> bool:
    try:
        mode, _ = disk.standing(path)
    except OSError:
        return False
    # The bits of a link say nothing.
    return bool(mode & _OTHERS) and not stat.S_ISLNK(mode)
