"""Sharing a story: which, with whom, what one would like back, and then exactly what leaves.

Keeping it to oneself is the first answer to every question, and none of them leans the other way.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import ClassVar

from textual.widgets import Static

from peerjournal.errors import PeerjournalError, UnknownPeer
from peerjournal.journal import Moment, Story
from peerjournal.letters import Composition, Earlier, Pause, compose, earlier
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.days import whole_day
from peerjournal.tui.drafts import left_behind
from peerjournal.tui.people import about
from peerjournal.tui.screens.around import AroundScreen
from peerjournal.tui.screens.doors import through
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.screens.leaving import AFTER_PREVIEW
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way


class ShareScreen(AroundScreen[None]):
    """Goes with one or more stories from choosing them to a file for one person."""

    WHERE = "Share · nothing leaves until the end"
    PLACES: ClassVar[dict[str, str]] = {
        "choose": "Choose",
        "person": "Person",
        "unfinished": "Person",
        **dict.fromkeys(("before", "review", "ends", "pause", "aside"), "Before"),
        **dict.fromkeys(("around", "wish", "hold", "own_hold", "note"), "Words"),
        **dict.fromkeys(("undecided", "careful", "names", "detail", "vaguer", "whose", "earlier"), "Words"),
        "preview": "Preview",
        **dict.fromkeys(AFTER_PREVIEW, "Form"),
        **dict.fromkeys(("file", "done", "hand"), "File"),
    }

    def __init__(self, session: Session, stories: Sequence[Story] = (), pause: Pause | None = None) -> None:
        """Prepare.

        Args:
            session: The open journal.
            stories: Those already chosen; there may be none.
            pause: What was set aside and is gone on with.
        """
        super().__init__(session, Begun(session, "share", ",".join(story.id for story in stories)))
        self.stories = list(stories)
        self._pause = pause
        self._earlier: Earlier | None = None
        self._replaces = ""
        if pause is not None and not self.begun.fields:
            self.take_over(pause.around)

    async def begin(self) -> None:
        """Begin with whom it is for, where it is said already what is shared."""
        peer = self.session.circle.by_id(self._pause.peer) if self._pause else None
        if peer is None:
            await self.turn_to("person" if self.stories else "choose")
        else:
            try:
                await self.turn_to_peer(peer)
            except PeerjournalError as error:
                await self.turn_to("person")
                self.refuse(error)

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

    # Which stories.

    def ask_choose(self) -> Step:
        """Ask which stories."""
        chosen = {story.id for story in self.stories}
        found = self.session.journal.find("kind:story")
        self._offered = {piece.id: piece for piece in found if isinstance(piece, Story)}
        today = self.session.vault.clock().date()
        checks = [
            Check(
                story.id,
                story.shown_title or "Without words yet",
                whole_day(story.written.day, today),
                story.id in chosen,
            )
            for story in self._offered.values()
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
        self.stories = [self._offered[one] for one in self.step.checked]
        if self.stories:
            await self.turn_to("person")
        else:
            self.step.refuse("Tick a story first, or keep it to yourself.")

    # With whom.

    def ask_person(self) -> Step:
        """Ask for whom it is."""
        peers, today = self.session.circle.peers(), self.session.vault.clock().date()
        choices = [Choice(*KEEP)]
        choices += [Choice(peer.id, peer.called, about(peer, today)) for peer in peers]
        choices.append(Choice("circle", "Somebody else", "Your circle: add someone, with or without a card."))
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
        await self._turn_to_chosen(peer)

    async def _turn_to_chosen(self, peer: Peer) -> None:
        if waiting := waiting_for(self.session, peer, self.story_ids):
            self.app.switch_screen(through("paused", self.session, waiting))
        else:
            await self.turn_to_peer(peer)

    async def _back_from_circle(self, _result: None) -> None:
        await self.ask()

    async def after_peer(self) -> None:
        """Go on to the lines before sharing, or ask first about words of it that are only in a draft."""
        if self._unfinished() is not None:
            await self.turn_to("unfinished")
            return
        # Who comes from a pause has those lines behind.
        await self.turn_to("around" if self._pause else "before")

    # What is marked only in a draft would leave, so nothing goes on before that is kept.

    def _unfinished(self) -> Story | None:
        begun = {draft.piece for draft in left_behind(self.session)}
        return next((story for story in self.stories_now() if story.id in begun), None)

    def ask_unfinished(self) -> Step:
        """Say that something was changed and not kept."""
        story = self._unfinished() or self.stories[0]
        return Step(
            f"“{story.shown_title}” has changes that are only a draft.",
            "What you marked there counts once it is kept. Open it, and Esc keeps it.",
            ways=[KEEP, BACK, ("change", "Open it")],
        )

    async def hear_unfinished(self, key: str) -> None:
        """Keep it to oneself, or go on with the draft."""
        if not await self.hear_ways(key):
            self._open_page(self._unfinished() or self.stories[0], self._finished)

    async def _finished(self, _piece: object) -> None:
        self.names.pop()
        await self.after_peer()

    def _open_page(self, story: Story, then: Callable[[object], Awaitable[None]]) -> None:
        self.app.push_screen(through("editor", self.session, story), then)

    def undecided_ways(self) -> list[Way]:
        """Return what can be done: the story itself can be changed at once."""
        return [KEEP, BACK, ("change", "Change the story")]

    async def hear_undecided(self, key: str) -> None:
        """Keep it, or change the story."""
        if not await self.hear_ways(key):
            self._open_page(self._first_undecided(), self._changed)

    def _first_undecided(self) -> Story:
        for story in self.stories_now():
            if compose([story], self.letter_id, people=self.session.people.all()).undecided:
                return story
        return self.stories[0]

    async def _changed(self, _piece: object) -> None:
        self.names.pop()
        self.answers.clear()
        await self.turn_to_end()

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the letter as the stories are now."""
        return compose(
            self.stories_now(),
            self.letter_id,
            around=self.around,
            careful=careful,
            people=self.session.people.all(),
            replaces=self._replaces,
        )

    @property
    def story_ids(self) -> tuple[str, ...]:
        """The stories in it."""
        return tuple(story.id for story in self.stories)

    # An earlier version.

    async def turn_to_preview(self) -> None:
        """Go on to exactly what will leave, or tell first what they have of it already."""
        self._earlier = earlier(self.session.vault, self.reader, self.story_ids)
        await self.turn_to("earlier" if self._earlier else "preview")

    def ask_earlier(self) -> Step:
        """Say what they have, and what would be different."""
        found, letter = self._earlier, self.letter
        if found is None:
            raise RuntimeError("they have nothing of it")
        choices = [Choice("besides", "It goes besides", "They have both.")]
        if found.replaces:
            choices.insert(
                0, Choice("place", "It takes its place", "The letter says so. Their copy stays theirs.")
            )
        lines = "\n".join(found.difference(letter)) or "Nothing is different."
        return Step(
            found.sentence(self.reader, letter),
            "What they have begins with -, what would leave with +.",
            held=[Choices(choices), Static(" "), ExactPage(lines, id="difference")],
            ways=[KEEP, BACK],
        )

    async def hear_earlier(self, key: str) -> None:
        """Note whether it takes the place of what they have."""
        if not await self.hear_ways(key):
            self._replaces = self._earlier.replaces if self._earlier and key == "place" else ""
            self.composition = self.compose_again()
            await self.turn_to("preview")

    # A pause.

    def set_aside(self, until: Moment) -> object:
        """Set the stories aside for this person."""
        return self.session.pauses.set_aside(self.stories_now(), self.reader, self.around, until)

    def stories_now(self) -> list[Story]:
        """Return the stories as they are now; one that was removed meanwhile is none of them."""
        found = (self.session.journal.get(story.id) for story in self.stories)
        return [story for story in found if isinstance(story, Story)]


def waiting_for(session: Session, peer: Peer, stories: Collection[str]) -> Pause | None:
    """Return what was set aside for somebody: these stories, or one of them while its time has not come."""
    for pause in session.pauses.all():
        same = {*stories} == {*pause.stories}
        if pause.peer == peer.id and (
            same or ({*stories} & {*pause.stories} and not session.pauses.is_over(pause))
        ):
            return pause
    return None
