"""How what is being written reads: an entry with its marks, of a story only what would leave."""

from collections.abc import Iterable

from peerjournal.journal import passages
from peerjournal.text import clean_line
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.writing import STORY, Writing

WOULD_LEAVE = "This is what would leave. What is mine or careful is not in it."
"""Over a story; what is careful is asked about when it is shared, and names are looked at then."""


class Preview(StoryView):
    """The page as a reader sees it; it stays where it was while one writes on."""

    def preview(self, writing: Writing) -> None:
        """Show a piece as it stands."""
        reading = reading_of(writing)
        if reading == self.reading:
            return
        at = self.scroll_y
        self.show(reading)
        self.scroll_to(y=at, animate=False, force=True)


def reading_of(writing: Writing) -> Reading:
    """Return what the preview shows of a piece."""
    if writing.kind != STORY:
        return Reading(writing.title, tags=_tags(writing.tags), body=writing.body, marks=True)
    tags = (clean_line(passages.preview(tag)) for tag in writing.tags)
    return Reading(
        clean_line(passages.preview(writing.title)),
        (WOULD_LEAVE,),
        _tags(tag for tag in tags if tag),
        passages.preview(writing.body),
    )


def _tags(tags: Iterable[str]) -> str:
    return "  ".join(f"#{tag}" for tag in tags)
