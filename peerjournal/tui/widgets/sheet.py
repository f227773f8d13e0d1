"""The sheet one writes on: a title, a line of tags, a hairline and the page, in the middle of the screen."""

from collections import Counter
from collections.abc import Callable, Sequence

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.tag_line import TagLine
from peerjournal.tui.widgets.title_line import TitleLine

PLACEHOLDER = "Start anywhere. It can be messy.\nNobody sees this unless you choose to share it."

GO_WITH_IT = "A story's tags go with it into a letter. The entry keeps its own."


class Sheet(Vertical):
    """Holds what is being written."""

    DEFAULT_CSS = """
    Sheet {
        width: 1fr; max-width: 76; height: 1fr;
        #origin {
            height: 1; width: 1fr; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; display: none;
        }
        &.-from #origin { display: block; }
        #hairline { height: 1; width: 1fr; border-top: solid $field; }
        Page { height: 1fr; width: 1fr; }
    }
    """

    class Touched(Message):
        """Something on the sheet was changed."""

    class TagsKnown(Message, bubble=False):
        """The tags in use were looked up."""

        def __init__(self, tags: tuple[str, ...]) -> None:
            super().__init__()
            self.tags = tags

    def __init__(
        self,
        title: str,
        body: str,
        tags: Sequence[str],
        *,
        origin: str = "",
        in_use: Callable[[], Counter[str]] = Counter,
    ) -> None:
        """Put a text on the sheet.

        Args:
            title: Its title.
            body: Its body, marks included.
            tags: Its tags, as they are spelled.
            origin: A quiet line about where it came from.
            in_use: Counts the tags in use, which may take a while.
        """
        super().__init__()
        self.title_line = TitleLine(title, placeholder="Title", id="title", classes="-bare")
        said = "#tags that go with it" if origin else "#tags"
        self.tag_line = TagLine(tags, placeholder=said, id="tags", classes="-bare -tags")
        self.page = Page(body, placeholder=PLACEHOLDER, id="page")
        self._origin, self._in_use = origin, in_use
        self._tags, self._tags_typed = tuple(tags), self.tag_line.value
        self._known: tuple[str, ...] = ()
        self.set_class(bool(origin), "-from")

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        yield self.title_line
        yield self.tag_line
        yield Static(plain(self._origin), id="origin")
        yield Static("", id="hairline")
        yield self.page

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, spelled as they were where they were known before: a space is typed as a hyphen."""
        if self.tag_line.value == self._tags_typed:
            return self._tags
        spelled = {"-".join(tag.split()): tag for tag in (*self._known, *self._tags) if tag}
        return tuple(tag if tag in self._known else spelled.get(tag, tag) for tag in self.tag_line.tags)

    def on_descendant_focus(self) -> None:
        """Say quietly of a story's tags that they go with it, while one is at them."""
        said = GO_WITH_IT if self._origin and self.tag_line.has_focus else self._origin
        self.query_one("#origin", Static).update(plain(said))

    def on_mount(self) -> None:
        """Look up the tags in use."""
        self._look_up_tags()

    @work(thread=True, exit_on_error=False)
    def _look_up_tags(self) -> None:
        try:
            known = tuple(tag for tag, _ in self._in_use().most_common())
        except RuntimeError:
            # Something was saved while they were counted; none are offered this time.
            return
        self.post_message(self.TagsKnown(known))

    def on_sheet_tags_known(self, message: TagsKnown) -> None:
        """Offer the tags in use, what is used most first."""
        self._known = message.tags
        self.tag_line.offer(self._known)

    def put(self, title: str, body: str, tags: Sequence[str]) -> None:
        """Put another text in the place of this one; on the page that can be undone."""
        self.title_line.value = title
        self.tag_line.value = " ".join("#" + "-".join(tag.split()) for tag in tags)
        self._tags, self._tags_typed = tuple(tags), self.tag_line.value
        self.page.put(body)

    # Moving between the lines.

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the page."""
        event.stop()
        self.page.focus()

    def on_key(self, event: events.Key) -> None:
        """Go down from a line, and up from the beginning of the page, as if they were one."""
        parts = (self.title_line, self.tag_line, self.page)
        here = next((at for at, part in enumerate(parts) if part.has_focus), None)
        if here is None or event.key not in {"up", "down"}:
            return
        there = here + (1 if event.key == "down" else -1)
        inside = self.page.has_focus and self.page.cursor_location != (0, 0)
        if not inside and 0 <= there < len(parts):
            event.stop()
            parts[there].focus()

    # What was changed.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that something was changed."""
        event.stop()
        self.post_message(self.Touched())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell that something was changed."""
        event.stop()
        self.post_message(self.Touched())
