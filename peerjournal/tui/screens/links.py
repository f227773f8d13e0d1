"""The links of a page: shown whole, copied if somebody wants to, and never opened from here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from peerjournal.tui.screens.ask import Ask, Choose
from peerjournal.tui.widgets.blocks import Link
from peerjournal.tui.widgets.story_view import StoryView

NONE = "There are no links here."
_NOT_OPENED = "Nothing is opened from here: an address on a watched device shows in its history."


def show_links(app: App[Any], links: Sequence[Link]) -> None:
    """List the links of a page, and offer the one that is chosen."""
    if not links:
        app.notify(NONE)
        return

    def answered(number: str | None) -> None:
        if number is not None:
            show_link(app, links[int(number)])

    options = [(str(at), f"{link.number}  {link.url}") for at, link in enumerate(links)]
    app.push_screen(Choose("The links of this page", options, leave="Back"), answered)


def show_link(app: App[Any], link: Link) -> None:
    """Show where a link leads, and offer to copy that."""

    def answered(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
        if yes:
            # Ours says what copying means, and empties the clipboard after a while.
            getattr(app, "copy_outside", app.copy_to_clipboard)(link.url)

    question = Ask("Copy this address?", yes="Copy it", no="Leave it", detail=f"{link.url}\n\n{_NOT_OPENED}")
    app.push_screen(question, answered)


class ShowsLinks:
    """A screen with a page on it that may have links; it stands behind the screen it is made from."""

    if TYPE_CHECKING:

        @property
        def app(self) -> App[Any]:
            """The app it is part of."""

    def on_story_view_links_asked(self, event: StoryView.LinksAsked) -> None:
        """List the links of a page; none is ever opened."""
        event.stop()
        show_links(self.app, event.links)

    def on_story_view_link_chosen(self, event: StoryView.LinkChosen) -> None:
        """Show where a link leads."""
        event.stop()
        show_link(self.app, event.link)
