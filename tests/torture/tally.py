"""What a row of the torture has done so far: cases counted by kind, and what was lost, if anything was."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

Failed = pytest.fail.Exception
"""What ``pytest.fail`` raises; it is no Exception, so it has to be named."""
FRAMES = 6
"""How many of the last places are told of something that was lost."""


def silent() -> None:
    """Tell nobody."""


@dataclass
class Tally:
    """The figures of one part of a row; ``tell`` is called after each case, for whoever shows progress."""

    tell: Callable[[], None] = silent
    done: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @contextmanager
    def case(self, kind: str, name: object = "") -> Iterator[None]:
        """Count one case; whatever goes wrong in it counts as lost, and the next case comes all the same."""
        try:
            yield
        except (Exception, Failed) as error:  # noqa: BLE001 - whatever it is, it is a case that failed
            places = traceback.extract_tb(error.__traceback__)[-FRAMES:]
            way = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(places))
            self.lost.append(f"{kind} {name}: {type(error).__name__} {error} ({way})")
        self.count(kind)

    def count(self, kind: str, cases: int = 1) -> None:
        """Count cases that went well, or that were told otherwise."""
        self.done[kind] += cases
        self.tell()

    def skip(self, why: str) -> None:
        """Say what could not be tried on this computer."""
        self.skipped.append(why)

    def add(self, other: "Tally") -> None:
        """Add what another part has done."""
        self.done += other.done
        self.lost += other.lost
        self.skipped += [one for one in other.skipped if one not in self.skipped]


Part = partial[None]
"""A piece of a row that can be run by itself: called with a tally and an empty folder."""
