"""A journal of a few saves with its frames in hand, to be cut, flipped and put together again."""

from dataclasses import dataclass
from pathlib import Path

from peerjournal.crypto import Key
from peerjournal.disk import DISK
from peerjournal.vault import Health, Home
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, Frame, Header, frames, opened
from peerjournal.vault.logs import Logs
from tests.vault import scenes
from tests.vault.scenes import Documents, Place, documents

SAVES = 5


@dataclass
class Small:
    """A journal of a few saves, with what it showed after each, read without any passphrase."""

    place: Place
    data: bytes
    history: list[Documents]
    frames: list[Frame]
    keys: dict[int, Key]
    vault_id: bytes
    device: str

    def read(self, data: bytes, *, remembered: bool = True) -> tuple[Health, Documents]:
        """Put ``data`` in the place of a copy's log and read it, as an unlocked vault does."""
        home = Home(self.bench.folder, self.bench.state, self.vault_id, DISK)
        mark = home.state / f"{self.device}.seen"
        if remembered:
            put(mark, self.mark)
        else:
            mark.unlink(missing_ok=True)
        put(self.path, data)
        logs = Logs(home, KeyRing(self.keys), self.device, self.vault_id)
        logs.look()
        shown = {name: dict(rows) for name, rows in logs.state().documents.items() if rows}
        return logs.health, shown

    def __post_init__(self) -> None:
        self.bench = self.place.copy(f"bench of {self.place.root.name}")
        self.path = self.bench.log()
        (mark,) = self.place.state.rglob("*.seen")
        self.mark = mark.read_bytes()

    def cut(self, number: int) -> bytes:
        """Return the bytes of one frame, counted from 0."""
        frame = self.frames[number]
        return self.data[frame.start : frame.end]


def made(place: Place, saves: int = SAVES) -> Small:
    vault = place.create()
    history: list[Documents] = [{}, documents(vault)]
    for number in range(saves):
        scenes.save(vault, f"entry {number % 4}", f"text {number}")
        history.append(documents(vault))
    data = place.log().read_bytes()
    with opened(DISK, place.log()) as window:
        header = Header.decode(data[:HEADER_SIZE])
        found = [frame for frame, _ in frames(window, header.start)]
    keys = {1: vault.ring.data_key()}
    return Small(place, data, history, found, keys, vault.key_file.vault_id, vault.device)


def put(path: Path, data: bytes) -> None:
    """Write a file over, without the cost of making it anew: this happens thousands of times."""
    with path.open("r+b" if path.exists() else "wb") as file:
        file.write(data)
        file.truncate()
