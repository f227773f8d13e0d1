"""How what is being written reads: an entry with its marks, of a story exactly what would leave."""

from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.writing import Writing

WOULD_LEAVE = "This is what would leave. What is mine or careful is not in it."
"""Over a story; what is careful is asked about when it is shared, and names are looked at then."""


class Preview(StoryView):
    """The page as a reader sees it; it stays where it was while one writes on."""

    def preview(self, writing: Writing, leaves: str | None = None) -> None:
        """Show a piece as it stands.

        Args:
            writing: What is on the page.
            leaves: For a story, the text that would leave.
        """
        reading = reading_of(writing) if leaves is None else Reading(details=(WOULD_LEAVE,), body=leaves)
        if reading == self.reading:
            return
        at = self.scroll_y
        self.show(reading)
        self.scroll_to(y=at, animate=False, force=True)


def reading_of(writing: Writing) -> Reading:
    """Return what the preview shows of what nobody else reads."""
    tags = "  ".join(f"#{tag}" for tag in writing.tags)
    return Reading(writing.title, tags=tags, body=writing.body, marks=True)
