"""The forms in which a letter leaves, in the order in which people see them; each takes only a Letter."""

from peerjournal.letters.forms.made import Form, Made
from peerjournal.letters.forms.markdown import PlainText
from peerjournal.letters.forms.page import PAGE_BEGIN, WebPage, can_answer
from peerjournal.letters.forms.pdf import Pdf, pdf_is_here
from peerjournal.letters.forms.sealed import SealedFile

FORMS: tuple[Form, ...] = (SealedFile(), WebPage(), Pdf(), PlainText())
FORM_NAMES = tuple(form.name for form in FORMS)

__all__ = [
    "FORMS",
    "FORM_NAMES",
    "PAGE_BEGIN",
    "Form",
    "Made",
    "Pdf",
    "PlainText",
    "SealedFile",
    "WebPage",
    "can_answer",
    "pdf_is_here",
]
