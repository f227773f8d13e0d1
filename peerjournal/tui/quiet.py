"""QuietApp: the screen library's app without all in it that prints, saves, sends or opens something.

It also wears our themes and puts the wall before the terminal.
"""

import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from textual.app import App, SystemCommand
from textual.cache import LRUCache
from textual.command import CommandPalette
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from peerjournal.tui import commands, theme
from peerjournal.tui.wall import Scrub

_STYLES = 2_000
"""How many styles of widgets are remembered; there are some hundreds."""
_COPIED_FOR = 45.0
"""Seconds for which a copy may lie on the system's clipboard; then it is emptied, as far as one can."""


class QuietApp(App[Any]):
    """An app that shows what it is told to show, and nothing else to anyone."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "Peerjournal"
    ESCAPE_TO_MINIMIZE = False
    COMMANDS = {commands.MenuProvider}  # noqa: RUF012 — the library's own name for it, never changed
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012 — as above
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 — as above

    def __init__(self, *, look: str | None = None) -> None:
        """Prepare an app in one of our themes; in what suits the terminal where none is named."""
        super().__init__()
        logging.disable()
        # The library remembers 64 styles, and reads all of them again as soon as there is one more.
        self.stylesheet._parse_cache = LRUCache(_STYLES)  # noqa: SLF001 — pinned with the library
        self._scrub = Scrub()
        self._without_color = {True: NoColor(), False: Monochrome()}
        self.animation_level = "none"
        self._dress(look)

    # How it looks.

    def read_style_ahead(self) -> None:
        """Read the style of every widget imported so far, in a thread, so that it need not be read later."""
        for tie_breaker, place, css, scope in _styles():
            self.stylesheet._parse_rules(css, place, True, tie_breaker, scope)  # noqa: FBT003, SLF001 — as the library does

    def _dress(self, look: str | None) -> None:
        """Put on a theme before the first style sheet is read, so that it is read once."""
        for _, one in theme.THEMES:
            self.register_theme(one)
        few = self.console.color_system not in {"256", "truecolor"}
        known = {one.name for _, one in theme.THEMES}
        chosen = look if look in known else theme.FEW_COLORS if few else theme.DEFAULT
        self.set_reactive(App.theme, chosen)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own variables a value in themes that are not ours."""
        return dict(theme.FALLBACK)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Choose the filter for NO_COLOR by the theme worn now, and let nothing pass the wall."""
        filters = [one for one in super().get_line_filters() if not isinstance(one, NoColor | Monochrome)]
        if self.no_color:
            filters.append(self._without_color[self.native_ansi_color])
        return [*filters, self._scrub]

    def get_driver_class(self) -> type[Driver]:
        """Take the terminal in our own way where there is one."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from peerjournal.tui.driver import CalmDriver  # noqa: PLC0415 — it can't be imported on Windows

        return CalmDriver

    # What may be done.

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """List our own actions and none of the library's, one of which writes a picture of the screen."""
        for entry in commands.entries(screen):
            yield SystemCommand(entry.title, entry.help, entry.run)

    def action_command_palette(self) -> None:
        """Open the menu: everything that can be done here."""
        if self.use_command_palette and not CommandPalette.is_open(self):
            palette = CommandPalette(id="--command-palette", placeholder="What would you like to do?")
            self.push_screen(palette)
            self.call_after_refresh(self._still_cursor, palette)

    @staticmethod
    def _still_cursor(screen: Screen[Any]) -> None:
        for one in screen.query(Input):
            one.cursor_blink = False

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in passing. Whatever is asked for, brackets are brackets."""
        del markup
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a copy inside the app only, to paste elsewhere in it."""
        self._clipboard = text

    def copy_outside(self, text: str) -> None:
        """Put text on the system's clipboard because the person asked for that, and say what it means."""
        self._write_clipboard(text)
        self.set_timer(_COPIED_FOR, lambda: self._write_clipboard(""))
        self.notify("Copied. Other programs can read it until you copy something else.")

    def _write_clipboard(self, text: str) -> None:
        kept = self._clipboard
        super().copy_to_clipboard(text)
        self._clipboard = kept

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: an address on a watched device shows in its history."""
        del url, new_tab

    def deliver_text(self, *_: Any, **__: Any) -> None:
        """Write no file; ours are written by the disk's own rules."""

    def deliver_binary(self, *_: Any, **__: Any) -> None:
        """Write no file; ours are written by the disk's own rules."""

    def deliver_screenshot(self, *_: Any, **__: Any) -> None:
        """Write no picture of the screen."""

    def action_screenshot(self, *_: Any, **__: Any) -> None:
        """Write no picture of the screen."""

    def action_help_quit(self) -> None:
        """Say how to close."""
        self.notify("Ctrl+Q closes the journal.")


def _styles() -> Iterator[tuple[int, tuple[str, str], str, str]]:
    """Yield (tie breaker, place, style, scope) of every widget class, once for each place in a family."""
    families, seen = [Widget], set()
    while families:
        family = families.pop()
        families.extend(family.__subclasses__())
        # It asks only for the class, so that none is made whole.
        for place, css, tie_breaker, scope in family.__new__(family)._get_default_css():  # noqa: SLF001 — as above
            if (place, tie_breaker) not in seen:
                seen.add((place, tie_breaker))
                yield tie_breaker, place, css, scope
