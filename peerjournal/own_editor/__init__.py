"""Writing in an editor of one's own, only when asked for: the text lies in memory, and nowhere else."""

from peerjournal.own_editor.leftovers import LeftOver, left_over
from peerjournal.own_editor.programs import Program, chosen, warn_once
from peerjournal.own_editor.sitting import Edited, End, require_room, sitting

__all__ = [
    "Edited",
    "End",
    "LeftOver",
    "Program",
    "chosen",
    "left_over",
    "require_room",
    "sitting",
    "warn_once",
]
