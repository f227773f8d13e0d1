"""What is decided before the preview of a letter: broken marks, the careful passages one by one, the names.

What is the same for a story and for a reply stands here.
"""

from typing import TypeVar

from textual.widgets import Static

from peerjournal.letters import CarefulPassage, Composition
from peerjournal.session import Session
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.leaving import AFTER_PREVIEW
from peerjournal.tui.screens.naming import NamingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.step import BACK, Step, Way

T = TypeVar("T")
_LATE = {"names", "detail", "vaguer", "whose", "earlier", "preview", *AFTER_PREVIEW}
"""Steps that come after the careful passages, so that going back to one of them asks nothing anew."""


class DecidingScreen(NamingScreen[T]):
    """The steps between the words and the preview of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.answers: list[bool] = []
        """For each careful passage asked about so far, whether it goes along."""

    def compose_again(self) -> Composition:
        """Compose the letter with the answers given so far."""
        return self.compose_letter(frozenset(number for number, goes in enumerate(self.answers, 1) if goes))

    async def turn_to_end(self) -> None:
        """Go on to what is undecided, the careful passages one by one, the names, or the preview."""
        found = self.composition = self.compose_again()
        if len(found.undecided) > len({one.where for one in found.to_decide}):
            # Something else than a detail: a mark, or nothing that may leave.
            await self.turn_to("undecided")
        elif len(self.answers) < len(found.careful):
            await self.turn_to("careful")
        elif self.names_wait:
            await self.turn_to("names")
        else:
            await self.turn_to_preview()

    async def turn_to_preview(self) -> None:
        """Go on to exactly what will leave."""
        await self.turn_to("preview")

    def went_back(self, left: str) -> None:
        """Forget the answers to what will be asked once more."""
        del left
        if self.names[-1] == "careful":
            self.answers.pop()
        elif self.names[-1] not in _LATE:
            self.answers.clear()

    def ask_undecided(self) -> Step:
        """Tell what must be decided first, line by line."""
        undecided = self.composition.undecided if self.composition else ()
        lines = [Static(plain(f"{sentence}\n")) for sentence in undecided]
        return Step(
            "Still to be decided; until then nothing can leave:", held=lines, ways=self.undecided_ways()
        )

    def undecided_ways(self) -> list[Way]:
        """Return what can be done about what is undecided."""
        return [KEEP, BACK]

    async def hear_undecided(self, key: str) -> None:
        """Keep it to oneself."""
        await self.hear_ways(key)

    def ask_careful(self) -> Step:
        """Ask about one careful passage."""
        passages = self.composition.careful if self.composition else ()
        passage: CarefulPassage = passages[len(self.answers)]
        choices = [
            Choice("out", "Leave it out"),
            Choice("along", f"Let it go along, to {self.reader.called}, this time"),
        ]
        text = ExactPage(passage.text)
        return Step(
            f"Careful passage {passage.number} of {len(passages)}. Does it go along?",
            self.place(passage.where),
            held=[Choices(choices), Static(" "), text],
            ways=[KEEP, BACK],
        )

    async def hear_careful(self, key: str) -> None:
        """Note the answer and go on to the next passage."""
        if not await self.hear_ways(key):
            self.answers.append(key == "along")
            await self.turn_to_end()
