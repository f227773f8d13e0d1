"""A backup of one's own: one sealed file with the whole journal, wherever somebody wants it."""

from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal import files, vault
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step

_SAYS = (
    "Every byte of it was read again, and opens.",
    "It opens with the passphrase of today, and with the recovery words of today.",
    "Keep it where this computer is not: on a stick in a drawer, or with someone you trust.",
)
_WITHOUT = "What a sync left and could not be taken in is not in it: {}."


class BackupFileScreen(FollowingScreen[None]):
    """Writes one, and verifies it before it counts."""

    WHERE = "Back up to a file"
    FIRST = "to"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._folder, self._made = "", Path()
        self._left: tuple[str, ...] = ()
        """The names of copies that a sync left and that are not in it."""

    def ask_to(self) -> Step:
        """Ask where to."""
        return Step(
            "Where does the backup go?",
            "A folder, or a new file. Nothing is overwritten.",
            "Everything is in it, sealed as your journal is: entries, stories, letters, drafts.",
            held=[PathLine(self._folder or str(default_folder()), id="to")],
            ways=[BACK, ("make", "Make the backup")],
        )

    async def hear_to(self, key: str) -> None:
        """Make it."""
        del key
        if self.step is None:
            return
        self._folder = self.step.text
        day = self.session.vault.clock().date().isoformat()
        path = files.free_name(self.step.query_one(PathLine).path, f"peerjournal-{day}.tar").absolute()

        def work(watch: Watch) -> Path:
            vault.back_up(self.session.vault, path, watch)
            self._left = tuple(visible(name) for name, _ in vault.left(self.session.vault))
            return path

        self.follow(
            "Making the backup.", work, self._is_made, quiet="It can be stopped; then nothing is left of it."
        )

    async def _is_made(self, path: Path) -> None:
        self._made = path
        await self.turn_to("made")

    def may_go_back(self) -> bool:
        """There is no way back once it is made."""
        return self.names[-1] != "made"

    def ask_made(self) -> Step:
        """Say where it is."""
        without = [_WITHOUT.format(", ".join(self._left))] if self._left else []
        lines = [visible(str(self._made)), " ", *_SAYS, *without]
        return Step(
            "Here is the backup.", held=[Static(plain(line)) for line in lines], ways=[("done", "Done")]
        )

    async def hear_made(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
