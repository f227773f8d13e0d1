"""Measuring: medians, pairs taken in turn, and whole processes."""

import gc
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Run:
    """What one case took, in the order of the rounds."""

    seconds: list[float] = field(default_factory=list)
    peak: int = 0
    """The most memory it held, in bytes; 0 where that was not asked."""

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return statistics.median(self.seconds)

    def ratio(self, other: "Run") -> float:
        """Return the median of the ratios of each round to the same round of ``other``."""
        return statistics.median(
            mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True)
        )


def in_turn(cases: Mapping[str, Callable[[], object]], rounds: int, warm: int = 1) -> dict[str, Run]:
    """Run every case once a round, so that a slow minute of the machine falls on all of them."""
    runs = {name: Run() for name in cases}
    for number in range(rounds + warm):
        for name, case in cases.items():
            gc.collect()
            begun = time.perf_counter()
            case()
            taken = time.perf_counter() - begun
            if number >= warm:
                runs[name].seconds.append(taken)
    return runs


class Runs(Protocol):
    """What is run once a round."""

    def run(self) -> float:
        """Return the seconds that it took."""


def processes(cases: Mapping[str, Runs], rounds: int, warm: int = 1) -> dict[str, Run]:
    """Run every command once a round, as a whole process."""
    runs = {name: Run() for name in cases}
    for number in range(rounds + warm):
        for name, command in cases.items():
            taken = command.run()
            if number >= warm:
                runs[name].seconds.append(taken)
    return runs


@dataclass(frozen=True)
class Command:
    """A program with its arguments, environment and input."""

    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""
    """Written to file descriptor 3 through a pipe, where it is given."""

    def run(self) -> float:
        """Return the seconds that it took; the program must succeed."""
        reader, writer = os.pipe()
        os.write(writer, self.secret.encode() + b"\n")
        os.close(writer)
        passed = (reader,) if self.secret else ()
        arguments = [part.replace("{fd}", str(reader)) for part in self.arguments]
        begun = time.perf_counter()
        process = subprocess.Popen(
            arguments,
            env={**os.environ, **self.environment},
            pass_fds=passed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        code = process.wait()
        taken = time.perf_counter() - begun
        os.close(reader)
        if code:
            raise SystemExit(f"{' '.join(arguments)} ended with {code}")
        return taken


def shown(seconds: float) -> str:
    """Return a time with its unit, three figures."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"
