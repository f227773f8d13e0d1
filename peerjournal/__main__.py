"""No arguments: the app, and until it exists the list of commands; otherwise the command."""

import sys

from peerjournal.cli import run


def main() -> None:
    """Do what the command line asks, and end with its exit code."""
    sys.exit(run(sys.argv[1:] or ["--help"]))


if __name__ == "__main__":
    main()
