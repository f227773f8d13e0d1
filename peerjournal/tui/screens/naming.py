"""Who else is in a letter: what was replaced, what needs a decision each, and what is looked at once.

What is decided about a story stays with the story; what stands around it is decided for this letter.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.journal import HONEST_LINE, Changes, Story, Why, left_out, made_vaguer
from peerjournal.letters import Composition, Found, StoodIn
from peerjournal.session import Session
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.leaving import LeavingScreen
from peerjournal.tui.screens.person import PersonScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

T = TypeVar("T")
_LOOKED: Way = ("looked", "I have looked")
_NEW = "new"
_TWICE = 2
Change = Callable[[Story], Changes]
"""What changes in a story, as the journal takes it."""


class NamingScreen(LeavingScreen[T]):
    """The steps about other people's names."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.kept: set[str] = set()
        """Details around the stories, or in a reply, that stay in."""
        self._looked: set[str] = set()
        self._passed: tuple[StoodIn, ...] = ()
        """What was replaced when the list was last gone past."""
        self._found: Found | None = None

    # What each of the two does in its own way.

    def compose_again(self) -> Composition:
        """Compose the letter with the decisions made so far."""
        raise NotImplementedError

    async def turn_to_end(self) -> None:
        """Go on to whatever is still to be decided, or to the preview."""
        raise NotImplementedError

    async def change_words(self) -> None:
        """Go to the words that stand in no story, to change them."""
        raise NotImplementedError

    # The list.

    @property
    def names_wait(self) -> bool:
        """Whether there is anything in the list that was not gone past."""
        found = self.composition
        return bool(found and (found.to_decide or self._to_look_at or found.masked != self._passed))

    def place(self, where: str) -> str:
        """Tell where something stands: by the title of the story, whose number only the command shows."""
        head, comma, rest = where.partition(",")
        for story in self.session.journal.find("kind:story"):
            if head == f"Story {story.number}":
                return f"“{story.shown_title}”{comma}{rest}"
        return where

    def _about(self, found: Found) -> str:
        where = self.place(found.where)
        kind = "It may be a name" if found.why is Why.NAME else found.why.value.capitalize()
        return f"{kind}, in {where[:1].lower()}{where[1:]}"

    @property
    def _to_look_at(self) -> list[Found]:
        found = self.composition.to_look_at if self.composition else ()
        return _once(one for one in found if one.story or one.word not in self._looked)

    @property
    def _to_decide(self) -> list[Found]:
        return _once(self.composition.to_decide if self.composition else ())

    def ask_names(self) -> Step:
        """Show who else is in it."""
        decide, look = self._to_decide, self._to_look_at
        masked = self.composition.masked if self.composition else ()
        choices = [
            Choice(f"decide {number}", one.word, f"{self._about(one)}. To be decided.")
            for number, one in enumerate(decide)
        ]
        choices += [Choice(f"person {one.person.id}", *_stood_in(one)) for one in masked]
        choices += [
            Choice(f"look {number}", one.word, f"{self._about(one)}.") for number, one in enumerate(look)
        ]
        held: list[Choices | Static] = (
            [Choices(choices)] if choices else [Static(plain("No name was found in it."))]
        )
        said = "Each needs a decision before anything can leave. Enter makes it." if decide else ""
        if look and not decide:
            said = "Look at these once. Enter changes one."
        on = [] if decide else [_LOOKED if look else NEXT]
        lines = (HONEST_LINE, said) if said else (HONEST_LINE,)
        return Step("Who else is in it?", *lines, held=held, ways=[KEEP, BACK, *on])

    async def hear_names(self, key: str) -> None:
        """Decide about one of them, or go on."""
        if await self.hear_ways(key):
            return
        kind, _, which = key.partition(" ")
        if kind == "person":
            self._change_person(which)
        elif kind in {"decide", "look"}:
            self._found = (self._to_decide if kind == "decide" else self._to_look_at)[int(which)]
            await self.turn_to("detail")
        elif look := self._to_look_at:
            self._looked |= {one.word for one in look if not one.story}
            words = {one.story: [each.word for each in look if each.story == one.story] for one in look}
            self.do(lambda: self._note_looked(words), self._names_done)
        else:
            await self._names_done()

    def _note_looked(self, words: dict[str, list[str]]) -> None:
        for story in filter(None, words):
            now = self._story(story)
            self.session.journal.edit(story, looked=dict.fromkeys([*now.looked, *words[story]]))

    async def _names_done(self, _none: None = None) -> None:
        self.composition = self.compose_again()
        self._passed = self.composition.masked
        if self.names[-2:-1] == ["before"]:
            self.names.pop()
            await self.ask()
        else:
            await self.turn_to_end()

    def _change_person(self, identifier: str) -> None:
        masked = self.composition.masked if self.composition else ()
        person = next(one.person for one in masked if one.person.id == identifier)
        self.app.push_screen(PersonScreen(self.session, person), self._names_again)

    async def _names_again(self, _result: object = None) -> None:
        while self.names[-1] != "names":
            self.names.pop()
        try:
            self.composition = self.compose_again()
        except PeerjournalError as error:
            self.refuse(error)
        else:
            await self.ask()

    def remarks(self) -> list[str]:
        """Say what can't be seen here, where nothing was found and so nothing was shown."""
        return [*super().remarks(), *([] if "names" in self.names else [HONEST_LINE])]

    # One detail.

    @property
    def _detail(self) -> Found:
        if self._found is None:
            raise RuntimeError("nothing was chosen yet")
        return self._found

    def ask_detail(self) -> Step:
        """Ask what becomes of one detail."""
        one = self._detail
        choices = [
            Choice("stand_in", "Put a stand-in", "“A friend”, “my sister”: in every letter from now on.")
        ]
        if one.story:
            choices.append(Choice("vaguer", "Make it vaguer", "Other words stand there, in your story."))
        else:
            choices.append(Choice("words", "Change the words", "Back to where you wrote it."))
        choices.append(Choice("keep", "Keep it", "It leaves as it stands."))
        if one.story:
            choices.append(
                Choice("stays", "It stays with me", "It is marked as yours, wherever it stands open.")
            )
        return Step(f"“{one.word}”", f"{self._about(one)}.", held=[Choices(choices)], ways=[KEEP, BACK])

    async def hear_detail(self, key: str) -> None:
        """Do what was decided."""
        if await self.hear_ways(key):
            return
        one = self._detail
        if key == "words":
            await self.change_words()
        elif key == "vaguer":
            await self.turn_to("vaguer")
        elif key == "stand_in":
            await self._stand_in()
        elif not one.story:
            self.kept.add(one.word)
            await self._names_again()
        else:
            self._edit(
                lambda story: _keeping(story, one.word) if key == "keep" else left_out(story, one.word)
            )

    def _edit(self, change: Change) -> None:
        story = self._story(self._detail.story)
        self.do(lambda: self.session.journal.edit(story.id, **change(story)), self._names_again)

    def _story(self, identifier: str) -> Story:
        story = self.session.journal.get(identifier)
        if not isinstance(story, Story):
            raise TypeError("a story became something else")
        return story

    def ask_vaguer(self) -> Step:
        """Ask for other words."""
        return Step(
            f"What could stand there instead of “{self._detail.word}”?",
            "It changes your story, wherever these words stand in it.",
            held=[Line(self._detail.word, id="vaguer")],
            ways=[KEEP, BACK, NEXT],
        )

    async def hear_vaguer(self, key: str) -> None:
        """Put the other words there."""
        if await self.hear_ways(key) or self.step is None:
            return
        word, instead = self._detail.word, self.step.text.strip()
        if instead in {"", word}:
            self.step.refuse("Type what could stand there instead.")
        else:
            self._edit(lambda story: made_vaguer(story, word, instead))

    # A stand-in.

    async def _stand_in(self) -> None:
        if self.session.people.all():
            await self.turn_to("whose")
        else:
            self._new_person()

    def ask_whose(self) -> Step:
        """Ask whose name it is."""
        choices = [Choice(_NEW, "Somebody new")]
        choices += [Choice(one.id, one.stand_in, ", ".join(one.names)) for one in self.session.people.all()]
        return Step(f"Whose name is “{self._detail.word}”?", held=[Choices(choices)], ways=[KEEP, BACK])

    async def hear_whose(self, key: str) -> None:
        """Put it to somebody's names, or begin somebody new."""
        if await self.hear_ways(key):
            return
        if key == _NEW:
            self._new_person()
            return
        people, word = self.session.people, self._detail.word
        person = next(one for one in people.all() if one.id == key)
        self.do(
            lambda: people.change(people.reference(person), names=[*person.names, word]), self._names_again
        )

    def _new_person(self) -> None:
        self.app.push_screen(PersonScreen(self.session, names=[self._detail.word]), self._names_again)


def _keeping(story: Story, word: str) -> Changes:
    return {"kept": [*dict.fromkeys([*story.kept, word])]}


def _once(found: Iterable[Found]) -> list[Found]:
    """Leave out what stands in the same story once more: one decision holds for all of it."""
    return [*{(one.word, one.story): one for one in reversed([*found])}.values()][::-1]


def _stood_in(one: StoodIn) -> tuple[str, str]:
    times = {1: "Once", _TWICE: "Twice"}.get(one.times, f"{one.times} times")
    return f"{one.person.names[0]} → {one.person.stand_in}", f"{times}. {one.person.remark}".strip()
