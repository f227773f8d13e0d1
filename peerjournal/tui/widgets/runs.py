"""Stretches of text under one look: what is laid out, cut to rows, and drawn."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len


class Run(NamedTuple):
    """A stretch of text; its looks are names, which become colours only as it is drawn."""

    text: str
    looks: frozenset[str] = frozenset()
    tap: str = ""
    """What a click on it means: ``link:2``, ``mine:1``; never an action."""

    def __repr__(self) -> str:
        return f"Run({len(self.text)} characters, {sorted(self.looks)})"


def run(text: str, *looks: str, tap: str = "") -> Run:
    """Return a run with those looks."""
    return Run(text, frozenset(looks), tap)


def text_of(runs: Iterable[Run]) -> str:
    """Return what the runs say."""
    return "".join(each.text for each in runs)


def cells_of(runs: Iterable[Run]) -> int:
    """Return how many cells the runs take, drawn one by one."""
    return sum(cell_len(each.text) for each in runs)


def cut(runs: Sequence[Run], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each stretch; the stretches are in order and apart."""
    at, index = 0, 0
    for start, end in spans:
        while index < len(runs) and at + len(runs[index].text) <= start:
            at += len(runs[index].text)
            index += 1
        yield tuple(_between(runs, index, at, start, end))


def _between(runs: Sequence[Run], index: int, at: int, start: int, end: int) -> Iterator[Run]:
    while index < len(runs) and at < end:
        each = runs[index]
        text = each.text[max(0, start - at) : end - at]
        if text:
            yield each._replace(text=text)
        at += len(each.text)
        index += 1


def with_look(runs: Sequence[Run], spans: Sequence[tuple[int, int]], look: str) -> tuple[Run, ...]:
    """Return the runs with ``look`` laid over those stretches."""
    if not spans:
        return tuple(runs)
    edges, at = [], 0
    for start, end in spans:
        edges += [(at, start), (start, end)]
        at = end
    edges.append((at, sum(len(each.text) for each in runs)))
    found: list[Run] = []
    for number, part in enumerate(cut(runs, edges)):
        found += [each._replace(looks=each.looks | {look}) for each in part] if number % 2 else part
    return tuple(found)
