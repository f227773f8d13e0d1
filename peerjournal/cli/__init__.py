"""The command: everything about writing, finding, sharing and keeping safe, one thing at a time."""

from peerjournal.cli.program import main

__all__ = ["main"]
