"""LockApp: the locked journal, as a small app of its own that is on the screen before the rest is imported.

It shows no name and no count, and knows nothing of what is inside. One can unlock, jot a line, or get help.
"""

import contextlib
import enum
import importlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work

from peerjournal.config import Places
from peerjournal.disk import DISK
from peerjournal.errors import NoJournal, PeerjournalError
from peerjournal.tui.app import CalmApp
from peerjournal.tui.messages import JotKept, JotNotKept, NoJournalFound, NotUnlocked, Unlocked
from peerjournal.tui.screens.jot import JotScreen
from peerjournal.tui.screens.lock import LockScreen

if TYPE_CHECKING:  # Reading and opening a journal is imported while somebody types.
    from peerjournal.session import Session


class Outcome(enum.Enum):
    """How the lock screen was left, where it was not by unlocking."""

    NO_JOURNAL = enum.auto()


class LockApp(CalmApp):
    """The app while the journal is locked."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        places: Places,
        *,
        ahead: tuple[str, ...] = (),
        help_file: Path | None = None,
        **options: Any,
    ) -> None:
        """Prepare the app.

        Args:
            places: Where the journal is.
            ahead: Modules to import once the screen is painted.
            help_file: Where a person's own help lines may stand.
            options: What ``CalmApp`` takes.
        """
        super().__init__(**options)
        self.session: Session | None = None
        self._places, self._ahead, self._help_file = places, ahead, help_file

    def on_mount(self) -> None:
        """Show the lock; bring in the rest once it is painted."""
        self.push_screen(LockScreen(self._clock))
        self.call_after_refresh(threading.Thread(target=self._look_ahead, daemon=True).start)

    def _look_ahead(self) -> None:
        from peerjournal.vault import find  # noqa: PLC0415 — once the screen is painted

        try:
            find(self._places.journal, self._places.state, DISK)
        except NoJournal:
            self.post_message(NoJournalFound())
            return
        except (PeerjournalError, OSError):
            # Unlocking says what is wrong, or opens this computer's copy.
            pass
        for name in self._ahead:
            # What can't be imported is said where it is needed.
            with contextlib.suppress(ImportError):
                importlib.import_module(name)

    def on_no_journal_found(self) -> None:
        """Leave to whoever makes one."""
        self.exit(Outcome.NO_JOURNAL)

    # Unlocking.

    def on_lock_screen_tried(self, message: LockScreen.Tried) -> None:
        """Try what was typed."""
        self._unlock(message.passphrase)

    @work(thread=True)
    def _unlock(self, passphrase: str) -> None:
        from peerjournal.session import Session  # noqa: PLC0415 — imported by now, or while one waits

        try:
            session = Session.unlock(self._places, passphrase, clock=self._clock)
        except PeerjournalError as error:
            self.post_message(NotUnlocked(error))
        else:
            self.post_message(Unlocked(session))

    def on_unlocked(self, message: Unlocked) -> None:
        """Make room for the open journal, without showing the shell in between."""
        self.session = message.session
        driver: Any = self._driver
        if hasattr(driver, "keeps_screen"):
            driver.keeps_screen = True
        self.exit()

    def on_not_unlocked(self, message: NotUnlocked) -> None:
        """Say so on the lock screen."""
        for screen in self.screen_stack:
            if isinstance(screen, LockScreen):
                screen.refused(message.error)

    # Without unlocking.

    def action_jot(self) -> None:
        """Keep a line without unlocking; it is among your entries after the next unlock."""
        if not isinstance(self.screen, JotScreen):
            self.push_screen(JotScreen(self._keep_jot))

    def on_jot_screen_kept(self, message: JotScreen.Kept) -> None:
        """Seal the line."""
        self._seal_jot(message.text)

    @work(thread=True)
    def _seal_jot(self, text: str) -> None:
        try:
            self._keep_jot(text)
        except PeerjournalError as error:
            self.post_message(JotNotKept(error))
        else:
            self.post_message(JotKept())

    def _keep_jot(self, text: str) -> None:
        from peerjournal.vault import find, keep  # noqa: PLC0415 — as above

        keep(find(self._places.journal, self._places.state, DISK), text, written=self._clock())

    def on_jot_kept(self) -> None:
        """Close the jot and say that it is kept."""
        if isinstance(self.screen, JotScreen):
            self.screen.done()
        self.notify("Kept. You will find it when you next unlock.")

    def on_jot_not_kept(self, message: JotNotKept) -> None:
        """Leave the line where it is and say why."""
        if isinstance(self.screen, JotScreen):
            self.screen.refused(message.error)

    def action_help(self) -> None:
        """Open help and support: people and lines to turn to, and words to begin with."""
        from peerjournal.tui.screens.help import HelpScreen  # noqa: PLC0415 — not before the first paint

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self._help_file, locked=True))

    def idled(self) -> None:
        """Forget what was typed and left standing."""
        for screen in self.screen_stack:
            if isinstance(screen, LockScreen):
                screen.forget()

    async def action_quit(self) -> None:
        """Close."""
        self.keep_drafts()
        self.exit()
