"""No arguments: the app, once it is there; until then, and otherwise, the command."""

import sys


def main() -> int:
    """Run the program and return its exit code."""
    from peerjournal.cli import main as command  # noqa: PLC0415 — so that importing this file costs nothing

    return command()


if __name__ == "__main__":
    sys.exit(main())
