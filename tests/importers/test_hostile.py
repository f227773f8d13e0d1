"""What is made to harm ends in a sentence or a line of the report, for every importer, in bounded memory."""

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerjournal.importers import IMPORTERS
from tests.importers.hostile import SOURCES, WORD, made
from tests.sampling import sampled, some
from tests.source_tree import ROOT

NAMES = some([each.name for each in IMPORTERS], "importers")
MEGABYTE = 1024
"""In the kilobytes that a system counts memory by."""

pytestmark = [
    sampled,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows counts a process's memory otherwise"),
]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Return where every source stands, made once."""
    with tempfile.TemporaryDirectory() as name:
        for number, make in enumerate(SOURCES.values()):
            made(Path(name), number, make)
        yield Path(name)


def listed(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(each), each.lstat().st_size) for each in folder.rglob("*"))


@functools.cache
def tried(name: str, folder: Path) -> dict[str, Any]:
    """Return what came of one importer in a process of its own."""
    before = listed(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.importers.trying", name, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-4000:]
    told: dict[str, Any] = json.loads(done.stdout)
    told["changed"] = listed(folder) != before
    return told


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", NAMES)
def test_it_ends_in_a_sentence_or_a_line_of_the_report(folder: Path, name: str, source: str) -> None:
    told = tried(name, folder)["told"][source]
    assert told["found"] or told["skipped"] or told["refusal"]
    assert told["refusal"] in {"", "SourceUnreadable", "WrongPassphrase"}
    assert all(WORD not in said for said in told["said"])
    assert all("/" not in said for said in told["said"])


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_bounded_memory(folder: Path, name: str) -> None:
    assert tried(name, folder)["peak"] < 400 * MEGABYTE


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_and_nothing_is_reached_for(folder: Path, name: str) -> None:
    told = tried(name, folder)
    assert told["did"] == []
    assert not told["changed"]
