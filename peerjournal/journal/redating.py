"""Redating: setting anew when something was written, and in which zone; what it was before can be seen."""

from collections.abc import Mapping
from typing import Any

from peerjournal.journal.moment import Moment
from peerjournal.journal.moving import Moving
from peerjournal.journal.story import Piece


class Redating(Moving):
    """When things were written, in one unlocked vault."""

    def redate(self, ref: str, written: Moment, *, zone_chosen: bool = False) -> Piece:
        """Set when something was written; what would change nothing is not saved again.

        Args:
            ref: Its short number, or the beginning of its id.
            written: The new time.
            zone_chosen: Whether somebody chose its zone: then one that was assumed no longer is.

        Raises:
            NoSuchEntry: Nothing has that reference.
            NotSaved: The disk refused.
        """
        with self._vault.transaction():
            piece = self.get(ref)
            new: dict[str, Any] = {"written": written.encode()}
            if zone_chosen and zone_is_assumed(piece):
                new["origin"] = _without_zone(piece)
            return self._change(piece.id, new)

    def put_date_back(self, before: Piece) -> Piece:
        """Undo a redating: the time of before, and whether its zone was assumed.

        Raises:
            NoSuchEntry: It is no longer there.
            NotSaved: The disk refused.
        """
        origin = before.to_doc().get("origin")
        return self._change(before.id, {"written": before.written.encode(), "origin": origin})

    def earlier_times(self, ref: str) -> tuple[Moment, ...]:
        """Return the times that something had before, the latest first, where the journal still has them."""
        found = self._found(ref, backups=False, progress=None)[1]
        written = dict.fromkeys(str(version.document.get("written", "")) for version in found)
        now = self.get(ref).written
        return tuple(time for time in map(Moment.decode, filter(None, written)) if time != now)


def zone_is_assumed(piece: Piece) -> bool:
    """Tell whether the zone of something was not in the source that it was moved in from."""
    return _origin(piece).get("zone") == "assumed"


def settled_by(piece: Piece, written: Moment) -> dict[str, Any]:
    """Return what changes besides, where another zone than the one that was assumed is set."""
    if not zone_is_assumed(piece):
        return {}
    from peerjournal.journal import zones  # noqa: PLC0415 — only for what was moved in

    if zones.zone_of(written) == zones.zone_of(piece.written):
        return {}
    return {"origin": _without_zone(piece)}


def _without_zone(piece: Piece) -> dict[str, Any]:
    return {name: value for name, value in _origin(piece).items() if name != "zone"}


def knows_its_moment(piece: Piece) -> bool:
    """Tell whether the source told the moment itself, so that another zone means another clock time."""
    return zone_is_assumed(piece) and _origin(piece).get("from") == "dayone"


def _origin(piece: Piece) -> Mapping[str, Any]:
    origin = piece.extra.get("origin")
    return origin if isinstance(origin, Mapping) else {}
