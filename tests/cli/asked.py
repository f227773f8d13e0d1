"""The command, which says on its terminal where it asks, as it begins to wait: `[asks terminal.py:7]`.

Keys are made as cheaply as can be, for those are not what is tried.
"""

import functools
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peerjournal import crypto
from peerjournal.__main__ import main
from peerjournal.cli.program import Program
from peerjournal.cli.terminal import Terminal

ASKING = {
    Terminal: ("line", "secret", "agrees", "answer", "show_until", "text", "standard_input_bytes"),
    Program: ("passphrase",),
}
"""What asks, and waits for somebody to type."""
_open: list[str] = []
"""Where those were called that are asking now, the outermost first."""


def mark(place: str) -> str:
    """Return what appears when the place asks, given as file and line."""
    return f"[asks {place}]"


def _noting(asks: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(asks)
    def ask(*arguments: Any, **options: Any) -> Any:
        caller = sys._getframe(1)
        _open.append(f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno}")
        try:
            return asks(*arguments, **options)
        finally:
            _open.pop()

    return ask


class _Watched:
    """Standard input, which says who asks before it reads anything."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def buffer(self) -> "_Watched":
        return _Watched(self._stream.buffer)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stream, name)
        return _saying(found) if name in {"read", "readline"} else found


def _saying(reads: Callable[..., Any]) -> Callable[..., Any]:
    def read(*arguments: Any, **options: Any) -> Any:
        os.write(2, "".join(map(mark, _open)).encode())
        return reads(*arguments, **options)

    return read


if __name__ == "__main__":
    for kind, names in ASKING.items():
        for name in names:
            setattr(kind, name, _noting(getattr(kind, name)))
    # It opens the terminal itself, and forgets what was typed before it asks.
    reads = getpass._raw_input  # type: ignore[attr-defined] # this is what is watched
    getpass._raw_input = lambda *words, **stream: reads(*words, input=_Watched(stream["input"]))  # type: ignore[attr-defined] # as above
    sys.stdin = _Watched(sys.stdin)
    crypto.calibrate = lambda: crypto.CHEAPEST  # type: ignore[assignment,misc] # as said above
    os._exit(main())
