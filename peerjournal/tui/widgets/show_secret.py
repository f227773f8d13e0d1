"""A button beside a line with dots: it shows what was typed, or hides it again."""

from typing import Self

from textual.widgets import Button

from peerjournal.tui.widgets.line import SecretInput


class ShowSecret(Button):
    """Belongs to the one such line of its screen."""

    def __init__(self) -> None:
        super().__init__("Show", id="show")

    def press(self) -> Self:
        """Show or hide; nobody else hears of it."""
        for line in self.screen.query(SecretInput):
            line.password = not line.password
            self.label = "Show" if line.password else "Hide"
            line.focus()
        return self
