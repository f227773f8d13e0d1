"""Writing in an editor of one's own, only when asked for: the text lies in memory, and nowhere else."""

from typing import TYPE_CHECKING

from peerjournal.late import late

if TYPE_CHECKING:
    from peerjournal.own_editor.leftovers import LeftOver, left_over
    from peerjournal.own_editor.programs import Program, chosen, warn_once
    from peerjournal.own_editor.sittings import Edited, End, require_room, sitting
    from peerjournal.own_editor.views import can_be_shown, clear_views, in_memory, viewing

_ROOMS = {
    "Edited": "sittings",
    "End": "sittings",
    "LeftOver": "leftovers",
    "Program": "programs",
    "can_be_shown": "views",
    "chosen": "programs",
    "clear_views": "views",
    "in_memory": "views",
    "left_over": "leftovers",
    "require_room": "sittings",
    "sitting": "sittings",
    "viewing": "views",
    "warn_once": "programs",
}
"""Which room each name is in."""

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

__getattr__ = late(__name__, _ROOMS)
