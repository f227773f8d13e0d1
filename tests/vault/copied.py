"""What the tests of copies share: one journal on two disks that both take themselves for the same device."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from peerjournal.vault import Vault, settle_copies
from peerjournal.vault.keyfile import KeyFile
from tests.vault import scenes
from tests.vault.scenes import Place

OWN = re.compile(r"[0-9a-f]{32}\.log")
SYNCTHING = "{stem}.sync-conflict-20261122-101112-ABCDEFG{ending}"
DROPBOX = "{stem} (conflicted copy 2026-11-22){ending}"
NAMES = (
    SYNCTHING,
    DROPBOX,
    "{stem} (1){ending}",
    "{stem}-laptop{ending}",
    "{stem}{ending}.conflict1",
    "{stem} (SFConflict someone 2026-11-22-10-11-12){ending}",
    "Copy of {stem}{ending}",
    "something else",
)


def own_log(place: Place) -> Path:
    """Return the log of the furnished journal, however many files there are."""
    (path,) = (path for path in place.folder.iterdir() if OWN.fullmatch(path.name))
    return path


def name_of(path: Path, form: str = SYNCTHING) -> str:
    return form.format(stem=path.stem, ending=path.suffix)


def put_copy(place: Place, data: bytes, form: str = SYNCTHING) -> Path:
    """Put a copy of the only log into the folder, as a sync does."""
    path = place.folder / name_of(own_log(place), form)
    path.write_bytes(data)
    return path


def titles(vault: Vault, identifier: str = "first") -> set[str]:
    """Return the title of every version of an entry."""
    shown = vault.documents("entries").get(identifier)
    both = [*([shown] if shown else []), *vault.others("entries", identifier)]
    return {one["title"] for one in both}


def settled(place: Place, **how: Any) -> Vault:
    """Unlock and take in what copies there are."""
    vault = place.unlock(**how)
    settle_copies(vault)
    return vault


def set_aside(place: Place) -> list[Path]:
    return sorted(place.state.rglob("aside-*"))


def forged(key_file: KeyFile, **changes: Any) -> KeyFile:
    """Return a key file that somebody changed who does not have its data key."""
    return replace(key_file, **changes)


def fork(here: Place, there: Place) -> Path:
    """Let one device write on two disks; the sync brings the other's log as a copy."""
    scenes.save(here.unlock(), "first", "changed here")
    scenes.save(there.unlock(), "first", "changed there")
    scenes.save(there.unlock(), "first", "changed there again")
    scenes.save(there.unlock(), "only there", "written there")
    return put_copy(here, own_log(there).read_bytes())
