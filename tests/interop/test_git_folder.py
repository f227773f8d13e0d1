"""Two computers with clones of one git repository, and the lines that the guide prints: nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft
from tests.interop.carriers import alone, program, run
from tests.interop.guide import block, commands
from tests.interop.two_computers import SECOND, THIRD, Computer, Writing
from tests.interop.two_hundred_edits import Carrier, account, play

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("stretched_once")]

CARRY = "# Takes this computer's writing to the git server"
SERVER = "sam@server.example:journal.git"


class Git:
    """A bare repository, and what the guide says that two computers do with it."""

    def __init__(self, root: Path) -> None:
        self._git, self._bare = program("git", "git"), root / "journal.git"
        self._env = alone(root / "server's account")
        run([self._git, "init", "--bare", "--quiet", self._bare], self._env)

    def do(self, computer: Computer, beginning: str) -> None:
        text = commands(beginning).replace(SERVER, f"'{self._bare}'")
        run(["sh", "-c", f"set -e\n{text}"], alone(computer.root))

    def carry(self, computer: Computer) -> None:
        run(["sh", "-c", block("sh", CARRY)], alone(computer.root))

    def version(self) -> str:
        return run([self._git, "--version"], self._env).split()[2]


class ByGit(Carrier):
    def __init__(self, git: Git, computers: tuple[Computer, Computer]) -> None:
        self._git, self._computers = git, computers
        self._written, self._away = 0, ""

    def wrote(self, computer: Computer) -> None:
        self._written += 1
        if self._written % 3 == 0 and computer.name != self._away:
            self._git.carry(computer)

    def leaves(self, computer: Computer) -> None:
        self._away = computer.name

    def comes_back(self, computer: Computer) -> None:
        del computer
        self._away = ""

    def settle(self) -> None:
        here, there = self._computers
        for computer in (here, there, here):
            self._git.carry(computer)
        assert logs(here) == logs(there)


def logs(computer: Computer) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in computer.folder.glob("*.log")}


def begun(root: Path) -> tuple[Git, tuple[Computer, Computer]]:
    """Set two computers up as the guide says."""
    git, here, there = Git(root), Computer("desk", root / "desk"), Computer("laptop", root / "laptop")
    here.create()
    git.do(here, "$ git init")
    git.do(there, "$ git clone")
    assert there.vault.notices == []
    return git, (here, there)


def test_two_hundred_edits_carried_by_the_guides_lines_lose_nothing(
    tmp_path: Path, say: Callable[[str], None]
) -> None:
    git, computers = begun(tmp_path)
    writing = Writing(computers, seed=7)
    play(writing, ByGit(git, computers))
    say(account(writing, f"git {git.version()}"))


def test_a_passphrase_changed_on_both_meanwhile_is_settled_by_carrying_on(tmp_path: Path) -> None:
    git, computers = begun(tmp_path)
    for computer, passphrase in zip(computers, (SECOND, THIRD), strict=True):
        computer.session.journal.add(Draft(body=f"on the {computer.name}"))
        vaults.change_passphrase(computer.vault, passphrase, cost=CHEAPEST)
        computer.lock()
    carrier = ByGit(git, computers)
    for _ in range(2):
        carrier.settle()
        for computer in computers:
            assert {one.body for one in computer.session.journal.list()} == {"on the desk", "on the laptop"}
            vaults.check(computer.vault)
            computer.lock()
    carrier.settle()
    keys = {(computer.folder / "journal.key").read_bytes() for computer in computers}
    assert len(keys) == 1
    for computer in computers:
        assert computer.vault.notices == []
        assert not [*computer.folder.glob("*.orig"), *computer.folder.glob("*_*")]
