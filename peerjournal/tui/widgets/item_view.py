"""The page beside the list: the reader, following what is highlighted."""

from collections.abc import Sequence
from datetime import datetime

from peerjournal.tui.library import Item, Library
from peerjournal.tui.widgets.item_reading import reading_of
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView


class ItemView(StoryView, can_focus=True):
    """Shows one thing of a library, in each of the versions there are of it."""

    version = 0
    """Which version is shown; 0 is the one that is shown everywhere."""
    _shown: tuple[Item, Library] | None = None
    _hits: tuple[str, ...] = ()

    def follow(
        self, item: Item | None, library: Library, now: datetime, *, sure: str = "", hits: Sequence[str] = ()
    ) -> None:
        """Show another thing; the same one, unchanged, stays where it is on the page."""
        same = self._shown is not None and item is not None and self._shown[0].id == item.id
        self.version = self.version if same else 0
        reading = reading_of(item, library, now, sure=sure, version=self.version) if item else Reading()
        self._shown = (item, library) if item else None
        if not same or reading != self.reading:
            self.show(reading, hits=hits)
        elif tuple(hits) != self._hits:
            self.highlight(hits)

    def turn(self, now: datetime) -> None:
        """Show the next version of what is shown."""
        if self._shown is not None:
            item, library = self._shown
            self.version = (self.version + 1) % (1 + len(library.versions.get(item.id, ())))
            self.show(reading_of(item, library, now, version=self.version))

    @property
    def has_versions(self) -> bool:
        """Whether there are several versions of what is shown."""
        return self._shown is not None and bool(self._shown[1].versions.get(self._shown[0].id))
