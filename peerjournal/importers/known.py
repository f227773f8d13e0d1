"""Every kind of source that can be moved in from, in the order in which a source is tried against them.

What reads a kind is imported only where a source may be of that kind: all of them take longer to import than
a thousand entries to read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from peerjournal.importers.found import Found, Importer, Options, Skipped
from peerjournal.importers.source import JRNL_FILE, NOTES, begins, file_in

_LOOKED_AT = 4096
_BESIDE = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
"""What may stand before JSON or between its first signs: spaces, and how other encodings write them."""


def _ours() -> Importer:
    from peerjournal.importers.ours import Ours  # noqa: PLC0415 - as said above, here and below

    return Ours()


def _jrnl_sealed() -> Importer:
    from peerjournal.importers.jrnl_sealed import JrnlSealed  # noqa: PLC0415 - as above

    return JrnlSealed()


def _day_one() -> Importer:
    from peerjournal.importers.dayone import DayOne  # noqa: PLC0415 - as above

    return DayOne()


def _tui_journal() -> Importer:
    from peerjournal.importers.tui_journal import TuiJournal  # noqa: PLC0415 - as above

    return TuiJournal()


def _jrnl_json() -> Importer:
    from peerjournal.importers.jrnl_json import JrnlJson  # noqa: PLC0415 - as above

    return JrnlJson()


def _jrnl_folder() -> Importer:
    from peerjournal.importers.jrnl_folder import JrnlFolder  # noqa: PLC0415 - as above

    return JrnlFolder()


def _jrnl_text() -> Importer:
    from peerjournal.importers.jrnl import JrnlText  # noqa: PLC0415 - as above

    return JrnlText()


def _obsidian() -> Importer:
    from peerjournal.importers.obsidian import Obsidian  # noqa: PLC0415 - as above

    return Obsidian()


def _markdown() -> Importer:
    from peerjournal.importers.markdown import Markdown  # noqa: PLC0415 - as above

    return Markdown()


def _text(source: Path) -> bool:
    return file_in(source, JRNL_FILE).is_file()


def _folder(source: Path) -> bool:
    return source.is_dir()


def _sealed(source: Path) -> bool:
    return begins(source, 6) in {b"JRNLv3", b"gAAAAA"}


def _json(source: Path) -> bool:
    first = begins(source, _LOOKED_AT).translate(None, _BESIDE)[:2]
    # jrnl's text begins with a bracket, too, and then says a year.
    return first[:1] == b"{" or (first[:1] == b"[" and not first[1:].isdigit())


def _json_or_folder(source: Path) -> bool:
    return _folder(source) or _json(source)


def _json_zip_or_folder(source: Path) -> bool:
    return _json_or_folder(source) or begins(source, 2) == b"PK"


def _notes(source: Path) -> bool:
    return _folder(source) or source.suffix.lower() in NOTES


@dataclass(frozen=True)
class _Known:
    """An importer, imported once it is needed."""

    name: str
    label: str
    load: Callable[[], Importer]
    may_be: Callable[[Path], bool]
    """Tells for little whether a source is worth a second look."""

    @cached_property
    def _itself(self) -> Importer:
        return self.load()

    def recognises(self, source: Path) -> bool:
        """Tell whether ``source`` looks like one; reads little, and raises nothing."""
        try:
            return self.may_be(source) and self._itself.recognises(source)
        except (OSError, ValueError):
            return False

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield what is in ``source``; raises SourceUnreadable where all of it can't be read."""
        return self._itself.read(source, options)

    def size(self, source: Path) -> int:
        """Return about how many entries there are; 0 where that is not known."""
        return self._itself.size(source)


IMPORTERS: Final[tuple[Importer, ...]] = (
    _Known("peerjournal", "what Peerjournal moved out, as JSON", _ours, _json_or_folder),
    _Known("jrnl-sealed", "jrnl, an encrypted file", _jrnl_sealed, _sealed),
    _Known("dayone", "Day One (its JSON export)", _day_one, _json_zip_or_folder),
    _Known("tui-journal", "tui-journal (its JSON file)", _tui_journal, _json_or_folder),
    _Known("jrnl-json", "jrnl, as JSON", _jrnl_json, _json_or_folder),
    _Known("jrnl-folder", "jrnl, a folder", _jrnl_folder, _folder),
    _Known("jrnl", "jrnl, a text file", _jrnl_text, _text),
    _Known("obsidian", "Obsidian daily notes", _obsidian, _folder),
    _Known("markdown", "Markdown notes, with front matter or without", _markdown, _notes),
)


def recognise(source: Path) -> tuple[Importer, ...]:
    """Return the importers that know ``source``, the likeliest first."""
    return tuple(each for each in IMPORTERS if each.recognises(source))
