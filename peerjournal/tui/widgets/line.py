"""Lines that are typed: ``Line`` for words, ``SecretInput`` for a passphrase, which no key can copy."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Line(Input):
    """A line of text. Its cursor stands still, and Alt or Ctrl with Backspace takes the word to the left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
    ]

    def __init__(self, value: str | None = None, **options: Any) -> None:
        """Take what ``Input`` takes; entering a line does not select it unless asked to."""
        options.setdefault("select_on_focus", False)
        options.setdefault("compact", True)
        super().__init__(value, **options)
        self.set_reactive(Input.cursor_blink, False)  # noqa: FBT003 — the library's own call

    def watch_value(self) -> None:
        """Show the end of what was just pasted: the library follows the cursor from the second change on."""
        if self.size.width and self.cursor_at_end:
            self.scroll_to(x=self.virtual_size.width, animate=False, force=True)


class SecretInput(Line):
    """A passphrase while it is typed. It may be pasted, and never leaves by the clipboard or a selection."""

    ALLOW_SELECT = False

    def __init__(self, **options: Any) -> None:
        super().__init__(password=True, **options)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def forget(self) -> None:
        """Empty the line and show dots again."""
        self.password = True
        self.value = ""
