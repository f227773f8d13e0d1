"""Two computers and a WebDAV server between them, with the lines that the guide prints: nothing is lost."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interop.carriers import alone, free_port, program, run
from tests.interop.guide import block, commands
from tests.interop.two_computers import Computer, Writing
from tests.interop.two_hundred_edits import Carrier, account, play

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("stretched_once")]

CARRY = "# Takes this computer's writing to the server"
FIRST_UP, FIRST_DOWN = "$ rclone mkdir", "$ rclone copy journal:"
KEY_UP = "$ rclone copyto -I ~"
KEY_DOWN = "$ rclone copyto -I journal:"


class WebDav:
    """A server, and what the guide says that two computers do with it."""

    def __init__(self, root: Path) -> None:
        self._root, self._rclone = root, program("rclone", "rclone")
        self._port = free_port()

    def start(self) -> None:
        folder, env = self._root / "server", alone(self._root / "server's account")
        folder.mkdir()
        line = [self._rclone, "serve", "webdav", str(folder), "--addr", f"127.0.0.1:{self._port}"]
        line += ["--user", "sam", "--pass", "a word of the server"]
        self._process = subprocess.Popen(line, env=env, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        for said in self._process.stderr:
            if "started on" in said:
                return
        raise AssertionError("it did not start")

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def know(self, computer: Computer) -> None:
        """Tell a computer where the server is, as `rclone config` does with what it is answered."""
        line = [self._rclone, "config", "create", "journal", "webdav", f"url=http://127.0.0.1:{self._port}"]
        run([*line, "vendor=other", "user=sam", "pass=a word of the server"], alone(computer.root))

    def carry(self, computer: Computer) -> None:
        run(["sh", "-c", block("sh", CARRY)], alone(computer.root))

    def do(self, computer: Computer, beginning: str) -> None:
        """Type what the guide says, without the program itself, which the test opens in its own way."""
        lines = [
            one for one in commands(beginning).splitlines() if not one.startswith(("peerjournal", "umask"))
        ]
        run(["sh", "-c", "umask 077\n" + "\n".join(lines)], alone(computer.root))

    def version(self) -> str:
        return run([self._rclone, "version"], alone(self._root / "version")).split()[1]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebDav]:
    server = WebDav(tmp_path)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class ByWebDav(Carrier):
    def __init__(self, server: WebDav, computers: tuple[Computer, Computer]) -> None:
        self._server, self._computers = server, computers
        self._written = 0
        self._away = ""
        self._behind: set[str] = set()
        """Whom a change of the key file has not been brought to."""

    def wrote(self, computer: Computer) -> None:
        self._written += 1
        if self._written % 5 == 0 and computer.name != self._away:
            self._server.carry(computer)

    def leaves(self, computer: Computer) -> None:
        self._away = computer.name

    def comes_back(self, computer: Computer) -> None:
        del computer
        self._away = ""

    def keys_changed(self, computer: Computer) -> None:
        self._server.do(computer, KEY_UP)
        self._behind = {one.name for one in self._computers} - {computer.name}

    def settle(self) -> None:
        here, there = self._computers
        for computer in (here, there, here):
            if computer.name in self._behind:
                self._server.do(computer, KEY_DOWN)
            self._server.carry(computer)
        self._behind.clear()


def test_two_hundred_edits_carried_by_the_guides_lines_lose_nothing(
    tmp_path: Path, server: WebDav, say: Callable[[str], None]
) -> None:
    here, there = computers = Computer("desk", tmp_path / "desk"), Computer("laptop", tmp_path / "laptop")
    here.create()
    for computer in computers:
        server.know(computer)
    server.do(here, FIRST_UP)
    server.carry(here)
    server.do(there, FIRST_DOWN)
    assert there.vault.notices == []
    writing = Writing(computers, seed=6)
    play(writing, ByWebDav(server, computers))
    say(account(writing, f"WebDAV with rclone {server.version()}"))
