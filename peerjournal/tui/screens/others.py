"""Other people: who is in the stories, what stands in the place of their names, and whether they said yes."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.journal import HONEST_LINE, Asked, Person
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.listing import ListingScreen
from peerjournal.tui.screens.person import PersonScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import Way

_EMPTY = "Nobody is in the list yet. Whoever is in it leaves in no letter by their name."
_SAID = {
    Asked.YES: "they said yes",
    Asked.NO: "not asked, or no",
    Asked.CANT: "they can't be asked",
    Asked.NOT_NEEDED: "asking is not needed",
}


class OthersScreen(ListingScreen):
    """Lists everybody; what can be done is about the one the cursor stands on."""

    WHERE = "Other people in your stories"
    ALWAYS: ClassVar[tuple[Way, ...]] = (("add", "Add somebody"),)
    WAYS: ClassVar[tuple[Way, ...]] = (("change", "Change"), ("remove", "Remove"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "Add", id="others.add"),
        Binding("e", "change", "Change", id="others.change"),
        Binding("d", "remove", "Remove", id="others.remove"),
        Binding("delete", "remove", "Remove", show=False),
    ]

    def choices(self) -> list[Choice]:
        """Return everybody, each by what stands in the place of their name."""
        return [
            Choice(one.id, f"{', '.join(one.names)} → {one.stand_in}", _SAID[one.asked])
            for one in self.session.people.all()
        ]

    def said(self, count: int) -> str:
        """Say what this can do and what it can't."""
        return HONEST_LINE if count else f"{_EMPTY}\n{HONEST_LINE}"

    @property
    def person(self) -> Person | None:
        """Who the cursor stands on."""
        return next((one for one in self.session.people.all() if one.id == self.key), None)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Change somebody."""
        event.stop()
        self.action_change()

    def action_add(self) -> None:
        """Add somebody, so that their name leaves in no letter."""
        self.app.push_screen(PersonScreen(self.session))

    def action_change(self) -> None:
        """Change what somebody is called, what stands in its place, or whether they said yes."""
        if self.person is not None:
            self.app.push_screen(PersonScreen(self.session, self.person))

    def action_remove(self) -> None:
        """Take somebody out of the list: from then on their name leaves as it was written."""
        person = self.person
        if person is None:
            return
        reference = self.session.people.reference(person)

        def remove(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(lambda: self.session.people.remove(reference), self._removed)

        question = f"Take {person.stand_in} out of the list?"
        detail = "From then on the name leaves as it was written, unless you decide otherwise each time."
        self.app.push_screen(Ask(question, yes="Take out", no="Keep them", detail=detail), remove)

    def _removed(self, _person: Person) -> None:
        self.show()
