"""Every screen there is, found by walking the package, and how each is made on a made-up journal.

A screen that nobody says how to make fails the tests that ask each one something.
"""

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from peerjournal.cli.demo_play import PASSPHRASE, READER, WRITER, Play
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.letters import TOMORROW, Around, Kept, Pause, Reply, read_until
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.tui import screens
from peerjournal.tui.journal_app import JournalApp
from peerjournal.tui.lock import LockApp
from peerjournal.tui.screens.keep_line import unmarked
from peerjournal.tui.screens.when import About
from peerjournal.tui.widgets.story_list import StoryList
from tests.conftest import StandingClock
from tests.journal.attached import File, came, noise
from tests.tui.pilot import until
from tests.tui.tiny import TinyScreen

if TYPE_CHECKING:  # Only to say what is in a list.
    from peerjournal.tui.safety import Ending


def kinds() -> dict[str, type[Screen[Any]]]:
    """Return every screen of the package by its name; what others are only built upon is none."""
    found: dict[str, type[Screen[Any]]] = {}
    for module in pkgutil.iter_modules(screens.__path__):
        room = importlib.import_module(f"{screens.__name__}.{module.name}")
        found |= {
            one.__name__: one
            for one in vars(room).values()
            if isinstance(one, type) and issubclass(one, Screen) and one.__module__ == room.__name__
        }
    bases = {base for one in found.values() for base in one.__mro__[1:]}
    return {name: one for name, one in sorted(found.items()) if one not in bases}


def play(folder: Path, clock: StandingClock) -> None:
    """Make the two made-up journals of the demo in a folder."""
    Play(lambda _: None, folder, width=80, cost=CHEAPEST, clock=clock).whole()


@dataclass
class World:
    """The writer's made-up journal, open, and what screens are made with."""

    folder: Path
    clock: StandingClock

    @property
    def places(self) -> Places:
        return Places(self.folder / WRITER.lower(), self.folder / f"{WRITER.lower()}.state")

    @cached_property
    def session(self) -> Session:
        return Session.unlock(self.places, PASSPHRASE, clock=self.clock)

    @property
    def peer(self) -> Peer:
        return self.session.circle.get(READER)

    @property
    def received(self) -> Kept:
        return next(one for one in self.session.inbox.letters.all() if one.direction == "received")

    @property
    def sent(self) -> Kept:
        return next(one for one in self.session.inbox.letters.all() if one.direction == "sent")

    @property
    def story(self) -> Any:
        return next(one for one in self.session.journal.find("kind:story"))

    @property
    def apart(self) -> Any:
        """The story, changed in two places."""
        story = self.story
        state = self.folder / "other.state"
        other = Session.unlock(Places(self.places.journal, state), PASSPHRASE, clock=self.clock)
        other.journal.edit(story.id, body=f"{story.body}\n\nFrom the other device.")
        self.session.journal.edit(story.id, body=f"{story.body}\n\nFrom this device.")
        self.session.vault.look_anew()
        return self.story

    @property
    def with_files(self) -> Any:
        """An entry that files belong to."""
        files = (File("lake.jpg", noise(150_000)), File("what we sang.mp3", noise(80_000), kind="audio"))
        self.session.journal.move_in([came("The lake", *files)], source="old")
        return self.session.journal.find("lake")[0]

    @property
    def paused(self) -> Pause:
        """Something set aside until tomorrow."""
        until = read_until(TOMORROW, self.clock())
        return self.session.pauses.set_aside([self.story], self.peer, Around(), until)

    def make(self, name: str) -> Screen[Any]:
        """Make one of the screens."""
        return MADE[name](kinds()[name], self)


@contextmanager
def world_in(folder: Path, template: Path, clock: StandingClock) -> Iterator[World]:
    """Copy the made-up journals, which is quicker than to make them, and open the writer's."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    world = World(folder, clock)
    yield world
    if "session" in world.__dict__:
        world.session.vault.lock()


Make = Callable[[Any, World], Screen[Any]]


def _with_session(kind: Any, world: World) -> Screen[Any]:
    made: Screen[Any] = kind(world.session)
    return made


def _tags(world: World) -> tuple[str, list[str]]:
    tags = [*world.session.journal.tags()]
    return tags[0], tags


MADE: dict[str, Make] = {
    "AboutStoryScreen": lambda kind, world: kind(world.session, world.story),
    "Ask": lambda kind, _: kind("Let go of “The stairwell”?", detail="It can be brought back for 30 days."),
    "BackupFileScreen": _with_session,
    "BeforeThisOne": lambda kind, _: kind(),
    "ByHandScreen": lambda kind, world: kind(world.session, world.sent),
    "Choose": lambda kind, _: kind("Which one?", ["The first", "The second"]),
    "CompareScreen": lambda kind, world: kind(world.session, world.peer),
    "CopyScreen": lambda kind, world: kind(world.session, world.story),
    "ContentNoteScreen": lambda kind, world: kind(world.session, world.story),
    "EraseScreen": lambda kind, world: kind(world.session, [world.story]),
    "EditorScreen": lambda kind, world: kind(world.session, world.story),
    "FileCopyScreen": lambda kind, world: kind(world.session, world.with_files, 1),
    "FilesScreen": lambda kind, world: kind(world.session, world.with_files),
    "FirstRunScreen": lambda kind, world: kind(
        Places(world.folder / "new", world.folder / "new.state"), world.clock
    ),
    "HelpScreen": lambda kind, _: kind(None, locked=False),
    "JotScreen": lambda kind, _: kind(lambda _text: None),
    "KeepLineScreen": lambda kind, world: kind(world.session, unmarked(world.story.body)),
    "LedgerScreen": _with_session,
    "LetterScreen": lambda kind, world: kind(world.session, world.received),
    "LockScreen": lambda kind, world: kind(world.clock),
    "LookingAfterScreen": _with_session,
    "LookOverScreen": lambda kind, world: kind(Reply(note="You should rest."), world.received.text),
    "MainScreen": _with_session,
    "MarksScreen": lambda kind, world: kind(world.story.body),
    "MeetScreen": _with_session,
    "MovingBackScreen": _with_session,
    "MovingInScreen": _with_session,
    "MovingOutScreen": _with_session,
    "OthersScreen": _with_session,
    "PassphraseScreen": _with_session,
    "PausedScreen": lambda kind, world: kind(world.session, world.paused),
    "PeersScreen": _with_session,
    "PersonScreen": _with_session,
    "ReachOutScreen": lambda kind, _: kind("Could you call me?"),
    "ReadAgain": lambda kind, world: kind(world.received),
    "ReceiveScreen": _with_session,
    "RecoveryScreen": _with_session,
    "RenameScreen": lambda kind, world: kind(world.session, world.peer),
    "RenameTagScreen": lambda kind, world: kind(world.session, *_tags(world)),
    "RenewScreen": _with_session,
    "ReplyScreen": lambda kind, world: kind(world.session, world.received),
    "RestoreScreen": lambda kind, world: kind(world.places, world.clock, session=world.session),
    "RowNoteScreen": lambda kind, world: kind(world.session, world.session.ledger.rows()[0]),
    "SettingsScreen": _with_session,
    "ShareScreen": lambda kind, world: kind(world.session, [world.story]),
    "ShelfScreen": _with_session,
    "StandsScreen": lambda kind, world: kind(world.session, world.story),
    "SteadyScreen": _with_session,
    "TagsScreen": _with_session,
    "TakeBackScreen": lambda kind, world: kind(world.session, world.sent, world.peer),
    "TogetherScreen": lambda kind, world: kind((world.sent.text,)),
    "ToolsScreen": lambda kind, world: kind(world.session, world.story),
    "TwoVersionsScreen": lambda kind, world: kind(world.session, world.apart),
    "VersionsScreen": lambda kind, world: kind(world.session, world.story),
    "WayInScreen": _with_session,
    "WhenScreen": lambda kind, world: kind(
        world.story.written, world.clock, About(world.story, lambda _moment: None)
    ),
}
"""How each is made."""

LOCKED = {"JotScreen", "LockScreen"}
"""Those that stand on the locked journal."""
STAYS = {"LockScreen", "MainScreen"}
"""Those that nothing stands behind: Esc has nowhere to go from them."""


class Opened:
    """An app with one of the screens on it."""

    def __init__(self, world: World, name: str, *, look: str = "dusk", made_up: str = "") -> None:
        self.name, self.world = name, world
        self.endings: list[Ending] = []
        options: dict[str, Any] = {
            "main": TinyScreen,
            "first_run": lambda: world.make("FirstRunScreen"),
            "clock": world.clock,
            "look": look,
            "leave": self.endings.append,
        }
        self.app = (
            LockApp(world.places, **options)
            if name in LOCKED
            else JournalApp(world.session, made_up=made_up, **options)
        )

    async def show(self, pilot: Any) -> Screen[Any]:
        """Put the screen on top and wait until it stands there."""
        app = self.app
        if self.name != "LockScreen":
            app.push_screen(self.world.make(self.name))
        await until(pilot, lambda: isinstance(app.screen, kinds()[self.name]))
        screen = app.screen
        await app.workers.wait_for_complete()
        if self.name == "MainScreen":
            await until(pilot, lambda: any(one.row is not None for one in screen.query(StoryList)))
        # Laid out twice: once as it comes, and once for the width and the height that there are.
        await pilot.pause()
        await pilot.pause()
        return screen
