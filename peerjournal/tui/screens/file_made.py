"""Asks for a place, makes one file there, and then says where it is; there is no way back from that."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import Step


class FileMadeScreen(FollowingScreen[None]):
    """What is made is said by ``ask_to`` and ``hear_to``, which ends with ``is_made``."""

    FIRST = "to"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()
    HERE = ""
    """What is said once it is there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.typed = ""
        """What was typed for its place, for whoever comes back to that question."""
        self._made = Path()

    def place_line(self) -> PathLine:
        """Return a line in which its place is typed."""
        return PathLine(self.typed or str(default_folder()), id="to")

    def said_of_it(self) -> Sequence[str]:
        """Return what there is to know of it."""
        return ()

    async def is_made(self, path: Path) -> None:
        """Say where it is."""
        self._made = path
        await self.turn_to("made")

    def may_go_back(self) -> bool:
        """There is no way back once it is made."""
        return self.names[-1] != "made"

    def ask_made(self) -> Step:
        """Say where it is."""
        lines = (visible(str(self._made)), " ", *self.said_of_it())
        return Step(self.HERE, held=[Static(plain(line)) for line in lines], ways=[("done", "Done")])

    async def hear_made(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
