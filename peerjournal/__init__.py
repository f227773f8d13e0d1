"""A private journal in the terminal, and a gentle way to hand one story to one person you chose."""

__version__ = "0.1.0"
