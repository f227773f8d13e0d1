"""A journal to open in a terminal, and the app in that terminal."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.widgets import Button

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft
from peerjournal.session import Session
from tests.conftest import PASSPHRASE, StandingClock
from tests.tui.sample import fill
from tests.tui.sharing import meet, person
from tests.tui.terminal import Terminal
from tests.tui.tiny import drafts_of

_QUICK = {"test_theme.py", "test_wall.py"}
"""What needs no screen; so do the widgets' own tests, in their folder, but for two."""
_SLOW = {"test_story_view.py", "test_reading.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives whole screens, so that `make test` stays quick."""
    here = Path(__file__).parent
    for item in items:
        if item.path.name not in _QUICK if item.path.parent == here else item.path.name in _SLOW:
            item.add_marker(pytest.mark.screens)


RUN = """
import sys
from datetime import timedelta
from peerjournal import process
from peerjournal.tui.start import Choices, run_app
journal, state, look, main, idle, first_run, dumpable = sys.argv[1:]
if dumpable:
    # So that its memory can be read by whoever runs the tests, root or not.
    process.refuse_dumps = lambda: None
sys.exit(run_app(journal, state, otherwise=lambda: 7, choices=Choices(
    look=look or None, main=main, idle=timedelta(seconds=float(idle)), first_run=first_run)))
"""
TINY, TINY_FIRST_RUN = "tests.tui.tiny:TinyScreen", "tests.tui.tiny:TinyFirstRun"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A journal with nothing in it yet."""
    found = Places(tmp_path / "journal", tmp_path / "state")
    Session.create(found, PASSPHRASE, cost=CHEAPEST).lock()
    return found


@pytest.fixture(autouse=True)
def quick_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a button hear each click: as long as it shows the last one, it is deaf to the next."""
    monkeypatch.setattr(Button, "_start_active_affect", lambda _button: None)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of tests away from those of whoever runs them; return where they are."""
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path / "settings"))
    return tmp_path / "settings" / "settings.toml"


@pytest.fixture
def session(tmp_path: Path, clock: StandingClock) -> Session:
    """An open journal with nothing in it."""
    where = Places(tmp_path / "own", tmp_path / "own.state")
    return Session.create(where, PASSPHRASE, cost=CHEAPEST, clock=clock)


@pytest.fixture
def filled(session: Session, clock: StandingClock) -> Session:
    """An open journal with a few made-up pages."""
    fill(session, clock)
    return session


@pytest.fixture
def backed_up(filled: Session, clock: StandingClock) -> Session:
    """An open journal with a backup of the day, and a page that was written after it."""
    filled.vault.state()
    filled.back_up()
    clock.move(days=1)
    filled.journal.add(Draft(title="Written afterwards"))
    return filled


@pytest.fixture
def sam(tmp_path: Path, clock: StandingClock) -> Session:
    """Somebody's journal."""
    return person(tmp_path / "sam", clock)


@pytest.fixture
def rob(tmp_path: Path, clock: StandingClock) -> Session:
    """Somebody else's."""
    return person(tmp_path / "rob", clock)


@pytest.fixture
def met(sam: Session, rob: Session) -> None:
    """Let the two have exchanged cards and compared their words."""
    meet(sam, rob)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for what is handed over."""
    folder = tmp_path / "what is handed over"
    folder.mkdir()
    return folder


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal a draft soon after the first key."""
    monkeypatch.setattr("peerjournal.tui.widgets.keeper.AUTOSAVE", 0.01)


def app_in(  # noqa: PLR0913 — each is one thing a test may want otherwise
    places: Places,
    *,
    look: str = "",
    main: str = TINY,
    idle: float = 300,
    first_run: str = TINY_FIRST_RUN,
    dumpable: bool = False,
    size: tuple[int, int] = (80, 24),
    environment: Mapping[str, str] | None = None,
    before: str = "",
) -> Terminal:
    """Start the app in a terminal, and before it what else is to be run in its process."""
    arguments: list[str | Path] = [
        places.journal,
        places.state,
        look,
        main,
        str(idle),
        first_run,
        "yes" if dumpable else "",
    ]
    own = {"PEERJOURNAL_CONFIG": str(places.state)}
    return Terminal(
        [sys.executable, "-c", before + RUN, *arguments], size=size, environment=own | dict(environment or {})
    )


def unlock(terminal: Terminal) -> None:
    """Type the passphrase and wait until the journal is open."""
    terminal.wait_for("Your journal is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("enter")
    terminal.wait_for("The journal is open.")


def bodies(places: Places) -> list[str]:
    """Return what the drafts of a journal hold."""
    session = Session.unlock(places, PASSPHRASE)
    return [draft.fields["body"] for draft in drafts_of(session).all()]
