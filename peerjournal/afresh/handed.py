"""Texts on their way from the process that has the keys to the one that takes its place.

They go through a pipe that stays open across the exec; nothing of them is in an argument, in the environment,
or in a file. The environment only says which pipe it is. On Windows nothing takes a process's place: the old
one would have to feed a child of its own and wait, as locking does there. Until somebody tries that, it is
refused.
"""

import contextlib
import json
import os
import select
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from peerjournal.errors import LetterError

VARIABLE = "PEERJOURNAL_TOGETHER"
"""Names the variable that says which pipe to read, who feeds it, and what comes afterwards: three numbers."""
LARGEST = 8 * 1024 * 1024
"""Bytes; many letters of the largest kind. More is taken to be nothing of ours."""
_PATIENCE = 10.0
"""Seconds that the next piece may take; it is in memory already."""
_PIECE = 65_536
_FEEDER = Path(__file__).with_name("feeder.py")
_FIRST_OF_OURS = 3
"""What stands below are the terminal's own."""
_NOT_BEGUN = "Reading together could not begin."
_ALL_IS_AS_IT_WAS = "Nothing was changed. `peerjournal preview` shows the same text."


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """What came through the pipe."""

    bodies: tuple[str, ...]
    """The texts; none where they did not arrive whole."""
    locks: bool
    """Whether the lock screen comes afterwards; otherwise the program ends."""


class Handed:
    """Texts that wait in a process of their own until the next program takes them."""

    def __init__(self, pipe: int, feeder: int, *, locks: bool) -> None:
        self._pipe, self.feeder, self._locks = pipe, feeder, locks

    def leave_open(self) -> None:
        """Let whatever takes this process's place find them; nothing else that is open goes along."""
        _keep_to_ourselves()
        os.set_inheritable(self._pipe, True)  # noqa: FBT003 — the system's own way to say it
        os.environ[VARIABLE] = f"{self._pipe} {self.feeder} {int(self._locks)}"

    def begin(self) -> None:
        """Put this program, without its arguments, in the place of this process; it takes the texts first.

        Raises:
            LetterError: The system does not let it begin.
        """
        self.leave_open()
        before = len(sys.orig_argv) - len(sys.argv) + 1
        try:
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:before]])  # noqa: S606 — it is this very program
        except OSError:
            self.drop()
            raise LetterError(_NOT_BEGUN, hint="`peerjournal preview` shows the same text.") from None

    def drop(self) -> None:
        """Let go of them: nobody takes them any more."""
        os.environ.pop(VARIABLE, None)
        if self._pipe >= 0:
            os.close(self._pipe)
            # What is opened next may be given the same number.
            self._pipe = -1
        _see_off(self.feeder)


def hand_on(bodies: Sequence[str], *, locks: bool) -> Handed:
    """Give texts to a process that holds them until the next program takes them.

    Args:
        bodies: What is to be shown, in this order.
        locks: Whether the lock screen comes afterwards; otherwise the program ends.

    Raises:
        LetterError: That can't be done here. Nothing was changed.
    """
    if sys.platform == "win32":
        raise LetterError("Reading together is not possible on Windows yet.", hint=_ALL_IS_AS_IT_WAS)
    data = json.dumps(list(bodies), ensure_ascii=False).encode()
    _keep_to_ourselves()
    opened: list[int] = []
    try:
        opened += os.pipe()
        opened += os.pipe()
        to_feeder, giving, pipe, from_feeder = opened
        feeder = _begin_feeder(to_feeder, from_feeder)
        for end in (to_feeder, from_feeder):
            os.close(end)
            opened.remove(end)
        left = memoryview(data)
        while left:
            left = left[os.write(giving, left) :]
        os.close(giving)
    except OSError:
        for end in opened:
            with contextlib.suppress(OSError):
                os.close(end)
        raise LetterError(_NOT_BEGUN, hint=_ALL_IS_AS_IT_WAS) from None
    return Handed(pipe, feeder, locks=locks)


def _begin_feeder(reads: int, writes: int) -> int:
    """Begin it as a program of its own: a fork would take along everything that is in this memory."""
    if sys.platform == "win32":
        raise OSError
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PEERJOURNAL")}
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-I", "-S", "-B", str(_FEEDER)],
        environment,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, reads, 0),
            (os.POSIX_SPAWN_DUP2, writes, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )


def take() -> Taken | None:
    """Return what the process before this one handed on, or None where it handed on nothing."""
    told = os.environ.pop(VARIABLE, None)
    if told is None:
        return None
    try:
        pipe, feeder, locks = map(int, told.split())
        if pipe < _FIRST_OF_OURS or not stat.S_ISFIFO(os.fstat(pipe).st_mode):
            return None
    except (ValueError, OverflowError, OSError):
        return None
    os.set_inheritable(pipe, False)  # noqa: FBT003 — as above
    try:
        data = _read(pipe)
    finally:
        os.close(pipe)
    _see_off(feeder)
    return Taken(_bodies(data), locks=bool(locks))


def _read(pipe: int) -> bytes:
    """Read to the end; nothing where that never comes."""
    pieces: list[bytes] = []
    length = 0
    while length <= LARGEST and select.select([pipe], [], [], _PATIENCE)[0]:
        piece = os.read(pipe, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        length += len(piece)
    return b""


def _bodies(data: bytes) -> tuple[str, ...]:
    """Read the texts; what was cut off on its way is never read as JSON, so it is no text at all."""
    try:
        bodies = json.loads(data)
    except ValueError:
        return ()
    whole = isinstance(bodies, list) and all(isinstance(body, str) for body in bodies)
    return tuple(bodies) if whole else ()


def _see_off(feeder: int) -> None:
    """Take the feeder from the system's list if it has ended, as it does once its pipe is read or closed."""
    if feeder > 0 and sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.waitpid(feeder, os.WNOHANG)


def _keep_to_ourselves() -> None:
    """Let nothing that is open go to another program: a passphrase may come from one of these."""
    try:
        opened = [int(one.name) for one in Path("/dev/fd").iterdir()]
    except (OSError, ValueError):
        opened = list(range(256))
    for one in opened:
        if one >= _FIRST_OF_OURS:
            with contextlib.suppress(OSError):
                os.set_inheritable(one, False)  # noqa: FBT003 — as above
