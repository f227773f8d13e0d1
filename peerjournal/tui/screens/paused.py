"""What was set aside: reading it again, and then sharing it, changing it, keeping it, or waiting longer."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual.screen import Screen
from textual.widgets import Static

from peerjournal.errors import LetterError
from peerjournal.journal import Story
from peerjournal.letters import (
    NO_PAUSE,
    ON_RETURN,
    PAUSES,
    STEPS,
    TOMORROW,
    Kept,
    Pause,
    read_until,
    set_aside_on,
)
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.messages import LetterKept
from peerjournal.tui.screens.editor import EditorScreen
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.pausing import said_until
from peerjournal.tui.screens.reply import ReplyScreen, as_begun
from peerjournal.tui.screens.share import ShareScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.telling import without_commands
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.step import BACK, Step
from peerjournal.tui.widgets.story_view import StoryView

_WAIT, _END = ("wait", "Let it wait"), ("end", "End the pause")


class PausedScreen(StepScreen[None]):
    """Shows one thing that waits. Before its time nothing here shares it."""

    WHERE = "Set aside"
    FIRST = "again"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, pause: Pause) -> None:
        """Prepare.

        Args:
            session: The open journal.
            pause: What was set aside.
        """
        super().__init__()
        self.session, self.pause = session, pause

    # Reading it again.

    def ask_again(self) -> Step:
        """Show it, and ask what becomes of it."""
        pauses, now = self.session.pauses, self.session.vault.clock()
        ways: Sequence[tuple[str, str]] = ON_RETURN
        question, at = set_aside_on(self.pause, now), "longer"
        if not pauses.is_over(self.pause):
            ways = (_WAIT, *ON_RETURN[1:], _END)
            at = _WAIT[0]
            question = f"This waits. {said_until(self.pause.until, now.date())}"
        peer = self.session.circle.by_id(self.pause.peer)
        # That somebody is gone is among what happened meanwhile.
        lines = [f"For {peer.called}."] if peer else []
        lines += filter(None, map(without_commands, pauses.meanwhile(self.pause)))
        view = StoryView(Reading(body="\n\n".join(self._texts()), marks=self.pause.reply is None))
        return Step(
            question,
            *lines,
            held=[Choices([Choice(*one) for one in ways], at=at), Static(plain(" ")), view],
            ways=[BACK],
        )

    def _texts(self) -> Iterator[str]:
        reply = self.pause.reply
        if reply is not None:
            parts = [("", reply.note), *((label, getattr(reply, name)) for name, _, label in STEPS)]
            yield from (f"**{label}**\n\n{said}" if label else said for label, said in parts if said.strip())
        for story in self.session.pauses.stories(self.pause):
            yield from (text for text in (f"# {story.title}" if story.title else "", story.body) if text)

    async def hear_again(self, key: str) -> None:
        """Do what was chosen."""
        reference, pauses = self.session.pauses.reference(self.pause), self.session.pauses
        if key == "share":
            pauses.due(reference)
            self.app.switch_screen(self._go_on("share"))
        elif key == "change":
            await self._change()
        elif key == KEEP[0] or key == "keep":
            self.do(lambda: self._keep(reference), self._kept)
        elif key == "end":
            self.do(lambda: pauses.end(reference), self._changed)
        elif key == "longer":
            await self.turn_to("longer")
        else:
            self.leave()

    def _go_on(self, way: str) -> Screen[Any]:
        if self.pause.reply is None:
            return ShareScreen(self.session, self.session.pauses.stories(self.pause), self.pause)
        return ReplyScreen(self.session, self._answered, pause=self.pause, change=way == "change")

    @property
    def _answered(self) -> Kept:
        kept = self.session.inbox.letters.by_id(self.pause.answers)
        if kept is None:
            raise LetterError("The letter that this answers is no longer here.")
        return kept

    # Changing it. The pause stays as it is.

    async def _change(self) -> None:
        if self.pause.reply is not None:
            self.app.switch_screen(self._go_on("change"))
        elif len(self.pause.stories) > 1:
            await self.turn_to("which")
        else:
            self._edit(next(iter(self.pause.stories)))

    def ask_which(self) -> Step:
        """Ask which story to change."""
        stories = self.session.pauses.stories(self.pause)
        choices = [Choice(one.id, one.shown_title or "Without words yet") for one in stories]
        return Step("Which story?", held=[Choices(choices)], ways=[BACK])

    async def hear_which(self, key: str) -> None:
        """Change it."""
        self.names.pop()
        self._edit(key)

    def _edit(self, identifier: str) -> None:
        piece = self.session.journal.get(identifier)
        if isinstance(piece, Story):
            self.app.push_screen(EditorScreen(self.session, piece), self._edited)

    def _edited(self, _piece: object) -> None:
        self.do(self.session.pauses.refresh, self._changed)

    async def _changed(self, _done: object) -> None:
        reference = self.session.pauses.reference(self.pause)
        self.pause = self.session.pauses.get(reference)
        await self.ask()

    # Keeping it.

    def _keep(self, reference: str) -> None:
        reply = self.pause.reply
        if reply is not None:
            # Its words are nowhere else: they stay as a draft beside the letter.
            Begun(self.session, "reply", self.pause.answers).keep(**as_begun(reply))
        self.session.pauses.keep(reference)

    def _kept(self, _none: None) -> None:
        self.app.post_message(LetterKept())
        self.app.notify("It stays with you.")
        self.dismiss(None)

    # Waiting longer.

    def ask_longer(self) -> Step:
        """Ask how much longer."""
        now = self.session.vault.clock()
        choices = [
            Choice(key, key.capitalize(), said_until(read_until(key, now), now.date()))
            for key in PAUSES
            if key != NO_PAUSE
        ]
        return Step("How long would you like to wait?", held=[Choices(choices, at=TOMORROW)], ways=[BACK])

    async def hear_longer(self, key: str) -> None:
        """Let it wait."""
        reference, until = (
            self.session.pauses.reference(self.pause),
            read_until(key, self.session.vault.clock()),
        )
        self.do(lambda: self.session.pauses.longer(reference, until), self._waits)

    def _waits(self, _pause: Pause) -> None:
        self.dismiss(None)
