"""Other journals to move in from in tests, and the ways to a step of moving in."""

from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.session import Session
from peerjournal.tui.screens.steps import StepScreen
from tests.tui.sharing import Seat

JRNL = (
    "[2020-05-01 15:00] The lake *\nCold. @walk\n\n[2020-05-02 09:30] The wood\n[tuesday morning] we left\n"
)
"""Two entries."""
MANY = 60


class FillingDisk(Disk):
    """A disk that takes so many writes and no more."""

    left = 100_000

    def write(self, fd: int, data: bytes, offset: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        super().write(fd, data, offset)


def jrnl(folder: Path, text: str = JRNL, name: str = "old.txt") -> Path:
    """Write a text file of jrnl's."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def long_jrnl(folder: Path) -> Path:
    """Write one that takes several saves to move in."""
    body = "x" * 20_000
    entries = (f"[2020-05-01 15:{n:02}] entry {n}\n{body}\n\n" for n in range(MANY))
    return jrnl(folder, "".join(entries), "long.txt")


def titles(session: Session) -> list[str]:
    """Return what is here now, by title."""
    return sorted(piece.title for piece in session.journal.list())


async def to_kind(seat: Seat, source: Path) -> None:
    """Say where the source is."""
    await seat.at("path")
    seat.put(str(source))
    await seat.press("enter")
    await seat.at("kind")


async def to_zone(seat: Seat, source: Path) -> None:
    """Go on with what it looks like."""
    await to_kind(seat, source)
    await seat.press("enter")
    await seat.at("zone")


async def to_preview(seat: Seat, source: Path) -> None:
    """Go on in this computer's zone, or in Berlin's where that has no name."""
    await to_zone(seat, source)
    seat.put("Europe/Berlin")
    await seat.press("enter")
    await seat.at("preview")


async def moved_in(seat: Seat, source: Path) -> None:
    """Move it in."""
    await to_preview(seat, source)
    await seat.click("#way-move")
    await seat.at("came_in")


async def past_zone(seat: Seat) -> None:
    """Go on to the preview, in this computer's zone where one is asked for."""
    screen = seat.screen
    assert isinstance(screen, StepScreen)
    await seat.until(lambda: screen.names[-1] in {"zone", "preview"})
    if screen.names[-1] == "zone":
        await seat.step("zone", "enter")
    await seat.at("preview")
