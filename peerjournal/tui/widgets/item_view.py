"""The page beside the list: the reader, following what is highlighted."""

from collections.abc import Sequence
from datetime import datetime

from peerjournal.tui.library import Item, Library
from peerjournal.tui.widgets.item_reading import reading_of
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView


class ItemView(StoryView, can_focus=True):
    """Shows one thing of a library."""

    _shown: tuple[Item, Library] | None = None
    _hits: tuple[str, ...] = ()

    def follow(
        self, item: Item | None, library: Library, now: datetime, *, sure: str = "", hits: Sequence[str] = ()
    ) -> None:
        """Show another thing; the same one, unchanged, stays where it is on the page."""
        same = self._shown is not None and item is not None and self._shown[0].id == item.id
        reading = reading_of(item, library, now, sure=sure) if item else Reading()
        self._shown = (item, library) if item else None
        if not same:
            self.show(reading, hits=hits)
        elif reading != self.reading:
            # It was changed, perhaps elsewhere: who is in the middle of reading it stays there.
            at = self.scroll_offset.y
            self.show(reading)
            self.scroll_to(y=at, animate=False, immediate=True, force=True)
        elif tuple(hits) != self._hits:
            self.highlight(hits)

    @property
    def has_versions(self) -> bool:
        """Whether what is shown was changed in two places."""
        return self._shown is not None and bool(self._shown[1].versions.get(self._shown[0].id))
