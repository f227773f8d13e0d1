"""Long work to play with in tests: it stands still until it is let go on, or until somebody stops it."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.session import Session
from tests.conftest import PASSPHRASE
from tests.tui.pilot import until
from tests.tui.sharing import Seat


class Held:
    """Holds whatever tells how far it is, at the first time that it does."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def progress(self, told: Callable[[int, int], None]) -> Callable[[int, int], None]:
        """Return what is told instead; it hands on everything, and raises what is raised there."""

        def tell(done: int, total: int) -> None:
            self.begun.set()
            while not self.let_go.wait(0.001):
                told(done, total)
            told(done, total)

        return tell

    def hold(self, monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> "Held":
        """Hold a function at its progress, which is handed to it last or by name."""
        real = getattr(where, name)

        def held(*given: Any, **named: Any) -> Any:
            if "progress" in named:
                named["progress"] = self.progress(named["progress"])
            else:
                given = (*given[:-1], self.progress(given[-1]))
            return real(*given, **named)

        monkeypatch.setattr(where, name, held)
        return self


def places_of(session: Session) -> Places:
    return Places(session.vault.home.folder, session.vault.home.state.parent)


def everything(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, byte for byte."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def backups(session: Session) -> list[str]:
    """Return the names of everything that lies among the backups, half ones too."""
    return sorted(session.vault.home.disk.list(session.vault.home.backups))


def damage(session: Session) -> None:
    """Turn a bit in the middle of this device's log, once the journal is locked."""
    log = session.vault.home.log(session.vault.device)
    session.vault.lock()
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)


def own_backup(session: Session, folder: Path) -> Path:
    path = folder / "mine.tar"
    vault.back_up(session.vault, path)
    return path


async def doing(seat: Seat) -> None:
    """Wait until it stands there how far something is, which ends only when it is let go or stopped."""
    await until(seat.pilot, lambda: bool(seat.screen.query("#way-stop")))
    await seat.pilot.pause()


async def to_where(seat: Seat) -> None:
    await seat.step("which", "enter")
    await seat.at("secret")
    seat.put(PASSPHRASE)
    await seat.press("enter")
    await seat.at("where")
