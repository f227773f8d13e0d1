"""Somebody who is in your stories: their names, what stands in the place of these, whether they said yes."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widgets import Static

from peerjournal.journal import CANT_SAY, Asked, Person
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, NEXT, Step

ANSWERS = {
    Asked.YES: ("They said yes", ""),
    Asked.NO: ("I have not asked, or they said no", ""),
    Asked.CANT: ("They can't be asked", "A child, someone who is ill, someone who died."),
    Asked.NOT_NEEDED: ("It is not needed", "Nobody could tell who it is, or it is known to all."),
}
"""How each answer is shown, and what it means."""


class PersonScreen(StepScreen[Person | None]):
    """Adds somebody to the list, or changes them; ends with who is kept, or nothing."""

    WHERE = "Somebody in your stories"
    PLACES: ClassVar[dict[str, str]] = {"names": "Names", "stand_in": "Stand-in", "asked": "Asked"}
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, person: Person | None = None, *, names: Sequence[str] = ()) -> None:
        """Prepare.

        Args:
            session: The open journal.
            person: Who is to be changed; nobody for somebody new.
            names: What somebody new is called, where that is known already.
        """
        super().__init__()
        self.session, self._person = session, person
        self._names = ", ".join(person.names if person else names)
        self._stand_in = person.stand_in if person else ""
        self._at_first = (self._names, self._stand_in)
        self._known = bool(names)
        self.begun = Begun(session, "person", person.id if person else self._names)
        self._names = self.begun.fields.get("names", self._names)
        self._stand_in = self.begun.fields.get("stand_in", self._stand_in)

    def keep_draft(self) -> None:
        """Seal what was typed and is not in the list yet."""
        self._take_text(self.names[-1] if self.names else "")
        if (self._names, self._stand_in) == self._at_first:
            self.begun.forget()
        else:
            body = " → ".join(filter(None, (self._names, self._stand_in)))
            self.begun.keep(title=self.WHERE, body=body, names=self._names, stand_in=self._stand_in)

    def first(self) -> str:
        """Begin with what stands in place of the name, where the name is known."""
        return "stand_in" if self._known else "names"

    def ask_names(self) -> Step:
        """Ask for every form of the name."""
        return Step(
            "What are they called in your stories?",
            "Every form of it, with commas between: name, nickname, initials, handle.",
            "None of these ever leaves in a letter.",
            held=[Line(self._names, id="names")],
            ways=[BACK, NEXT],
        )

    async def hear_names(self, key: str) -> None:
        """Note the names."""
        del key
        if self.step is not None:
            self._names = self.step.text
            await self.turn_to("stand_in")

    def ask_stand_in(self) -> Step:
        """Ask what stands in the place of the name."""
        forms = Static(plain(f"In the place of: {self._names}"), classes="label")
        return Step(
            "What stands in its place?",
            "As it reads in the middle of a sentence: “my sister”, “a friend from work”, “M.”",
            held=[Line(self._stand_in, id="stand-in"), forms],
            ways=[BACK, NEXT],
        )

    async def hear_stand_in(self, key: str) -> None:
        """Note the stand-in."""
        del key
        if self.step is not None:
            self._stand_in = self.step.text
            await self.turn_to("asked")

    def ask_asked(self) -> Step:
        """Ask whether they know of it."""
        choices = [Choice(one.value, *said) for one, said in ANSWERS.items()]
        at = self._person.asked if self._person else Asked.NO
        return Step(
            "Do they know that they are in a story?",
            "For you alone. It is in no letter.",
            held=[Choices(choices, at=at.value)],
            ways=[BACK],
        )

    async def hear_asked(self, key: str) -> None:
        """Keep them."""
        people, names, asked = self.session.people, self._names.split(","), Asked(key)
        person, stand_in = self._person, self._stand_in

        def keep() -> Person:
            if person is None:
                return people.add(stand_in, names, asked)
            reference = people.reference(person)
            return people.change(reference, stand_in=stand_in, names=names, asked=asked)

        self.do(keep, self._kept)

    def _kept(self, person: Person) -> None:
        self.begun.forget()
        if person.asked is Asked.CANT:
            self.app.notify(CANT_SAY, timeout=10)
        self.dismiss(person)

    def went_back(self, left: str) -> None:
        """Keep in mind what was typed on the step that was left."""
        self._take_text(left)

    def _take_text(self, name: str) -> None:
        if self.step is not None and name == "names":
            self._names = self.step.text
        if self.step is not None and name == "stand_in":
            self._stand_in = self.step.text
