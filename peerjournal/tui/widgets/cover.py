"""What stands on the cover of a letter, before it is read; the words are those of every front end."""

from peerjournal.letters import HEAVY_DAY, cover_lines, how_long, wish_of

__all__ = ["HEAVY_DAY", "cover_lines", "how_long", "wish_of"]
