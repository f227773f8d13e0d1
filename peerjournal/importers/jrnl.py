"""jrnl's journal in one text file: `[2020-08-29 11:11] Title`, then the body, up to the next such line."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import jrnl_compat
from peerjournal.importers.found import Found, Options, Skipped
from peerjournal.importers.jrnl_header import Form, form_of, prevailing
from peerjournal.importers.jrnl_text import UNHEADED, Drafting, Headed, stretches
from peerjournal.importers.source import JRNL_FILE, begins, blocks_of, file_in, in_memory, open_source
from peerjournal.importers.zone import shown_in, told_in
from peerjournal.journal import Moment

_LOOKED_AT = 64 * 1024


class JrnlText:
    """A text file of jrnl, of version 1 as well."""

    name = "jrnl"
    label = "jrnl, a text file"

    def recognises(self, source: Path) -> bool:
        """Tell whether a line of its beginning is a header."""
        data = begins(file_in(source, JRNL_FILE), _LOOKED_AT)
        return b"\0" not in data and prevailing(blocks_of(in_memory(data))) is not None

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries in the order in which they stand."""
        with open_source(file_in(source, JRNL_FILE)) as file:
            yield from read_file(file, options, self.name, file_time(file))

    def size(self, source: Path) -> int:
        """Return about how many lines begin with a bracket, told by the beginning of the file."""
        try:
            with open_source(file_in(source, JRNL_FILE)) as file:
                first = next(blocks_of(file), None)
                whole = file.seek(0, os.SEEK_END)
        except (SourceUnreadable, OSError):
            return 0
        return first.data.count(b"\n[") * whole // max(1, len(first.data)) + 1 if first else 0


def read_file(file: BinaryIO, options: Options, name: str, changed: float) -> Iterator[Found | Skipped]:
    """Yield the entries of an open file of jrnl, which is read twice.

    Args:
        file: Its bytes, from the beginning.
        options: As the person chose.
        name: The importer's.
        changed: When the file was last written to, in seconds since 1970: that dates what has no header.
    """
    form = form_of(options.timeformat) if options.timeformat else prevailing(blocks_of(file))
    drafting, headed = drafting_of(name, form, options, shown_in(options.zone, changed))
    for stretch in stretches(blocks_of(file), headed, form):
        yield drafting.found(stretch)


def drafting_of(name: str, form: Form | None, options: Options, changed: Moment) -> tuple[Drafting, Headed]:
    """Return what makes drafts of a source, and what knows its headers.

    Args:
        name: The importer's.
        form: The form of its headers; nothing where no line is one.
        options: As the person chose.
        changed: What dates what has no header.
    """
    drafting = Drafting(name, told_in(options.zone), changed, has_clock=form is None or form.has_clock)
    if options.jrnl_compat:
        return replace(drafting, read=jrnl_compat.written), jrnl_compat.headers(form, changed.local)
    return (drafting, form.header) if form else (replace(drafting, unheaded=UNHEADED), _nowhere)


def _nowhere(data: bytes, at: int) -> None:
    """Find no header: everything in a file without one is one entry."""
    del data, at


def file_time(file: BinaryIO) -> float:
    """Return when a file was last written to, in seconds since 1970."""
    return os.fstat(file.fileno()).st_mtime
