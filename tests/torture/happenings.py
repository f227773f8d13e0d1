"""What may happen to a journal's files while it is open, for R9."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from peerjournal import vault as vaults
from peerjournal.vault import Vault
from tests.vault import scenes
from tests.vault.scenes import DRAFT, Place

Event = Callable[[Place, Vault], None]


def own(place: Place, vault: Vault) -> Path:
    return place.folder / f"{vault.device}.log"


def other(place: Place, vault: Vault) -> Path:
    return next(path for path in place.folder.glob("*.log") if path.stem != vault.device)


def key(place: Place, _: Vault) -> Path:
    return place.folder / "journal.key"


def draft(place: Place, _: Vault) -> Path:
    return place.folder / "drafts" / f"{DRAFT}.draft"


Which = Callable[[Place, Vault], Path]


def spoiled(which: Which, how: Callable[[bytes], bytes]) -> Event:
    """Put other bytes in the place of a file's, at once or as another file."""

    def event(place: Place, vault: Vault) -> None:
        path = which(place, vault)
        beside = path.with_name("arriving")
        beside.write_bytes(how(path.read_bytes()))
        beside.replace(path)

    return event


def within(which: Which, how: Callable[[bytes], bytes]) -> Event:
    """Write over a file, which stays the same one."""
    return lambda place, vault: put(which(place, vault), how(which(place, vault).read_bytes()))


def put(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


def gone(which: Which) -> Event:
    return lambda place, vault: which(place, vault).unlink()


def folder_gone(name: str) -> Event:
    return lambda place, _: shutil.rmtree(place.root / name)


def moved_away(place: Place, _: Vault) -> None:
    place.folder.rename(place.root / "moved away")


def older_folder(place: Place, _: Vault) -> None:
    shutil.rmtree(place.folder)
    shutil.copytree(place.root / "older", place.folder)


def older_log(place: Place, vault: Vault) -> None:
    own(place, vault).write_bytes((place.root / "older" / own(place, vault).name).read_bytes())


def saved_elsewhere(place: Place, _: Vault) -> None:
    scenes.save(place.unlock(), "elsewhere", "by another session")


def compacted_elsewhere(place: Place, _: Vault) -> None:
    vaults.compact(place.unlock())


def rekeyed_elsewhere(place: Place, _: Vault) -> None:
    vaults.keep_recovery(place.unlock(), scenes.WORDS)


def a_pipe(place: Place, vault: Vault) -> None:
    own(place, vault).unlink()
    os.mkfifo(own(place, vault))


def a_folder(place: Place, vault: Vault) -> None:
    own(place, vault).unlink()
    own(place, vault).mkdir()


def a_link(place: Place, vault: Vault) -> None:
    own(place, vault).rename(place.root / "elsewhere")
    own(place, vault).symlink_to(place.root / "elsewhere")


def marks_gone(place: Place, _: Vault) -> None:
    for path in place.state.rglob("*.seen"):
        path.unlink()


def lock_gone(place: Place, _: Vault) -> None:
    (place.folder / ".lock").unlink(missing_ok=True)


def read_only(name: str, mode: int) -> Event:
    """Take the permission to write, or to read, from all that is in a folder."""

    def event(place: Place, _: Vault) -> None:
        for path in reversed([place.root / name, *sorted((place.root / name).rglob("*"))]):
            path.chmod(mode | (0o100 if path.is_dir() and mode else 0))

    return event


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


EVENTS: dict[str, Event] = {
    "own log: an older copy": older_log,
    "own log: gone": gone(own),
    "own log: cut in place": within(own, lambda data: data[:-100]),
    "own log: cut, another file": spoiled(own, lambda data: data[:-100]),
    "own log: empty": within(own, lambda _: b""),
    "own log: grown by zeros": within(own, lambda data: data + bytes(300)),
    "own log: grown by a cut-off save": within(own, lambda data: data + data[-308:-100]),
    "own log: a bit flipped": within(own, flipped),
    "own log: the same bytes, another file": spoiled(own, bytes),
    "own log: the other device's": lambda place, vault: put(
        own(place, vault), other(place, vault).read_bytes()
    ),
    "own log: a pipe": a_pipe,
    "own log: a folder": a_folder,
    "own log: a link": a_link,
    "own log: saved by another session": saved_elsewhere,
    "own log: made small by another session": compacted_elsewhere,
    "other's log: gone": gone(other),
    "other's log: cut": within(other, lambda data: data[:-50]),
    "other's log: a bit flipped": spoiled(other, flipped),
    "other's log: something unreadable": within(other, lambda _: b"nothing like it"),
    "key file: gone": gone(key),
    "key file: a bit flipped": within(key, flipped),
    "key file: empty": within(key, lambda _: b""),
    "key file: changed by another session": rekeyed_elsewhere,
    "draft: gone": gone(draft),
    "draft: a bit flipped": within(draft, flipped),
    "drafts: gone": folder_gone("journal/drafts"),
    "jots: gone": folder_gone("journal/jots"),
    "the folder: moved away": moved_away,
    "the folder: an older one": older_folder,
    "the folder: gone": folder_gone("journal"),
    "what is remembered: gone": marks_gone,
    "the lock: gone": lock_gone,
    "what this computer keeps: gone": folder_gone("state"),
    "the folder: read only": read_only("journal", 0o400),
    "the folder: not even to be read": read_only("journal", 0),
    "what this computer keeps: read only": read_only("state", 0o400),
}
