"""Rows that are tests already: run by pytest in a process of its own, every test of them a case."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from tests.source_tree import ROOT
from tests.torture.tally import Part, Tally

NOTHING: Mapping[str, str] = MappingProxyType({})


def odd_places(*, quick: bool) -> list[Part]:
    """R11."""
    return [partial(run, kind="odd places", tests="tests/cli/test_odd_places.py", quick=quick)]


def erasing(*, quick: bool) -> list[Part]:
    """E: at each call to the disk, where `make test` strikes one in ten."""
    tests = (
        "tests/vault/test_erasing.py",
        "tests/vault/test_erasing_copies.py",
        "tests/vault/test_erasing_elsewhere.py",
    )
    more = {} if quick else {"PEERJOURNAL_EVERY": "1"}
    return [partial(run, kind="ways to erase", tests=one, quick=quick, more=more) for one in tests]


def copies(*, quick: bool) -> list[Part]:
    """F: with many more histories than `make test` has."""
    more = {} if quick else {"PEERJOURNAL_HISTORIES": "2000"}
    return [partial(run, kind="ways to fork", tests="tests/vault/test_forks.py", quick=quick, more=more)]


def run(
    tally: Tally, room: Path, *, kind: str, tests: str, quick: bool, more: Mapping[str, str] = NOTHING
) -> None:
    """Run a file of tests, with ``more`` in their environment; with ``quick`` its first failure ends it."""
    report = room / "report.xml"
    words = ["-q", "-n", "0", f"--junitxml={report}", f"--basetemp={room / 'tests'}", tests]
    subprocess.run(
        [sys.executable, "-m", "pytest", *words, *(["-x"] if quick else [])],
        cwd=ROOT, capture_output=True, check=False, env=os.environ | dict(more),
    )  # fmt: skip
    for one in ET.parse(report).iter("testcase"):  # noqa: S314 - as above
        bad = [found.get("message", "") for found in one if found.tag in ("failure", "error")]
        tally.lost += [f"{one.get('name')}: {message}" for message in bad]
        if any(found.tag == "skipped" for found in one):
            tally.skip(f"{one.get('name')}")
        else:
            tally.count(kind)
