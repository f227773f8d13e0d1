"""A backup of one's own: one sealed file with the whole journal, wherever somebody wants it."""

from collections.abc import Sequence
from pathlib import Path

from peerjournal import files, vault
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.file_made import FileMadeScreen
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.path_line import PathLine
from peerjournal.tui.widgets.step import BACK, Step

_SAYS = (
    "Every byte of it was read again, and opens.",
    "It opens with the passphrase of today, and with the recovery words of today.",
    "Keep it where this computer is not: on a stick in a drawer, or with someone you trust.",
)
_WITHOUT = "What a sync left and could not be taken in is not in it: {}."


class BackupFileScreen(FileMadeScreen):
    """Writes one, and verifies it before it counts."""

    WHERE = "Back up to a file"
    HERE = "Here is the backup."

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._left: tuple[str, ...] = ()
        """The names of copies that a sync left and that are not in it."""

    def ask_to(self) -> Step:
        """Ask where to."""
        return Step(
            "Where does the backup go?",
            "A folder, or a new file. Nothing is overwritten.",
            "Everything is in it, sealed as your journal is: entries, stories, letters, drafts.",
            held=[self.place_line()],
            ways=[BACK, ("make", "Make the backup")],
        )

    async def hear_to(self, key: str) -> None:
        """Make it."""
        del key
        if self.step is None:
            return
        self.typed = self.step.text
        day = self.session.vault.clock().date().isoformat()
        path = files.free_name(self.step.query_one(PathLine).path, f"peerjournal-{day}.tar").absolute()

        def work(watch: Watch) -> Path:
            vault.back_up(self.session.vault, path, watch)
            self._left = tuple(visible(name) for name, _ in vault.left(self.session.vault))
            return path

        self.follow(
            "Making the backup.", work, self.is_made, quiet="It can be stopped; then nothing is left of it."
        )

    def said_of_it(self) -> Sequence[str]:
        """Return how it opens, and what is not in it."""
        return (*_SAYS, _WITHOUT.format(", ".join(self._left))) if self._left else _SAYS
