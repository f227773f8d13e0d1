"""JournalApp: the open journal, or the making of one, on the whole terminal; locking and closing it."""

import contextlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from peerjournal.errors import PeerjournalError
from peerjournal.tui.app import FIVE_MINUTES, CalmApp, Clock
from peerjournal.tui.messages import (
    BackupEnded,
    Failed,
    GoTo,
    JournalMade,
    SettingsChosen,
    StartReading,
    StopsWork,
)
from peerjournal.tui.safety import Ending, begin_with
from peerjournal.tui.watch import Stopped, Watch
from peerjournal.tui.widgets.notice import Notice

if TYPE_CHECKING:  # The lock screen is painted before the rooms behind it are imported.
    from peerjournal.session import Session

_SAVED = "Everything is saved. Press Ctrl+Q again to close."
_NOT_SAVED = (
    "What you wrote last could not be saved. Closing now would lose it. Ctrl+Q again closes all the same."
)
_TWICE = timedelta(seconds=5)
"""How soon the second press closes."""
_PATIENCE = 10.0
"""Seconds that locking waits for what is being saved; a disk that takes longer is not answering."""
_MOMENT, _AT_ONCE = 1.0, 0.1
"""Seconds that closing waits for a backup that is nearly made, and that covering waits for what it stops."""


class JournalApp(CalmApp):
    """The app while the journal is open."""

    MENU: ClassVar[tuple[tuple[str, str], ...]] = (("Steady card", "steady"),)

    def __init__(  # noqa: PLR0913 — each is one thing that the app is handed
        self,
        session: "Session | None",
        *,
        main: Callable[["Session"], Screen[Any]],
        first_run: Callable[[], Screen[Any]],
        clock: Clock,
        idle: timedelta = FIVE_MINUTES,
        look: str | None = None,
        help_file: Path | None = None,
        **more: Any,
    ) -> None:
        """Prepare the app.

        Args:
            session: The open journal; none where one is to be made first.
            main: Makes the first screen of an open journal.
            first_run: Makes the screen that makes a journal.
            clock: Gives the time.
            idle: After how long the journal is locked.
            look: Name of a theme.
            help_file: Where a person's own help lines may stand.
            more: What ``CalmApp`` takes besides.
        """
        super().__init__(clock=clock, idle=idle, look=look, **more)
        self.session = session
        self._main, self._first_run, self._help_file = main, first_run, help_file
        self._asked_at = clock() - 2 * _TWICE
        self._locking = False
        self._backup: Watch | None = None
        self._backed_up: date | None = None
        self.closes_quickly = False
        """Whether a backup was stopped on closing, so that none is begun again behind an empty screen."""

    @property
    def is_locked(self) -> bool:
        """Whether a journal is there that was not opened yet."""
        return False

    def on_mount(self) -> None:
        """Begin."""
        self.begin()
        if not self.is_headless:
            self.listen("SIGTSTP", self.action_lock)

    def begin(self) -> None:
        """Show the journal, or how one is made."""
        if self.session is not None:
            self.push_screen(self.main_screen(self.session))
        else:
            self.make_journal()

    def make_journal(self) -> None:
        """Show how a journal is made, and then that journal."""
        self.push_screen(self._first_run(), self._made)

    def _made(self, session: "Session | None") -> None:
        if session is None:
            self.exit()
            return
        self.session = session
        self.push_screen(self.main_screen(session))

    def main_screen(self, session: "Session") -> Screen[Any]:
        """Return the first screen of an open journal."""
        return self._main(session)

    def on_journal_made(self, message: JournalMade) -> None:
        """Hold the journal that was made, so that it can be locked from the first minute on."""
        self.session = message.session

    def on_settings_chosen(self, message: SettingsChosen) -> None:
        """Look and behave as was chosen, from now on."""
        settings = message.settings
        self.theme = settings.look if settings.look in self.available_themes else self.theme
        self._idle = timedelta(minutes=settings.idle_minutes)
        self.plain_symbols = settings.plain_symbols
        for screen in self.screen_stack:
            self.dress(screen)

    # The backup of the day.

    def on_journal_read(self) -> None:
        """Make the backup of the day, once a day, while one goes on writing."""
        from peerjournal.vault import backup_is_due  # noqa: PLC0415 — imported by now

        today = self._clock().date()
        if self.session is None or self._backed_up == today or self._locking:
            return
        if backup_is_due(self.session.vault):
            self._backed_up, self._backup = today, Watch()
            self.run_worker(
                partial(self._back_up, self.session, self._backup), thread=True, exit_on_error=False
            )

    def _back_up(self, session: "Session", watch: Watch) -> None:
        trouble = ""
        # Whoever stopped it asks for no answer.
        try:
            with contextlib.suppress(Stopped), watch.over():
                session.back_up(watch)
                trouble = session.backup_trouble
        except Exception as error:  # noqa: BLE001 — in a thread nobody else would hear of it
            self.post_message(Failed(error))
        else:
            self.post_message(BackupEnded(trouble))

    def on_backup_ended(self, message: BackupEnded) -> None:
        """Say calmly, above the list, where there is no backup of today and why."""
        for screen in self.screen_stack:
            for notice in screen.query(Notice):
                notice.also(message.trouble)

    def _stop_work(self, seconds: float = 0) -> None:
        """Ask whatever takes long to end: nothing half is left of it."""
        for screen in self._every_screen():
            if isinstance(screen, StopsWork):
                screen.stop_work(seconds)
        if self._backup is not None:
            self._backup.stop(seconds)

    def action_help(self) -> None:
        """Open help and support: people and lines to turn to, and words to begin with."""
        from peerjournal.tui.screens.help import HelpScreen  # noqa: PLC0415 — not before the first paint

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self._help_file, locked=self.is_locked, people=self._people()))

    def action_steady(self) -> None:
        """Show a few lines to hold on to; what is on the screen stays as it is."""
        from peerjournal.tui.screens.steady import SteadyScreen  # noqa: PLC0415 — as above

        if not isinstance(self.screen, SteadyScreen):
            self.push_screen(SteadyScreen(self.session, saved=self.keep_drafts() is not False))

    def _people(self) -> tuple[str, ...]:
        """Return the names of one's own circle; help opens all the same where they can't be read."""
        with contextlib.suppress(PeerjournalError):
            if self.session is not None:
                return tuple(peer.stand_in for peer in self.session.circle.peers())
        return ()

    def on_go_to(self, message: GoTo) -> None:
        """Lock this journal, and begin anew with another one."""
        begin_with(message.folder, message.state)
        if self.session is not None:
            self.action_lock()
        else:
            self.end_now(Ending.LOCK)

    def on_start_reading(self, message: StartReading) -> None:
        """Lock this journal, and begin anew with nothing but what is to be read."""
        if self.session is None or self._locking:
            message.handed.drop()
            return
        message.handed.leave_open()
        self.action_lock()

    def action_lock(self) -> None:
        """Lock the journal now; what you are writing is kept."""
        if self.session is None or self._locking:
            return
        self._locking = True
        self._stop_work()
        self._begin_batch()
        driver: Any = self._driver
        if hasattr(driver, "blank"):
            driver.blank()
        # What hangs must not keep the journal open behind an empty screen.
        self.set_timer(_PATIENCE, lambda: self.end_now(Ending.LOCK))
        self.run_worker(self._lock_when_saved(list(self.workers)), exit_on_error=False)

    async def _lock_when_saved(self, saving: list[Worker[Any]]) -> None:
        await _finished(saving)
        self.end_now(Ending.LOCK)

    def idled(self) -> None:
        """Lock."""
        self.action_lock()

    async def action_quit(self) -> None:
        """Close the journal; everything is saved first."""
        now = self._clock()
        if self._asks_about_recovery():
            return
        if self.session is not None and now - self._asked_at > _TWICE:
            self._asked_at = now
            said = _NOT_SAVED if self.keep_drafts() is False else _SAVED
            self.notify(said, timeout=_TWICE.total_seconds())
            return
        await self._close()

    def _asks_about_recovery(self) -> bool:
        """Offer recovery words the first time somebody closes without any; return whether that was so."""
        from peerjournal.tui.screens.recovery import RecoveryScreen  # noqa: PLC0415 — as above
        from peerjournal.vault import offers_recovery  # noqa: PLC0415 — as above

        if self.session is None or isinstance(self.screen, RecoveryScreen):
            return False
        if not offers_recovery(self.session.vault):
            return False
        self.push_screen(RecoveryScreen(self.session, leaving=True), self._after_recovery)
        return True

    async def _after_recovery(self, answered: bool | None) -> None:  # noqa: FBT001 — the library calls it with the screen's answer
        if answered is not None:
            await self._close()

    async def _close(self) -> None:
        self.keep_drafts()
        if self._backup is not None and not self._backup.is_over:
            wait = partial(self._backup.wait, _MOMENT)
            await _finished([self.run_worker(wait, thread=True, exit_on_error=False)])
            self.closes_quickly = not self._backup.is_over
        await self.leave_off()
        self.exit()

    async def leave_off(self) -> None:
        """Stop what takes long, and wait until nothing is done any more."""
        self._stop_work()
        await _finished(list(self.workers))

    def drop_keys(self) -> None:
        """Forget the keys."""
        self._stop_work(_AT_ONCE)
        session, self.session = self.session, None
        if session is not None:
            session.vault.lock()


async def _finished(workers: list[Worker[Any]]) -> None:
    """Wait for what is being saved in threads; how each ended is told elsewhere."""
    for worker in workers:
        with contextlib.suppress(WorkerFailed, WorkerCancelled):
            await worker.wait()
