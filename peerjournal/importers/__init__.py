"""Moving in: what other journals keep becomes drafts, one by one. Nothing here writes anything."""

from peerjournal.importers.found import Attachment, Found, Importer, Options, Skipped
from peerjournal.importers.known import IMPORTERS, recognise

__all__ = [
    "IMPORTERS",
    "Attachment",
    "Found",
    "Importer",
    "Options",
    "Skipped",
    "recognise",
]
