"""Every kind of source that can be moved in from, in the order in which a source is tried against them."""

from pathlib import Path
from typing import Final

from peerjournal.importers.dayone import DayOne
from peerjournal.importers.found import Importer
from peerjournal.importers.jrnl import JrnlText
from peerjournal.importers.jrnl_folder import JrnlFolder
from peerjournal.importers.jrnl_json import JrnlJson
from peerjournal.importers.jrnl_sealed import JrnlSealed
from peerjournal.importers.markdown import Markdown
from peerjournal.importers.obsidian import Obsidian
from peerjournal.importers.ours import Ours
from peerjournal.importers.tui_journal import TuiJournal

IMPORTERS: Final[tuple[Importer, ...]] = (
    Ours(),
    JrnlSealed(),
    DayOne(),
    TuiJournal(),
    JrnlJson(),
    JrnlFolder(),
    JrnlText(),
    Obsidian(),
    Markdown(),
)


def recognise(source: Path) -> tuple[Importer, ...]:
    """Return the importers that know ``source``, the likeliest first."""
    return tuple(each for each in IMPORTERS if each.recognises(source))
