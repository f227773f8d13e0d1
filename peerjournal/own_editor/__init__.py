"""Writing in an editor of one's own, only when asked for: the text lies in memory, and nowhere else."""

from peerjournal.own_editor.leftovers import LeftOver, left_over
from peerjournal.own_editor.programs import Program, chosen, warn_once
from peerjournal.own_editor.sitting import Edited, End, require_room, sitting
from peerjournal.own_editor.viewing import can_be_shown, clear_views, in_memory, viewing

__all__ = [
    "Edited",
    "End",
    "LeftOver",
    "Program",
    "can_be_shown",
    "chosen",
    "clear_views",
    "in_memory",
    "left_over",
    "require_room",
    "sitting",
    "viewing",
    "warn_once",
]
