"""Moving out: the whole journal as plain files that need neither this program nor a passphrase."""

from peerjournal.exporters import leaving, plain_copy
from peerjournal.exporters.along import Along
from peerjournal.exporters.exporter import Beside, Exporter, Leaving
from peerjournal.exporters.folder import require_new, write_new
from peerjournal.exporters.forms import EXPORTERS

__all__ = [
    "EXPORTERS",
    "Along",
    "Beside",
    "Exporter",
    "Leaving",
    "leaving",
    "plain_copy",
    "require_new",
    "write_new",
]
