"""Answering a letter as a witness: what stayed, the picture, where it met my life, what I take with me.

Nothing has to be filled in, and one line is a whole reply. Their letter can be looked at all the while.
"""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal.letters import (
    BEFORE,
    ENOUGH,
    OFFER,
    PROMPTS,
    SHORT_ONES,
    STEPS,
    WITH_GAPS,
    Composition,
    Kept,
    Reply,
    asks_for_ideas,
    compose_reply,
)
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.leaving import KEEP, LeavingScreen
from peerjournal.tui.screens.read_again import ReadAgain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

_LABELS = {name: label for name, _, label in STEPS}
_PARTS = ("line", "picture", "life", "carry")
_TYPED = ("note", *_PARTS, "ideas")
_GAPS = {
    "listening": "Listening",
    "been there": "I've been somewhere like it",
    "ideas": "They asked for ideas",
    "worried": "I'm worried for them",
}
_ENOUGH: Way = ("enough", "That is all")


class ReplyScreen(LeavingScreen[None]):
    """Goes from the first word of a reply to its file."""

    WHERE = "Write back · nothing leaves yet"
    PLACES: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("begin", "gaps", *_TYPED, "offer"), "Words"),
        "sure": "Person",
        "undecided": "Preview",
        "careful": "Preview",
        "preview": "Preview",
        "file": "The file",
        "done": "The file",
    }
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "read_again", "Their letter", key_display="F4")]

    def __init__(self, session: Session, kept: Kept) -> None:
        """Prepare.

        Args:
            session: The open journal.
            kept: The letter that is answered.
        """
        super().__init__(session)
        self.answered = kept
        self.peer = session.outbox.reader_of_reply(kept)
        self.begun = Begun(session, "reply", kept.id)
        said = self.begun.fields.get("said", {})
        self.said: dict[str, str] = {name: str(said.get(name, "")) for name in _TYPED}
        self.offer = bool(said.get("offer"))

    def first(self) -> str:
        """Begin with the choice how to begin."""
        return "begin"

    def action_read_again(self) -> None:
        """Look at their letter; what you write stays as it is."""
        self.app.push_screen(ReadAgain(self.answered))

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
        await self.turn_to({"short": "note", "on": self._begun_at()}.get(kind, kind))

    def _begun_at(self) -> str:
        return next((name for name in _TYPED if self.said[name].strip()), "line")

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
        self._take_text()
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

    def _take_text(self, name: str = "") -> None:
        """Keep in mind what stands on the step that is asked now."""
        name = name or (self.names[-1] if self.names else "")
        if self.step is None:
            return
        if name in self.said:
            self.said[name] = self.step.text
        if name == "offer":
            self.offer = bool(self.step.checked)

    # What becomes of it.

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed on the step that was left."""
        self._take_text(left)
        super().went_back(left)

    async def after_sure(self) -> None:
        """Go on to the preview."""
        await self.turn_to_end()

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the reply."""
        said = dict(self.said)
        if not self._may_give_ideas:
            said["ideas"] = ""
        reply = Reply(**said, offer=self.offer and not self._may_give_ideas)
        return compose_reply(reply, self.letter_id, to=self.answered.letter, careful=careful)

    def keep_it(self) -> None:
        """Leave; the words stay with the writer, as a draft beside the letter."""
        if not self.busy:
            self.leave()

    def made(self) -> None:
        """Nothing has to wait any more."""
        self.begun.forget()

    def keep_draft(self) -> None:
        """Seal the words as they stand."""
        if self.path is not None:
            return
        self._take_text()
        text = "\n\n".join(part for part in self.said.values() if part.strip())
        if text:
            said = {**self.said, "offer": self.offer}
            self.begun.keep(title="A reply you began", body=text, said=said)
