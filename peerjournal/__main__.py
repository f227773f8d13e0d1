"""No arguments: the app, once it is there; until then, and otherwise, the command."""

import os
from typing import NoReturn


def main() -> int:
    """Run the program and return its exit code."""
    from peerjournal.cli import main as command  # noqa: PLC0415 — so that importing this file costs nothing
    from peerjournal.process import refuse_dumps  # noqa: PLC0415 — as above

    refuse_dumps()
    return command()


def start() -> NoReturn:
    """Run the program as a command of its own.

    What was kept is on the medium by now. Taking the interpreter down in order would take another 14 ms, a
    fifth of what `jot` takes in all, and frees only what the system frees anyway; what was said is flushed.
    """
    os._exit(main())


if __name__ == "__main__":
    start()
