"""Questions of which some set off something long: how far it is stands there, and Esc stops it."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import OFTEN, Stopped, Watch
from peerjournal.tui.widgets.bar import Bar
from peerjournal.tui.widgets.step import Step

T = TypeVar("T")
Result = TypeVar("Result")
_STOPPED = "It was stopped. Nothing was changed."
_STOPPING = "Stopping it."
_SOON = 0.3
"""Seconds after which something is called long."""


class FollowingScreen(StepScreen[T]):
    """Follows what takes long; leaving, locking and closing stop it, and nothing half is left."""

    def __init__(self) -> None:
        super().__init__()
        self._watch: Watch | None = None
        self._doing, self._quiet = "", ""

    async def on_mount(self) -> None:
        """Look now and then how far it is."""
        self.set_interval(OFTEN, self._draw_progress)

    def follow(
        self,
        doing: str,
        work: Callable[[Watch], Result],
        then: Callable[[Result], object],
        *,
        quiet: str = "It can be stopped; then nothing is changed.",
        stopped: Callable[[], object] | None = None,
    ) -> None:
        """Do something long in a thread.

        Args:
            doing: What it is, as a sentence.
            work: Is handed what it tells how far it is, and touches no widget.
            then: Is handed what it returned, once the question before stands there again.
            quiet: What more there is to know meanwhile.
            stopped: Is called once somebody stopped it; else it is said that nothing was changed.
        """
        if self.busy:
            return
        watch = Watch()
        self._watch, self._doing, self._quiet = watch, doing, quiet

        def run() -> Any:
            try:
                with watch.over():
                    return work(watch)
            except Stopped:
                return watch

        async def ended(result: Any) -> None:
            self._let_go()
            if result is watch and stopped is None:
                await self.ask()
                self.say(_STOPPED)
                return
            try:
                going_on: Any = stopped() if result is watch and stopped else then(result)
                if hasattr(going_on, "__await__"):
                    await going_on
            except PeerjournalError as error:
                await self.ask()
                self.refuse(error)

        self.do(run, ended)
        self.set_timer(_SOON, self._show_doing)

    async def _show_doing(self) -> None:
        watch = self._watch
        if self.busy and watch is not None and not watch.is_over and self.names[-1:] != ["doing"]:
            self.names.append("doing")
            await self.ask()

    def ask_doing(self) -> Step:
        """Say what is being done, and how far it is."""
        return Step(
            self._doing,
            self._quiet,
            held=[Bar(), Static(plain(self._far()), id="far")],
            ways=[("stop", "Stop it")],
            on="",
        )

    @property
    def _here(self) -> str:
        """Where one is in the line of steps: what is being done belongs to the question before it."""
        asked = [name for name in self.names if name != "doing"]
        return self.PLACES.get(asked[-1], "") if asked else ""

    async def hear_doing(self, key: str) -> None:
        """Stop it."""
        del key
        self.stop_work()

    def _far(self) -> str:
        watch = self._watch
        if watch is not None and watch.is_stopping:
            return _STOPPING
        if watch is None or not (watch.percent or watch.counted):
            return "It has begun."
        far = f"{watch.percent} of 100 parts" if watch.percent else f"{watch.counted:,} so far"
        if watch.what:
            return f"{watch.what}: {far}."
        return f"{far} are done." if watch.percent else f"{far}."

    def _draw_progress(self) -> None:
        for far in self.query("#far").results(Static):
            far.update(plain(self._far()))
        for bar in self.query(Bar):
            bar.show(self._watch.percent if self._watch else 0)

    def _let_go(self) -> None:
        self._watch = None
        if self.names[-1:] == ["doing"]:
            self.names.pop()

    async def on_step_answered(self, message: Step.Answered) -> None:
        """Stop, when that was the answer; whoever asks the questions hears no other while this is done."""
        if self.busy and message.key == "stop":
            self.stop_work()
            self._draw_progress()

    def stop_work(self, seconds: float = 0) -> bool:
        """Ask what is being done to end, wait so long for that, and return whether it has ended."""
        return self._watch is None or self._watch.stop(seconds)

    async def action_back(self) -> None:
        """Go one step back, or stop what is being done; nothing is lost."""
        if self.busy and self._watch is not None:
            self.stop_work()
            self._draw_progress()
        else:
            await super().action_back()

    def refuse(self, error: PeerjournalError) -> None:
        """Say under the question why that can't be; what was being done stands there no longer."""
        if self.names[-1:] == ["doing"]:
            self._let_go()
            self.call_later(self._ask_and_say, told(error))
        else:
            self._watch = None
            super().refuse(error)

    async def _ask_and_say(self, text: str) -> None:
        await self.ask()
        self.say(text)

    def say(self, text: str) -> None:
        """Say something under the question."""
        if self.step is not None:
            self.step.refuse(text)
