"""The steady card: a few lines to hold on to, the same on every screen and at the command line."""

from typing import Final

SAVED: Final = "What you wrote is saved and closed to everyone but you."
STEADY: Final = (
    "Feet on the floor. Look around and name three plain things.",
    "Let one breath out slowly, longer than it came in.",
    SAVED,
    "You could stop here. You could write about something small. You could ask someone to sit with you.",
)
"""The card, a line each."""
