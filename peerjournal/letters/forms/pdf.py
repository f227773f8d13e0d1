"""For somebody with a PDF reader: the letter typeset to be kept, under six words; it needs the extra ``pdf``.

What the file is: docs/formats/pdf.md.
"""

from importlib.util import find_spec

from peerjournal.errors import PdfNotHere
from peerjournal.letters.forms.page import Opens
from peerjournal.letters.letter import Letter


def pdf_is_here() -> bool:
    """Whether what makes PDFs is installed; it is not loaded for that."""
    return all(find_spec(name) for name in ("typst", "pikepdf"))


class Pdf:
    """The PDF."""

    name = "pdf"
    suffix = "pdf"

    def make(self, letter: Letter) -> Opens:
        """Return a PDF with this letter, under fresh words, joined by ``-``: to be typed exactly so."""
        raise PdfNotHere

    def missing_characters(self, letter: Letter) -> tuple[str, ...]:
        """Return what no font here has a picture for, each once, in the order in which it is read."""
        raise PdfNotHere
