"""Editors to play with: small scripts that write down what they were given, and do one thing to the page."""

import os
from pathlib import Path

from peerjournal.own_editor import Program, chosen, memory

CANARY = "kingfisher over the weir 7719"


def script(folder: Path, does: str, *, name: str = "scribe") -> Path:
    """Return an editor that does something to `$page`, the file it was given."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nfor page; do :; done\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def editor(folder: Path, does: str) -> Program:
    """Return the same, chosen as a person would."""
    return chosen(os.environ | {"VISUAL": str(script(folder, does))})


def in_memory() -> list[Path]:
    """Return the folders that are there now, of any journal of whoever runs the tests."""
    return [*memory.ours()]


def left_of(before: list[Path]) -> list[Path]:
    """Return those that came since."""
    return [folder for folder in in_memory() if folder not in before]
