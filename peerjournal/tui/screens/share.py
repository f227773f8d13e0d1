"""Sharing a story: which, with whom, what one would like back, and then exactly what leaves.

Keeping it to oneself is the first answer to every question, and none of them leans the other way.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.widgets import Static

from peerjournal.errors import UnknownPeer
from peerjournal.journal import Story
from peerjournal.letters import HOLDS, WISHES, Around, Composition, compose
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.days import whole_day
from peerjournal.tui.people import about
from peerjournal.tui.screens.leaving import KEEP, LeavingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

_OWN, _NONE = "own words", "none"


class ShareScreen(LeavingScreen[None]):
    """Goes with one or more stories from choosing them to a file for one person."""

    WHERE = "Share · nothing leaves until the end"
    PLACES: ClassVar[dict[str, str]] = {
        "choose": "Choose",
        "person": "Person",
        "sure": "Person",
        "wish": "Wishes",
        "hold": "Wishes",
        "own_hold": "Wishes",
        "note": "Wishes",
        "undecided": "Preview",
        "careful": "Preview",
        "preview": "Preview",
        "file": "The file",
        "done": "The file",
    }

    def __init__(self, session: Session, stories: Sequence[Story] = ()) -> None:
        """Prepare.

        Args:
            session: The open journal.
            stories: Those already chosen; there may be none.
        """
        super().__init__(session)
        self.stories = list(stories)
        self.begun = Begun(session, "share", ",".join(story.id for story in stories))
        fields = self.begun.fields
        self._wish, self._hold = fields.get("wish", "just_read"), fields.get("hold", "keep")
        self._own_hold, self._note = fields.get("own_hold", ""), fields.get("body", "")

    def first(self) -> str:
        """Begin with whom it is for, where it is said already what is shared."""
        return "person" if self.stories else "choose"

    async def _go_back(self) -> None:
        if self.names == ["person"]:
            # It was begun here, with a story in hand; the step before is still a way to choose others.
            self.names = ["choose"]
            await self.ask()
            return
        await super()._go_back()

    def keep_it(self) -> None:
        """Leave; what was begun for this letter goes."""
        if not self.busy:
            self.begun.forget()
            self.dismiss(None)

    def made(self) -> None:
        """Nothing of it has to wait any more."""
        self.begun.forget()

    def keep_draft(self) -> None:
        """Seal the words that stand around the stories; once the file is there nothing has to wait."""
        if self.path is not None:
            return
        self._take_text()
        if self._note.strip() or self._own_hold.strip():
            self.begun.keep(
                title="A letter you began",
                body=self._note,
                wish=self._wish,
                hold=self._hold,
                own_hold=self._own_hold,
            )

    def _take_text(self) -> None:
        if self.step is not None and self.names[-1:] == ["note"]:
            self._note = self.step.text
        if self.step is not None and self.names[-1:] == ["own_hold"]:
            self._own_hold = self.step.text

    # Which stories.

    def ask_choose(self) -> Step:
        """Ask which stories."""
        chosen = {story.id for story in self.stories}
        found = self.session.journal.find("kind:story")
        self._found = {piece.id: piece for piece in found if isinstance(piece, Story)}
        today = self.session.vault.clock().date()
        checks = [
            Check(
                story.id,
                story.shown_title or "Without words yet",
                whole_day(story.written.day, today),
                story.id in chosen,
            )
            for story in self._found.values()
        ]
        if not checks:
            held = [Static(plain("There is no story yet. Press s on an entry to make one of it: a copy."))]
            return Step("Which story?", held=held, ways=[KEEP])
        return Step(
            "Which story?",
            "Space ticks one. Entries are never shared.",
            held=[CheckList(checks)],
            ways=[KEEP, NEXT],
        )

    async def hear_choose(self, key: str) -> None:
        """Go on with what is ticked."""
        if await self.hear_ways(key) or self.step is None:
            return
        self.stories = [self._found[one] for one in self.step.checked]
        if self.stories:
            await self.turn_to("person")
        else:
            self.step.refuse("Tick a story first, or keep it to yourself.")

    # With whom.

    def ask_person(self) -> Step:
        """Ask for whom it is."""
        peers, today = self.session.circle.peers(), self.session.vault.clock().date()
        choices = [Choice(*KEEP)]
        choices += [Choice(peer.id, peer.stand_in, about(peer, today)) for peer in peers]
        choices.append(Choice("circle", "Somebody else", "Your circle: add someone by a card or a key."))
        question = "Who is it for?" if len(self.stories) == 1 else f"Who are these {len(self.stories)} for?"
        return Step(question, "Think of this one person.", held=[Choices(choices)], ways=[BACK])

    async def hear_person(self, key: str) -> None:
        """Go on with one person."""
        if await self.hear_ways(key):
            return
        if key == "circle":
            from peerjournal.tui.screens.peers import PeersScreen  # noqa: PLC0415 — only for somebody new

            self.app.push_screen(PeersScreen(self.session), self._back_from_circle)
            return
        peer = self.session.circle.by_id(key)
        if peer is None:
            raise UnknownPeer
        await self.turn_to_peer(peer)

    async def _back_from_circle(self, _result: None) -> None:
        await self.ask()

    async def after_sure(self) -> None:
        """Go on to the wish."""
        await self.turn_to("wish")

    # What stands around the stories.

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
            await self.turn_to("hold")

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
        if not await self.hear_ways(key):
            self._hold = key
            await self.turn_to("own_hold" if key == _OWN else "note")

    def ask_own_hold(self) -> Step:
        """Ask for own words about how to hold it."""
        line = Line(self._own_hold, id="own-hold")
        return Step("How would you like it held, in your words?", held=[line], ways=[KEEP, BACK, NEXT])

    async def hear_own_hold(self, key: str) -> None:
        """Note them."""
        if not await self.hear_ways(key):
            self._take_text()
            await self.turn_to("note")

    def ask_note(self) -> Step:
        """Ask for words above everything else."""
        page = Page(self._note, placeholder="It can stay empty.", id="note")
        name = self.reader.stand_in
        return Step(f"Is there something to say to {name} first?", held=[page], ways=[KEEP, BACK, NEXT])

    async def hear_note(self, key: str) -> None:
        """Note them, and see what is still to be decided."""
        if not await self.hear_ways(key):
            self._take_text()
            self.answers.clear()
            await self.turn_to_end()

    def undecided_ways(self) -> list[Way]:
        """Return what can be done: the story itself can be changed at once."""
        return [KEEP, BACK, ("change", "Change the story")]

    async def hear_undecided(self, key: str) -> None:
        """Keep it, or change the story."""
        if await self.hear_ways(key):
            return
        from peerjournal.tui.screens.editor import EditorScreen  # noqa: PLC0415 — only to change one

        self.app.push_screen(EditorScreen(self.session, self._first_undecided()), self._changed)

    def _first_undecided(self) -> Story:
        for story in self._fresh():
            if compose([story], self.letter_id).undecided:
                return story
        return self.stories[0]

    async def _changed(self, _piece: object) -> None:
        self.names.pop()
        self.answers.clear()
        await self.turn_to_end()

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed on the step that was left."""
        if self.step is not None and left == "note":
            self._note = self.step.text
        if self.step is not None and left == "own_hold":
            self._own_hold = self.step.text
        super().went_back(left)

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the letter as the stories are now."""
        hold = {_OWN: self._own_hold, _NONE: ""}.get(self._hold, self._hold)
        around = Around(wish=self._wish, hold=hold, note=self._note)
        return compose(self._fresh(), self.letter_id, around=around, careful=careful)

    def _fresh(self) -> list[Story]:
        found = (self.session.journal.get(story.id) for story in self.stories)
        return [story for story in found if isinstance(story, Story)]
