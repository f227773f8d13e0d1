"""The forms in which a letter leaves, in the order in which people see them; each takes only a Letter."""

from peerjournal.letters.forms.sealed import SealedFile

FORMS = (SealedFile(),)

__all__ = ["FORMS", "SealedFile"]
