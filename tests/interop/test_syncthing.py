"""Two computers and a real Syncthing between them: nothing that was called saved is lost."""

from collections.abc import Callable

import pytest

from tests.interop.syncthing import Pair, settle
from tests.interop.two_computers import Computer, Writing
from tests.interop.two_hundred_edits import Carrier, account, play

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("stretched_once")]


class BySyncthing(Carrier):
    def __init__(self, computers: tuple[Computer, Computer], pair: Pair) -> None:
        self._pair = pair
        self._of = {computer.name: one for computer, one in zip(computers, pair, strict=True)}

    def wrote(self, computer: Computer) -> None:
        # It is told to look, and not waited for: much of what follows is written before that has arrived.
        if self._of[computer.name].runs:
            self._of[computer.name].rescan()

    def leaves(self, computer: Computer) -> None:
        self._of[computer.name].kill()

    def comes_back(self, computer: Computer) -> None:
        self._of[computer.name].start()

    def settle(self) -> None:
        settle(*self._pair)


def test_two_hundred_edits_on_two_computers_lose_nothing(
    computers: tuple[Computer, Computer], pair: Pair, say: Callable[[str], None]
) -> None:
    computers[0].create()
    for one in pair:
        one.start()
    settle(*pair)
    writing = Writing(computers, seed=5)
    play(writing, BySyncthing(computers, pair))
    say(account(writing, f"Syncthing {pair[0].version()}"))
