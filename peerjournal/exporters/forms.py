"""Every form in which a journal moves out, in the order in which people see them."""

from typing import Final

from peerjournal.exporters.exporter import Exporter
from peerjournal.exporters.jrnl import Jrnl
from peerjournal.exporters.json import Json
from peerjournal.exporters.markdown import Markdown

EXPORTERS: Final[tuple[Exporter, ...]] = (Markdown(), Json(), Jrnl())
