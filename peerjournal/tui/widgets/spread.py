"""The sheet and how it reads: side by side where there is room, one in the place of the other where not."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from peerjournal.tui.widgets.preview import Preview
from peerjournal.tui.widgets.sheet import Sheet
from peerjournal.tui.writing import Writing

_BESIDE = 110
"""Columns from which on the preview stands beside the page."""


class Spread(Horizontal):
    """Holds the sheet in the middle, and the preview when it is wanted."""

    DEFAULT_CSS = """
    Spread {
        height: 1fr; width: 1fr; align-horizontal: center; padding: 1 2 0 2;
        Preview { display: none; width: 1fr; height: 1fr; }
        &.-previewing Sheet { display: none; }
        &.-previewing Preview { display: block; }
        &.-previewing.-beside Sheet { display: block; width: 1fr; margin-right: 2; }
    }
    """

    def __init__(self, sheet: Sheet, leaves: Callable[[Writing], str | None]) -> None:
        """Lay a sheet open.

        Args:
            sheet: What is written on.
            leaves: Tells of a story what would leave, and of anything else nothing.
        """
        super().__init__()
        self._leaves = leaves
        self._sheet = sheet
        self._preview = Preview(id="preview")

    def compose(self) -> ComposeResult:
        """Lay out both."""
        yield self._sheet
        yield self._preview

    @property
    def is_previewing(self) -> bool:
        """Whether the preview can be seen."""
        return self.has_class("-previewing")

    def preview(self, writing: Writing) -> None:
        """Show how something reads, or no longer."""
        self.toggle_class("-previewing")
        self.follow(writing)
        self._focus_what_shows()

    def follow(self, writing: Writing) -> None:
        """Show how it reads now, if that is being shown."""
        if self.is_previewing:
            self._preview.preview(writing, self._leaves(writing))

    def close(self) -> None:
        """Show the sheet alone."""
        self.remove_class("-previewing")
        self._focus_what_shows()

    def uncover(self) -> None:
        """Take the preview away where it lies over the sheet."""
        if not self.has_class("-beside"):
            self.close()

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview beside the sheet, or in its place."""
        self.set_class(event.size.width >= _BESIDE, "-beside")
        self._focus_what_shows()

    def _focus_what_shows(self) -> None:
        covered = self.is_previewing and not self.has_class("-beside")
        if covered:
            self._preview.focus()
        elif self._preview.has_focus or self.screen.focused is None:
            self._sheet.page.focus()
