"""A footer that is never cut: it names as many keys as fit, and while one types only those that work."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer, Input

_PRINTABLE = {
    "slash",
    "question_mark",
    "asterisk",
    "left_square_bracket",
    "right_square_bracket",
    "space",
    "minus",
}


class KeyFooter(Footer):
    """The keys of a screen, as many as there is room for."""

    FIRST: ClassVar[tuple[str, ...]] = ("enter", "escape", "n", "ctrl+p", "question_mark")
    """What stays where not all have room, the most needed first."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._width = 0
        self._shown: list[tuple[str, str, bool]] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the keys."""
        keys = self._fitting()
        self._shown = _told(keys)
        yield from keys

    async def recompose(self) -> None:
        """Lay the keys out anew, where they are others: this is called for anything that might matter."""
        if self.is_attached and not self._pruning and _told(self._fitting()) != self._shown:
            await super().recompose()

    def _fitting(self) -> list[Widget]:
        keys = [key for key in super().compose() if self.wants(getattr(key, "key", ""))]
        room = self.screen.size.width - 2
        kept = {id(key) for key in keys}
        if sum(map(_width, keys)) > room:
            kept = set()
            for key in sorted(keys, key=self._rank):
                if _width(key) <= room:
                    kept.add(id(key))
                    room -= _width(key)
        return [key for key in keys if id(key) in kept]

    def wants(self, key: str) -> bool:
        """Tell whether a key is to be named, if there is room."""
        return not self._is_typed(key)

    def _is_typed(self, key: str) -> bool:
        """Tell whether a key would only put a letter into the line that is typed in."""
        return isinstance(self.screen.focused, Input) and (len(key) == 1 or key in _PRINTABLE)

    def _rank(self, key: object) -> int:
        name = getattr(key, "key", "")
        return self.FIRST.index(name) if name in self.FIRST else len(self.FIRST)

    def on_resize(self) -> None:
        """Lay the keys out for the new width."""
        if self._width != self.screen.size.width:
            self._width = self.screen.size.width
            self.refresh(recompose=True)


def _told(keys: list[Widget]) -> list[tuple[str, str, bool]]:
    """Return what one sees of the keys."""
    return [(getattr(key, "key", ""), getattr(key, "description", ""), key.disabled) for key in keys]


def _width(key: object) -> int:
    """Return how many cells a key of the footer takes."""
    return len(getattr(key, "key_display", "")) + len(getattr(key, "description", "")) + 3
