"""The keys of the editor; those that mark are named on a story, which somebody may get to read."""

from typing import ClassVar

from textual.widget import Widget

from peerjournal.tui.widgets.key_footer import KeyFooter

_OF_A_STORY = {"f3", "f6", "f7"}
_ORDER = ("escape", "ctrl+s", "f3", "f6", "f7", "ctrl+r", "ctrl+t", "ctrl+f", "ctrl+o", "ctrl+p")
"""How they stand; what is not among them comes from the line one types in, and stands first."""


class EditorKeys(KeyFooter):
    """As many as there is room for. A screen with the class ``-story`` has the marks among them."""

    FIRST: ClassVar[tuple[str, ...]] = (
        "escape",
        "ctrl+p",
        "ctrl+s",
        "f6",
        "f7",
        "f3",
        "ctrl+r",
        "ctrl+t",
        "ctrl+f",
        "ctrl+o",
    )

    def wants(self, key: str) -> bool:
        """Leave the marks out on what nobody else reads; they work there too."""
        return super().wants(key) and (key not in _OF_A_STORY or self.screen.has_class("-story"))

    def _fitting(self) -> list[Widget]:
        return sorted(super()._fitting(), key=_place)


def _place(key: Widget) -> int:
    name = getattr(key, "key", "")
    return _ORDER.index(name) if name in _ORDER else -1
