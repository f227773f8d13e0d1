"""Other journals to move in from in tests, the ways to a step of moving in or out, and to their pictures."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from peerjournal.cli.demo_play import PASSPHRASE
from peerjournal.disk import Disk
from peerjournal.importers import IMPORTERS, Options, read_all
from peerjournal.session import Session
from peerjournal.tui.screens.moving_back import MovingBackScreen
from peerjournal.tui.screens.moving_in import MovingInScreen
from peerjournal.tui.screens.moving_out import MovingOutScreen
from peerjournal.tui.screens.steps import StepScreen
from tests.tui.pilot import until
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


# For pictures: what is shown is the same each time, wherever the source lies.


async def _answer(pilot: Pilot[Any], step: str, text: str = "") -> None:
    screen = pilot.app.screen
    assert isinstance(screen, StepScreen)
    await until(pilot, lambda: screen.names[-1:] == [step] and not screen.busy)
    await pilot.pause()
    if text:
        screen.query_one(Input).value = text
    await pilot.press("enter")


async def _at(pilot: Pilot[Any], step: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, StepScreen)
    await until(pilot, lambda: screen.names[-1:] == [step] and not screen.busy)


@contextmanager
def _pictured() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        days = ((4, "The lake *"), (5, "Night shift"), (6, "Market day"), (9, "A long bus ride"))
        entries = (f"[2020-05-0{day} 15:00] {title}\nCold. @walk\n\n" for day, title in days)
        yield jrnl(Path(name), "".join(entries), "old-journal.txt")


async def to_what_comes_in(pilot: Pilot[Any]) -> None:
    """Go on to the preview of a small journal."""
    assert isinstance(pilot.app.screen, MovingInScreen)
    with _pictured() as source:
        await _answer(pilot, "path", str(source))
        await _answer(pilot, "kind")
        await _answer(pilot, "zone", "Europe/Berlin")
        await _at(pilot, "preview")


async def to_what_is_taken_back(pilot: Pilot[Any]) -> None:
    """Have something moved in and changed, and go to the question whether it is taken out."""
    first = pilot.app.screen
    assert isinstance(first, MovingBackScreen)
    journal = first.session.journal
    with _pictured() as source:
        (importer,) = (one for one in IMPORTERS if one.name == "jrnl")
        reading = read_all(importer, source, Options(zone="Europe/Berlin"), lambda *_: None)
        journal.move_in(reading.found, source=source.name)
    (changed,) = (one for one in journal.list() if one.title == "Market day")
    journal.edit(changed.id, body="Changed since.")
    await pilot.app.push_screen(MovingBackScreen(first.session))
    await _answer(pilot, "which")
    await _at(pilot, "sure")


async def to_plain_files(pilot: Pilot[Any]) -> None:
    """Go to the question whether everything is to stand in plain files."""
    assert isinstance(pilot.app.screen, MovingOutScreen)
    await _answer(pilot, "passphrase", PASSPHRASE)
    await _answer(pilot, "form")
    await _answer(pilot, "folder", "/home/wren/plain")
    await _at(pilot, "sure")
