"""No arguments: the app, where there is a terminal with a screen; otherwise the command."""

import gc
import os
import sys
from typing import NoReturn


def main() -> int:
    """Run the program and return its exit code."""
    # A command is over before the collector would find anything; the app turns it on once it is painted.
    gc.disable()
    if len(sys.argv) == 1:
        # The lock screen is painted 30 ms sooner without the command.
        return _app(None, None)
    return _command()


def _command() -> int:
    from peerjournal.cli import main as command  # noqa: PLC0415 — so that importing this file costs nothing
    from peerjournal.process import refuse_dumps  # noqa: PLC0415 — as above

    refuse_dumps()
    return command(app=_app)


def _app(journal: str | None, state: str | None) -> int:
    """Open the app on a journal; without a terminal, tell what the command can do."""
    from peerjournal.tui import run_app  # noqa: PLC0415 — as above

    return run_app(journal, state, otherwise=_help)


def _help() -> int:
    from peerjournal.cli import main as command  # noqa: PLC0415 — as above

    return command(["--help"])


def start() -> NoReturn:
    """Run the program as a command of its own.

    What was kept is on the medium by now. Taking the interpreter down in order would take another 14 ms, a
    fifth of what `jot` takes in all, and frees only what the system frees anyway; what was said is flushed.
    """
    os._exit(main())


if __name__ == "__main__":
    start()
