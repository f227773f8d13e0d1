"""ReadingApp: the app with nothing but texts that were chosen; it holds no key, and knows no journal.

However it ends, the screen is blank first: then the lock screen comes, or the program ends.
"""

from pathlib import Path
from typing import Any

from peerjournal.tui.app import CalmApp
from peerjournal.tui.safety import Ending
from peerjournal.tui.screens.together import TogetherScreen


class ReadingApp(CalmApp):
    """Shows what was handed on by the process before this one."""

    def __init__(
        self, bodies: tuple[str, ...], *, locks: bool, help_file: Path | None = None, **more: Any
    ) -> None:
        """Prepare.

        Args:
            bodies: What is read.
            locks: Whether the lock screen comes afterwards.
            help_file: Where a person's own help lines may stand.
            more: What ``CalmApp`` takes.
        """
        super().__init__(**more)
        self._bodies, self._help_file = bodies, help_file
        self._afterwards = Ending.LOCK if locks else Ending.COVER

    def on_mount(self) -> None:
        """Show the texts."""
        self.push_screen(TogetherScreen(self._bodies), lambda _: self.action_lock())
        if not self.is_headless:
            self.listen("SIGTSTP", self.action_lock)

    def action_lock(self) -> None:
        """End it now: the text is gone from this screen."""
        self.end_now(self._afterwards)

    def idled(self) -> None:
        """End it, as the journal is locked."""
        self.action_lock()

    async def action_quit(self) -> None:
        """Finish, once that was asked."""
        for screen in self.screen_stack:
            if isinstance(screen, TogetherScreen):
                screen.action_done()

    def action_help(self) -> None:
        """Open help and support; the text stays where it is."""
        from peerjournal.tui.screens.help import HelpScreen  # noqa: PLC0415 — not before the first paint

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self._help_file, locked=True))

    def action_steady(self) -> None:
        """Show a few lines to hold on to."""
        from peerjournal.tui.screens.steady import SteadyScreen  # noqa: PLC0415 — as above

        if not isinstance(self.screen, SteadyScreen):
            self.push_screen(SteadyScreen())
