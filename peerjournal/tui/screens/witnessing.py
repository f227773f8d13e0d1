"""The words of a reply: how to begin, its four small parts, ideas where they were asked for, or one offer.

Nothing has to be filled in, and their letter can be looked at all the while.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal.config import read_settings
from peerjournal.letters import (
    BEFORE,
    ENOUGH,
    OFFER,
    PROMPTS,
    SHORT_ONES,
    STEPS,
    WITH_GAPS,
    Kept,
    Reply,
    asks_for_ideas,
)
from peerjournal.session import Session
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.look_over import LookOverScreen
from peerjournal.tui.screens.pausing import PausingScreen
from peerjournal.tui.screens.read_again import ReadAgain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

T = TypeVar("T")
_LABELS = {name: label for name, _, label in STEPS}
_PARTS = ("line", "picture", "life", "carry")
TYPED = ("note", *_PARTS, "ideas")
_GAPS = {
    "listening": "Listening",
    "been there": "I've been somewhere like it",
    "ideas": "They asked for ideas",
    "worried": "I'm worried for them",
}
_ENOUGH: Way = ("enough", "That is all")


class WitnessScreen(PausingScreen[T]):
    """The steps in which a reply is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "read_again", "Their letter", key_display="F4"),
        Binding("f5", "look_over", "Look it over", key_display="F5"),
    ]

    def __init__(self, session: Session, kept: Kept, said: Mapping[str, Any]) -> None:
        super().__init__(session)
        self.answered = kept
        self.said: dict[str, str] = {name: str(said.get(name, "")) for name in TYPED}
        self.offer = bool(said.get("offer"))
        self._looks_over = read_settings().look_over

    @property
    def reply(self) -> Reply:
        """The reply as it stands; ideas that were not asked for are none."""
        said = dict(self.said)
        if not self._may_give_ideas:
            said["ideas"] = ""
        return Reply(**said, offer=self.offer and not self._may_give_ideas)

    def action_read_again(self) -> None:
        """Look at their letter; what you write stays as it is."""
        self.app.push_screen(ReadAgain(self.answered))

    def action_look_over(self) -> None:
        """Look your words over for what may sound like fixing: only now, and only here."""
        self.take_text()
        self.app.push_screen(LookOverScreen(self.reply, self.answered.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to look over what is being written."""
        if action == "look_over":
            return self._looks_over and bool(self.names) and self.names[-1] in TYPED
        return super().check_action(action, parameters)

    # Beginning.

    def ask_begin(self) -> Step:
        """Ask how to begin."""
        choices = [Choice("line", "Start with what I heard", "Four small parts; each can stay empty.")]
        if any(self.said.values()):
            choices.insert(0, Choice("on", "Go on with what I had begun"))
        choices.append(Choice("note", "A few words of my own"))
        choices += [Choice(f"short {number}", text) for number, text in enumerate(SHORT_ONES)]
        choices.append(Choice("gaps", "A longer beginning, with gaps to fill"))
        return Step(BEFORE[0], f"{BEFORE[1]} {ENOUGH}", held=[Choices(choices)], ways=[KEEP])

    async def hear_begin(self, key: str) -> None:
        """Begin."""
        if await self.hear_ways(key):
            return
        kind, _, number = key.partition(" ")
        if kind == "short":
            self._put_in_note(SHORT_ONES[int(number)])
        await self.turn_to({"short": "note", "on": self.begun_at()}.get(kind, kind))

    def begun_at(self) -> str:
        """Return the first part that holds words."""
        return next((name for name in TYPED if self.said[name].strip()), "line")

    def _put_in_note(self, text: str) -> None:
        """Put a ready-made text under what stands there; nothing of one's own is written over."""
        own = self.said["note"].rstrip()
        if text not in own:
            self.said["note"] = f"{own}\n\n{text}" if own else text

    def ask_gaps(self) -> Step:
        """Ask for what the longer beginning is."""
        kinds = [kind for kind in WITH_GAPS if kind != "ideas" or self._may_give_ideas]
        choices = [Choice(kind, _GAPS[kind], WITH_GAPS[kind]) for kind in kinds]
        return Step("What would you like to say?", held=[Choices(choices)], ways=[KEEP, BACK])

    async def hear_gaps(self, key: str) -> None:
        """Put it on the page."""
        if not await self.hear_ways(key):
            self._put_in_note(WITH_GAPS[key])
            await self.turn_to("note")

    @property
    def _may_give_ideas(self) -> bool:
        return asks_for_ideas(self.answered.letter)

    # The parts.

    def _ask(self, name: str, label: str, prompt: str) -> Step:
        page = Page(self.said[name], id=f"part-{name}")
        return Step(label, prompt, held=[page], ways=[KEEP, BACK, _ENOUGH, NEXT])

    async def _hear(self, key: str, then: str) -> None:
        if await self.hear_ways(key):
            return
        self.take_text()
        if key == "enough" or not then:
            self.answers.clear()
            await self.turn_to_peer(self.reader)
        else:
            await self.turn_to(then)

    def ask_note(self) -> Step:
        """Ask for own words in no particular part."""
        page = Page(self.said["note"], id="part-note")
        return Step("Your words", "Change them as you like.", held=[page], ways=[KEEP, BACK, NEXT])

    async def hear_note(self, key: str) -> None:
        """Go on to the preview."""
        await self._hear(key, "")

    def ask_line(self) -> Step:
        """Ask which words stayed."""
        return self._ask("line", _LABELS["line"], PROMPTS["line"])

    async def hear_line(self, key: str) -> None:
        """Go on to the picture."""
        await self._hear(key, "picture")

    def ask_picture(self) -> Step:
        """Ask for the picture."""
        return self._ask("picture", _LABELS["picture"], PROMPTS["picture"])

    async def hear_picture(self, key: str) -> None:
        """Go on to one's own life."""
        await self._hear(key, "life")

    def ask_life(self) -> Step:
        """Ask where it met one's own life."""
        return self._ask("life", _LABELS["life"], PROMPTS["life"])

    async def hear_life(self, key: str) -> None:
        """Go on to what one takes with oneself."""
        await self._hear(key, "carry")

    def ask_carry(self) -> Step:
        """Ask what one takes with oneself."""
        return self._ask("carry", _LABELS["carry"], PROMPTS["carry"])

    async def hear_carry(self, key: str) -> None:
        """Go on to ideas where they were asked for, or to the one line that offers some."""
        await self._hear(key, "ideas" if self._may_give_ideas else "offer")

    def ask_ideas(self) -> Step:
        """Ask what helped: only here, where they asked for it."""
        page = Page(self.said["ideas"], id="part-ideas")
        return Step(_LABELS["ideas"], PROMPTS["ideas"], held=[page], ways=[KEEP, BACK, NEXT])

    async def hear_ideas(self, key: str) -> None:
        """Go on to the preview."""
        await self._hear(key, "")

    def ask_offer(self) -> Step:
        """Ask whether the one fixed line stands at the end."""
        checks = CheckList([Check("offer", OFFER, checked=self.offer)])
        return Step(
            f"{_LABELS['ideas']}: one line that offers, and asks for nothing.",
            "They have not asked for ideas, so there is no room for more here.",
            held=[checks, Static(" ")],
            ways=[KEEP, BACK, NEXT],
        )

    async def hear_offer(self, key: str) -> None:
        """Go on to the preview."""
        await self._hear(key, "")

    def take_text(self, name: str = "") -> None:
        """Keep in mind what stands on the step that is asked now."""
        name = name or (self.names[-1] if self.names else "")
        if self.step is None:
            return
        if name in self.said:
            self.said[name] = self.step.text
        if name == "offer":
            self.offer = bool(self.step.checked)

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed on the step that was left."""
        self.take_text(left)
        super().went_back(left)

    async def change_words(self) -> None:
        """Go back to where it was written."""
        while len(self.names) > 1 and self.names[-1] not in TYPED:
            self.names.pop()
        if self.names[-1] not in TYPED:
            self.names.append(self.begun_at())
        await self.ask()
