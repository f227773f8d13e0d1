"""A plain copy of a file that belongs to an entry, wherever somebody wants it: readable for everybody."""

from collections.abc import Sequence
from pathlib import Path

from peerjournal import files
from peerjournal.journal import Piece, safe_name
from peerjournal.session import Session
from peerjournal.tui.screens.file_made import FileMadeScreen
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.path_line import PathLine
from peerjournal.tui.widgets.step import BACK, Step

_STAYS = "It is not sealed, and stays until you remove it. The journal is as it was."


class FileCopyScreen(FileMadeScreen):
    """Asks where to, and writes it."""

    WHERE = "Save a copy"
    HERE = "Here is the copy."

    def __init__(self, session: Session, piece: Piece, number: int) -> None:
        super().__init__(session)
        self.piece, self.number = piece, number

    def ask_to(self) -> Step:
        """Ask where to, and say what a copy is."""
        return Step(
            "Where does the copy go?",
            f"{self.piece.files[self.number - 1].summary}",
            "A folder, or a new file. Nothing is overwritten.",
            "The copy has no lock: whoever gets at it can read it.",
            held=[self.place_line()],
            ways=[BACK, ("make", "Save a copy")],
        )

    async def hear_to(self, key: str) -> None:
        """Write it."""
        del key
        if self.step is None:
            return
        self.typed = self.step.text
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
            "Writing the copy.", work, self.is_made, quiet="It can be stopped; then nothing is left of it."
        )

    def said_of_it(self) -> Sequence[str]:
        """Return that it is not sealed."""
        return (_STAYS,)
