"""Markdown notes, in a folder or one by itself: with front matter of any of the usual kinds, or without."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import ours, told
from peerjournal.importers.found import Found, Options, Skipped
from peerjournal.importers.note import pieces_of, take_heading, written
from peerjournal.importers.notes import Folder, Note, Telling, count, is_note
from peerjournal.importers.source import walk

_LOOKED_AT = 500


class Markdown:
    """Reads notes as most programs write them."""

    name = "markdown"
    label = "Markdown notes, with front matter or without"

    def recognises(self, source: Path) -> bool:
        """Tell whether this is a note, or a folder that holds one."""
        try:
            if not source.is_dir():
                return is_note(source) and source.is_file()
            return any(
                isinstance(each, Path) and is_note(each)
                for each in islice(walk(source, hidden=False), _LOOKED_AT)
            )
        except (OSError, ValueError, SourceUnreadable):
            return False

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield the notes.

        Raises:
            SourceUnreadable: What was named can't be read.
            InputError: There is no zone by the name that was given.
        """
        folder, seen = Folder.at(source, options), dict[str, str]()
        for note in folder.notes(source):
            found = note if isinstance(note, Skipped) else self._found(folder, note)
            if isinstance(found, Found) and seen.setdefault(found.key, found.digest) != found.digest:
                found = ours.apart(found)
            if found:
                yield found

    def size(self, source: Path) -> int:
        """Return how many notes there are."""
        return count(source)

    def _found(self, folder: Folder, note: Note) -> Found | Skipped | None:
        if page := ours.page_of(note.text):
            if ours.is_beside(page[0]):
                return None
            return ours.found_on_page(*page, note.where, lambda path: folder.beside.find(note.path, path))
        telling, text = Telling.of(self.name, note, folder.options)
        fields, links = telling.fields, folder.links(note)
        by_name, rest = told.in_name(note.path.stem)
        when = folder.when(note, fields, by_name)
        pieces, remarks = pieces_of(text)
        title = fields.title()
        heading, pieces = take_heading(pieces, title=title or None)
        said = written(pieces, links, title=title or heading or _of_name(note, rest), tags=fields.tags())
        when.remarks += remarks
        return telling.found(when, links, said)


def _of_name(note: Note, rest: str) -> str:
    """Return what a file's name says beside its date; the number of a day in a folder of days is none."""
    return "" if told.in_path(note.where) and rest.isdecimal() else rest
