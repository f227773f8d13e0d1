"""What stands quietly beside the name of somebody in the circle."""

from datetime import date

from peerjournal.peers import Peer
from peerjournal.tui.days import short_day


def about(peer: Peer, today: date) -> str:
    """Say how a letter gets to them and how sure one is of them; the day as people say it."""
    said = peer.about
    if not peer.compared_on:
        return said
    day = short_day(date.fromisoformat(peer.compared_on), today)
    return said.replace(f"on {peer.compared_on}", day)
