"""CalmApp: what the locked and the open app have in common: idling, ending, and what is said of a crash.

It draws nothing. It ends the process, or begins it anew, whenever that keeps a person's words in.
"""

import contextlib
import gc
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from types import FrameType
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Button
from textual.worker import WorkerFailed

from peerjournal.tui import safety
from peerjournal.tui.early import Early
from peerjournal.tui.messages import Failed, KeepsDraft
from peerjournal.tui.quiet import QuietApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.widgets.made_up import MadeUp
from peerjournal.tui.widgets.symbols import PLAIN_SYMBOLS, SYMBOLS

Clock = Callable[[], datetime]

FIVE_MINUTES = timedelta(minutes=5)
_SIGNALS = {
    "SIGHUP": Ending.HUNG_UP,
    "SIGTERM": Ending.TERMINATED,
    "SIGINT": Ending.INTERRUPTED,
    "SIGQUIT": Ending.COVER,
}
_AT_THE_TERMINAL = {"textual-input", "textual-output"}
"""The library's threads that read and write the terminal: they end only when the window is gone."""


class CalmApp(QuietApp):
    """An app that can end at any moment without losing a word or leaving one behind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+g", "help", "Help and support", show=False, priority=True, key_display="F1"),
        Binding(
            "f2,ctrl+p", "command_palette", "Menu", show=False, priority=True, key_display="F2", system=True
        ),
        Binding("f9,ctrl+backslash", "cover", "Cover", show=False, priority=True, key_display="F9"),
        Binding("ctrl+l", "lock", "Lock now", show=False, priority=True, key_display="Ctrl+L"),
        Binding("ctrl+q", "quit", "Close", show=False, priority=True, key_display="Ctrl+Q"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        *,
        clock: Clock,
        idle: timedelta = FIVE_MINUTES,
        look: str | None = None,
        plain_symbols: bool = False,
        made_up: str = "",
        leave: Callable[[Ending], None] = safety.leave,
    ) -> None:
        """Prepare an app.

        Args:
            clock: Gives the time; idling is measured by it, so that a sleeping computer counts too.
            idle: After how long without a key or a mouse ``idled`` is called.
            look: Name of a theme; what suits the terminal when not given.
            plain_symbols: Whether signs are drawn in ASCII.
            made_up: What stands above every screen of a made-up journal; nothing above any other.
            leave: Ends the process.
        """
        super().__init__(look=look)
        self._clock, self._idle, self._leave = clock, idle, leave
        self.plain_symbols, self._made_up = plain_symbols, made_up
        self._last_touched = clock()
        self._ending: Ending | None = None
        self._handlers: dict[signal.Signals, Any] = {}
        self._early = Early()

    async def on_event(self, event: events.Event) -> None:
        """Look at the clock before a key or the mouse does anything, and keep what is typed too early."""
        if isinstance(event, events.InputEvent | events.Paste):
            if self._exit or not self._screen_stack:
                return
            if not event.is_forwarded and self.look_at_clock():
                return
            self._last_touched = self._clock()
            if self._early.holds(event, self.screen):
                return
        await super().on_event(event)

    # Idling.

    def look_at_clock(self) -> bool:
        """Call ``idled`` if nothing was touched for too long; return whether that was so."""
        now = self._clock()
        # Where the clock was set back counting begins again, so that it never makes the wait longer.
        self._last_touched = min(self._last_touched, now)
        if now - self._last_touched < self._idle:
            return False
        self._last_touched = now
        self.idled()
        return True

    def idled(self) -> None:
        """Do what is right when nobody touched anything for a while."""

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        """Step aside for another program, whose time does not count as idle."""
        with super().suspend():
            yield
        self._last_touched = self._clock()

    # What every screen wears.

    def dress(self, screen: Screen[Any]) -> None:
        """Put on a screen, once it is laid out, what the app puts on all of them."""
        screen.call_after_refresh(self._put_on, screen)

    def _put_on(self, screen: Screen[Any]) -> None:
        for event in self._early.release(screen, self.screen):
            self.post_message(event)
        for button in screen.query(Button):
            # Nothing flashes, and a second click counts however soon it comes.
            button.active_effect_duration = 0
        if self._made_up and not screen.query(MadeUp):
            screen.mount(MadeUp(self._made_up))
        if self.plain_symbols != screen.has_class("-plain"):
            screen.set_class(self.plain_symbols, "-plain")
            for widget in screen.query("*"):
                if hasattr(widget, "use_symbols"):
                    widget.use_symbols(PLAIN_SYMBOLS if self.plain_symbols else SYMBOLS)

    # Ending.

    def on_mount(self) -> None:
        """Listen to the system and to the clock."""
        self.call_after_refresh(_collect_from_now_on)
        self.screen_change_signal.subscribe(self, self.dress)
        self.call_next(self.dress, self.screen)
        self.set_interval(1.0, self.look_at_clock)
        safety.guard_hooks(self._thread_ended)
        if self._loop is not None:
            self._loop.set_exception_handler(lambda _loop, _context: None)
        if self.is_headless:
            return
        for name, ending in _SIGNALS.items():
            self.listen(name, partial(self.end_now, ending))

    def listen(self, name: str, do: Callable[[], None]) -> None:
        """Do something when the system sends a signal; one that this system does not have is no matter."""
        number, loop = getattr(signal, name, None), self._loop
        if number is None or loop is None:
            return

        def heard(_number: int, _frame: FrameType | None) -> None:
            # In the loop, not here: a save may be half way through at this very line.
            loop.call_soon_threadsafe(do)

        previous = signal.signal(number, heard)
        self._handlers.setdefault(number, previous)

    def on_unmount(self) -> None:
        """Let the next screen, or the shell, listen again."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        safety.guard_hooks()

    def action_cover(self) -> None:
        """Show nothing, keep what is being written, and end."""
        self.end_now(Ending.COVER)

    def action_lock(self) -> None:
        """Lock the journal."""

    def action_help(self) -> None:
        """Open help and support: people and lines to turn to, and words to begin with."""

    def end_now(self, ending: Ending) -> None:
        """Blank the terminal, keep the drafts, drop the keys, and end the process; in this order."""
        if self._ending is not None:
            return
        self._ending = ending
        if self._leave is safety.leave:
            safety.end_anyway(ending)
        self._begin_batch()
        driver: Any = self._driver
        with contextlib.suppress(Exception):
            driver.write(safety.BLANK)
        self.keep_drafts()
        with contextlib.suppress(Exception):
            self.drop_keys()
        with contextlib.suppress(Exception):
            if ending is Ending.LOCK:
                self._keep_screen()
            driver.stop_application_mode()
            driver.close()
        self._leave(ending)

    def _keep_screen(self) -> None:
        driver: Any = self._driver
        if hasattr(driver, "hand_over"):
            driver.keeps_screen = True
            driver.hand_over()

    def keep_drafts(self) -> bool | None:
        """Seal what is being written; return whether all of it is kept, None where there is nothing."""
        kept: bool | None = None
        for screen in self._every_screen():
            if isinstance(screen, KeepsDraft):
                try:
                    screen.keep_draft()
                    kept = kept is not False
                except Exception:  # noqa: BLE001 — whatever is wrong with one draft, the others must be kept
                    kept = False
        return kept

    def _every_screen(self) -> list[Screen[Any]]:
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def drop_keys(self) -> None:
        """Forget the keys of whatever is open."""

    # Crashes.

    def on_failed(self, message: Failed) -> None:
        """End as after any crash when a worker of a screen met something nobody foresaw."""
        self._handle_exception(message.error)

    def _handle_exception(self, error: BaseException) -> None:
        """Keep the drafts and end, saying where it happened and nothing of what was there."""
        if isinstance(error, WorkerFailed):
            error = error.error
        first = self._exception is None
        self._return_code = 1
        if first and isinstance(error, Exception):
            self._exception = error
            self._exception_event.set()
        if first:
            kept = bool(self.keep_drafts())
            with contextlib.suppress(Exception):
                self.drop_keys()
            self.crash_words = safety.crash_words(error, kept=kept)
        self._close_messages_no_wait()

    crash_words = ""
    """What is said on the terminal once the screen is gone."""

    def _fatal_error(self) -> None:
        """End; the library would print every local variable."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End as when the window is closed: the library calls this where it can't read the terminal."""
        del renderables
        self.end_now(Ending.HUNG_UP)

    def _print_error_renderables(self) -> None:
        """Print our own words; what the library collected may hold anything."""
        self._exit_renderables.clear()
        if self.crash_words:
            safety.tell(self.crash_words)
            self.crash_words = ""

    def _thread_ended(self, error: BaseException, name: str) -> None:
        """End, when a thread did that nobody foresaw."""
        loop = self._loop
        if loop is None:
            return
        with contextlib.suppress(RuntimeError):
            if name in _AT_THE_TERMINAL:
                loop.call_soon_threadsafe(self.end_now, Ending.HUNG_UP)
            else:
                loop.call_soon_threadsafe(self._handle_exception, error)


def _collect_from_now_on() -> None:
    """Turn on the collector of garbage, which was off for the start; what was imported is never any."""
    gc.freeze()
    gc.enable()
