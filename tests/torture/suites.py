"""Rows that are tests already: run by pytest in a process of its own, every test of them a case."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import partial
from pathlib import Path

from tests.source_tree import ROOT
from tests.torture.tally import Part, Tally


def odd_places(*, quick: bool) -> list[Part]:
    """R11."""
    return [partial(run, kind="odd places", tests="tests/cli/test_odd_places.py", quick=quick)]


def run(tally: Tally, room: Path, *, kind: str, tests: str, quick: bool) -> None:
    """Run a file of tests; with ``quick`` its first failure ends it."""
    report = room / "report.xml"
    words = ["-q", "-n", "0", f"--junitxml={report}", f"--basetemp={room / 'tests'}", tests]
    subprocess.run(
        [sys.executable, "-m", "pytest", *words, *(["-x"] if quick else [])],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    for one in ET.parse(report).iter("testcase"):  # noqa: S314 - as above
        bad = [found.get("message", "") for found in one if found.tag in ("failure", "error")]
        tally.lost += [f"{one.get('name')}: {message}" for message in bad]
        if any(found.tag == "skipped" for found in one):
            tally.skip(f"{one.get('name')}")
        else:
            tally.count(kind)
