"""A plain copy for oneself: one question that says it has no lock, a place, and then where it is."""

from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal.exporters import plain_copy
from peerjournal.journal import Piece
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step

_WRITING = "Writing it."


class CopyScreen(StepScreen[None]):
    """Writes one file, over nothing; until the button is pressed there is none."""

    WHERE = "A plain copy"
    FIRST = "to"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, piece: Piece) -> None:
        """Prepare.

        Args:
            session: The open journal.
            piece: What is to be copied.
        """
        super().__init__()
        self.session, self.piece = session, piece
        self._typed, self._made = "", Path()
        self._versions = 1 + len(session.journal.others(piece))

    def ask_to(self) -> Step:
        """Say what such a file is, and ask where it goes."""
        return Step(
            plain_copy.question(self.piece.shown_title or "Nothing in it yet"),
            *plain_copy.said_before(self.piece, versions=self._versions),
            held=[
                Static("A folder, or a new file. Nothing is overwritten.", classes="label"),
                PathLine(self._typed or str(default_folder()), id="to"),
            ],
            ways=[BACK, ("write", "Write the file")],
        )

    async def hear_to(self, key: str) -> None:
        """Write it."""
        del key
        if self.step is None:
            return
        line = self.step.query_one(PathLine)
        self._typed, place = line.value, line.place
        home = self.session.vault.home
        ours = (home.folder, home.state.parent)
        self.step.tell(_WRITING)
        self.do(lambda: plain_copy.write(self.piece, place, ours), self._is_made)

    async def _is_made(self, path: Path) -> None:
        self._made = path
        await self.turn_to("made")

    def may_go_back(self) -> bool:
        """There is no way back once it is written."""
        return self.names[-1] != "made"

    def ask_made(self) -> Step:
        """Say where it is."""
        lines = (visible(str(self._made)), " ", plain_copy.STAYS)
        return Step(
            "Here is the file.", held=[Static(plain(line)) for line in lines], ways=[("done", "Done")]
        )

    async def hear_made(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
