"""Two people with journals of their own, each at an app in a test: what they press, click and see."""

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, TextArea

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft, Story
from peerjournal.peers import Circle, Peer
from peerjournal.session import Session
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.screens.naming import NamingScreen
from peerjournal.tui.screens.steps import StepScreen
from tests.conftest import PASSPHRASE, StandingClock

TURNS = 600
"""How often a test looks again before it gives up; a turn waits for nothing but the app itself."""
SEALED = "Peerjournal, or another age program"
BODY = "Budget day. [[I had my resignation written.]] I sat on the back stairs."


def person(folder: Path, clock: StandingClock) -> Session:
    """Make somebody's journal, whose safety words cost little."""
    session = Session.create(
        Places(folder, folder.with_suffix(".state")), PASSPHRASE, cost=CHEAPEST, clock=clock
    )
    session.__dict__["circle"] = Circle(session.vault, safety_cost=CHEAPEST)
    return session


def found(folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files of a folder that fit."""
    return sorted(folder.glob(pattern))


def story(session: Session, body: str = BODY, title: str = "The stairwell") -> Story:
    """Write a story."""
    piece = session.journal.add(Draft(title=title, body=body, kind="story"))
    assert isinstance(piece, Story)
    return piece


def meet(
    one: Session, other: Session, names: tuple[str, str] = ("Robin", "Sam"), *, sure: bool = True
) -> None:
    """Exchange cards, and read each other the words."""
    theirs, mine = names
    one.circle.take_answer(other.circle.take_card(mine, one.circle.make_card(theirs)))
    if sure:
        for here, there, name, me in ((one, other, theirs, mine), (other, one, mine, theirs)):
            words = there.circle.words(there.circle.get(me), mine=True)
            assert here.circle.compare(here.circle.get(name), words)


def robin(session: Session, name: str = "Robin") -> Peer:
    """Return somebody of a circle."""
    return session.circle.get(name)


@dataclass
class Seat:
    """Somebody at the app."""

    pilot: Pilot[Any]
    app: JournalApp
    pressed: Counter[str] = field(default_factory=Counter)

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    def shown(self) -> str:
        compositor = self.screen._compositor  # what is drawn is known nowhere else
        return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())

    async def until(self, true: Callable[[], object], what: object = "") -> None:
        for _turn in range(TURNS):
            if true():
                return
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        if self.app._exception is not None:
            raise self.app._exception  # what ended it says more
        raise AssertionError(f"It never came about: {what}. On the screen:\n{self.shown()}")

    async def sees(self, text: str) -> None:
        """Wait until a text stands on the screen, wherever its lines are broken."""
        wanted = "".join(text.split())
        await self.until(lambda: wanted in "".join(self.shown().split()), text)

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed[key] += 1
            await self.pilot.press(key)

    async def click(self, selector: str) -> None:
        await self.until(
            lambda: self.screen.query(selector) and self.screen.query_one(selector).region, selector
        )
        await self.pilot.pause()
        assert await self.pilot.click(selector), selector
        await self.pilot.pause()

    async def choose(self, label: str) -> None:
        """Click on a line of a list: on the one that says just this, or else on the first that says it."""
        lines = [(y, text) for y, text in enumerate(self.shown().split("\n")) if label in text]
        # One word may be the beginning of another, or stand in the question above.
        line = min(lines, key=lambda one: one[1].strip(" ▌") != label.strip())
        await self.pilot.click(offset=(line[1].index(label) + 1, line[0]))
        await self.pilot.pause()

    async def at(self, name: str) -> None:
        """Wait until a screen of steps is at one of them."""

        def there() -> bool:
            screen = self.screen
            return isinstance(screen, StepScreen) and screen.names[-1:] == [name] and not screen.busy

        await self.until(there, name)
        await self.pilot.pause()

    async def step(self, name: str, *keys: str, choose: str = "", click: str = "") -> None:
        """Wait for a step, then press keys, choose a line, or click."""
        await self.at(name)
        await self.press(*keys)
        if choose:
            await self.choose(choose)
        if click:
            await self.click(click)

    async def make(self, name: str, folder: Path, *, by: str = "keyboard") -> None:
        """At the step that asks where to, have a file made there."""
        await self.at(name)
        self.put(str(folder))
        await (self.click("#way-make") if by == "mouse" else self.press("enter"))
        await self.at("done")

    async def form(self, label: str = "", *, by: str = "keyboard") -> None:
        """At the step that asks what they use, answer; a sealed file where nothing else is said."""
        await self.at("form")
        if by == "mouse" or label:
            await self.choose(label or SEALED)
        else:
            await self.press("enter")

    async def counted(self, name: str, count: int) -> None:
        """Wait until a screen has taken down so many answers."""
        await self.until(lambda: len(getattr(self.screen, name)) == count, (name, count))

    async def on(self, kind: type[Screen[Any]]) -> None:
        await self.until(lambda: isinstance(self.screen, kind), kind.__name__)
        await self.pilot.pause()

    def put(self, text: str, selector: str = "") -> None:
        """Put a text where one types: pasted, as it were."""
        where = self.screen.query(selector).first() if selector else self.screen.focused
        if isinstance(where, Input):
            where.value = text
            where.cursor_position = len(text)
        else:
            assert isinstance(where, TextArea)
            where.replace(text, (0, 0), where.document.end)

    def ways(self) -> list[str]:
        """Return what the buttons say that are shown, in order."""
        return [str(one.label) for one in self.screen.query(Button) if one.display and one.region]


@contextlib.asynccontextmanager
async def seated(
    session: Session, screen: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seat]:
    """Open the app at a screen."""
    app = JournalApp(
        session,
        main=lambda _session: screen,
        first_run=Screen,
        clock=session.vault.clock,
        look="dusk",
        leave=lambda _ending: None,
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Seat(pilot, app)


async def to_around(seat: Seat) -> None:
    """Choose the first person, skip the lines before sharing, and go on to the preview."""
    await seat.step("person", "down", "enter")
    await seat.step("before", "f5")
    await seat.step("ends", "down", "enter")
    await seat.at("around")


async def to_note(seat: Seat) -> None:
    await to_around(seat)
    await seat.press("down", "down", "enter")
    await seat.at("note")


async def past_note(seat: Seat) -> None:
    await seat.step("note", "ctrl+s")
    await seat.step("around", "ctrl+s")


def to_decide(seat: Seat) -> int:
    """Return how many details still need a decision."""
    screen = seat.screen
    assert isinstance(screen, NamingScreen)
    return len(screen.composition.to_decide) if screen.composition else 0


async def keep_all(seat: Seat) -> None:
    """At the list of names, keep every detail that needs a decision, and look at the others."""
    await seat.at("names")
    while left := to_decide(seat):
        await seat.press("enter")
        await seat.step("detail", choose="Keep it")
        await seat.until(partial(lambda before: to_decide(seat) < before, left))
        await seat.at("names")
    await seat.press("ctrl+s")


async def at_line(seat: Seat, number: int) -> None:
    """Wait for one of the seven lines before sharing."""

    def there() -> bool:
        names = seat.screen.names if isinstance(seat.screen, StepScreen) else []
        return names[-1:] == ["before"] and names.count("before") == number

    await seat.until(there, number)
    await seat.pilot.pause()


async def to_preview(seat: Seat) -> None:
    await to_around(seat)
    await seat.press("ctrl+s")
    await seat.at("preview")


async def to_form(seat: Seat) -> None:
    await to_preview(seat)
    await seat.press("end")
    await seat.until(lambda: "Looks right" in seat.ways())
    await seat.press("enter")
    await seat.at("form")


async def to_file(seat: Seat, form: str = "") -> None:
    await to_form(seat)
    await seat.form(form)
    await seat.at("file")
