"""What the tests with other people's programs share: figures told at the end, and cheap passphrases."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.session import Session
from tests.conftest import PASSPHRASE
from tests.interop.chromium import Chromium
from tests.interop.firefox import Firefox
from tests.interop.open_page import STORED, of_today
from tests.interop.syncthing import Pair, Syncthing
from tests.interop.two_computers import Computer
from tests.vault.stretched_once import remember_stretching

_FIGURES = "figures"


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that keeps a line for the end of the run, where a person reads it."""
    return lambda line: record_property(_FIGURES, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what the tests counted."""
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == _FIGURES and report.when == "call":
                terminalreporter.write_line(str(line))


@pytest.fixture
def stretched_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        yield


@pytest.fixture
def computers(tmp_path: Path) -> tuple[Computer, Computer]:
    return Computer("desk", tmp_path / "desk"), Computer("laptop", tmp_path / "laptop")


@pytest.fixture
def pair(computers: tuple[Computer, Computer], tmp_path: Path) -> Iterator[Pair]:
    """Return two that know each other and have not started yet."""
    one, other = (
        Syncthing(tmp_path / f"syncthing of the {computer.name}", computer.folder, versioning=True)
        for computer in computers
    )
    one.meet(other)
    other.meet(one)
    try:
        yield one, other
    finally:
        one.kill()
        other.kill()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Chromium]:
    """Whatever a test does, nothing is asked for but the file, nothing stored, and nothing wrong unheard."""
    chromium.requests.clear()
    chromium.said.clear()
    chromium.size(1200, 900)
    yield chromium
    assert [url for url in chromium.requests if not url.startswith("file:")] == []
    assert chromium.said == []
    assert chromium.run(STORED) == [0, 0, "", 0, 0]
    chromium.run("unsaved = false")


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture
def fox(firefox: Firefox) -> Iterator[Firefox]:
    """The same in Firefox."""
    firefox.size(1200, 900)
    yield firefox
    assert firefox.requests == []
    assert firefox.run(STORED) == [0, 0, "", 0, 0]
    firefox.run("unsaved = false")


@pytest.fixture(params=["browser", "fox"])
def either(request: pytest.FixtureRequest) -> Chromium | Firefox:
    """Each of the two browsers, in turn."""
    found: Chromium | Firefox = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a page that can be answered; ``open_page.WORDS`` open it."""
    return of_today("story", tmp_path)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Return a socket at which nobody may knock."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening
        listening.settimeout(0)
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture
def sam(tmp_path: Path) -> Session:
    """Return somebody with a journal."""
    return Session.create(Places(tmp_path / "sam", tmp_path / "sam.state"), PASSPHRASE, cost=CHEAPEST)
