"""Before you share: seven lines, one at a time, each skippable; then three ways that are equally good.

Nothing of it is kept. Keeping it to oneself stands first, and the cursor begins on taking a pause.
"""

import contextlib
from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import HONEST_LINE, Light, Story, passages
from peerjournal.letters import BEGINS_ON, GO_ON, PAUSE, SEVEN, WAYS, stays_mine
from peerjournal.session import Session
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.pausing import PausingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

T = TypeVar("T")

_PAST: Way = ("past", "Skip all")
_NOTED_NOWHERE = "For you alone: it is kept nowhere. It can stay empty."
_WHAT_THEY_DO = {
    "keep": "It stays in your journal, and nothing is noted.",
    PAUSE: "It waits for you. Nothing reminds you of it.",
    GO_ON: "See exactly what would leave. Nothing leaves there.",
}
_REVIEWED = {"mine": "review", "others": "names"}
"""The lines that have something to look at, and the step that shows it."""


class BeforeScreen(PausingScreen[T]):
    """The seven lines and the three ways, for a screen that says what it is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "past", "Skip these lines", key_display="F5"),
        Binding("r", "review", "Look at them"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._marked: list[tuple[Light, str]] = []
        """What the marks of the stories hold back."""

    def stories_now(self) -> list[Story]:
        """Return the stories as they are now."""
        raise NotImplementedError

    # The lines. How many of them were gone through is how often the step stands among the names.

    @property
    def _line(self) -> int:
        return self.names.count("before") - 1

    def ask_before(self) -> Step:
        """Ask one of the seven; the answer is nobody's but the writer's."""
        line, stories = SEVEN[self._line], self.stories_now()
        self._marked = [*_marked(stories)]
        if line.key == "others":
            self.composition = self.compose_again()
        said = {"mine": stays_mine(stories), "others": self._others()}.get(line.key, line.words)
        held: list[Static | Line] = [Static(plain(f"{said}\n"))]
        if line.key == "why":
            held += [Line("", id="why"), Static(_NOTED_NOWHERE, classes="label")]
        return Step(line.title, held=held, ways=[KEEP, BACK, _PAST, NEXT])

    async def hear_before(self, key: str) -> None:
        """Go on to the next line, or past all of them."""
        if await self.hear_ways(key):
            return
        last = key == _PAST[0] or self._line == len(SEVEN) - 1
        await self.turn_to("ends" if last else "before")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the step that is asked."""
        here = self.names[-1:]
        if action == "past":
            return here == ["before"]
        if action == "review":
            key = SEVEN[self._line].key if here == ["before"] else ""
            return key == "others" or (key == "mine" and bool(self._marked))
        return super().check_action(action, parameters)

    async def action_past(self) -> None:
        """Skip the seven lines; nothing notes whether they were read."""
        if not self.busy:
            await self.turn_to("ends")

    async def action_review(self) -> None:
        """Look at what your marks hold back, or at the names that were found."""
        if not self.busy:
            await self.turn_to(_REVIEWED[SEVEN[self._line].key])

    # What stays, and who is in it.

    def ask_review(self) -> Step:
        """Show what the marks hold back, to the writer alone."""
        parts = [f"{light.value.capitalize()}:\n{text.strip()}" for light, text in self._marked]
        return Step("What your marks hold back", held=[ExactPage("\n\n".join(parts))], ways=[BACK])

    async def hear_review(self, key: str) -> None:
        """Answer nothing: there is only the way back."""

    def _others(self) -> str:
        found = self.composition
        if found is None:
            return HONEST_LINE
        count, open_ones = len(found.masked), len(found.to_decide) + len(found.to_look_at)
        said = "Nobody from your list is in it." if not count else f"{_people(count)} under a stand-in."
        if open_ones:
            said += " More is to be looked at before the preview."
        return f"{said}\n{HONEST_LINE}"

    # The three ways.

    def ask_ends(self) -> Step:
        """Ask where to go from here."""
        choices = [Choice(key, says, _WHAT_THEY_DO[key]) for key, says in WAYS]
        return Step(
            "Where would you like to go from here?",
            "Each of the three is a good end.",
            held=[Choices(choices, at=BEGINS_ON)],
            ways=[BACK],
        )

    async def hear_ends(self, key: str) -> None:
        """Keep it, set it aside, or go on."""
        if key == PAUSE:
            await self.turn_to("pause")
        elif key == GO_ON:
            await self.after_pause()
        else:
            self.keep_it()


def _marked(stories: Iterable[Story]) -> Iterator[tuple[Light, str]]:
    for story in stories:
        for text in (story.title, *story.tags, story.stands, story.body):
            yield from ((one.light, one.text) for one in _passages(text) if one.light is not Light.OPEN)


def _passages(text: str) -> tuple[passages.Passage, ...]:
    # That a mark is not closed is told on the line itself, and again before anything can leave.
    with contextlib.suppress(MarkNotClosed):
        return passages.parse(text)
    return ()


def _people(count: int) -> str:
    return "One person is in it," if count == 1 else f"{count} people are in it, each"
