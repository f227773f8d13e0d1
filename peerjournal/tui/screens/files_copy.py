"""A plain copy of a file that belongs to an entry, wherever somebody wants it: readable for everybody."""

from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal import files
from peerjournal.journal import Piece, safe_name
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step

_STAYS = "It is not sealed, and stays until you remove it. The journal is as it was."


class FileCopyScreen(FollowingScreen[None]):
    """Asks where to, and writes it."""

    WHERE = "Save a copy"
    FIRST = "to"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, piece: Piece, number: int) -> None:
        super().__init__()
        self.session, self.piece, self.number = session, piece, number
        self._folder, self._made = "", Path()

    def ask_to(self) -> Step:
        """Ask where to, and say what a copy is."""
        return Step(
            "Where does the copy go?",
            f"{self.piece.files[self.number - 1].summary}",
            "A folder, or a new file. Nothing is overwritten.",
            "The copy has no lock: whoever gets at it can read it.",
            held=[PathLine(self._folder or str(default_folder()), id="to")],
            ways=[BACK, ("make", "Save a copy")],
        )

    async def hear_to(self, key: str) -> None:
        """Write it."""
        del key
        if self.step is None:
            return
        self._folder = self.step.text
        file = self.piece.files[self.number - 1]
        home = self.session.vault.home
        files.require_elsewhere(self.step.query_one(PathLine).path, (home.folder, home.state.parent))
        path = files.free_name(self.step.query_one(PathLine).path, safe_name(file.name)).absolute()

        def work(watch: Watch) -> Path:
            done = 0

            def moved(size: int) -> None:
                nonlocal done
                done += size
                watch(done, file.size)

            pieces = self.session.journal.file_pieces(self.piece, self.number)
            return files.write_from(path, path.name, pieces, moved)

        self.follow(
            "Writing the copy.", work, self._is_made, quiet="It can be stopped; then nothing is left of it."
        )

    async def _is_made(self, path: Path) -> None:
        self._made = path
        await self.turn_to("made")

    def may_go_back(self) -> bool:
        """There is no way back once it is made."""
        return self.names[-1] != "made"

    def ask_made(self) -> Step:
        """Say where it is."""
        lines = [visible(str(self._made)), " ", _STAYS]
        return Step(
            "Here is the copy.", held=[Static(plain(line)) for line in lines], ways=[("done", "Done")]
        )

    async def hear_made(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
