"""Runs the long proofs that nothing is ever lost, and prints what was done, row by row.

python -m tests.torture [--only R5 ...] [--quick] [--jobs N]    `make torture` runs it whole

It ends with 0 only where nothing was lost and every row did at least what it must. Ctrl-C stops it.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent import futures
from pathlib import Path
from typing import Any

from tests.torture.rows import Row, chosen
from tests.torture.tally import Tally
from tests.torture.work import begin, do

MEMORY = Path("/dev/shm")  # noqa: S108 - a room of our own is made in it, and what is tried asks for no medium
TOLD = 10
"""How many losses of a row are told in full."""


class Show:
    """Tells how far it is: on a terminal in one line that moves, otherwise not at all."""

    def __init__(self, cases: Any) -> None:
        self._cases, self._moves = cases, sys.stderr.isatty()

    def now(self, waiting: Sequence[str]) -> None:
        if self._moves:
            rows = " ".join(dict.fromkeys(waiting))
            sys.stderr.write(f"\r\x1b[K{self._cases.value:,} cases; still to come: {rows}"[:120])
            sys.stderr.flush()

    def row(self, text: str) -> None:
        if self._moves:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def told(row: Row, tally: Tally, seconds: float, *, quick: bool) -> tuple[str, bool]:
    """Return what a row has done in words, and whether all is well."""
    total = sum(tally.done.values())
    enough = quick or total >= row.floor
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(tally.done.items()))
    lines = [
        f"{row.name:4} {row.does}",
        f"     {total:,} cases, {len(tally.lost)} lost, {seconds:.0f} s: {kinds}",
    ]
    lines += [f"     not tried here: {why}" for why in tally.skipped]
    lines += [f"     LOST {one}" for one in tally.lost[:TOLD]]
    if not enough:
        lines.append(f"     TOO FEW: at least {row.floor:,} are wanted")
    return "\n".join(lines), enough and not tally.lost


def run(rows: Sequence[Row], *, quick: bool, jobs: int) -> bool:
    """Do every part of these rows, the rows' own order kept in what is told; tell whether all is well."""
    context = multiprocessing.get_context("spawn")
    cases = context.Value("Q", 0)
    show, good = Show(cases), True
    made = tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY if MEMORY.is_dir() else None)
    with made as room, futures.ProcessPoolExecutor(jobs, context, begin, (cases, room)) as pool:
        try:
            begun = [(row, [pool.submit(do, part) for part in row.parts(quick=quick)]) for row in rows]
            waiting: dict[futures.Future[tuple[Tally, float]], str] = {
                one: row.name for row, parts in begun for one in parts
            }
            for row, parts in begun:
                tally, seconds = Tally(), 0.0
                for part in parts:
                    while not futures.wait([part], timeout=0.5).done:
                        show.now([name for one, name in waiting.items() if not one.done()])
                    found, took = part.result()
                    tally.add(found)
                    seconds += took
                text, well = told(row, tally, seconds, quick=quick)
                show.row(text)
                good = good and well
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise
    return good


def main(arguments: Sequence[str]) -> int:
    words = argparse.ArgumentParser(prog="python -m tests.torture", description="The long proofs.")
    words.add_argument(
        "--only", action="append", default=[], metavar="ROW", help="do this row; may be repeated"
    )
    words.add_argument("--quick", action="store_true", help="a little of each")
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    given = words.parse_args(arguments)
    try:
        rows = list(chosen(given.only))
    except ValueError as error:
        words.error(str(error))
    begun = time.monotonic()
    try:
        good = run(rows, quick=given.quick, jobs=given.jobs)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What was not told was not finished.\n")
        return 130
    said = "Nothing was lost." if good else "SOMETHING WAS LOST, or too little was tried."
    sys.stdout.write(f"{said} {time.monotonic() - begun:.0f} seconds on {given.jobs} processes.\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
