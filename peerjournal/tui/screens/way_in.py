"""A way in: one prompt at a time, each of which can be skipped, and at the end an entry or a story.

What is typed is sealed as a draft all the while. Nothing is counted, and a blank page is offered first.
"""

import contextlib
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from peerjournal.config import own_ways_in
from peerjournal.errors import PeerjournalError
from peerjournal.journal import STANDS, Offer, Piece, guides
from peerjournal.session import Session
from peerjournal.tui.begun import Along
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.one_of import OneOf
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.prompt_step import STOP, PromptStep
from peerjournal.tui.widgets.step import BACK, Step
from peerjournal.tui.widgets.top_bar import TopBar
from peerjournal.tui.writing import ENTRY, STORY

_BLANK, _LINE = "blank page", "line "
_KEPT_HEADING = "The question stays above your words."


class WayInScreen(StepScreen[Piece | None]):
    """Asks along a way in. Ends with what was kept, or nothing."""

    WHERE = "A way in"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "keep_question", "Keep the question", key_display="F4"),
    ]

    def __init__(self, session: Session, way: str = "", *, draft: str = "") -> None:
        """Prepare.

        Args:
            session: The open journal.
            way: The name of the way in to begin with; nothing to let it be chosen.
            draft: The name of a draft to go on with.

        Raises:
            PeerjournalError: There is no way in, or no draft, with that name.
        """
        super().__init__()
        self.session = session
        self.known = guides(own_ways_in())
        self._along: Along | None = None
        if draft:
            self._along = Along.found(session, draft, self.known)
        elif way:
            self._along = Along(session, self.known.get(way))

    @property
    def along(self) -> Along:
        """What is written along the way that was chosen."""
        if self._along is None:
            raise LookupError("no way in was chosen yet")
        return self._along

    @property
    def place(self) -> int:
        """The place of the prompt that one is at, or was at last."""
        return max(0, self.names.count("prompt") - 1)

    def first(self) -> str:
        """Begin with the choice, or with the prompt that a draft was left at."""
        if self._along is None:
            return "choose"
        self._say_title()
        self.names = ["prompt"] * self._along.at
        return "prompt"

    def _say_title(self) -> None:
        self.query_one(TopBar).say_where(self.along.guide.title)

    # Choosing.

    def ask_choose(self) -> Step:
        """Ask how to begin; a blank page stands first."""
        choices = [Choice(_BLANK, "A blank page", "Start anywhere.")]
        choices += [Choice(one.id, one.title, "".join(one.intro[:1])) for one in self.known.all]
        at = self._along.guide.id if self._along else ""
        return Step(
            "How would you like to begin?",
            "Every prompt can be skipped, and you can stop after any of them.",
            *self.known.said,
            held=[Choices(choices, at=at)],
            ways=[BACK],
        )

    async def hear_choose(self, key: str) -> None:
        """Go on to the first prompt, or to a blank page."""
        # What was begun along another way stays among the drafts.
        self.keep_draft()
        if key == _BLANK:
            self._open_editor(None)
            return
        guide = self.known.get(key)
        if self._along is None or guide is not self._along.guide:
            self._along = Along(self.session, guide)
        self._say_title()
        await self.turn_to("whom" if guide.may_be_story else "prompt")

    def ask_whom(self) -> Step:
        """Ask whether it is for oneself."""
        choices = [
            Choice(ENTRY, "For me", "An entry. Nobody else will see it."),
            Choice(STORY, "The beginning of a story", "Private too, until you choose to share it."),
        ]
        quiet = "You can make a story of an entry later."
        held = [Choices(choices, at=self.along.kind)]
        return Step("Who is it for, for now?", quiet, held=held, ways=[BACK])

    async def hear_whom(self, key: str) -> None:
        """Go on to the first prompt."""
        self.along.kind = key
        await self.turn_to("prompt")

    # Prompts.

    def ask_prompt(self) -> Step:
        """Ask the prompt that one is at."""
        along, place = self.along, self.place
        prompt = along.guide.prompts[place]
        intro = along.guide.intro if place == 0 else ()
        if prompt.offers is Offer.SHELF:
            nothing = () if along.lines else ("Nothing is written yet, so there is no line to choose.",)
            return PromptStep(place, prompt.text, *intro, *nothing, held=self._lines())
        held: list[Widget] = [Page(along.answers[place], id="answer")]
        held.append(Static(_KEPT_HEADING, id="kept", classes="-said" if place in along.headings else ""))
        if prompt.offers is Offer.STANDS and along.kind == STORY:
            stands = [("", "not said"), *((one, one) for one in STANDS)]
            held += [
                Static("Where it stands, if you like:", classes="said"),
                OneOf(stands, chosen=along.stands),
            ]
        if along.guide.footer:
            held.append(Static(plain(along.guide.footer), classes="said"))
        return PromptStep(place, prompt.text, *intro, held=held)

    def _lines(self) -> list[Widget]:
        lines = self.along.lines
        choices = [Choice(f"{_LINE}{place}", line) for place, line in enumerate(lines)]
        return [Choices([Choice("on", "Not now"), *choices])] if lines else []

    async def hear_prompt(self, key: str) -> None:
        """Go on to the next prompt, or stop here; a line that was chosen goes to the shelf."""
        self._take()
        if key == STOP[0]:
            self._stop()
        elif key.startswith(_LINE):
            line = self.along.lines[int(key.removeprefix(_LINE))]
            self.do(lambda: self.session.shelf.add(line), self._on_shelf)
        else:
            await self._next()

    async def _on_shelf(self, _line: object) -> None:
        self.app.notify("It is on your hope shelf.")
        await self._next()

    async def _next(self) -> None:
        is_last = self.place + 1 == len(self.along.guide.prompts)
        await self.turn_to("end" if is_last else "prompt")

    def _take(self) -> None:
        """Take note of what stands on the page."""
        step = self.step
        if isinstance(step, PromptStep) and step.is_mounted and step.query(Page):
            self.along.take(step.place, step.text)

    def went_back(self, left: str) -> None:
        """Take note of what stood there."""
        del left
        self._take()

    @on(OneOf.Chosen)
    def _stands_chosen(self, event: OneOf.Chosen) -> None:
        event.stop()
        self.along.stands = event.key
        self._keep_soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep a question only where there is one to answer."""
        if action == "keep_question":
            return isinstance(self.step, PromptStep) and bool(self.step.query("#kept"))
        return super().check_action(action, parameters)

    def action_keep_question(self) -> None:
        """Keep this question above your words, as a heading; or leave it out, as it is otherwise."""
        step = self.step
        if isinstance(step, PromptStep):
            self.along.headings ^= {step.place}
            step.keep_heading(kept=step.place in self.along.headings)
            self._keep_soon()

    # The end.

    def ask_end(self) -> Step:
        """Ask what is to become of it."""
        if not self.along.body.strip():
            quiet = "There is nothing to keep, and nothing is asked of you."
            return Step("Nothing was written, and that is fine.", quiet, ways=[BACK, ("close", "Close")])
        kind = "stories" if self.along.kind == STORY else "entries"
        choices = [
            Choice("keep", "Keep it", f"It stands among your {kind}. Nobody else sees it."),
            Choice("edit", "Open it in the editor", "To go on writing, or to give it a title."),
        ]
        return Step("That is all it asks.", held=[Choices(choices)], ways=[BACK, STOP], on="")

    async def hear_end(self, key: str) -> None:
        """Keep it, or stop here."""
        if key == "close":
            self.leave()
        elif key == STOP[0]:
            self._stop()
        else:
            self.do(self.along.keep, self._open_editor if key == "edit" else self._kept)

    def _kept(self, piece: Piece) -> None:
        self.app.notify("Kept. It stays on this computer, encrypted.")
        self.dismiss(piece)

    def _open_editor(self, piece: Piece | None) -> None:
        from peerjournal.tui.screens.editor import EditorScreen  # noqa: PLC0415 — only for who wants it

        def leave(changed: Piece | None) -> None:
            self.dismiss(changed or piece)

        def edited(changed: Piece | None) -> None:
            # The editor still lies over this screen while it says how it ended.
            self.call_later(leave, changed)

        self.app.push_screen(EditorScreen(self.session, piece), edited)

    def _stop(self) -> None:
        with contextlib.suppress(PeerjournalError):
            # A disk that refuses is told of by leaving.
            self.keep_draft()
            if self.along.is_sealed:
                self.app.notify(self.along.where)
        self.leave()

    # Kept all the while.

    def _keep_soon(self) -> None:
        # Not put off by the next key: somebody who never pauses must lose no more than others.
        if self._soon is None:
            super()._keep_soon()

    def _keep_now(self) -> None:
        self._soon = None
        with contextlib.suppress(PeerjournalError):
            self.keep_draft()

    def keep_draft(self) -> None:
        """Seal what was answered so far; nothing where nothing was."""
        if self._along is not None:
            self._take()
            self._along.at = self.place
            self._along.seal()
