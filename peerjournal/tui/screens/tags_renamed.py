"""Another name for a tag: what would come of it stands there while one types; merging is asked once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from peerjournal.errors import PeerjournalError
from peerjournal.journal import TagPlan, TagsRenamed, tag_words
from peerjournal.session import Session
from peerjournal.tui.messages import Failed
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.step import BACK, Step

if TYPE_CHECKING:  # It is only spoken of, never made here.
    from textual.timer import Timer

_PAUSE = 0.1
"""Seconds without a key after which it is looked what would come of it."""
_RENAMING = "Renaming it."


class _Known(Suggester):
    """Completes a tag from those in use."""

    def __init__(self, known: Sequence[str], *, but: str) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known, self._but = known, but

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with the most used tag that begins so, or nothing."""
        begun = value.removeprefix("#").casefold()
        fits = (tag for tag in self._known if tag.casefold().startswith(begun) and len(tag) > len(begun))
        # The name it has is only where one begins: nothing is offered before anything was typed.
        return (
            None
            if begun in {"", self._but.casefold()}
            else next((value + tag[len(begun) :] for tag in fits), None)
        )


class RenameTagScreen(FollowingScreen[TagsRenamed | None]):
    """Asks for the name; ends with what was done, or nothing."""

    WHERE = "Rename or merge a tag"
    FIRST = "to"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    class Planned(Message):
        """That would come of it."""

        def __init__(self, typed: str, said: str) -> None:
            super().__init__()
            self.typed, self.said = typed, said

    def __init__(self, session: Session, tag: str, known: Sequence[str]) -> None:
        """Prepare.

        Args:
            session: The open journal.
            tag: The tag.
            known: All tags, those that are used most first.
        """
        super().__init__()
        self.session, self.tag = session, tag
        self._known = [one for one in known if one != tag]
        self._typed = tag
        self._plan: TagPlan | None = None
        self._done: TagsRenamed | None = None
        self._soon_looked: Timer | None = None

    # The name.

    def ask_to(self) -> Step:
        """Ask for the name, and say what would come of it."""
        line = Line(
            self._typed,
            suggester=_Known(self._known, but=self.tag),
            select_on_focus=True,
            placeholder="Its new name, or that of another tag",
            id="to",
        )
        return Step(
            f"What is {tag_words.hashed(self.tag)} called from now on?",
            "The name of another tag makes one tag of the two. Case makes no difference.",
            held=[line, Static("", id="comes", classes="label")],
            ways=[BACK, ("rename", "Go on")],
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look soon what would come of it."""
        event.stop()
        if self._soon_looked is not None:
            self._soon_looked.stop()
        self._soon_looked = self.set_timer(_PAUSE, lambda: self._look(event.value))

    @work(thread=True, exclusive=True, group="plan", exit_on_error=False)
    def _look(self, typed: str) -> None:
        said = ""
        try:
            if typed.strip() and typed != self.tag:
                said = " ".join(tag_words.before(self.session.journal.plan_rename(self.tag, typed)))
        except PeerjournalError as error:
            said = told(error)
        except Exception as error:  # noqa: BLE001 — told to the app, which ends as after any crash
            self.app.post_message(Failed(error))
        self.post_message(self.Planned(typed, said))

    def on_rename_tag_screen_planned(self, message: Planned) -> None:
        """Say it, if that is still what stands in the line."""
        for line in self.query("#to").results(Line):
            if line.value == message.typed:
                self.query_one("#comes", Static).update(plain(message.said))

    async def hear_to(self, key: str) -> None:
        """Look once more what would come of it; ask where two tags become one, or where texts have it."""
        del key
        if self.step is not None:
            self._typed = typed = self.step.text
            self.do(lambda: self.session.journal.plan_rename(self.tag, typed), self._planned)

    async def _planned(self, plan: TagPlan) -> None:
        self._plan = plan
        if plan.merges or plan.in_text:
            await self.turn_to("sure")
        else:
            self._rename(in_text=False)

    # Being sure.

    @property
    def _known_plan(self) -> TagPlan:
        if self._plan is None:
            raise LookupError("nothing was looked at yet")
        return self._plan

    def ask_sure(self) -> Step:
        """Say what comes of it, and whether texts are changed too."""
        plan = self._known_plan
        texts = "that text" if plan.in_text == 1 else f"those {plan.in_text:,} texts"
        check = Check("text", f"Change it in {texts} too")
        return Step(
            tag_words.question(plan),
            *tag_words.before(plan),
            held=[CheckList([check])] if plan.in_text else [],
            ways=[BACK, ("rename", "Make one tag" if plan.merges else "Rename")],
        )

    async def hear_sure(self, key: str) -> None:
        """Do it."""
        del key
        step = self.step
        self._rename(in_text=step is not None and bool(step.query(CheckList)) and bool(step.checked))

    def _rename(self, *, in_text: bool) -> None:
        journal, plan = self.session.journal, self._known_plan

        def work(watch: Watch) -> TagsRenamed:
            return journal.rename_tag(plan.old, plan.new, in_text=in_text, progress=watch)

        self.follow(_RENAMING, work, self._is_renamed)

    def _is_renamed(self, done: TagsRenamed) -> None:
        self._done = done
        self.leave()

    def leave(self) -> None:
        """Close this, and hand back what was done."""
        self.dismiss(self._done)
