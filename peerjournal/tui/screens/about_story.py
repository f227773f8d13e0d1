"""About a story: what it has besides its text, on one screen, and the way to each."""

from peerjournal.errors import JournalError
from peerjournal.journal import Story
from peerjournal.session import Session
from peerjournal.tui.screens.content_note import ContentNoteScreen
from peerjournal.tui.screens.stands import StandsScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.screens.tools import ToolsScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import BACK, Step
from peerjournal.tui.widgets.story_parts import about_note, about_stands, about_tools

_BEHIND = {"stands": StandsScreen, "tools": ToolsScreen, "note": ContentNoteScreen}


class AboutStoryScreen(StepScreen[None]):
    """Shows where a story stands, what was tried, and its content note; each is changed behind its line."""

    WHERE = "About this story"
    FIRST = "about"

    def __init__(self, session: Session, story: Story) -> None:
        """Prepare.

        Args:
            session: The open journal.
            story: What it is about.
        """
        super().__init__()
        self.session, self.story = session, story
        self._at = "stands"

    def ask_about(self) -> Step:
        """Show all of it as it is now."""
        choices = [
            Choice("stands", "Where it stands", about_stands(self.story)),
            Choice("tools", "What helped, what didn't", about_tools(self.story)),
            Choice("note", "Content note", about_note(self.story)),
        ]
        return Step(
            self.story.shown_title or "This story",
            "All of it may stay empty. The preview shows what of it would leave.",
            held=[Choices(choices, at=self._at)],
            ways=[BACK],
        )

    async def hear_about(self, key: str) -> None:
        """Go to one of them."""
        self._at = key
        self.app.push_screen(_BEHIND[key](self.session, self.story), self._look_again)

    async def _look_again(self, _nothing: None) -> None:
        try:
            piece = self.session.journal.get(self.story.id)
        except JournalError as error:
            self.refuse(error)
            return
        if isinstance(piece, Story):
            self.story = piece
        await self.ask()
