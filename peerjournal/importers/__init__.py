"""Moving in: what other journals keep becomes drafts, one by one. Nothing here writes anything."""

from peerjournal.importers import wording
from peerjournal.importers.found import Attachment, Found, Importer, Options, Skipped
from peerjournal.importers.known import IMPORTERS, recognise
from peerjournal.importers.reading import Reading, read_all
from peerjournal.importers.source import refuse_nothing, require_there

__all__ = [
    "IMPORTERS",
    "Attachment",
    "Found",
    "Importer",
    "Options",
    "Reading",
    "Skipped",
    "read_all",
    "recognise",
    "refuse_nothing",
    "require_there",
    "wording",
]
