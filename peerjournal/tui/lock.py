"""LockApp: the app as it begins where there is a journal: locked, and painted before the rest is imported.

It shows no name and no count, and knows nothing of what is inside. One can unlock, jot a line, or get help.
Locking again ends the process, and another begins here.
"""

import contextlib
import importlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import Screen

from peerjournal.config import Places
from peerjournal.disk import DISK
from peerjournal.errors import NoJournal, PeerjournalError
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.messages import (
    ForgetsSecrets,
    Imported,
    JotKept,
    JotNotKept,
    NoJournalFound,
    NotUnlocked,
    Unlocked,
)
from peerjournal.tui.screens.jot import JotScreen
from peerjournal.tui.screens.lock import LockScreen

if TYPE_CHECKING:  # Reading and opening a journal is imported while somebody types.
    from peerjournal.session import Session


class LockApp(JournalApp):
    """The app, locked, and then the open journal."""

    def __init__(
        self,
        places: Places,
        *,
        ahead: tuple[str, ...] = (),
        lay_out: Callable[[], Screen[Any] | None] = lambda: None,
        told: tuple[str, str] = ("", ""),
        **options: Any,
    ) -> None:
        """Prepare the app.

        Args:
            places: Where the journal is.
            ahead: Modules to import once the screen is painted.
            lay_out: Makes the first screen of a journal before it is open, or gives nothing. It has a
                ``fetch`` that is given the session, in a thread, and an ``open`` for it and what was found.
            told: What stands above every screen of a made-up journal, while it is locked and once it is open.
            options: What ``JournalApp`` takes.
        """
        super().__init__(None, made_up=told[0], **options)
        self._places, self._ahead, self._told = places, ahead, told[1]
        self._is_locked, self.use_command_palette = True, False
        self._lay_out = lay_out
        self._laid_out: Any = None
        self._first: Any = None

    @property
    def is_locked(self) -> bool:
        """Whether nobody has opened the journal yet."""
        return self._is_locked

    def begin(self) -> None:
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
        self.read_style_ahead()
        self.post_message(Imported())

    def on_imported(self) -> None:
        """Lay out the journal's first screen, empty, so that opening it only has to fill it."""
        if self._is_locked:
            self._laid_out = self._lay_out()
        if self._laid_out is not None:
            # It is on no stack: nobody sees it, and no key reaches it.
            self._get_screen(self._laid_out)

    def main_screen(self, session: "Session") -> Screen[Any]:
        """Return the first screen, open."""
        if self._laid_out is None or not self._laid_out.is_mounted:
            return super().main_screen(session)
        screen: Screen[Any] = self._laid_out
        self._laid_out.open(session, self._first)
        return screen

    async def on_no_journal_found(self) -> None:
        """Go on to making one."""
        await self._leave_lock()
        self.make_journal()

    async def _leave_lock(self) -> None:
        self._is_locked, self.use_command_palette, self._made_up = False, True, self._told
        while len(self.screen_stack) > 1:
            await self.pop_screen()

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
            self.post_message(Unlocked(session, self._fetch(session)))

    def _fetch(self, session: "Session") -> Any:
        """Read what is shown first, here where nothing waits for it."""
        # What can't be read is said where it is shown.
        with contextlib.suppress(PeerjournalError):
            return self._laid_out.fetch(session) if self._laid_out is not None else None
        return None

    async def on_unlocked(self, message: Unlocked) -> None:
        """Show the journal."""
        self.keep_drafts()
        self.session, self._first = message.session, message.first
        with self.batch_update():
            await self._leave_lock()
            super().begin()
        self._offer_passphrase(message.session)

    def _offer_passphrase(self, session: "Session") -> None:
        """Offer another passphrase to somebody whom recovery words let in."""
        if session.opened_by_recovery:
            from peerjournal.tui.screens.passphrase import PassphraseScreen  # noqa: PLC0415 — for few, and late

            self.push_screen(PassphraseScreen(session, recovered=True))

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

    def action_bring_back(self) -> None:
        """Bring a backup back into a folder beside the journal, which is left as it is."""
        from peerjournal.tui.screens.restore import RestoreScreen  # noqa: PLC0415 — for few

        if not isinstance(self.screen, RestoreScreen):
            self.push_screen(RestoreScreen(self._places, self._clock))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no menu while it is locked: what can be done then stands on the screen."""
        if action == "command_palette":
            return self.use_command_palette
        return super().check_action(action, parameters)

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

    def idled(self) -> None:
        """Forget what was typed and left standing; lock what is open."""
        if not self._is_locked:
            super().idled()
        for screen in self.screen_stack:
            if isinstance(screen, ForgetsSecrets):
                screen.forget()

    async def action_quit(self) -> None:
        """Close."""
        if not self._is_locked:
            await super().action_quit()
            return
        self.keep_drafts()
        await self.leave_off()
        self.exit()
