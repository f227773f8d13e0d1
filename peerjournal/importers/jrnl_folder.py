"""jrnl's journal as a folder: a file for each day, `2020/08/29.txt`, written as its one text file is."""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from peerjournal.errors import SourceUnreadable
from peerjournal.importers.found import Found, Options, Skipped
from peerjournal.importers.jrnl import drafting_of
from peerjournal.importers.jrnl_header import DAY_FORMS, Form, form_of, prevailing
from peerjournal.importers.jrnl_text import OUTSIDE, Headed, stretches
from peerjournal.importers.source import Block, blocks_of, open_inside, walk
from peerjournal.importers.zone import MORNING, told_in
from peerjournal.text import visible

NO_HEADER: Final = "It stood under no header. Its day is that of its file, and nine in the morning was taken."
NO_DAY: Final = "This is no day of a folder of jrnl's."
_LOOKED_AT = 1000
_PARTS = ("[0-9]{4}", "[0-9]{2}", r"[0-9]{2}\.txt")


class JrnlFolder:
    """A folder journal of jrnl."""

    name = "jrnl-folder"
    label = "jrnl, a folder"

    def recognises(self, source: Path) -> bool:
        """Tell whether a day stands in it."""
        with suppress(SourceUnreadable, OSError):
            return source.is_dir() and any(_day(source, each) for each in islice(walk(source), _LOOKED_AT))
        return False

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries, day by day; the day is that of the file, as in jrnl."""
        if options.timeformat:
            form: Form | None = form_of(options.timeformat, dated=False)
        else:
            form = prevailing(_all_blocks(source), DAY_FORMS)
        for each in walk(source):
            day = _day(source, each)
            if isinstance(each, Skipped):
                yield each
            elif day is None:
                yield Skipped(_where(each, source), NO_DAY)
            else:
                yield from _read_day(each, _where(each, source), form, day, options)

    def size(self, source: Path) -> int:
        """Return the number of days."""
        with suppress(SourceUnreadable, OSError):
            return sum(1 for each in walk(source) if _day(source, each))
        return 0


def _read_day(
    path: Path, where: str, form: Form | None, day: date, options: Options
) -> Iterator[Found | Skipped]:
    try:
        file = open_inside(path)
    except OSError:
        yield Skipped(where, "This file can't be read.")
        return
    with closing(file):
        try:
            morning = told_in(options.zone)(datetime(day.year, day.month, day.day, MORNING))  # noqa: DTZ001 - the zone comes to it
        except (ValueError, OverflowError, OSError):
            yield Skipped(where, OUTSIDE)
            return
        drafting, headed = drafting_of(JrnlFolder.name, form, options, morning)
        drafting = replace(drafting, unheaded=NO_HEADER, place=day.isoformat())
        for stretch in stretches(blocks_of(file), _on(day, headed), form):
            yield drafting.found(stretch, where=f"{where}, {stretch.where}")


def _day(source: Path, path: Path | Skipped) -> date | None:
    """Return the day that a path names, or nothing."""
    if isinstance(path, Skipped):
        return None
    parts = path.relative_to(source.resolve()).parts
    found = len(parts) == len(_PARTS) and all(map(re.fullmatch, _PARTS, parts))
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2][:2])) if found else None
    except ValueError:
        return None


def _where(path: Path, source: Path) -> str:
    return visible(path.relative_to(source.resolve()).as_posix())


def _all_blocks(source: Path) -> Iterator[Block]:
    for each in walk(source):
        if isinstance(each, Path) and _day(source, each):
            with suppress(OSError), closing(open_inside(each)) as file:
                yield from blocks_of(file)


def _on(day: date, headed: Headed) -> Headed:
    """Return the same, with the day of the file in the place of the header's."""

    def header(data: bytes, at: int) -> tuple[datetime, int] | None:
        found = headed(data, at)
        if not found:
            return None
        when, start = found
        return when.replace(year=day.year, month=day.month, day=day.day), start

    return header
