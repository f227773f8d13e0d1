"""A plain copy for oneself: one question that says it has no lock, a place, and then where it is."""

from collections.abc import Sequence

from textual.widgets import Static

from peerjournal.exporters import plain_copy
from peerjournal.journal import Piece
from peerjournal.session import Session
from peerjournal.tui.screens.file_made import FileMadeScreen
from peerjournal.tui.widgets.path_line import PathLine
from peerjournal.tui.widgets.step import BACK, Step

_WRITING = "Writing it."


class CopyScreen(FileMadeScreen):
    """Writes one file, over nothing; until the button is pressed there is none."""

    WHERE = "A plain copy"
    HERE = "Here is the file."

    def __init__(self, session: Session, piece: Piece) -> None:
        """Prepare.

        Args:
            session: The open journal.
            piece: What is to be copied.
        """
        super().__init__(session)
        self.piece = piece
        self._versions = 1 + len(session.journal.others(piece))

    def ask_to(self) -> Step:
        """Say what such a file is, and ask where it goes."""
        return Step(
            plain_copy.question(self.piece.shown_title or "Nothing in it yet"),
            *plain_copy.said_before(self.piece, versions=self._versions),
            held=[
                Static("A folder, or a new file. Nothing is overwritten.", classes="label"),
                self.place_line(),
            ],
            ways=[BACK, ("write", "Write the file")],
        )

    async def hear_to(self, key: str) -> None:
        """Write it."""
        del key
        if self.step is None:
            return
        line = self.step.query_one(PathLine)
        self.typed, place = line.value, line.place
        home = self.session.vault.home
        ours = (home.folder, home.state.parent)
        self.step.tell(_WRITING)
        self.do(lambda: plain_copy.write(self.piece, place, ours), self.is_made)

    def said_of_it(self) -> Sequence[str]:
        """Return that it is not sealed."""
        return (plain_copy.STAYS,)
