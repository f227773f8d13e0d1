"""Sources written as other programs write them, and a short way to read them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from peerjournal.importers import Found, Importer, Options, Skipped

BERLIN = Options(zone="Europe/Berlin")
TOUCHED = 1_600_000_000
"""When every source here was last written to, in seconds since 1970: 2020-09-13 14:26:40 in Berlin."""
TOUCHED_BERLIN = "2020-09-13T14:26:40+02:00[Europe/Berlin]"


class Seen(NamedTuple):
    """What of an entry a test looks at."""

    written: str
    title: str
    body: str
    starred: bool = False
    tags: tuple[str, ...] = ()


WriteSource = Callable[[str | bytes], Path]


def put(path: Path, data: str | bytes) -> Path:
    """Write a source, dated as all are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    os.utime(path, (TOUCHED, TOUCHED))
    return path


def read(importer: Importer, source: Path, options: Options = BERLIN) -> list[Found]:
    """Return what is found, where nothing is skipped."""
    everything = list(importer.read(source, options))
    assert all(isinstance(each, Found) for each in everything)
    return [each for each in everything if isinstance(each, Found)]


def skipped(importer: Importer, source: Path, options: Options = BERLIN) -> list[Skipped]:
    """Return what is skipped."""
    return [each for each in importer.read(source, options) if isinstance(each, Skipped)]


def seen(found: Found) -> Seen:
    """Return what of a draft a test compares."""
    draft = found.draft
    assert draft.written
    return Seen(draft.written.encode(), draft.title, draft.body, draft.starred, draft.tags)
