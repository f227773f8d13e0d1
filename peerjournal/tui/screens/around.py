"""What stands around the stories of a letter: the wish, how to hold it, and words above everything else.

Each has an answer already, so all three are one step, and whoever likes changes one of them.
"""

from typing import TypeVar

from peerjournal.letters import HOLDS, WISHES, Around
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.before import BeforeScreen
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, NEXT, Step

T = TypeVar("T")
_COMES_UP = "These words come up again before the preview."
_OWN, _NONE = "own words", "none"


class AroundScreen(BeforeScreen[T]):
    """The steps about the sentences that stand around the stories."""

    def __init__(self, session: Session, begun: Begun) -> None:
        super().__init__(session)
        self.begun = begun
        """What was typed here before, and not sent."""
        fields = begun.fields
        self._wish, self._hold = fields.get("wish", "just_read"), fields.get("hold", "keep")
        self._own_hold, self._note = fields.get("own_hold", ""), fields.get("body", "")
        self._at = "wish"

    @property
    def around(self) -> Around:
        """What stands around the stories, as it is chosen now."""
        kept = frozenset(self.kept)
        return Around(wish=self._wish, hold=self._hold_said, note=self._note, kept=kept)

    def take_over(self, around: Around) -> None:
        """Stand where a pause was taken."""
        self._wish, self._note, self.kept = around.wish, around.note, {*around.kept}
        self._hold = around.hold if around.hold in HOLDS else _OWN if around.hold else _NONE
        self._own_hold = around.hold if self._hold == _OWN else ""

    def keep_draft(self) -> None:
        """Seal the words that stand around the stories; once the file is there nothing has to wait."""
        if self.is_out or self.names[-1:] == ["aside"]:
            return
        self._take_text()
        if self._note.strip() or self._own_hold.strip():
            self.begun.keep(
                title="A letter you began",
                body=self._note,
                wish=self._wish,
                hold=self._hold,
                own_hold=self._own_hold,
                more=self._own_hold,
            )

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed on the step that was left."""
        self._take_text(left)
        super().went_back(left)

    def _take_text(self, name: str = "") -> None:
        name = name or (self.names[-1] if self.names else "")
        if self.step is not None and name == "note":
            self._note = self.step.text
        if self.step is not None and name == "own_hold":
            self._own_hold = self.step.text

    async def after_pause(self) -> None:
        """Go on to what stands around the stories."""
        self._at = "wish"
        await self.turn_to("around")

    def ask_around(self) -> Step:
        """Show what stands around the stories, all at once: each has an answer already."""
        choices = [
            Choice("wish", "What you'd like back", WISHES[self._wish]),
            Choice(
                "hold",
                "How to hold it",
                HOLDS.get(self._hold, self._hold_said) or "Nothing is said about it.",
            ),
            Choice(
                "note", f"Something to say to {self.reader.called} first", self._note or "Nothing so far."
            ),
        ]
        return Step(
            "What stands around it?",
            "These sentences stand in the letter. Change what you like, then go on.",
            held=[Choices(choices, at=self._at)],
            ways=[KEEP, BACK, NEXT],
        )

    async def hear_around(self, key: str) -> None:
        """Change one of them, or go on to what is still to be decided."""
        if await self.hear_ways(key):
            return
        if key == "next":
            self.answers.clear()
            await self.turn_to_end()
        else:
            self._at = key
            await self.turn_to(key)

    async def change_words(self) -> None:
        """Go back to what stands around the stories."""
        if "around" in self.names:
            await self._around_again("note")
        else:
            # The names were looked at early, from one of the lines before sharing.
            while self.names[-1] != "before":
                self.names.pop()
            await self.ask()
            self.app.notify(_COMES_UP)

    async def _around_again(self, at: str) -> None:
        while self.names[-1] != "around":
            self.names.pop()
        self._at = at
        await self.ask()

    @property
    def _hold_said(self) -> str:
        own = {_OWN: self._own_hold, _NONE: ""}
        return str(own.get(self._hold, self._hold))

    def ask_wish(self) -> Step:
        """Ask what one would like back."""
        choices = [Choice(key, sentence) for key, sentence in WISHES.items()]
        return Step(
            "What would you like back?",
            "This sentence stands in the letter.",
            held=[Choices(choices, at=self._wish)],
            ways=[KEEP, BACK],
        )

    async def hear_wish(self, key: str) -> None:
        """Note the wish."""
        if not await self.hear_ways(key):
            self._wish = key
            await self._around_again("hold")

    def ask_hold(self) -> Step:
        """Ask how one would like it held."""
        choices = [Choice(key, sentence) for key, sentence in HOLDS.items()]
        choices += [Choice(_OWN, "In my own words"), Choice(_NONE, "Say nothing about it")]
        return Step(
            "How would you like it held?",
            "It asks. It can't make sure.",
            held=[Choices(choices, at=self._hold)],
            ways=[KEEP, BACK],
        )

    async def hear_hold(self, key: str) -> None:
        """Note how to hold it."""
        if await self.hear_ways(key):
            return
        self._hold = key
        if key == _OWN:
            await self.turn_to("own_hold")
        else:
            await self._around_again("note")

    def ask_own_hold(self) -> Step:
        """Ask for own words about how to hold it."""
        line = Line(self._own_hold, id="own-hold")
        return Step("How would you like it held, in your words?", held=[line], ways=[KEEP, BACK, NEXT])

    async def hear_own_hold(self, key: str) -> None:
        """Note them."""
        if not await self.hear_ways(key):
            self._take_text()
            await self._around_again("note")

    def ask_note(self) -> Step:
        """Ask for words above everything else."""
        page = Page(self._note, placeholder="It can stay empty.", id="note")
        name = self.reader.called
        return Step(f"Is there something to say to {name} first?", held=[page], ways=[KEEP, BACK, NEXT])

    async def hear_note(self, key: str) -> None:
        """Note them."""
        if not await self.hear_ways(key):
            self._take_text()
            await self._around_again("note")
