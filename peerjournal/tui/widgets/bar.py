"""A bar that shows how far something is: thick where it is done, thin where it is not."""

from textual import events
from textual.content import Content
from textual.widgets import Static

_WHOLE = 100
_SIGNS, _PLAIN = ("━", "─"), ("=", "-")
"""What is done and what is left, and the same in ASCII."""


class Bar(Static):
    """One line: what is done is drawn thick, what is left thin."""

    DEFAULT_CSS = "Bar { width: 1fr; max-width: 60; height: 1; margin-bottom: 1; }"

    def __init__(self) -> None:
        super().__init__("")
        self.percent = 0
        """How far it is, of 100."""

    def show(self, percent: int) -> None:
        """Show how far it is."""
        if percent != self.percent:
            self.percent = percent
            self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw it for the new width."""
        del event
        self._draw()

    def _draw(self) -> None:
        done = self.size.width * self.percent // _WHOLE
        # It comes when its screen stands there long since, so it looks itself which signs are wanted.
        thick, thin = _PLAIN if self.screen.has_class("-plain") else _SIGNS
        self.update(Content.assemble((thick * done, "$primary"), (thin * (self.size.width - done), "$faint")))
