"""Where a story stands: in it, coming through, looking back, own words, or nothing said."""

from typing import Any, ClassVar

from peerjournal.journal import STANDS, Changes, Story
from peerjournal.text import clean_line
from peerjournal.tui.screens.of_story import Change, OfStoryScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, Step
from peerjournal.tui.widgets.story_parts import short

_MEANS = {
    "in it": "I am in the middle of this.",
    "coming through": "Some of it is behind me, some is not.",
    "looking back": "It is some way behind me now.",
}
_OWN, _NONE = "own", "none"


class StandsScreen(OfStoryScreen):
    """Asks where a story stands; leaving it unsaid is an answer."""

    WHERE = "Where it stands"
    KIND: ClassVar[str] = "stands"
    TITLE: ClassVar[str] = "Where it stands, begun"

    def first(self) -> str:
        """Begin with the words that were begun, if there are any."""
        return "own" if self.begun.fields else "stands"

    def ask_stands(self) -> Step:
        """Ask where it stands."""
        now = self.story.stands
        choices = [Choice(one, one.capitalize(), _MEANS[one]) for one in STANDS]
        own = short(now) if now and now not in STANDS else "Whatever says it best."
        choices.append(Choice(_OWN, "In my own words", own))
        choices.append(Choice(_NONE, "Say nothing about it", "Then nothing about it stands in a letter."))
        at = (now if now in STANDS else _OWN) if now else _NONE
        return Step(
            "Where does it stand?",
            "Any of these is fine, and so is leaving it unsaid.",
            f"Now: {short(now) or 'nothing is said.'}",
            held=[Choices(choices, at=at)],
            ways=[BACK],
        )

    async def hear_stands(self, key: str) -> None:
        """Keep it and be done, or go on to own words."""
        if key == _OWN:
            await self.turn_to("own")
        else:
            self.save(_setting("" if key == _NONE else key), self.leave)

    def ask_own(self) -> Step:
        """Ask for own words."""
        now = self.story.stands
        begun = str(self.begun.fields.get("body", ""))
        line = Line(begun or (now if now not in STANDS else ""), id="own")
        return Step(
            "Where does it stand, in your words?",
            "A few are plenty.",
            held=[line],
            ways=[BACK, ("keep", "Keep it")],
        )

    async def hear_own(self, key: str) -> None:
        """Keep them and be done; an emptied line says nothing again."""
        del key
        words = clean_line(self.typed)
        self.save(_setting(words) if words != self.story.stands else None, self.leave)

    def unkept(self) -> Change | None:
        """Return what would keep the words that were typed; a line left empty changes nothing."""
        words = clean_line(self.typed) if self.at == "own" else ""
        return _setting(words) if words and words != self.story.stands else None

    def words(self) -> dict[str, Any]:
        """Return the words that were typed."""
        return {"body": self.typed} if self.at == "own" else {}


def _setting(stands: str) -> Change:
    def change(_story: Story) -> Changes:
        return {"stands": stands}

    return change
