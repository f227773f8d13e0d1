"""Other people in the stories: who they are, what stands for them, and what else could point at them."""

from peerjournal.journal.others.clues import Leftover, Why
from peerjournal.journal.others.details import left_out, made_vaguer
from peerjournal.journal.others.names import Names
from peerjournal.journal.others.people import CANT_SAY, HONEST_LINE, Asked, People, Person

__all__ = [
    "CANT_SAY",
    "HONEST_LINE",
    "Asked",
    "Leftover",
    "Names",
    "People",
    "Person",
    "Why",
    "left_out",
    "made_vaguer",
]
