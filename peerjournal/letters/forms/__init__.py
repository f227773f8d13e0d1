"""The forms in which a letter leaves, in the order in which people see them; each takes only a Letter."""

from peerjournal.letters.forms.page import PAGE_BEGIN, WebPage, can_answer
from peerjournal.letters.forms.sealed import SealedFile

FORMS = (SealedFile(),)

__all__ = ["FORMS", "PAGE_BEGIN", "SealedFile", "WebPage", "can_answer"]
